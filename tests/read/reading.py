"""Reads invented pages for tests, with a small pack of an invented borderland."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sayso.model import Capture, Page, Passage, Problem, Role, Span
from sayso.pack import Pack, load_pack
from sayso.read import Hint, read_bytes

CASES = Path(__file__).parent.parent / "cases"


@cache
def small_pack() -> Pack:
    return load_pack([CASES / "pack_small"])


@dataclass(frozen=True)
class Reading:
    """All that came of one file."""

    page: Page | None
    passages: tuple[Passage, ...]
    problems: tuple[str, ...]
    captures: tuple[Capture, ...]

    @property
    def text(self) -> str:
        return self.page.text if self.page is not None else ""

    def words(self, span: Span | None) -> str | None:
        return None if span is None else self.text[span.start : span.end]

    def shown(self, passage: Passage) -> str:
        return self.text[passage.span.start : passage.span.end].strip()

    def of(self, role: Role) -> list[str]:
        return [self.shown(passage) for passage in self.passages if passage.role is role]

    def authors(self) -> list[str | None]:
        """The names of the comments, in page order."""
        return [self.words(passage.author) for passage in self.passages if passage.role is Role.COMMENT]

    def voice(self, words: str) -> str | None:
        """The voice of the one passage that holds these words."""
        return self.passage(words).voice

    def role(self, words: str) -> Role:
        return self.passage(words).role

    def passage(self, words: str) -> Passage:
        found = [passage for passage in self.passages if words in self.text[passage.span.start : passage.span.end]]
        assert len(found) == 1, f"{words!r} is in {len(found)} passages"
        return found[0]


def read(page: str | bytes, path: str = "page.txt", **known: object) -> Reading:
    """Reads one page; `known` are fields of its hint."""
    data = page.encode() if isinstance(page, str) else page
    records = list(read_bytes(data, Hint(path=path, **known), small_pack()))  # type: ignore[arg-type]
    pages = [record for record in records if isinstance(record, Page)]
    assert len(pages) <= 1
    return Reading(
        pages[0] if pages else None,
        tuple(record for record in records if isinstance(record, Passage)),
        tuple(record.message for record in records if isinstance(record, Problem)),
        tuple(record for record in records if isinstance(record, Capture)),
    )


def read_many(data: str | bytes, path: str, **known: object) -> list[Reading]:
    """Reads a file that may hold several pages: one reading each, all with the problems and captures of the file."""
    made = data.encode() if isinstance(data, str) else data
    records = list(read_bytes(made, Hint(path=path, **known), small_pack()))  # type: ignore[arg-type]
    problems = tuple(record.message for record in records if isinstance(record, Problem))
    captures = tuple(record for record in records if isinstance(record, Capture))
    return [
        Reading(page, tuple(r for r in records if isinstance(r, Passage) and r.span.page == page.id), problems, captures)
        for page in records
        if isinstance(page, Page)
    ]


def problems_of(data: str | bytes, path: str) -> list[str]:
    """What is told of a file, whatever it holds."""
    made = data.encode() if isinstance(data, str) else data
    return [record.message for record in read_bytes(made, Hint(path), small_pack()) if isinstance(record, Problem)]


ARTICLE = """Ferry Line At Bukharun Opens Again After The Flood

The ferry line at Bukharun carried its first lorries on Sunday, the harbour office told reporters, after eleven days in
which the river stood over both landings and nothing could cross.

Two companies of the River Guard have been posted at the eastern landing, the office said, and will stay there until the
road to Qalmun has been cleared of what the water left on it.
"""

PARAGRAPHS = "".join(f"<p>{' '.join(block.split())}</p>" for block in ARTICLE.split("\n\n")[1:])
