"""Our own gold of the room that a set measures, and what the room costs beside a bare parse of the same texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from bench import case, own
from bench.reading import Text, day, extract_text, make_text, region_pack, stock
from bench.table import Clock, Figure, Line, read_jsonl

# Which figures of sets own and demo tell of the room that a corpus set measures.
OWN: Mapping[str, frozenset[str]] = {
    "geoparse": frozenset({"spellings.recall", "spellings.precision"}),
    "time": frozenset({"times.strict_f1", "times.relaxed_f1", "times.value_recall"}),
    "attribution": frozenset({"chain_right"}),
    "factuality": frozenset({"firmness_right"}),
    "events": frozenset({"claims_f1", "claims_found_f1"}),
}
DEMO: Mapping[str, frozenset[str]] = {
    "pages": frozenset({"passage role", "readers kept apart", "page date"}),
    "weigh": frozenset({"story"}),
}
PARSED = frozenset({"attribution", "factuality", "events"})
# Texts read by both before the clock runs and not counted: what is loaded once is no page's cost.
WARM = 3


def score(name: str) -> Iterator[Line]:
    """Scored once a process, however many sets ask; a set without gold of its own gives nothing.

    The cost comes first: of a text met again much is remembered, and pages are met once.
    """
    if name in PARSED:
        yield from cost_lines()
    for line in own_lines() if name in OWN else ():
        if isinstance(line, Figure) and line.name in OWN[name]:
            yield replace(line, name=f"own.{line.name}")
    for line in demo_lines() if name in DEMO else ():
        if line.name in DEMO[name]:
            yield replace(line, name=f"demo.{line.name.replace(' ', '_')}")


@cache
def own_lines() -> tuple[Line, ...]:
    return tuple(own.score_folder(own.HOME / "own"))


@cache
def demo_lines() -> tuple[Figure, ...]:
    return tuple(case.score(Path(), final=False))


def own_reports() -> list[Text]:
    return [make_text(row["id"], row["text"], day(row["published"])) for row in read_jsonl(own.HOME / "own" / own.TEXTS[1])]


@cache
def cost_lines() -> tuple[Figure, ...]:
    """Processor time from text to claims and links over that of spaCy's small model run whole, texts new to both."""
    pack, model, ours, parse = region_pack(), stock(), Clock(), Clock()
    texts = own_reports()
    for text in texts[:WARM]:
        extract_text(text, pack)
        model(text.page.text)
    for text in texts[WARM:]:
        ours.run(partial(extract_text, text, pack))
        parse.run(partial(model, text.page.text))
    on = f"{len(texts) - WARM} reports of our own, text to claims and links"
    return (Figure("cost_ratio", ours.seconds / parse.seconds, on, 1.0, "spaCy sm run whole"),) if parse.seconds else ()
