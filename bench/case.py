"""Set demo: the demo case, made anew, against its expected records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import sayso
from bench import demo, story
from bench.table import Figure

PAGES = Path(sayso.__file__).parent / "demo" / "pages"


def score(folder: Path, final: bool) -> Iterator[Figure]:
    with TemporaryDirectory() as room, sayso.open(Path(room) / "demo.sayso", write=True) as case:
        case.run([PAGES], ("syria-iraq", "demo"))
        for one in demo.score(case):
            yield Figure(one.name, one.value, f"{one.right} of {one.wanted}")
        cells = story.tell(case)
        right = story.compare(cells)
        told = [cell for cell in cells if story.has_matter(cell.record)]
        on = f"{sum(right[cell.name] for cell in told)} of {len(told)} cells where there is something to tell"
        yield Figure("story", sum(right[cell.name] for cell in told) / len(told), on)
