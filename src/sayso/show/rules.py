"""Rules that fired, in words: the row, what it met on the page, what it does, and the line of the file to change it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model import Polarity, Stance
from sayso.pack import Cue, Fired, Frame, Hedge, Pack, TimeWord, row_cells, row_origin
from sayso.show.cells import inline
from sayso.show.chain import words

# A pattern of times.csv may be as long as it likes.
LONGEST = 48


@dataclass(frozen=True, slots=True)
class Rule:
    """`decides` says of what: kind, mood, when of a claim; act, said of a link; unfilled and unknown words of the sentence.

    `at` is the row's pack, file and line, `row` its cells; both empty where no row but the reader's grammar decided.
    """

    record: str
    decides: str
    words: str | None
    start: int | None
    end: int | None
    does: str
    at: str
    path: str
    row: Mapping[str, str]
    why: str


def as_rule(fired: Fired, text: str, pack: Pack) -> Rule:
    origin = None if fired.row is None else row_origin(pack, fired.row)
    return Rule(
        record=fired.record,
        decides=fired.decides,
        words=None if fired.start is None else text[fired.start : fired.end],
        start=fired.start,
        end=fired.end,
        does=row_words(fired.row),
        at="" if origin is None else origin.short,
        path="" if origin is None else str(origin.path),
        row=row_cells(fired.row),
        why=fired.why,
    )


def row_words(row: object) -> str:
    """A row as one reads it: the word, how it must stand, and what it makes of the sentence."""
    if isinstance(row, Frame):
        return f"{row.verb} ({row.pattern}) {row.roles.replace('|', ' ')}{' says no' * (row.polarity == Polarity.NEGATIVE)}"
    if isinstance(row, Hedge):
        return (
            f"{row.words} ({row.scope}) {', '.join(effect(row.polarity, row.modality, row.mood)) or 'changes nothing itself'}"
        )
    if isinstance(row, Cue):
        marks = [words(row.act)] if row.act else ["commits nobody"]
        marks += effect(row.polarity, row.modality) + [row.stance] * (row.stance not in ("", Stance.NEUTRAL))
        return f"{row.cue} ({row.pattern}) {', '.join([*marks, *filter(None, [words(row.source_kind)])])}"
    if isinstance(row, TimeWord):
        pattern = row.words if len(row.words) <= LONGEST else f"{row.words[:LONGEST]}…"
        return f"{pattern} ({row.rule})"
    return ""


def effect(polarity: str, *others: str) -> list[str]:
    return ["not so"] * (polarity == Polarity.NEGATIVE) + [other for other in others if other]


def rule_words(rule: Rule) -> str:
    """`"may have": may have (aux) possible`, and what else is to be said of it."""
    met = f'"{inline(rule.words)}"' if rule.words else ""
    told = ": ".join(part for part in (met, rule.does) if part)
    return "; ".join(part for part in (told, rule.why) if part)
