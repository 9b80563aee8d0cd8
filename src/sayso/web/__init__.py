"""The workbench: a case in the browser of the one who works on it, and its JSON API; nothing leaves the machine."""

from __future__ import annotations

from sayso.web.app import make_app
from sayso.web.guard import Door
from sayso.web.serve import serve

__all__ = ["Door", "make_app", "serve"]
