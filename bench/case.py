"""Set demo: the demo case, made anew, against its expected records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import sayso
from bench import demo
from bench.table import Figure

PAGES = Path(sayso.__file__).parent / "demo" / "pages"


def score(folder: Path, final: bool) -> Iterator[Figure]:
    with TemporaryDirectory() as room, sayso.open(Path(room) / "demo.sayso", write=True) as case:
        case.run([PAGES], ("syria-iraq", "demo"))
        for one in demo.score(case):
            yield Figure(one.name, one.value, f"{one.right} of {one.wanted}")
