"""`why EVENT` as text: the grade's sentence, each root with its outlets beneath, the numbers, what stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sayso.model import Act, Polarity, Role, Stands
from sayso.show.by_root import ByRoot
from sayso.show.cells import NOTHING, clean, plural
from sayso.show.figures import Bound
from sayso.show.quote import address
from sayso.show.told import Say, Told
from sayso.show.why import Beside, Why
from sayso.show.why_text import beside_lines, fold, render_why, standing
from sayso.show.worded import Worded


def render(found: Why, columns: int = 100) -> str:
    """An event root by root; any other record with each claim's whole way back."""
    return render_event(found, columns) if found.noun == "event" else render_why(found, columns)


def render_event(found: Why, columns: int = 100) -> str:
    """Short enough to be read: of each page one quote. `why claim:ID` has the whole way back of any of them."""
    return "\n".join(line for part in parts(found, columns) for line in part)


def parts(found: Why, columns: int) -> Iterator[Sequence[str]]:
    facts = dict(found.facts)
    what = [facts.get("kind"), facts.get("place"), facts.get("when") or "no time"]
    yield fold(f"{found.id}  {', '.join(one for one in what if one)}", columns, 0)
    yield fold(facts.get("sentence", ""), columns, 0)
    kept = ("actors", "p", "brier", "ece", "settled")
    yield [line for name in kept if name in facts for line in fold(f"{name}: {facts[name]}", columns, 1)]
    yield [line for one in found.worded for line in fold(cell_words(one), columns, 1)]
    yield [line for one in found.figures for line in fold(bound_words(one), columns, 1)]
    for group in found.roots:
        yield ["", *root_lines(group, columns)]
    yield from number_parts(found, columns)
    others = (("copies", alike(found.copies)), ("what others say against it", found.disputes), ("judgements", found.judgements))
    for heading, beside in others:
        if beside:
            yield ["", heading, *(line for one in beside for line in beside_lines(one, columns))]


def root_lines(group: ByRoot, columns: int) -> list[str]:
    """The root, then each page that carries its word, the earliest first."""
    if group.root is None:
        lines = fold("on no root that is counted: nobody is named, or the words stand in a comment", columns, 0)
    else:
        bloc = f"bloc {group.bloc_name}" if group.bloc_name else "bloc unknown"
        lines = fold(f"{group.stands}: {group.root} ({bloc}), {plural(group.pages, 'page')}", columns, 0)
    told = sorted(group.told, key=lambda one: (one.quote.page, one.quote.role != Role.BODY, one.quote.start))
    pages = [list(one) for _, one in groupby(told, key=lambda one: one.quote.page)]
    for claims in sorted(pages, key=lambda claims: [one.claim for one in group.told].index(claims[0].claim)):
        lines += page_lines(claims, group.stands, columns)
    return lines


def page_lines(claims: Sequence[Told], stands: str | None, columns: int) -> list[str]:
    """A page by its outlet and day, the words of one claim, who says them there, and the ids of all."""
    first = claims[0]
    lines = fold(f"{first.quote.outlet or 'outlet unknown'}, {first.quote.published}", columns, 1)
    lines += fold(f'"{clean(first.quote.words)}"{said_by(first, stands)}', columns, 2)
    return lines + fold(", ".join(one.claim for one in claims), columns, 2)


def said_by(told: Told, stands: str | None) -> str:
    """Those who stand so on that page, by which words; who says nothing of the matter is left to the claim's own page."""
    acts = [chain[-1] for chain in told.chains if is_of(chain[-1], stands)]
    shown = [f"{one.who}: {standing(one)}" + (f' by "{one.cue}"' if one.cue else "") for one in acts]
    return f" - {'; '.join(dict.fromkeys(shown))}" if shown else ""


def is_of(one: Say, stands: str | None) -> bool:
    if stands == Stands.DOUBTS:
        return one.act == Act.CANNOT_CONFIRM
    return one.polarity == (Polarity.NEGATIVE if stands == Stands.DENIES else Polarity.POSITIVE)


def cell_words(one: Worded) -> str:
    where = f"{one.outlet or 'outlet unknown'}, {one.page}, characters {one.start}-{one.end}"
    return f'{one.cell}: "{clean(one.words)}" - {where}'


def bound_words(one: Bound) -> str:
    """The least, best or greatest figure and where its words stand."""
    if one.quote is None:
        return f"{one.bound}: {one.value}, set by a person"
    words = f'"{clean(one.quote.words)}"'
    return f"{one.bound}: {one.value} by {words} - {one.quote.outlet or 'outlet unknown'}, {one.claim}, {address(one.quote)}"


def number_parts(found: Why, columns: int) -> Iterator[Sequence[str]]:
    """Each figure with its own words, once for each root that gives it."""
    lines: dict[str, None] = {}
    for group in found.roots:
        for one in group.told if group.stands in (Stands.ASSERTS, None) else ():
            if one.figure.strip():
                place = f"{one.quote.outlet or NOTHING}, {one.quote.published}"
                read = f' by "{clean(one.counted.words)}"' if one.counted is not None else ""
                by = f"{one.figure.strip()}{read} on the word of {group.root or 'nobody'}"
                lines.setdefault(f'{by}: "{clean(one.quote.words)}" - {place}')
    if lines:
        yield ["", "numbers", *(each for line in lines for each in fold(line, columns, 1))]


def alike(copies: Sequence[Beside]) -> list[Beside]:
    """Of several shared passages of two pages the first."""
    found: dict[str, Beside] = {}
    for one in copies:
        found.setdefault(one.words, one)
    return list(found.values())
