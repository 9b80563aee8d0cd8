"""Mails, and pages that a browser saved as one (MHTML): the text they hold, and what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from html import escape

from sayso.model import Page, Passage, Problem
from sayso.pack import Pack
from sayso.read.compose import Stated, compose, paragraphs
from sayso.read.decode import decode
from sayso.read.entries import read_stamp
from sayso.read.hint import Hint, make_problem, seen_at
from sayso.read.html import read_html
from sayso.read.members import Member
from sayso.read.metadata import is_url

# Parts in parts: so many borders are more than any mail has, and each line is held against all that are open.
MOST_BORDERS = 200
MOST_PARTS = 1_000
MOST_HEADER = 2_000
BROKEN = (
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    LookupError,
    MessageError,
    RecursionError,
    TypeError,
    ValueError,
)
SAVED = ("snapshot-content-location", "content-location")
# What a mail shows beside its text: pictures, sounds, and the layout's own files.
PASSED_OVER = frozenset({"image", "audio", "video", "font"})
ANSWERED = re.compile(r"^[ \t]*>+ ?", re.MULTILINE)


def read_mail(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Page | Passage | Problem | Member]:
    """A saved page is read as the page it is; of a mail its fullest text, by its sender, then what is attached."""
    if data.lower().count(b"boundary") > MOST_BORDERS:
        yield make_problem(hint.path, f"a mail of more than {MOST_BORDERS} borders; kept, but not read")
        return
    try:
        message = BytesParser().parsebytes(data)
        parts = [part for part in message.walk() if not part.is_multipart()][:MOST_PARTS]
    except BROKEN as error:
        yield make_problem(hint.path, f"the mail cannot be taken apart ({type(error).__name__}); kept, but not read")
        return
    texts = [part for part in parts if part.get_content_maintype() == "text" and not part.get_filename()]
    main = next((p for p in texts if p.get_content_type() == "text/html"), next(iter(texts), None))
    if main is None:
        yield make_problem(hint.path, "there is no text in the mail")
    elif (url := saved_from(message, main)) is not None:
        seen = seen_at(read_stamp(header(message, "date") or "", hint.zone))
        yield Member("", payload(main), url, seen, main.get_content_charset())
    else:
        yield from read_letter(message, main, sha256, hint, pack)
    for part in parts:
        name = attached(part)
        if name is not None and part is not main:
            yield Member(name, payload(part), charset=part.get_content_charset())


def header(message: Message, name: str) -> str | None:
    """One line, its encoded words read; None if there is none or it is broken."""
    try:
        return " ".join(str(make_header(decode_header(str(message.get(name) or "")[:MOST_HEADER]))).split()) or None
    except BROKEN:
        return None


def saved_from(message: Message, main: Message) -> str | None:
    """The address of a page that a browser saved; mails have none."""
    stated = (header(holder, name) for holder in (message, main) for name in SAVED)
    return next((url for url in stated if url is not None and is_url(url)), None)


def payload(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except BROKEN:
        return b""
    return found if isinstance(found, bytes) else b""


def attached(part: Message) -> str | None:
    """The name of a file that somebody attached; None for text and for what only decorates it."""
    try:
        name = part.get_filename()
    except BROKEN:
        return None
    return name if name and part.get_content_maintype() not in PASSED_OVER else None


def read_letter(message: Message, main: Message, sha256: str, hint: Hint, pack: Pack) -> Iterator[Page | Passage | Problem]:
    decoded = decode(payload(main), markup=True, charset=main.get_content_charset())
    yield from (make_problem(hint.path, remark) for remark in decoded.remarks)
    if decoded.text is None:
        return
    sender = parseaddr(header(message, "from") or "")[0] or None
    content = decoded.text if main.get_content_type() == "text/html" else markup_of(decoded.text)
    stamp = header(message, "date")
    published = read_stamp(stamp, hint.zone) if stamp is not None else None
    if stamp is not None and published is None:
        yield make_problem(hint.path, f"its date {stamp[:40]!r} is none")
    known = replace(hint, charset=None)
    if published is not None and hint.published is None:
        known = replace(known, published=published, published_rule="mail.date")
    stated = Stated(header(message, "subject"), None, sender)
    yield from read_html(compose(stated, content), sha256, known, pack, whole=True)


def markup_of(words: str) -> str:
    """Flat text as markup: what is answered, marked by ">" in front of each line, is a quotation."""
    out: list[str] = []
    for is_answered, part in runs(words.replace("\r\n", "\n")):
        shown = paragraphs(escape(ANSWERED.sub("", part) if is_answered else part, quote=False))
        out.append(f"<blockquote>{shown}</blockquote>" if is_answered else shown)
    return "".join(out)


def runs(words: str) -> Iterator[tuple[bool, str]]:
    lines: list[str] = []
    was_answered = False
    for line in words.split("\n"):
        is_answered = ANSWERED.match(line) is not None
        if is_answered != was_answered and lines:
            yield was_answered, "\n".join(lines)
            lines = []
        was_answered = is_answered
        lines.append(line)
    yield was_answered, "\n".join(lines)
