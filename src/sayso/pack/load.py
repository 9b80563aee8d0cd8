"""Loads packs from their folders; a row out of shape stops the loading with its file and line."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from inspect import signature
from pathlib import Path
from typing import TypeVar

import yaml

from sayso.errors import PackError
from sayso.gazetteer import Fold, Index, Taken, Wanted, add_layer, added_names, open_layer, open_world, world_path
from sayso.pack.merged import Folder, Pack
from sayso.pack.rows import COLUMNS, FILES, BlocRow, FoldRow, PlaceRow

# Language packs, always loaded: words in these scripts may stand in any page.
LANGUAGES = ("en", "ar", "uk", "pages")
# Files in which the first row for a word counts.
WORDS = {"cues", "frames", "hedges"}
Row = TypeVar("Row")


def packs_home() -> Path:
    return Path(str(files("sayso"))) / "packs"


@cache
def region_names() -> tuple[str, ...]:
    """The shipped packs of a region, by name."""
    named = sorted(path.parent.name for path in packs_home().glob("*/pack.yml"))
    return tuple(name for name in named if read_folder(name).about["area"])


def find_folder(name: str | Path) -> Path | None:
    """A pack by its name among those shipped (the demo's is `demo`), or a folder or a lone csv on disk."""
    shipped_demo = [packs_home().parent / "demo" / "pack"] if str(name) == "demo" else []
    for path in (packs_home() / str(name), *shipped_demo, Path(name)):
        if (path / "pack.yml").is_file() or (path.suffix == ".csv" and path.is_file()):
            return path
    return None


def read_folder(name: str | Path) -> Folder:
    path = find_folder(name)
    if path is None:
        shipped = ", ".join(sorted(path.parent.name for path in packs_home().glob("*/pack.yml")))
        added = ", ".join(added_names()) or "none"
        known = f"neither shipped ({shipped}) nor added ({added}) nor a folder with a pack.yml nor a csv of places"
        raise PackError(f"no pack {str(name)!r}: {known}")
    if path.is_file():
        about = {"name": path.stem, "title": f"the {lone_stem(path)} of {path.name}"}
        return Folder(path.stem, path, about, blake2b(path.read_bytes(), digest_size=8).hexdigest(), own=True)
    try:
        about = yaml.safe_load((path / "pack.yml").read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise PackError(f"{path / 'pack.yml'} is not YAML: {error}") from error
    digest = blake2b(digest_size=8)
    for file in sorted(path.glob("*")):
        if file.suffix in {".csv", ".yml"}:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return Folder(str(about["name"]), path, about, digest.hexdigest(), own=not path.is_relative_to(packs_home().parent))


def lone_stem(path: Path) -> str:
    """Which of a pack's files a csv given alone is, by its name: `blocs.csv`; any other is of places."""
    return path.stem if path.stem in FILES else "places"


def read_rows(folder: Folder, stem: str, row_class: Callable[..., Row]) -> Iterator[Row]:
    """The rows of one csv; a missing file has none, a missing column or an unfilled row raises with file and line."""
    for _, _, row in read_numbered(folder, stem, row_class):
        yield row


def read_numbered(folder: Folder, stem: str, row_class: Callable[..., Row]) -> Iterator[tuple[Path, int, Row]]:
    """The rows of one csv, each with its file and the line it ends on."""
    lone = folder.path.suffix == ".csv" and stem == lone_stem(folder.path)
    path = folder.path if lone else folder.path / f"{stem}.csv"
    if not path.is_file():
        return
    renamed = COLUMNS.get(stem, {})
    wanted = set(signature(row_class).parameters)
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        got = {renamed.get(name, name) for name in reader.fieldnames or ()}
        if got != wanted:
            raise PackError(f"{path}: columns {sorted(got)} instead of {sorted(wanted)}")
        for row in reader:
            if None in row or None in row.values():
                raise PackError(f"{path}:{reader.line_num}: {len(got)} columns wanted")
            yield path, reader.line_num, row_class(**{renamed.get(name, name): cell for name, cell in row.items()})


def load_pack(names: Iterable[str | Path] = (), world: bool = True) -> Pack:
    """The language packs and these as one. Raises PackError on a missing pack or a row out of shape.

    What is named by a path is the case's own and is laid over the rest, in whatever order they are named: of two places of
    one id the later counts, of two rows for one word the earlier, so its words come first. The world's places are opened
    when first asked; `world` False leaves them out.
    """
    folders, added = [], []
    for name in dict.fromkeys((*LANGUAGES, *names)):
        layer = open_layer(str(name), *plain_fold(), tell) if find_folder(name) is None else None
        if layer is None:
            folders.append(read_folder(name))
        else:
            added.append(layer)
    folders.sort(key=lambda folder: folder.own)
    own_first = sorted(folders, key=lambda folder: not folder.own)
    rows = {
        stem: tuple(row for folder in (own_first if stem in WORDS else folders) for row in read_rows(folder, stem, row_class))
        for stem, row_class in FILES.items()
    }
    own = (row for folder in folders if folder.own for row in read_rows(folder, "places", PlaceRow))
    overlay = frozenset(f"place:{row.id}" for row in own)
    decided = frozenset(row for folder in folders if folder.own for row in read_rows(folder, "blocs", BlocRow))
    return Pack(tuple(folders), rows, overlay, decided, tuple(added), find_world if world else lambda: None)


@cache
def plain_fold() -> tuple[Fold, str]:
    """How the language packs fold, whatever region is asked for: the indexes on disk are folded so. With its hash."""
    folders = tuple(read_folder(name) for name in LANGUAGES)
    pack = Pack(folders, {"fold": tuple(row for folder in folders for row in read_rows(folder, "fold", FoldRow))})
    return pack.fold, blake2b(repr(pack.folds).encode(), digest_size=8).hexdigest()


@cache
def find_world() -> Index | None:
    """The world's index; where it cannot be had, stderr says why and the run goes on."""
    try:
        return open_world(*plain_fold(), tell)
    except PackError as error:
        print(f"sayso: {error}; going on without it", file=sys.stderr, flush=True)
        return None


def built_world() -> Path | None:
    """Where the world's index lies on this machine; None until the first run builds it."""
    path = world_path(plain_fold()[1])
    return path if path.is_file() else None


def take_in(source: Path, wanted: Wanted) -> Taken:
    """Adds a layer that `load_pack` finds by its name from then on; a pack's name is not to be had."""
    if find_folder(wanted.name) is not None:
        raise PackError(f"{wanted.name!r} is a pack already: give the layer another name")
    return add_layer(source, wanted, *plain_fold(), tell)


def tell(words: str) -> None:
    """How far a building is, for who watches a terminal; in a pipe it would stand among lines of JSON."""
    if sys.stderr.isatty():
        print(f"sayso: {words}", file=sys.stderr, flush=True)
