"""Frees what a server sent of the codings of its transport, as far as the bytes go and never past a bound."""

from __future__ import annotations

import re
import zlib
from io import BytesIO

from sayso.read.decode import GZIP, MOST_BYTES, gunzip

SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
PACKED = frozenset({"gzip", "x-gzip", "deflate", "br"})
MOST_CODINGS = 3
# Of a cut body the last piece is lost, so pieces are small.
PIECE = 1024
CUT = "its packed body is cut short; read as far as it goes"


def free_body(body: bytes, transfer: str, content: str) -> tuple[bytes, tuple[str, ...]]:
    """The body and what could not be taken off it. Crawlers often store a body freed already and leave the header."""
    remarks: list[str] = []
    if "chunked" in transfer.lower():
        body, is_whole = join_chunks(body)
        if not is_whole:
            remarks.append("its chunks are cut or broken; read as far as they go")
    codings = [name.strip() for name in content.lower().split(",") if name.strip() in PACKED]
    for coding in reversed(codings[:MOST_CODINGS]):
        body, told = unpack(body, coding)
        remarks.extend(told)
    return body, tuple(remarks)


def join_chunks(body: bytes) -> tuple[bytes, bool]:
    """What the chunks hold and whether they were whole; a body that does not begin with a chunk is none of chunks."""
    out, at = bytearray(), 0
    met = SIZE.match(body)
    if met is None:
        return body, True
    while met is not None:
        size = int(met[1], 16)
        if size == 0:
            return bytes(out), True
        out += body[met.end() : met.end() + size]
        at = met.end() + size
        # Each chunk ends in a line break of its own.
        at += 2 if body[at : at + 2] == b"\r\n" else 0
        met = SIZE.match(body, at)
    return bytes(out), False


def unpack(body: bytes, coding: str) -> tuple[bytes, tuple[str, ...]]:
    if coding == "br":
        return unpack_brotli(body)
    if coding == "deflate":
        return inflate(body)
    return gunzip(body) if body.startswith(GZIP) else (body, ())


def inflate(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """With its own header or, as some servers send it, without; what is neither was freed already."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        stream = zlib.decompressobj(wbits=bits)
        try:
            out = stream.decompress(body, MOST_BYTES + 1)
        except zlib.error:
            continue
        return out, () if stream.eof or len(out) > MOST_BYTES else (CUT,)
    return body, ()


def unpack_brotli(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    from fastwarc.stream_io import BrotliReader

    out = bytearray()
    try:
        stream = BrotliReader(BytesIO(body))
        while len(out) <= MOST_BYTES and (piece := stream.read(PIECE)):
            out += piece
    except OSError:
        return (bytes(out), (CUT,)) if out else (body, ())
    return bytes(out), ()
