"""Codes of PLOVER, ACLED and GED as a view of a claim: read off `codes.csv`, only for what somebody asserts has happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.model import Act, Modality, Mood, Polarity
from sayso.pack import Code, Pack

NONE = "none"
BY, TO = "by ", "to "
ANY = "*"
MEANT, REFUSED, ASKED = "meant, of ", "refused, of ", "asked, of "
ALLEGED = "alleged"


@dataclass(frozen=True, slots=True)
class Deed:
    """What the rows of `codes.csv` ask of a claim.

    `signs` are the polarity and modality of whoever speaks last in each chain. `sorts` are the kinds of the actors in the
    packs and the classes of the words for them, `done_to` those of the targets. `by_others`: nobody who does it says so,
    nor the outlet, but somebody else. `acts` are those of whoever speaks last in each chain.
    """

    kind: str
    mood: Mood
    signs: frozenset[tuple[Polarity | None, Modality]]
    sorts: frozenset[str] = frozenset()
    done_to: frozenset[str] = frozenset()
    named: bool = False
    by_others: bool = False
    acts: frozenset[Act] = frozenset()


STATE = frozenset({"state_force", "government", "state"})
ARMED = frozenset({"state_force", "armed_group", "militia", "armed"})
CIVILIAN = frozenset({"civilians", "civilian"})
CONDITIONS: Mapping[str, Callable[[Deed], bool]] = {
    "": lambda deed: True,
    "actor is the state's own force": lambda deed: bool(deed.sorts & STATE),
    "actor is not the state's own force": lambda deed: not deed.sorts & STATE,
    "actor is named": lambda deed: deed.named,
    "actor is not named": lambda deed: not deed.named,
    "target is civilians": lambda deed: bool(deed.done_to & CIVILIAN),
    "target is armed": lambda deed: bool(deed.done_to & ARMED),
    "target is not armed": lambda deed: not deed.done_to & ARMED,
}


def is_event(deed: Deed) -> bool:
    """Whether somebody asserts that it has happened; what is denied, asked, meant, expected or conditional is no event."""
    said = any(sign is Polarity.POSITIVE and firm is not Modality.UNKNOWN for sign, firm in deed.signs)
    return said and deed.mood is Mood.ACTUAL


def codes_of(deed: Deed, scheme: str, pack: Pack) -> tuple[str, ...]:
    """The codes of an event in a scheme: of its kind, else of the nearest kind above. Never any for what is no event."""
    return tuple(row.code for row in rows_of(deed, scheme, pack) if row.code != NONE) if is_event(deed) else ()


def rows_of(deed: Deed, scheme: str, pack: Pack) -> Iterator[Code]:
    """The rows for what is told, happened or not; a row with the code `none` says that the scheme has no place for it."""
    kind = deed.kind
    while kind:
        rows = [row for row in pack.codes if row.kind == kind and row.scheme == scheme]
        if rows:
            yield from (row for row in rows if holds(row.condition, deed))
            return
        kind = kind.rpartition(".")[0]


def holds(condition: str, deed: Deed) -> bool:
    """`by bomb`, `to protesters`: those who do it, what it is done with, or those it is done to are of that class of nouns."""
    for lead, sorts in ((BY, deed.sorts), (TO, deed.done_to)):
        if condition.startswith(lead):
            return condition.removeprefix(lead) in sorts
    return CONDITIONS[condition](deed)


def codes_of_saying(deed: Deed, scheme: str, pack: Pack) -> tuple[str, ...]:
    """The codes of a promise or threat to do it, a refusal, a request, an accusation: of the saying, never of the deed."""
    if deed.acts == {Act.ACCUSE} and deed.by_others:
        return tuple(row.code for row in sayings(scheme, pack) if row.condition == ALLEGED)
    if not deed.signs or deed.mood is Mood.CONDITIONAL:
        return ()
    refused = all(sign is Polarity.NEGATIVE for sign, _ in deed.signs)
    # "must" and "should" are short of certain, "will" and "plans to" are not.
    urged = deed.by_others and deed.mood is Mood.INTENDED and all(firm is Modality.PROBABLE for _, firm in deed.signs)
    sign = REFUSED if refused else ASKED if urged else MEANT
    if sign == MEANT and deed.mood is Mood.ACTUAL:
        return ()
    told = {row.code.split("/")[0] for row in rows_of(deed, scheme, pack)}
    rows = (row for row in sayings(scheme, pack) if row.condition.startswith(sign))
    return tuple(row.code for row in rows if told & set(row.condition.removeprefix(sign).split("|")))


def sayings(scheme: str, pack: Pack) -> list[Code]:
    return [row for row in pack.codes if row.kind == ANY and row.scheme == scheme]


def sorts_of(words: str, target: str | None, pack: Pack) -> frozenset[str]:
    """What sort of actor is meant: by the pack's row for it if there is one, else by the words."""
    if target in pack.actors:
        return frozenset({pack.actors[target].kind})
    classes = classes_of(pack)
    return frozenset(
        sort for word in words.casefold().split() for form in (word, word.removesuffix("s")) for sort in classes.get(form, ())
    )


@lru_cache(maxsize=4)
def classes_of(pack: Pack) -> Mapping[str, frozenset[str]]:
    leads = (row.condition.removeprefix(lead) for row in pack.codes for lead in (BY, TO) if row.condition.startswith(lead))
    asked = STATE | ARMED | CIVILIAN | set(leads)
    found: dict[str, set[str]] = {}
    for row in pack.nouns:
        if row.noun_class in asked:
            found.setdefault(row.noun, set()).add(row.noun_class)
    return {noun: frozenset(sorts) for noun, sorts in found.items()}
