"""Archives of pages: zip, tar, and WACZ, whose pages lie in its WARC files."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile, ZipInfo

from sayso.model import Problem
from sayso.pack import Pack
from sayso.read.decode import MOST_BYTES
from sayso.read.hint import SIDECAR, Hint, make_problem, read_table
from sayso.read.members import MOST_MEMBERS, MOST_NAME, MOST_UNPACKED, Member

# What the two modules raise on files that are broken, or made to break them.
BROKEN = (BadZipFile, EOFError, LZMAError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError, zlib.error)
ENCRYPTED = 1
# What a WACZ keeps beside its pages: indexes, and words of the crawler.
RECORDS = "archive/"


def read_zip(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Member | Problem]:
    """Every page in it, with what a sidecar in it says of that page."""
    yield from unzip(data, hint, is_page)


def read_wacz(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Member | Problem]:
    """The WARC files in it, which may be as large as any."""
    yield from unzip(data, hint, lambda name: name.startswith(RECORDS), MOST_UNPACKED)


def is_page(name: str) -> bool:
    """Hidden files, those that systems put beside every file, and a sidecar are no pages."""
    return is_shown(name) and not is_sidecar(name)


def is_shown(name: str) -> bool:
    return bool(name) and not any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def is_sidecar(name: str) -> bool:
    return name.rpartition("/")[2] == SIDECAR and is_shown(name)


def unzip(data: bytes, hint: Hint, wanted: Callable[[str], bool], most: int = MOST_BYTES) -> Iterator[Member | Problem]:
    try:
        archive = ZipFile(BytesIO(data))
        files = [info for info in archive.infolist() if not info.is_dir()]
    except BROKEN as error:
        yield make_problem(hint.path, f"the archive cannot be opened ({str(error)[:80]}); kept, but not read")
        return
    infos = [info for info in files if wanted(info.filename)]
    if not infos:
        yield make_problem(hint.path, "there is no page in the archive")
    sidecars = [take(archive, info, hint, MOST_BYTES) for info in files if is_sidecar(info.filename)]
    rows, problems = read_rows(sidecars, {info.filename for info in files}, hint)
    yield from problems
    for info in infos[: MOST_MEMBERS + 1]:
        found = take(archive, info, hint, most)
        yield replace(found, row=rows.get(info.filename)) if isinstance(found, Member) else found


def take(archive: ZipFile, info: ZipInfo, hint: Hint, most: int) -> Member | Problem:
    name = info.filename[:MOST_NAME]
    if info.flag_bits & ENCRYPTED:
        return make_problem(hint.path, f"{name!r} in it is encrypted; not read")
    try:
        with archive.open(info) as stream:
            return Member(name, stream.read(most + 1))
    except BROKEN as error:
        return make_problem(hint.path, f"{name!r} in it cannot be unpacked ({str(error)[:80]}); not read")


def read_rows(
    sidecars: Iterable[Member | Problem], names: Collection[str], hint: Hint
) -> tuple[dict[str, Hint], list[Problem]]:
    """What the sidecars in an archive say, by the name of each page in it; of two rows on one the first stands."""
    rows: dict[str, Hint] = {}
    problems: list[Problem] = []
    for sidecar in sidecars:
        if isinstance(sidecar, Problem):
            problems.append(sidecar)
            continue
        folder = sidecar.name.removesuffix(SIDECAR)
        is_there = partial(is_beside, folder, names)
        for row in read_table(sidecar.data, f"{hint.path}/{sidecar.name}", folder, hint.zone, is_there):
            if isinstance(row, Problem):
                problems.append(row)
            else:
                rows.setdefault(row.path, row)
    return rows, problems


def is_beside(folder: str, names: Collection[str], name: str) -> bool:
    return folder + name in names


def read_tar(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Member | Problem]:
    """Links are not followed; of a cut archive what is whole before the cut. A sidecar may stand behind its pages."""
    names, sidecars = find_tarred(data)
    rows, problems = read_rows(sidecars, names, hint)
    yield from problems
    found = False
    try:
        with tarfile.open(fileobj=BytesIO(data), mode="r:") as archive:
            for info in archive:
                name = info.name.removeprefix("./")
                stream = archive.extractfile(info) if info.isreg() and is_page(name) else None
                if stream is not None:
                    found = True
                    yield Member(name, stream.read(MOST_BYTES + 1), row=rows.get(name))
    except (tarfile.TarError, *BROKEN) as error:
        yield make_problem(hint.path, f"the archive is broken ({str(error)[:80]}); read up to there")
        return
    if not found:
        yield make_problem(hint.path, "there is no page in the archive")


def find_tarred(data: bytes) -> tuple[set[str], list[Member]]:
    """The names of all files in a tar archive, up to where it is broken, and its sidecars."""
    names: set[str] = set()
    sidecars: list[Member] = []
    with suppress(tarfile.TarError, *BROKEN), tarfile.open(fileobj=BytesIO(data), mode="r:") as archive:
        for info in archive:
            name = info.name.removeprefix("./")
            names.add(name)
            stream = archive.extractfile(info) if info.isreg() and is_sidecar(name) else None
            if stream is not None:
                sidecars.append(Member(name, stream.read(MOST_BYTES)))
    return names, sidecars
