"""Archives of pages: zip, tar, and WACZ, whose pages lie in its WARC files."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile, ZipInfo

from sayso.model import Problem
from sayso.pack import Pack
from sayso.read.decode import MOST_BYTES
from sayso.read.hint import SIDECAR, Hint, make_problem
from sayso.read.members import MOST_MEMBERS, MOST_NAME, Member

# What the two modules raise on files that are broken, or made to break them.
BROKEN = (BadZipFile, EOFError, LZMAError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError, zlib.error)
ENCRYPTED = 1
# What a WACZ keeps beside its pages: indexes, and words of the crawler.
RECORDS = "archive/"


def read_zip(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Member | Problem]:
    yield from unzip(data, hint, is_page)


def read_wacz(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Member | Problem]:
    yield from unzip(data, hint, lambda name: name.startswith(RECORDS))


def is_page(name: str) -> bool:
    """Hidden files, those that systems put beside every file, and a sidecar are no pages."""
    parts = name.split("/")
    return bool(name) and not any(part.startswith((".", "__MACOSX")) for part in parts) and parts[-1] != SIDECAR


def unzip(data: bytes, hint: Hint, wanted: Callable[[str], bool]) -> Iterator[Member | Problem]:
    try:
        archive = ZipFile(BytesIO(data))
        infos = [info for info in archive.infolist() if not info.is_dir() and wanted(info.filename)]
    except BROKEN as error:
        yield make_problem(hint.path, f"the archive cannot be opened ({str(error)[:80]}); kept, but not read")
        return
    if not infos:
        yield make_problem(hint.path, "there is no page in the archive")
    for info in infos[: MOST_MEMBERS + 1]:
        yield take(archive, info, hint)


def take(archive: ZipFile, info: ZipInfo, hint: Hint) -> Member | Problem:
    name = info.filename[:MOST_NAME]
    if info.flag_bits & ENCRYPTED:
        return make_problem(hint.path, f"{name!r} in it is encrypted; not read")
    try:
        with archive.open(info) as stream:
            return Member(name, stream.read(MOST_BYTES + 1))
    except BROKEN as error:
        return make_problem(hint.path, f"{name!r} in it cannot be unpacked ({str(error)[:80]}); not read")


def read_tar(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Member | Problem]:
    """Links are not followed; of a cut archive what is whole before the cut."""
    found = False
    try:
        with tarfile.open(fileobj=BytesIO(data), mode="r:") as archive:
            for info in archive:
                stream = archive.extractfile(info) if info.isreg() and is_page(info.name.removeprefix("./")) else None
                if stream is not None:
                    found = True
                    yield Member(info.name.removeprefix("./"), stream.read(MOST_BYTES + 1))
    except (tarfile.TarError, *BROKEN) as error:
        yield make_problem(hint.path, f"the archive is broken ({str(error)[:80]}); read up to there")
        return
    if not found:
        yield make_problem(hint.path, "there is no page in the archive")
