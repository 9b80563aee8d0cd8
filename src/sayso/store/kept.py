"""What was worked out of a case and is asked for again: kept for as long as nothing changes the case."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Kept:
    """Of one connection: what others store is seen by the file's own counter, what this one stores by SQLite's count of it."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._state = (0, 0)
        self._found: dict[str, Any] = {}
        self._still = False
        self._seen = False

    def find(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each state of the case."""
        if not (self._still and self._seen):
            self._look()
        if name not in self._found:
            self._found[name] = make()
        found: T = self._found[name]
        return found

    def stand_still(self, still: bool) -> None:
        """While one who only reads is in a transaction nothing changes for him, and one look is enough."""
        self._still, self._seen = still, False

    def forget(self) -> None:
        """What is undone again is counted nowhere."""
        self._found.clear()

    def _look(self) -> None:
        state = (self._db.execute("PRAGMA data_version").fetchone()[0], self._db.total_changes)
        self._seen = True
        if state != self._state:
            self.forget()
            self._state = state
