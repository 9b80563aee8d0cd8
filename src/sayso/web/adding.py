"""A person adds what the machine missed: words of a page become a claim, or one more word on a claim that is there."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from sayso.case import Case
from sayso.case.adding import Own, Proposition, Saying, as_value, make_added, make_word, read_amount, read_time
from sayso.case.deciding import new_judgement
from sayso.errors import JudgementError, NotFound
from sayso.model import Act, Claim, Judgement, Modality, Mood, Page, Polarity, SourceKind, Verdict
from sayso.show.judged import tell
from sayso.show.names import names_of
from sayso.show.reader import make_units
from sayso.show.told import tell as tell_claims
from sayso.web.ask import Asked
from sayso.web.shapes_write import AddAttribution, AddClaim, Added
from sayso.web.write import Write

T = TypeVar("T", bound=StrEnum)


def add_claim(case: Case, body: AddClaim, asked: Asked) -> Added:
    page = find_page(case, body.page)
    draft = new_judgement(case.store, page.id, Verdict.ADD, "claim", "", asked.get("by"), body.note)
    start, end = span_of(page, (body.start, body.end), body.units)
    roles = [("actor", one) for one in body.actors] + [("target", one) for one in body.targets]
    roles += [("place", body.place)] if body.place else []
    if body.kind not in {frame.kind for frame in case.pack.frames}:
        raise JudgementError(f"no pack has the kind {body.kind!r}; /api/kinds lists those there are")
    said = Proposition(
        start=start,
        end=end,
        kind=body.kind,
        roles=tuple(roles),
        when=read_time(body.when) if body.when else None,
        amount=read_amount(body.amount) if body.amount else None,
        mood=one_of(Mood, body.mood),
    )
    return store_added(case, draft, make_added(case.store, case.pack, page, draft.id, said, saying_of(page, body)))


def add_attribution(case: Case, body: AddAttribution, asked: Asked) -> Added:
    _, claim = case.store.find(body.claim)
    if not isinstance(claim, Claim):
        raise NotFound(f"{body.claim} is no claim")
    page = find_page(case, claim.span.page)
    draft = new_judgement(case.store, claim.id, Verdict.ADD, "attribution", "", asked.get("by"), body.note)
    return store_added(case, draft, make_word(case.store, case.pack, page, draft.id, claim, saying_of(page, body)))


def store_added(case: Case, draft: Judgement, own: Own) -> Added:
    """An addition replaces none before it: two claims on one page are two."""
    made = case.decide(
        Judgement(draft.id, draft.record, draft.verdict, draft.field, as_value(own), draft.by, draft.at, draft.note)
    )
    claim = own.attributions[-1].claim
    told = tell_claims(case.store, [claim], names_of(case.store))
    return Added(
        judgement=tell(made),
        claim=claim,
        attribution=own.attributions[-1].id,
        told=told[0] if told else None,
        version=case.version,
    )


def find_page(case: Case, prefix: str) -> Page:
    _, page = case.store.find(prefix)
    if not isinstance(page, Page):
        raise NotFound(f"{prefix} is no page")
    return page


def saying_of(page: Page, body: AddClaim | AddAttribution) -> Saying:
    return Saying(
        source=body.source or None,
        source_kind=None if body.source_kind is None else one_of(SourceKind, body.source_kind),
        act=one_of(Act, body.act),
        polarity=None if body.polarity is None else Polarity(body.polarity),
        modality=one_of(Modality, body.modality),
        cue=None if body.cue is None else span_of(page, body.cue, body.units),
    )


def one_of(choices: type[T], word: str) -> T:
    try:
        return choices(word)
    except ValueError as error:
        raise JudgementError(f"{word!r} is none of {', '.join(choices)}") from error


def span_of(page: Page, span: tuple[int, int], units: str) -> tuple[int, int]:
    """In code points. A browser's offset within a letter of two units is taken as before it."""
    if units == "points":
        return span
    count = make_units(page.text)
    points = {count(at): at for at in range(len(page.text) + 1)}
    start, end = (points.get(at, points.get(at - 1, -1)) for at in span)
    return start, end


ADDING = (
    Write("/claims", add_claim, AddClaim, Added, "Adds a claim that the machine missed."),
    Write("/attributions", add_attribution, AddAttribution, Added, "Adds a source's word on a claim."),
)
