"""sayso: a sourced, dated record of claims; `case = sayso.open("border.sayso")` is the Python front door."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.case import Case

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(path: str | Path, *, write: bool = False) -> Case:
    """Opens a case; with `write` it is made if it is not there. Raises StoreError if the file is locked, damaged or no case."""
    from sayso.case import Case

    return Case.open(Path(path), write=write)
