"""The small case, open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sayso.store import Store
from tests.show.small_case import small_store


@pytest.fixture
def store() -> Iterator[Store]:
    with small_store() as opened:
        yield opened
