"""Read: bytes become pages and passages. Nothing is deleted or cleaned, each stretch is labelled with whose words it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from sayso.model import Capture, Page, Passage, Problem
from sayso.pack import Pack
from sayso.read import sniffing
from sayso.read.archive import read_tar, read_wacz, read_zip
from sayso.read.decode import GZIP, MOST_BYTES, gunzip
from sayso.read.disqus import read_disqus
from sayso.read.documents import read_docx, read_pdf
from sayso.read.feed import read_feed
from sayso.read.files import find_files, read_capped
from sayso.read.hint import Hint, make_problem, read_sidecars
from sayso.read.html import read_html
from sayso.read.mail import read_mail
from sayso.read.mailbox import read_mailbox
from sayso.read.members import MOST_MEMBERS, MOST_UNPACKED, Allowance, Member, hint_of
from sayso.read.plain import read_plain
from sayso.read.rows import read_csv, read_json
from sayso.read.sniffing import most_of, sniff
from sayso.read.warc import read_warc

__all__ = ["READERS", "Hint", "find_files", "read_bytes", "read_capped", "read_sidecars", "sniff"]

Found = Capture | Page | Passage | Problem
Reader = Callable[[bytes, str, Hint, Pack], Iterator[Found | Member]]

# In reading order: the first whose media type the bytes are sniffed as reads them. What is a Member is read in its turn.
READERS: Mapping[str, Reader] = {
    sniffing.WARC: read_warc,
    sniffing.WACZ: read_wacz,
    sniffing.ZIP: read_zip,
    sniffing.TAR: read_tar,
    sniffing.MAIL: read_mail,
    sniffing.MAILBOX: read_mailbox,
    sniffing.PDF: read_pdf,
    sniffing.DOCX: read_docx,
    sniffing.JSON: read_json,
    sniffing.CSV: read_csv,
    sniffing.DISQUS: read_disqus,
    "application/rss+xml": read_feed,
    "application/atom+xml": read_feed,
    "text/html": read_html,
    "text/plain": read_plain,
}


def read_bytes(data: bytes, hint: Hint, pack: Pack) -> Iterator[Found]:
    """The capture, then what it holds. Whatever the bytes are, nothing is raised: what cannot be read is a Problem."""
    yield from read_file(data, hint, pack, Allowance())


def read_file(data: bytes, hint: Hint, pack: Pack, allowance: Allowance, media_type: str | None = None) -> Iterator[Found]:
    """`media_type` is told where the file it lies in says it; else the bytes are asked."""
    if not data:
        yield make_problem(hint.path, "the file is empty")
        return
    inside, remarks = gunzip(data) if data.startswith(GZIP) else (data, ())
    media_type = media_type or sniff(inside, hint.path)
    most = most_of(media_type)
    if len(data) > most:
        yield make_problem(hint.path, f"more than {most:,} bytes: not taken in, the file stays as it is")
        return
    if media_type == sniffing.WARC:
        # Packed record by record: its reader needs to know where each begins, and sets its own bounds.
        inside, remarks = data, ()
    elif most > MOST_BYTES and inside is not data:
        inside, remarks = gunzip(data, most)
    digest = sha256(data).hexdigest()
    reader = READERS.get(media_type)
    if len(data) <= MOST_BYTES and (reader is not None or allowance.is_whole):
        # What no reader takes is kept once, in the archive it lies in; of what is longer than a page only its pages are.
        yield Capture(digest, media_type, data)
    yield from (make_problem(hint.path, remark) for remark in remarks)
    if len(inside) > most:
        yield make_problem(hint.path, f"unpacks to more than {most:,} bytes; kept, but not read")
    elif reader is None:
        yield make_problem(hint.path, f"there is no reader for {media_type}; kept, but not read")
    elif inside:
        yield from read_inside(reader(inside, digest, hint, pack), hint, pack, allowance)
    else:
        yield make_problem(hint.path, "there is nothing in the gzip file")


def read_inside(found: Iterator[Found | Member], hint: Hint, pack: Pack, allowance: Allowance) -> Iterator[Found]:
    """What a reader found, with the files in its file read in their turn, as long as there is room."""
    for record in found:
        if not isinstance(record, Member):
            yield record
        elif not allowance.layers:
            yield make_problem(hint.path, "archives in archives in archives; what lies deeper was not read")
            return
        elif not allowance.take(record):
            yield make_problem(hint.path, f"more than {MOST_MEMBERS:,} files or {MOST_UNPACKED:,} bytes; read up to there")
            return
        else:
            allowance.layers -= 1
            yield from read_file(record.data, hint_of(record, hint), pack, allowance, record.media_type)
            allowance.layers += 1
