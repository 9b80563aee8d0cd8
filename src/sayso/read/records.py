"""The records of a WARC file, plain or compressed: found one after the other, past damage, and opened within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from sayso.read.decode import GZIP, MOST_BYTES
from sayso.read.transport import free_body

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

HTTP = b"HTTP/"
# Where the next record may begin: a gzip member, or a line that names the format after an empty one.
MEMBER = re.compile(rb"\x1f\x8b\x08")
RECORD = re.compile(rb"(?<=\r\n\r\n)WARC/1\.\d\r\n")
# So often reading is taken up again behind damage; a file damaged more often is no WARC file.
MOST_DAMAGES = 100
CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in the file that cannot be read as a record, and why; `behind`: where to look for the next one."""

    offset: int
    message: str
    behind: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A record that may hold a page, as it stands in the file; `offset` is where it begins there, packed or not."""

    offset: int
    url: str
    date: str
    media_type: str
    is_http: bool
    is_revisit: bool
    is_cut: bool
    data: bytes


@dataclass(frozen=True, slots=True)
class Response:
    """A payload freed of the codings of its transport; `status` is None for a file that was put in by itself."""

    status: int | None
    media_type: str
    charset: str | None
    data: bytes
    remarks: tuple[str, ...] = ()


def find_blocks(data: bytes) -> Iterator[Block | Damage]:
    """Every record that may hold a page, in the order of the file. Behind damage the next whole record is looked for.

    Of damage without a record in between only the first is told.
    """
    start = MEMBER if data.startswith(GZIP) else RECORD
    at, was_damaged = 0, False
    for _ in range(MOST_DAMAGES):
        behind: int | None = None
        for found in find_until_damage(data, at, start):
            if not (was_damaged and isinstance(found, Damage)):
                yield found
            was_damaged = isinstance(found, Damage)
            behind = found.behind if isinstance(found, Damage) else None
        following = None if behind is None else start.search(data, max(behind, at + 1))
        if following is None:
            return
        at = following.start()
    yield Damage(at, f"damaged in more than {MOST_DAMAGES} places; read up to here")


def find_until_damage(data: bytes, at: int, start: re.Pattern[bytes]) -> Iterator[Block | Damage]:
    """Blocks from there on, to the end or to the first damage that nothing can be read behind without a new start."""
    from fastwarc.warc import ArchiveIterator

    stream = BytesIO(data)
    stream.seek(at)
    offset = past = at
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            offset = record.stream_pos
            past = offset + 1
            block = take_block(record, offset)
            if isinstance(block, Block) and block.is_cut and start.search(data, past) is not None:
                # Whose words these are cannot be told.
                yield Damage(offset, "its stated length runs over the next record; not read", past)
                return
            if block is not None:
                yield block
            past = end_of(data, record, offset) if start is RECORD else past
    except OSError as error:
        where = "the file is damaged behind it" if past > at else "no record can be read here"
        yield Damage(offset, f"{where} ({str(error)[:80]})", past)


def end_of(data: bytes, record: WarcRecord, offset: int) -> int:
    """Where a plain record's block ends, so that nothing inside it is taken for a record."""
    head = data.find(b"\r\n\r\n", offset)
    return offset if head < 0 else min(head + 4 + record.content_length, len(data))


def take_block(record: WarcRecord, offset: int) -> Block | Damage | None:
    from fastwarc.warc import WarcRecordType

    kind = record.record_type
    if kind == WarcRecordType.no_type:
        return Damage(offset, "its header is cut or broken")
    if kind not in (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.revisit):
        return None
    length = record.content_length
    data = record.reader.read(MOST_BYTES + 1)
    return Block(
        offset=offset,
        url=(record.headers.get("WARC-Target-URI") or "").strip().strip("<>"),
        date=(record.headers.get("WARC-Date") or "").strip(),
        media_type=(record.headers.get("Content-Type") or "").strip(),
        is_http=kind == WarcRecordType.response,
        is_revisit=kind == WarcRecordType.revisit,
        is_cut=len(data) < min(length, MOST_BYTES + 1),
        data=data,
    )


def open_block(block: Block) -> Response | Damage:
    """The payload in a block."""
    if not block.is_http:
        return Response(None, *split_type(block.media_type), block.data)
    if not block.data.startswith(HTTP):
        return Damage(block.offset, "holds no HTTP response")
    from fastwarc.warc import WarcRecord

    record = WarcRecord()
    record.is_http = True
    record.set_bytes_content(block.data)
    try:
        # The codings are taken off here: fastwarc would unpack without a bound and give nothing of what is cut.
        record.parse_http(auto_decode="none")
    except OSError as error:
        return Damage(block.offset, f"its HTTP header cannot be read ({str(error)[:80]})")
    header = record.http_headers
    codings = (header.get(name) or "" for name in ("Transfer-Encoding", "Content-Encoding"))
    body, remarks = free_body(record.reader.read(MOST_BYTES + 1), *codings)
    return Response(header.status_code, *split_type(header.get("Content-Type") or ""), body, remarks)


def split_type(words: str) -> tuple[str, str | None]:
    """Media type and charset of a Content-Type."""
    met = CHARSET.search(words)
    return words.partition(";")[0].strip().lower(), None if met is None else met[1]
