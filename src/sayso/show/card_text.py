"""The card of a name for a terminal: a block for each thing it may mean, then what no pack knows, then what is near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from sayso.pack.learned import UNTOLD
from sayso.show.card import Card, Known, Seen, Tie
from sayso.show.cells import NOTHING, clean, cut, isolate, pad, plural, width
from sayso.show.quote import context
from sayso.show.table import WIDTH
from sayso.show.why_text import fold
from sayso.text import norm

LABEL = 11
# What a person reads of a list; json has all of it.
MOST_SEEN, MOST_NAMES, MOST_TIES = 12, 16, 8
# A rival that is printed as 0.00 is none.
LEAST = 0.005


def render_card(card: Card, columns: int = WIDTH) -> str:
    met = [one for one in card.known if one.seen or one.suggested or one.in_comments] or list(card.known[:1])
    others = [one for one in card.known if one not in met]
    lines = [line for known in met for line in (*render_known(known, columns), "")]
    if others:
        lines += ["the name has other bearers, on no page of the case:"]
        lines += [line for one in others for line in fold(f"{title(one)}: {summary(one)}", columns, 1)] + [""]
    if card.unknown:
        lines += [f"{card.asked}: no pack has this {card.kind}; the pages have it under that name", ""]
        lines += [*seen_lines(card.unknown, columns, card), ""]
    if card.near:
        lines.append(
            "spelt nearly so, only suggested:" if card.known or card.unknown else f"nothing goes by {card.asked!r}; near it:"
        )
        lines += [f"  {isolate(clean(name))} ({target}), {score:.2f}" for target, name, score in card.near]
    return "\n".join(lines).rstrip()


def title(known: Known) -> str:
    return f"{isolate(clean(known.name))} ({known.match.target})"


def summary(known: Known) -> str:
    """What it is, and where or whose, in a few words."""
    return ", ".join(words for _, words in known.facts[:2] if words)


def render_known(known: Known, columns: int) -> Iterator[str]:
    """What the pages say of it comes first, what the packs have at more length last."""
    met = "" if known.match.rung == "id" else f", {known.match.rung} match of {known.match.spelling!r}"
    yield from fold(f"{title(known)}{met}", columns, 0)
    for label, words in known.facts:
        if words and label not in LAST:
            yield from labelled(label, words, columns)
    counted = ", ".join(f"{what} {count}" for what, count in known.claims)
    yield from labelled("said" if known.match.target.startswith("source:") else "claims", counted or "none", columns)
    rivals = ", ".join(f"{isolate(name)} ({target}) {score:.2f}" for target, name, score in known.rivals if score >= LEAST)
    if rivals:
        yield from labelled("rivals", rivals, columns)
    hidden = f"{plural(known.in_comments, 'time')} in readers' comments (--with-comments)" if known.in_comments else ""
    yield from labelled("on pages", hidden or "none of the case", columns) if not known.seen else ["  on the pages as"]
    yield from seen_lines(known.seen, columns)
    if known.seen and hidden:
        yield f"      and {hidden}"
    if known.suggested:
        yield "  suggested for, not linked"
        yield from seen_lines(known.suggested, columns)
    yield from tie_lines(known.ties, columns)
    yield from labelled("names", ", ".join(some(spellings(known), MOST_NAMES)), columns)
    for label, words in known.facts:
        if words and label in LAST:
            yield from labelled(label, words, columns)


# Where its row is from is looked up, not read.
LAST = frozenset({"row from", "elsewhere"})


def spellings(known: Known) -> list[str]:
    """Each name once, capitals and marks aside; what people taught the case is marked so."""
    told: dict[str, str] = {}
    for language, words in known.names:
        told.setdefault(norm(words) + " learned" * (language == UNTOLD), isolate(words) + " (learned)" * (language == UNTOLD))
    return list(told.values())


def some(words: Sequence[str], most: int) -> list[str]:
    """The first of a list, and how many more there are."""
    return list(words) if len(words) <= most + 1 else [*words[:most], f"and {len(words) - most} more (--format json)"]


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
        lines = wrap(
            f"{sort}: {'; '.join(some(others, MOST_TIES))}", columns - LABEL - 4, break_long_words=False, break_on_hyphens=False
        )
        for at, line in enumerate(lines):
            yield f"  {pad('ties' if not at and sort == next(iter(sorts)) else '', LABEL)}{'  ' if at else ''}{line}"


def stretch(tie: Tie) -> str:
    """ " (from 2013 to 2024-12-08)", as the packs have it."""
    bounds = ((word, day) for word, day in (("from", tie.start), ("to", tie.end)) if day)
    told = " ".join(f"{word} {day}" for word, day in bounds)
    return f" ({told})" if told else ""


def seen_lines(seen: Sequence[Seen], columns: int, card: Card | None = None) -> Iterator[str]:
    """A line a spelling with its count, pages and rungs, and below it the words where it stands first."""
    widest = min(40, max((width(clean(one.spelling)) for one in seen[:MOST_SEEN]), default=0))
    for one in seen[:MOST_SEEN]:
        head = f"  {one.times:>5} x  {pad(cut(clean(one.spelling), widest), widest)}  {plural(one.pages, 'page')}"
        said = f", {', '.join(one.rungs)}" if one.rungs != ("none",) else ""
        why = f"; {one.why}" if one.target is None or card is not None else ""
        verb = "means" if one.target is not None and one.target.startswith("place:") else "speaks for"
        spoken = f", {verb} {one.target_name}" if card is not None and one.target is not None else ""
        yield cut(f"{head}{said}{spoken}{why}", columns)
        printed = "no date" if one.quote.published == NOTHING else one.quote.published
        source = isolate(clean(f"{one.quote.outlet or 'outlet unknown'}, {printed}:"))
        yield f"          {source} {middle(one, columns - 11 - width(source))}"
    if len(seen) > MOST_SEEN:
        yield f"          and {plural(len(seen) - MOST_SEEN, 'spelling')} more (--format csv)"


def middle(one: Seen, room: int) -> str:
    """As much of the line as fits with the spelling in its middle."""
    whole = context(one.quote)
    at = max(0, whole.find("[[") - max(0, room - width(one.spelling)) // 2)
    return cut(("..." if at else "") + whole[at:].lstrip(), room)
