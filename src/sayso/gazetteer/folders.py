"""Where indexes lie on this machine: what can be built again in the user's cache, what was added in the user's data."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_home() -> Path:
    return home("XDG_CACHE_HOME", ".cache", "Library/Caches")


def data_home() -> Path:
    return home("XDG_DATA_HOME", ".local/share", "Library/Application Support")


def home(variable: str, unix: str, mac: str) -> Path:
    """The variable wins everywhere, so that one setting moves it on every system."""
    told = os.environ.get(variable)
    if told:
        return Path(told) / "sayso"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "sayso"
    return Path.home() / (mac if sys.platform == "darwin" else unix) / "sayso"
