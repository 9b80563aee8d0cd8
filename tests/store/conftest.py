"""One test body over memory and file: what a store promises it promises of both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store import Store
from tests.store.case_samples import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    path = ":memory:" if request.param == "memory" else tmp_path / "heron.sayso"
    with Store.open(path, write=True, now=clock) as opened:
        yield opened
