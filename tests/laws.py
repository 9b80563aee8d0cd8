"""How hard the laws are tried: as often as each of them says, or so many times as often as the one who asks wants."""

from __future__ import annotations

import os

TIMES = int(os.environ.get("SAYSO_LAW_TIMES", "1"))
