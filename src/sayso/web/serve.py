"""Runs the workbench: binds a port of this machine, prints the start link, and serves until it is interrupted."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from sayso.errors import SaysoError
from sayso.web.app import make_app
from sayso.web.desk import Desk
from sayso.web.guard import LOOPBACK, Door
from sayso.web.users import Sessions, read_users
from sayso.web.walking import Walker

PORT = 8765


def serve(
    case: Path,
    port: int | None,
    host: str,
    by: str | None,
    tell: Callable[[str], None],
    users: Path | None = None,
    names: Sequence[str] = (),
) -> None:
    """Raises SaysoError where the port is taken, or others can reach the address and no file says who they are."""
    if users is None and not is_loopback(host):
        raise SaysoError(f"{host} can be reached by others: without --users the workbench is for one person, on 127.0.0.1")
    sessions = None if users is None else Sessions(read_users(users))
    desk = Desk(case, by, Walker(case))
    desk.version()
    listener = bind(host, port)
    bound = int(listener.getsockname()[1])
    door = Door.on(bound, (*LOOPBACK, *names), sessions)
    tell(f"http://{host}:{bound}/" + ("" if sessions is not None else f"?token={door.token}"))
    # An open page listens for changes as long as it is open: ctrl-c does not wait for it.
    config = uvicorn.Config(
        make_app(desk, door), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=1
    )
    uvicorn.Server(config).run([listener])


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def bind(host: str, port: int | None) -> socket.socket:
    """The port asked for; without one the usual, or any that is free."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    for candidate in (port,) if port is not None else (PORT, 0):
        try:
            listener.bind((host, candidate))
        except OSError as error:
            if candidate == port:
                listener.close()
                raise SaysoError(f"port {port} cannot be had: {error.strerror}; give another with --port") from error
            continue
        break
    listener.listen(64)
    return listener
