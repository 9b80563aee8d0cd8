"""Takes pages in from the web, politely: what a site forbids and what lies in private networks is never asked for."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from urllib.parse import urljoin, urlsplit
from uuid import NAMESPACE_URL, uuid5

from sayso.read.addresses import Allow, Refused, find_target, is_public
from sayso.read.decode import MOST_BYTES, decode, gunzip
from sayso.read.warc import READERS
from sayso.read.wire import Answer, ask, to_bytes

AGENT = f"sayso/{version('sayso')}"
MOST_HOPS = 5
MOST_ROBOTS = 500_000
# What a site asks crawlers to wait is heeded up to here: one page of a reader's is no crawl.
MOST_PAUSE = 30.0
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BROKEN, FINE = range(500, 600), 200


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as a WARC record, None if it was not taken in, and why not."""

    url: str
    record: bytes | None
    reason: str = ""


@dataclass(slots=True)
class Manners:
    """How the web is asked, and what is remembered of each site. `allow` is another one in tests alone."""

    allow: Allow = is_public
    seconds: float = 30.0
    most: int = MOST_BYTES
    pause: float = 1.0
    wait: Callable[[float], None] = time.sleep
    rules: dict[str, Rules] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site's robots.txt says: its text, None if it could not be had, which forbids all."""

    text: str | None

    def allows(self, url: str) -> bool:
        from protego import Protego

        return self.text is not None and bool(Protego.parse(self.text).can_fetch(url, AGENT))

    def delay(self) -> float:
        from protego import Protego

        return float(Protego.parse(self.text or "").crawl_delay(AGENT) or 0.0)


def fetch_pages(urls: Sequence[str], manners: Manners) -> Iterator[Fetched]:
    """Each page once, in the order given. Nothing is raised: what is not taken in says why."""
    for url in dict.fromkeys(urls):
        try:
            answer = follow(url, manners, heed=True)
            kind = answer.header("content-type").partition(";")[0].strip().lower()
            if answer.status != FINE:
                raise Refused(f"the server answers {answer.status}")
            if kind not in READERS:
                raise Refused(f"is {kind or 'of no stated type'}, which is no page")
        except Refused as error:
            yield Fetched(url, None, str(error))
        else:
            yield Fetched(url, make_record(answer, datetime.now(UTC)))


def follow(url: str, manners: Manners, heed: bool) -> Answer:
    """The answer at the end of all redirects, each of which is checked as the first address was."""
    for _ in range(MOST_HOPS + 1):
        target = find_target(url, manners.allow)
        rules = rules_of(target.url, manners) if heed else None
        if rules is not None and not rules.allows(target.url):
            raise Refused("the site's robots.txt forbids it, or could not be read")
        be_patient(target.host, rules.delay() if rules is not None else 0.0, manners)
        answer = ask(target, AGENT, manners.seconds, manners.most if heed else MOST_ROBOTS)
        if answer.status not in REDIRECTS or not answer.header("location"):
            return answer
        try:
            url = urljoin(target.url, answer.header("location"))
        except ValueError as error:
            raise Refused("leads to what is no address") from error
    raise Refused(f"leads on more than {MOST_HOPS} times")


def rules_of(url: str, manners: Manners) -> Rules:
    """Asked once a site. No such file forbids nothing; a site that cannot answer for it forbids everything."""
    parts = urlsplit(url)
    site = f"{parts.scheme}://{parts.netloc}"
    if site not in manners.rules:
        try:
            answer = follow(f"{site}/robots.txt", manners, heed=False)
            body, _ = gunzip(answer.body, MOST_ROBOTS) if answer.header("content-encoding") == "gzip" else (answer.body, ())
            text = decode(body, markup=False).text if answer.status == FINE else ""
            manners.rules[site] = Rules(None if answer.status in BROKEN else text)
        except Refused:
            manners.rules[site] = Rules(None)
    return manners.rules[site]


def be_patient(host: str, delay: float, manners: Manners) -> None:
    """Waits until the site may be asked again."""
    rest = manners.asked.get(host, 0.0) + min(max(delay, manners.pause), MOST_PAUSE) - time.monotonic()
    if host in manners.asked and rest > 0:
        manners.wait(rest)
    manners.asked[host] = time.monotonic()


def make_record(answer: Answer, at: datetime) -> bytes:
    """One WARC record, compressed by itself, so that records of several runs can stand in one file."""
    block = to_bytes(answer)
    day = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = sha256(answer.body).hexdigest()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, answer.target.url + day)}>\r\n"
        f"WARC-Date: {day}\r\nWARC-Target-URI: {answer.target.url}\r\nWARC-IP-Address: {answer.target.address}\r\n"
        f"WARC-Payload-Digest: sha256:{digest}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)
