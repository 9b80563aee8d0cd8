"""Packs that many tests read with, loaded once."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from sayso.pack import Pack, load_pack

# In CI the laws are tried on the same examples each time; on a desk on ever new ones.
settings.register_profile("ci", derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def plain() -> Pack:
    """The language packs alone: no name is known."""
    return load_pack()


@pytest.fixture(scope="session")
def region() -> Pack:
    return load_pack(["syria-iraq"])
