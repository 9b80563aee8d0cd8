"""The case behind the workbench: readers in turn for what is asked, one writer at a time for what is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from threading import Lock

from sayso.case import Case
from sayso.case.aliases import Proposal
from sayso.case.deciding import wall_clock
from sayso.case.waiting import Waiting, find_waiting
from sayso.errors import SaysoError
from sayso.web.walking import Walker

# As many readers stay open between requests.
KEPT = 4
# Days for which what is fresh stays with those who review it.
DELAY = 14


class Busy(SaysoError):
    """Somebody writes to the case at this moment."""


@dataclass(frozen=True, slots=True)
class Waits:
    """The queue of one version of the case, with what its aliases are proposed to mean."""

    version: str
    items: tuple[Waiting, ...]
    proposals: Mapping[str, Proposal]


class Desk:
    """One case file; safe to ask from many threads, as each takes a reader of its own for as long as it asks."""

    def __init__(self, path: Path, by: str | None = None, walker: Walker | None = None) -> None:
        self.path = path
        self.by = by
        self.walker = walker
        # A list is added to and taken from by one step each, which no other thread can part.
        self._readers: list[Case] = []
        self._writing = Lock()
        self._waits: Waits | None = None
        self._finding = Lock()
        self._lending = Lock()
        self._lent: tuple[tuple[str, date], Case] | None = None

    @contextmanager
    def reading(self, recorded_by: date | None = None) -> Iterator[Case]:
        """The case as it is, or as it was held at the end of a day; all that is asked inside is of one moment."""
        if recorded_by is not None:
            with Case.open(self.path, recorded_by=datetime.combine(recorded_by, time.max)) as then:
                yield then
            return
        case = self._take()
        try:
            with case.store.transaction():
                yield case
        finally:
            if len(self._readers) < KEPT:
                self._readers.append(case)
            else:
                case.close()

    @contextmanager
    def lent(self) -> Iterator[Case]:
        """What may leave the case, as could be read by the end of a day some days ago (setting `publish_delay_days`)."""
        with self._lending:
            with self.reading() as case:
                delay = int(case.store.setting("publish_delay_days") or DELAY)
                key = case.version, wall_clock(case.store).date() - timedelta(days=delay)
                if self._lent is None or self._lent[0] != key:
                    self._lent = key, case.leaving(key[1])
            with self._lent[1].store.transaction():
                yield self._lent[1]

    def _take(self) -> Case:
        with suppress(IndexError):
            return self._readers.pop()
        return Case.open(self.path)

    @property
    def has_reader(self) -> bool:
        """Whether a reader lies open that nobody asks."""
        return bool(self._readers)

    @property
    def is_writing(self) -> bool:
        return self._writing.locked()

    @contextmanager
    def writing(self, patience: float = 30.0) -> Iterator[Case]:
        """The one writer. Raises Busy while another write of this workbench goes on, StoreError if another process has it."""
        if not self._writing.acquire(timeout=patience):
            raise Busy("the case is being written to; try again when that is done")
        try:
            with Case.open(self.path, write=True) as case:
                yield case
        finally:
            self._writing.release()

    def waiting(self, case: Case) -> Waits:
        """What waits for a person, found once for each state of the case: any change of it changes its version."""
        now, found = case.version, self._waits
        if found is not None and found.version == now:
            return found
        # Several ask at once whenever the case changes: one finds it, the others have it from him.
        with self._finding:
            found = self._waits
            if found is None or found.version != now:
                proposals = case.proposals()
                found = self._waits = Waits(now, tuple(find_waiting(case.store, proposals, case.pack)), proposals)
        return found

    def version(self) -> str:
        """Changes with whatever changes the case."""
        with self.reading() as case:
            return case.version

    def close(self) -> None:
        if self.walker is not None:
            self.walker.stop()
        while self._readers:
            self._readers.pop().close()
