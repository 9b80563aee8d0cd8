"""Packs that many tests read with, loaded once."""

from __future__ import annotations

import pytest

from sayso.pack import Pack, load_pack


@pytest.fixture(scope="session")
def plain() -> Pack:
    """The language packs alone: no name is known."""
    return load_pack()


@pytest.fixture(scope="session")
def region() -> Pack:
    return load_pack(["syria-iraq"])
