"""Pages are fetched politely, never from a private network: each hop is looked up, checked, and asked where it was checked."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.model import Role
from sayso.read.addresses import Refused, find_target, is_public
from sayso.read.fetching import Fetched, Manners, fetch_pages
from tests.read.reading import PARAGRAPHS, read_many

PAGE = f"<html><head><title>Ferry</title></head><body><h1>Ferry</h1>{PARAGRAPHS}</body></html>".encode()
ROBOTS = b"User-agent: *\nDisallow: /closed\nDisallow: /*.secret$\nCrawl-delay: 3\n"


class Site(BaseHTTPRequestHandler):
    """A small site with everything a fetcher may meet."""

    asked: list[str]
    robots: tuple[int, bytes]

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        if self.path == "/robots.txt":
            self.send(*self.robots, kind="text/plain")
        elif self.path.startswith("/to/"):
            self.send(302, b"", location=self.path.removeprefix("/to/"))
        elif self.path == "/slow":
            self.drip()
        elif self.path == "/packed":
            self.send(200, gzip.compress(PAGE), coding="gzip")
        elif self.path == "/picture":
            self.send(200, b"x", kind="image/png")
        elif self.path == "/gone":
            self.send(404, PAGE)
        elif self.path == "/large":
            self.send(200, b"x" * 300_000)
        else:
            self.send(200, PAGE)

    def send(
        self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", location: str = "", coding: str = ""
    ) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Location", location), ("Content-Encoding", coding)):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drip(self) -> None:
        """A byte now and then, so that no single read ever waits long."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(60):
            try:
                self.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.05)

    def log_message(self, format: str, *args: Any) -> None:
        """The tests read what the site was asked, not its log."""


@pytest.fixture
def site() -> Iterator[tuple[str, type[Site]]]:
    handler = type("OneSite", (Site,), {"asked": [], "robots": (200, ROBOTS)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", handler
        server.shutdown()


def manners(**known: Any) -> Manners:
    """Those of the tests: this machine may be asked, and nobody waits."""
    return Manners(**{"allow": lambda address: address.is_loopback, "wait": lambda seconds: None, **known})


def fetch(url: str, **known: Any) -> Fetched:
    [found] = fetch_pages([url], manners(**known))
    return found


@pytest.mark.parametrize("path", ["/page", "/packed", "/to//to//page"])
def test_a_fetched_page_is_kept_as_it_came_and_read_from_what_is_kept(site: tuple[str, type[Site]], path: str) -> None:
    found = fetch(site[0] + path)
    assert found.record is not None
    [reading] = read_many(found.record, "p.warc.gz")
    assert reading.page is not None and reading.page.url == site[0] + path.replace("/to/", "")
    assert reading.page.seen is not None and reading.role("Two companies of the River Guard") is Role.BODY
    assert reading.problems == ()


REFUSED = [
    ("/closed/page", "robots.txt"),
    ("/a.secret", "robots.txt"),
    ("/to//closed/page", "robots.txt"),
    ("/picture", "image/png, which is no page"),
    ("/gone", "answers 404"),
    ("/large", "more than 200,000 bytes"),
    ("/slow", "longer than 1 seconds"),
    ("/to/" * 9 + "/page", "more than 5 times"),
    ("/to/http://10.0.0.1/page", "private or reserved"),
    ("/to/ftp://ledger.example/", "http and https"),
]


@pytest.mark.parametrize(("path", "told"), REFUSED)
def test_what_is_not_taken_in_says_why(site: tuple[str, type[Site]], path: str, told: str) -> None:
    found = fetch(site[0] + path, seconds=1.0, most=200_000)
    assert found.record is None and told in found.reason


def test_a_site_that_forbids_a_page_is_not_asked_for_it(site: tuple[str, type[Site]]) -> None:
    fetch(site[0] + "/closed/page")
    assert site[1].asked == ["/robots.txt"]


@pytest.mark.parametrize(("status", "is_read"), [(404, True), (503, False)])
def test_no_rules_forbid_nothing_and_rules_that_cannot_be_had_forbid_all(
    site: tuple[str, type[Site]], status: int, is_read: bool
) -> None:
    site[1].robots = (status, b"")
    assert (fetch(site[0] + "/page").record is not None) is is_read


def test_a_site_is_asked_no_faster_than_it_says(site: tuple[str, type[Site]]) -> None:
    waited: list[float] = []
    list(fetch_pages([f"{site[0]}/{n}" for n in range(3)], manners(wait=waited.append)))
    assert len(waited) == 3 and all(2 < seconds <= 3 for seconds in waited)
    assert site[1].asked == ["/robots.txt", "/0", "/1", "/2"]


PRIVATE = (
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 "
    "::1 fe80::1 fc00::1 ::ffff:10.0.0.1 2002:7f00:1:: 64:ff9b::7f00:1 ::"
)


@pytest.mark.parametrize("address", PRIVATE.split())
def test_no_address_of_a_private_network_is_asked(address: str) -> None:
    assert not is_public(ip_address(address))
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(Refused, match="private or reserved"):
        find_target(f"http://{host}/")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_an_address_of_the_open_internet_is_asked(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    ["file:///etc/hosts", "ftp://a.example/", "http://", "http://a:b@c.example/", "http://[::1", "http://a.example:x/", "x"],
)
def test_what_is_no_address_of_a_page_is_refused_unasked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: pytest.fail("a name was looked up"))
    with pytest.raises(Refused):
        find_target(url)


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(2, 1, 6, "", (address, 80)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: found)
    with pytest.raises(Refused, match="private or reserved"):
        find_target("http://ledger.example/")


def test_a_page_is_asked_where_it_was_checked_though_its_name_leads_elsewhere_since(
    site: tuple[str, type[Site]], monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site[0].rpartition(":")[2])
    lookups: list[str] = []

    def resolve(host: str, *rest: object, **more: object) -> list[Any]:
        # A name that is looked up a second time for the same call leads to an address where nobody answers.
        lookups.append(host)
        return [(2, 1, 6, "", ("127.0.0.1" if len(lookups) <= 2 else "127.0.0.9", port))]

    real = socket.create_connection
    reached: list[object] = []

    def connect(address: tuple[str, int], *rest: Any, **more: Any) -> socket.socket:
        reached.append(address)
        monkeypatch.setattr(socket, "getaddrinfo", original)
        try:
            return real(address, *rest, **more)
        finally:
            monkeypatch.setattr(socket, "getaddrinfo", resolve)

    original = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    found = fetch(f"http://ledger.example:{port}/page")
    assert found.record is not None
    # Once for the page, once for the site's rules: never again between check and call.
    assert lookups == ["ledger.example"] * 2
    assert reached == [("127.0.0.1", port)] * 2


def test_the_command_never_asks_this_machine(site: tuple[str, type[Site]], tmp_path: Any) -> None:
    case, folder = tmp_path / "c.sayso", tmp_path / "kept"
    result = CliRunner().invoke(main, ["fetch", f"{site[0]}/page", "--to", str(folder), "--case", str(case)])
    assert result.exit_code == 1 and "private or reserved" in result.output
    assert site[1].asked == [] and not folder.exists() and not case.exists()
