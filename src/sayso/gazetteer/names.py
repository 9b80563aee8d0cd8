"""Names as they come in lists without languages: which spellings are worth keeping, and the script each is in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.gazetteer.index import is_short

# What may be met in a page we read: other scripts would double the index for nothing.
SCRIPTS = (
    ("und-Latn", "A", "\u024f"),
    ("und-Latn", "\u1e00", "\u1eff"),
    ("und-Cyrl", "\u0400", "\u052f"),
    ("und-Arab", "\u0600", "\u077f"),
    ("und-Arab", "\ufb50", "\ufefc"),
)


def named(name: str, alternates: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The name, then the alternates worth keeping.

    A Latin spelling without a capital is a machine's reading of another script, and three capitals are an airport's code.
    """
    yield script(name) or "und", name
    for spelling in sorted(set(alternates) - {name}):
        language = script(spelling)
        if language is not None and not is_short(spelling) and not (language == "und-Latn" and spelling.islower()):
            yield language, spelling


def script(spelling: str) -> str | None:
    """The script of the first letter as a language tag of unknown language; None if it is none of ours."""
    letter = next((c for c in spelling if c.isalpha()), "")
    return next((tag for tag, low, high in SCRIPTS if low <= letter <= high), None)
