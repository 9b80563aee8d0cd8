"""The card of a name for a terminal: a block for each thing it may mean, then what no pack knows, then what is near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from sayso.pack.learned import UNTOLD
from sayso.show.card import Card, Known, Seen, Tie
from sayso.show.cells import NOTHING, clean, cut, isolate, pad, plural, width
from sayso.show.quote import context
from sayso.show.table import WIDTH

LABEL = 11
MOST_SEEN = 12


def render_card(card: Card, columns: int = WIDTH) -> str:
    lines = [line for known in card.known for line in (*render_known(known, columns), "")]
    if card.unknown:
        lines += [f"{card.asked}: no pack has this {card.kind}; the pages have it under that name", ""]
        lines += [*seen_lines(card.unknown, columns, card), ""]
    if card.near:
        lines.append(
            "spelt nearly so, only suggested:" if card.known or card.unknown else f"nothing goes by {card.asked!r}; near it:"
        )
        lines += [f"  {isolate(clean(name))} ({target}), {score:.2f}" for target, name, score in card.near]
    return "\n".join(lines).rstrip()


def render_known(known: Known, columns: int) -> Iterator[str]:
    met = "" if known.match.rung == "id" else f", {known.match.rung} match of {isolate(known.match.spelling)!r}"
    yield f"{isolate(clean(known.name))} ({known.match.target}){met}"
    for label, words in known.facts:
        if words:
            yield from labelled(label, words, columns)
    spellings = dict.fromkeys(isolate(words) + " (learned)" * (language == UNTOLD) for language, words in known.names)
    yield from labelled("names", ", ".join(spellings), columns)
    yield from tie_lines(known.ties, columns)
    counted = ", ".join(f"{what} {count}" for what, count in known.claims)
    yield from labelled("said" if known.match.target.startswith("source:") else "claims", counted or "none", columns)
    rivals = ", ".join(f"{isolate(name)} ({target}) {score:.2f}" for target, name, score in known.rivals)
    if rivals:
        yield from labelled("rivals", rivals, columns)
    if known.seen:
        yield "  on the pages as"
        yield from seen_lines(known.seen, columns)
    else:
        yield "  on no page of the case"
    if known.suggested:
        yield "  suggested for, not linked"
        yield from seen_lines(known.suggested, columns)


def labelled(label: str, words: str, columns: int) -> Iterator[str]:
    """A label and its words, as many lines as they take."""
    lines = wrap(words, columns - LABEL - 2, break_long_words=False, break_on_hyphens=False) or [NOTHING]
    for at, line in enumerate(lines):
        yield f"  {pad(label if at == 0 else '', LABEL)}{line}".rstrip()


def tie_lines(ties: Sequence[Tie], columns: int) -> Iterator[str]:
    """All of one sort together, each with its days; where each is from stands in json."""
    sorts: dict[str, list[str]] = {}
    for tie in ties:
        sorts.setdefault(tie.tie.replace("_", " "), []).append(f"{isolate(clean(tie.name))}{stretch(tie)}")
    for sort, others in sorts.items():
        lines = wrap(f"{sort}: {'; '.join(others)}", columns - LABEL - 4, break_long_words=False, break_on_hyphens=False)
        for at, line in enumerate(lines):
            yield f"  {pad('ties' if not at and sort == next(iter(sorts)) else '', LABEL)}{'  ' if at else ''}{line}"


def stretch(tie: Tie) -> str:
    """ " (from 2013 to 2024-12-08)", as the packs have it."""
    bounds = ((word, day) for word, day in (("from", tie.start), ("to", tie.end)) if day)
    told = " ".join(f"{word} {day}" for word, day in bounds)
    return f" ({told})" if told else ""


def seen_lines(seen: Sequence[Seen], columns: int, card: Card | None = None) -> Iterator[str]:
    """A line a spelling with its count, pages and rungs, and below it the words where it stands first."""
    widest = min(40, max(width(clean(one.spelling)) for one in seen[:MOST_SEEN]))
    for one in seen[:MOST_SEEN]:
        head = f"  {one.times:>5} x  {pad(cut(clean(one.spelling), widest), widest)}  {plural(one.pages, 'page')}"
        said = f", {', '.join(one.rungs)}" if one.rungs != ("none",) else ""
        why = f"; {one.why}" if one.target is None or card is not None else ""
        spoken = f", speaks for {one.target}" if card is not None and one.target is not None else ""
        yield cut(f"{head}{said}{spoken}{why}", columns)
        source = isolate(clean(f"{one.quote.outlet or 'outlet unknown'}, {one.quote.published}:"))
        yield f"          {source} {middle(one, columns - 11 - width(source))}"
    if len(seen) > MOST_SEEN:
        yield f"          and {plural(len(seen) - MOST_SEEN, 'spelling')} more (--format csv)"


def middle(one: Seen, room: int) -> str:
    """As much of the line as fits with the spelling in its middle."""
    whole = context(one.quote)
    at = max(0, whole.find("[[") - max(0, room - width(one.spelling)) // 2)
    return cut(("..." if at else "") + whole[at:].lstrip(), room)
