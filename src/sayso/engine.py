"""Runs a per-page step over many pages: here, or in a pool of processes; results come back in the order of the pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
# Starting workers and loading a parser in each costs more than parsing this many pages here.
WORTH_A_POOL = 20


class Engine(Protocol):
    """Maps a step over items. Every engine gives what `here` gives; a step must be importable by name in a worker."""

    @property
    def name(self) -> str: ...

    def map(self, step: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]: ...


class Here:
    name = "here"

    def map(self, step: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        return map(step, items)


class Processes:
    """One worker a core, spawned, so that no lock or file of this process is shared by accident."""

    name = "processes"

    def map(self, step: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
            with no_main():
                results = pool.map(step, items, chunksize=4)
            yield from results


@contextmanager
def no_main() -> Iterator[None]:
    """While it lasts, a worker that starts does not run the user's script again: no step of ours is defined there."""
    main = sys.modules["__main__"]
    kept: dict[str, object] = {name: main.__dict__.pop(name) for name in ("__spec__", "__file__") if name in main.__dict__}
    main.__spec__ = None
    try:
        yield
    finally:
        main.__dict__.update(kept)


ENGINES: Mapping[str, Engine] = {"here": Here(), "processes": Processes()}


def choose_engine(pages: int) -> Engine:
    return ENGINES["here" if pages < WORTH_A_POOL else "processes"]
