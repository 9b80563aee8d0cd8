"""`why` as a page of text: the record, then each claim with its words in their line, its address and its chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from sayso.model import Act, Polarity, Stance
from sayso.show.by_root import ByRoot
from sayso.show.cells import NOTHING, clean, plural
from sayso.show.chain import unnamed, words
from sayso.show.evidence import Evidence
from sayso.show.quote import Quote, address, context, whereabouts
from sayso.show.told import Filled, Say, Told
from sayso.show.why import Beside, Why

INDENT = "  "


def render_why(found: Why, columns: int = 100) -> str:
    return "\n".join(line for part in parts(found, columns) for line in part)


def parts(found: Why, columns: int) -> Iterator[Sequence[str]]:
    yield [found.id]
    yield [line for name, value in found.facts for line in fold(f"{words(name)}: {value}", columns, 1)]
    for one in found.quotes:
        yield ["", *quote_lines(one, columns)]
    for told in found.told:
        yield ["", *told_lines(told, columns)]
    for group in found.roots:
        yield ["", *fold(root_words(group), columns, 0)]
        for number, told in enumerate(group.told):
            yield [*[""] * bool(number), *told_lines(told, columns, 1)]
    if found.evidence:
        yield ["", "evidence", *(line for one in found.evidence for line in evidence_lines(one, columns))]
    for heading, others in (("copies", found.copies), ("disputes", found.disputes), ("judgements", found.judgements)):
        if others:
            yield ["", heading, *(line for other in others for line in beside_lines(other, columns))]


def fold(text: str, columns: int, depth: int, hanging: int = 1) -> list[str]:
    """Wrapped at blanks, never within a word, the later lines set in."""
    lead = INDENT * depth
    return wrap(
        clean(text),
        columns,
        initial_indent=lead,
        subsequent_indent=lead + INDENT * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def root_words(group: ByRoot) -> str:
    if group.root is None:
        return "on no root that is counted (nobody is named, or the words stand in a comment)"
    bloc = f", bloc {group.bloc_name}" if group.bloc_name else ", bloc unknown"
    return f"root: {group.root} {group.stands} ({plural(group.pages, 'page')}{bloc})"


def quote_lines(one: Quote, columns: int, depth: int = 1) -> list[str]:
    said = (context(one), whereabouts(one), address(one), f"sha256 {one.sha256}")
    return [line for words in said for line in fold(words, columns, depth, 0)]


def told_lines(told: Told, columns: int, depth: int = 0) -> list[str]:
    lines = fold(f"{told.claim} {proposition(told)}", columns, depth)
    lines += quote_lines(told.quote, columns, depth + 1)
    lines += fold("; ".join(filled_words(one) for one in told.roles), columns, depth + 1)
    for chain in told.chains:
        lines += chain_lines(chain, columns, depth + 1)
    return lines


def chain_lines(chain: Sequence[Say], columns: int, depth: int) -> list[str]:
    lines = fold("said by, from the page inwards", columns, depth)
    for number, link in enumerate(chain, start=1):
        lines += fold(f"{number} {say_words(link)}", columns, depth + 1)
    return lines


def proposition(told: Told) -> str:
    mood = "" if told.mood == "actual" else f" ({told.mood})"
    by = f" by {'; '.join(told.actors)}" if told.actors else ""
    to = f" > {'; '.join(told.targets)}" if told.targets else ""
    when = "no time" if told.when == NOTHING else told.when
    return f"{told.kind}{told.figure}{mood}{by}{to}, {told.place or 'no place'}, {when}"


def filled_words(one: Filled) -> str:
    """A role in the words of the page, and how they were read."""
    if one.target is None:
        return f'{one.role} "{one.words}" (in no pack)'
    return f'{one.role} "{one.words}"' + (f" = {one.target} ({one.rung})" if one.target != one.words else "")


def say_words(link: Say) -> str:
    """Who, what kind of source, in which act, how firmly, by which words."""
    written = f' ("{link.words}")' if link.words and link.words != link.who else ""
    marks = [f'by "{link.cue}"'] * (link.cue is not None)
    marks += [f"stance {link.stance}"] * (link.stance != Stance.NEUTRAL)
    marks += ["direct quote"] * link.direct + ["unnamed"] * link.anonymous + ["interested"] * link.interested
    marks += ["the quote goes on" if link.direct else "after a quote, nobody named"] * link.carried
    marks += [f"to {link.recipient}"] * (link.recipient is not None)
    marks += [f"said {link.said}"] * (link.said != NOTHING)
    kind = "" if link.who == unnamed(link.kind) else f", {words(link.kind)}"
    return f"{link.who}{written}{kind}: {', '.join([standing(link), *marks])}"


def standing(link: Say) -> str:
    """The act and how firm it is; a link that only passes on what another says commits itself to nothing."""
    if link.polarity is None and link.act == Act.ASSERT:
        return "passes it on"
    sign = ", not so" if link.polarity == Polarity.NEGATIVE and link.act == Act.ASSERT else ""
    return f"{words(link.act)}{sign}, {link.modality}"


def evidence_lines(one: Evidence, columns: int) -> list[str]:
    place = f", {one.place_name}" if one.place_name else ""
    return fold(f"{one.id}  {one.what}{place}", columns, 1) + quote_lines(one.quote, columns, 2)


def beside_lines(other: Beside, columns: int) -> list[str]:
    return fold(f"{other.id}  {other.words}", columns, 1)
