"""Finds the files to read, in an order that does not depend on the machine, and takes in no more than a page may be."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.errors import ReadError
from sayso.read.decode import GZIP, MOST_BYTES, gunzip
from sayso.read.hint import SIDECAR
from sayso.read.sniffing import most_of, sniff

# What is unpacked to see what a packed file is.
SAMPLE = 1_000_000


def find_files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with its name below the folder or file given, folders in sorted order; hidden files and sidecars are left.

    Raises ReadError if a path is neither file nor folder.
    """
    for path in paths:
        if path.is_file():
            yield path, path.name
        elif path.is_dir():
            yield from sorted(walk_folder(path), key=lambda found: found[1])
        else:
            raise ReadError(f"{path}: no such file or folder")


def walk_folder(folder: Path) -> Iterator[tuple[Path, str]]:
    """Links to folders are not followed: they may lead round in a circle, or out of what was given."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(root) / name
            if not name.startswith(".") and name != SIDECAR and file.is_file():
                yield file, file.relative_to(folder).as_posix()


def read_capped(file: Path) -> bytes:
    """The bytes of a file, one more than its sort may have if it is longer. Raises ReadError if it cannot be opened."""
    try:
        with file.open("rb") as stream:
            head = stream.read(MOST_BYTES + 1)
            return head if len(head) <= MOST_BYTES else head + stream.read(most_held(head, file.name) - MOST_BYTES)
    except OSError as error:
        raise ReadError(f"{file}: cannot be read: {error.strerror}") from error


def most_held(head: bytes, name: str) -> int:
    """By what the file begins with; of what is packed by what it begins with inside."""
    return most_of(sniff(gunzip(head, SAMPLE)[0] if head.startswith(GZIP) else head, name))
