"""Loads packs from their folders; a row out of shape stops the loading with its file and line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from importlib.resources import files
from inspect import signature
from pathlib import Path
from typing import TypeVar

import yaml

from sayso.errors import PackError
from sayso.pack.merged import Folder, Pack
from sayso.pack.rows import COLUMNS, FILES

# Language packs, always loaded: words in these scripts may stand in any page.
LANGUAGES = ("en", "ar")
Row = TypeVar("Row")


def packs_home() -> Path:
    return Path(str(files("sayso"))) / "packs"


def find_folder(name: str | Path) -> Path:
    """A pack by its name among those shipped (the demo's is `demo`), or by a folder on disk."""
    shipped_demo = [packs_home().parent / "demo" / "pack"] if str(name) == "demo" else []
    for path in (packs_home() / str(name), *shipped_demo, Path(name)):
        if (path / "pack.yml").is_file():
            return path
    shipped = ", ".join(sorted(path.parent.name for path in packs_home().glob("*/pack.yml")))
    raise PackError(f"no pack {str(name)!r}: neither shipped ({shipped}) nor a folder with a pack.yml")


def read_folder(name: str | Path) -> Folder:
    path = find_folder(name)
    try:
        about = yaml.safe_load((path / "pack.yml").read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise PackError(f"{path / 'pack.yml'} is not YAML: {error}") from error
    digest = blake2b(digest_size=8)
    for file in sorted(path.glob("*")):
        if file.suffix in {".csv", ".yml"}:
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return Folder(str(about["name"]), path, about, digest.hexdigest())


def read_rows(folder: Folder, stem: str, row_class: Callable[..., Row]) -> Iterator[Row]:
    """The rows of one csv; a missing file has none, a missing column or an unfilled row raises with file and line."""
    path = folder.path / f"{stem}.csv"
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
            yield row_class(**{renamed.get(name, name): cell for name, cell in row.items()})


def load_pack(names: Iterable[str | Path] = ()) -> Pack:
    """The language packs and these region packs as one. Raises PackError on a missing pack or a row out of shape."""
    folders = tuple(read_folder(name) for name in dict.fromkeys((*LANGUAGES, *names)))
    rows = {
        stem: tuple(row for folder in folders for row in read_rows(folder, stem, row_class))
        for stem, row_class in FILES.items()
    }
    return Pack(folders, rows)
