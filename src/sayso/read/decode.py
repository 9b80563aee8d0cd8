"""From bytes to one string, honestly: what had to be guessed or mended is told."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass

# One page of text; more is a dump or a bomb.
MOST_BYTES = 20_000_000
GZIP = b"\x1f\x8b"
# Each further member of a gzip file costs a copy of the rest; honest pages have one.
MOST_MEMBERS = 64
PRINTABLE = bytes(range(32, 127))
# Longest first: the mark of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
XML_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
NO_CONTROLS = bytes(code for code in range(128) if code >= 32 or code in b"\t\n\v\f\r\x1b")
HIGH_RUN = re.compile(rb"[\x80-\xff]+")
ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding it was read by, and what a reader should know of that; text None: these are no words."""

    text: str | None
    encoding: str
    remarks: tuple[str, ...] = ()


def gunzip(data: bytes, most: int = MOST_BYTES) -> tuple[bytes, tuple[str, ...]]:
    """The bytes inside; of a cut or damaged stream what could be read, never more than `most`."""
    out, rest, remarks = bytearray(), data, []
    for _ in range(MOST_MEMBERS):
        if not rest.startswith(GZIP) or len(out) > most:
            break
        stream = zlib.decompressobj(wbits=31)
        try:
            out += stream.decompress(rest, most + 1 - len(out))
        except zlib.error as error:
            remarks.append(f"gzip stream is damaged ({error}); read as far as it goes")
            break
        if not stream.eof:
            if len(out) <= most:
                remarks.append("gzip stream is cut short; read as far as it goes")
            break
        rest = stream.unused_data
    return bytes(out), tuple(remarks)


def decode(data: bytes, *, markup: bool, charset: str | None = None) -> Decoded:
    """Mark, declaration, UTF-8, then the two old encodings that pages of the region come in. Never raises.

    `charset` is what the server said; it goes before what the page says of itself, unless the bytes are not so.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return checked(data[len(mark) :].decode(name, "replace"), name, lost_remark(data[len(mark) :], name))
    stated = None if charset is None else usable(charset)
    if stated is not None and is_in(data, stated):
        return decode_declared(data, stated)
    declared = declared_encoding(data) if markup else None
    if declared is not None:
        return decode_declared(data, declared)
    if (wide := guess_wide(data)) is not None:
        return checked(data.decode(wide, "replace"), wide, (f"no encoding declared; read as {wide}",))
    return decode_bare(data)


def declared_encoding(data: bytes) -> str | None:
    """What the page says of itself, if Python knows it. A page whose tags can be read as ASCII cannot be UTF-16."""
    found = XML_DECLARED.search(data[:4096]) or DECLARED.search(data[:4096])
    return None if found is None else usable(found[1].decode("ascii"))


def usable(declared: str) -> str | None:
    """The encoding of that name if Python knows it and pages can be in it."""
    try:
        name = codecs.lookup(declared).name
        # Codecs that read plain letters as something else (utf-7, escapes, punycode) are no encodings of pages.
        if name.startswith(("utf-16", "utf-32")) or PRINTABLE.decode(name) != PRINTABLE.decode("ascii"):
            return None
    except (LookupError, ValueError):
        return None
    # Browsers read the Latin-1 that a page declares as Windows-1252, and pages are written for browsers.
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)


def is_in(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def decode_declared(data: bytes, declared: str) -> Decoded:
    try:
        as_utf8 = data.decode("utf-8")
    except UnicodeDecodeError:
        as_utf8 = None
    if as_utf8 is not None and (declared == "utf-8" or data.isascii()):
        return checked(as_utf8, "utf-8", ())
    if as_utf8 is not None and declared in {"cp1252", "cp1256"}:
        return checked(as_utf8, "utf-8", (f"the page declares {declared} but is utf-8",))
    try:
        return checked(data.decode(declared), declared, ())
    except (UnicodeError, LookupError):
        bare = decode_bare(data)
        said = f"the page declares {declared}, which its bytes are not; read as {bare.encoding}"
        return Decoded(bare.text, bare.encoding, (said, *bare.remarks))


def decode_bare(data: bytes) -> Decoded:
    """UTF-8 if it is, even with a few broken bytes; else the old encoding in which its high bytes make words."""
    try:
        return checked(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError:
        mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    if broken * 10 <= sum(ord(c) > 127 for c in mended):
        return checked(mended, "utf-8", (f"{broken} stretches are not utf-8 and were replaced",))
    runs = HIGH_RUN.findall(data)
    together = sum(len(run) for run in runs if len(run) > 1)
    arabic = data.decode("cp1256", "replace")
    if together * 2 > sum(map(len, runs)) and len(ARABIC.findall(arabic)) * 2 > sum(map(len, runs)):
        return checked(arabic, "cp1256", ("not utf-8; read as Windows-1256",))
    if together * 5 <= sum(map(len, runs)):
        return checked(data.decode("cp1252", "replace"), "cp1252", ("not utf-8; read as Windows-1252",))
    return checked(mended, "utf-8", ("the encoding cannot be told; bytes that are not utf-8 were replaced",))


def guess_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    head = data[:2000]
    odd, even = head[1::2].count(0), head[::2].count(0)
    if len(head) < 8 or max(odd, even) * 10 < len(head) * 4 or min(odd, even) * 20 > len(head):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def lost_remark(data: bytes, name: str) -> tuple[str, ...]:
    try:
        data.decode(name)
    except UnicodeDecodeError as error:
        return (f"bytes {error.start} to {error.end} are not {name} and were replaced",)
    return ()


def checked(text: str, encoding: str, remarks: tuple[str, ...]) -> Decoded:
    """No text at all if a tenth of it is control characters; NUL is kept where it stands, and told."""
    controls = len(text.encode("ascii", "ignore").translate(None, NO_CONTROLS))
    if controls * 10 > len(text):
        return Decoded(None, encoding, ("these bytes are no text in any encoding known here",))
    nul = text.count("\0")
    return Decoded(text, encoding, (*remarks, f"{nul} NUL characters in the text") if nul else remarks)
