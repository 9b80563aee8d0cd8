"""One request for one page, to the address that was checked, within bounds of time and size."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Timer
from time import monotonic

from sayso.read.addresses import Refused, Target

PIECE = 65_536
# Taken off before the answer is kept: the body is kept whole, with its length.
OF_TRANSPORT = frozenset({"transfer-encoding", "content-length", "connection", "keep-alive"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: its status, headers in their order, and the body as it was packed."""

    target: Target
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


class Pinned(HTTPConnection):
    """A connection to the address that was checked, under the name of its host."""

    def __init__(self, target: Target, timeout: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout)
        self.target = target
        self.default_port = 443 if target.scheme == "https" else 80

    def connect(self) -> None:
        self.sock = socket.create_connection((self.target.address, self.target.port), timeout=self.timeout)
        if self.target.scheme == "https":
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.target.host)


def ask(target: Target, agent: str, seconds: float, most: int) -> Answer:
    """The answer to one GET; raises Refused if it does not come whole in that time, or is larger than `most`."""
    connection = Pinned(target, seconds)
    until = monotonic() + seconds
    # A server that sends a byte now and then never runs into the timeout of a single read.
    timer = Timer(seconds, lambda: cut(connection))
    timer.daemon = True
    try:
        timer.start()
        headers = {"User-Agent": agent, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "gzip", "Connection": "close"}
        connection.request("GET", target.path, headers=headers)
        response = connection.getresponse()
        body = read_body(response, most)
        if monotonic() >= until:
            raise Refused(f"took longer than {seconds:.0f} seconds")
        return Answer(target, response.status, response.reason, tuple(response.getheaders()), body)
    except (HTTPException, OSError, ValueError, AttributeError) as error:
        late = monotonic() >= until or isinstance(error, TimeoutError)
        told = f"took longer than {seconds:.0f} seconds" if late else f"could not be fetched ({type(error).__name__})"
        raise Refused(told) from error
    finally:
        timer.cancel()
        connection.close()


def cut(connection: HTTPConnection) -> None:
    try:
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        # It was closed in the meantime, which is all that was wanted.
        return


def read_body(response: HTTPResponse, most: int) -> bytes:
    body = bytearray()
    while piece := response.read(PIECE):
        body += piece
        if len(body) > most:
            raise Refused(f"is more than {most:,} bytes")
    return bytes(body)


def to_bytes(answer: Answer) -> bytes:
    """The answer as it is kept: head and body, without the codings of its way."""
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
    lines += [f"{name}: {value}" for name, value in answer.headers if name.lower() not in OF_TRANSPORT]
    lines.append(f"Content-Length: {len(answer.body)}")
    head = "\r\n".join(" ".join(line.split("\n")).replace("\r", " ") for line in lines)
    return head.encode("latin-1", "replace") + b"\r\n\r\n" + answer.body
