"""Which kinds there are of each noun, so that one that cannot be met is refused and never answered with silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum

from sayso.errors import SaysoError
from sayso.model import Aspect, CopyKind, Level, MentionKind, Over, Role, Room, SourceKind, Status, Verdict
from sayso.pack import Pack
from sayso.show.shapes import SAYINGS, SHAPES, WEIGHED
from sayso.store import Store

CLOSED: Mapping[str, tuple[type[StrEnum], ...]] = {
    "passages": (Role,),
    "problems": (Room,),
    "mentions": (MentionKind,),
    "links": (MentionKind,),
    "places": (Level,),
    "sources": (SourceKind,),
    "controls": (Status, Aspect),
    "copies": (CopyKind,),
    "disputes": (Over,),
    "judgements": (Verdict,),
}
OF_CLAIMS = (SAYINGS.keys() | WEIGHED.keys()) - {"controls", "copies"}


def check_kind(store: Store, nouns: Iterable[str], kind: str, pack: Pack) -> None:
    """Raises SaysoError if neither the packs nor the case have that kind of any of these nouns, nor one below it."""
    asked = [noun for noun in nouns if "kind" in SHAPES[noun].where]
    known = sorted({one for noun in asked for one in kinds_of(store, noun, pack)})
    if not asked or any(one == kind or one.startswith(f"{kind}.") for one in known):
        return
    tops = list(dict.fromkeys(one.partition(".")[0] for one in known))
    close = get_close_matches(kind, [*tops, *known], n=1)
    meant = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(tops)}"
    raise SaysoError(f"no kind {kind!r} of {asked[0] if len(asked) == 1 else 'anything here'}; {meant}")


def kinds_of(store: Store, noun: str, pack: Pack) -> set[str]:
    """Of claims those that frames declare and those the case has, whatever packs it was made with."""
    found = {str(one) for closed in CLOSED.get(noun, ()) for one in closed}
    if noun == "actors":
        found |= {actor.kind for actor in pack.actors.values()} | kinds_in(store, "actors")
    if noun in OF_CLAIMS:
        found |= {row.kind for row in pack.frames} | kinds_in(store, "claims")
    return found


def kinds_in(store: Store, view: str) -> set[str]:
    return {str(row["kind"]) for row in store.sql(f"select distinct kind from {view}")}
