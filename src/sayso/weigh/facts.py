"""What an actual claim says for matching it with others: its kind, place, stretch of time, and who did it to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from sayso.model import Act, Claim, Level, MentionKind, Mood, Place, Stands, When
from sayso.pack import Pack
from sayso.weigh.bodies import Bodies, iso_day
from sayso.weigh.chain import Chain
from sayso.weigh.index import PLACES, Index
from sayso.weigh.known import day_of, midnight_after, rank

Window = tuple[datetime, datetime]
# Gain and loss are one change of hands seen from two sides.
TURNED = {"control.lose": "control.gain"}
# Both sides do these together: who is named first says nothing.
MUTUAL = frozenset({"clash", "control.contest", "agree", "ceasefire", "talk"})
# A report without a stated time is matched as if it spoke of the two days before it; that is never its date.
FRESH = timedelta(days=2)
# How far behind a place without a name the town may be named that it lies in, and what keeps the two apart.
BEHIND = 36
CLOSED = re.compile(r"[.,;:!?()\"“”\n]")
# A place and one within it may be one spot only where the outer is no wider than a town and what lies around it.
LOCAL = frozenset(Level) - {Level.COUNTRY, Level.GOVERNORATE, Level.DISTRICT, Level.AREA, Level.ROAD, Level.RIVER}


@dataclass(frozen=True, slots=True)
class Fact:
    """`doers` did it to `others`; in a change of hands, winners and losers. An empty side is only unsaid.

    `vague`: there is a place, but only "the town", which may be any. `part`: only some of the place is meant. `denied`:
    nobody who says anything of it asserts it.
    """

    claim: str
    kind: str
    place: str | None
    near: str | None
    vague: bool
    part: bool
    window: Window | None
    stated: bool
    doers: frozenset[str]
    others: frozenset[str]
    speakers: frozenset[str]
    denied: bool
    rank: tuple[bool, datetime, str]

    @property
    def family(self) -> str:
        return TURNED.get(self.kind, self.kind)


def make_fact(claim: Claim, chains: Sequence[Chain], index: Index, bodies: Bodies) -> Fact | None:
    """None for what happened in nobody's word: a plan, a question, a reader's comment, a mere "cannot confirm"."""
    if claim.mood is not Mood.ACTUAL or not any(is_word(chain) for chain in chains):
        return None
    doers, others = find_sides(claim, index, bodies)
    window = find_stated(claim.when, index.known_from(claim.id))
    place = find_place(claim, index)
    return Fact(
        claim=claim.id,
        kind=claim.kind,
        place=place,
        near=next((index.name(mention) for mention in fillers(claim, index, "near")), None),
        vague=place is None and any(index.is_described(mention) for mention in fillers(claim, index, *PLACES)),
        part=is_of_part(claim, index),
        window=(widen(window) if claim.kind.startswith("control.") else window) or find_unstated(claim, chains, index),
        stated=window is not None,
        doers=doers,
        others=others,
        speakers=frozenset(chain.root for chain in chains if chain.root is not None and is_word(chain)),
        denied={chain.stands for chain in chains if chain.h > 0} == {Stands.DENIES},
        rank=rank(index.known_from(claim.id), claim.id),
    )


def is_word(chain: Chain) -> bool:
    """Whether a chain says something of the matter, or takes back what it said."""
    return chain.h > 0 or (chain.counted and chain.head.act in (Act.RETRACT, Act.CORRECT))


def fillers(claim: Claim, index: Index, *roles: str) -> list[str]:
    """The mentions in these roles, those of the first role named first."""
    return [mention for wanted in roles for role, mention in claim.roles if role == wanted and mention in index.mentions]


def is_of_part(claim: Claim, index: Index) -> bool:
    return bool(fillers(claim, index, "part")) and not fillers(claim, index, "place")


def find_sides(claim: Claim, index: Index, bodies: Bodies) -> tuple[frozenset[str], frozenset[str]]:
    doers, others = (
        find_bodies(claim, index, bodies, "actor"),
        find_bodies(claim, index, bodies, "target", "from", "to"),
    )
    if claim.kind in MUTUAL:
        return doers | others, frozenset()
    return (others, doers) if claim.kind == "control.lose" else (doers, others)


def find_bodies(claim: Claim, index: Index, bodies: Bodies, *roles: str) -> frozenset[str]:
    """The named actors in these roles; a place that stands there ("from Sarn") is none, nor are "the soldiers"."""
    found = set()
    for role, mention in claim.roles:
        noun = index.mentions.get(mention) if role in roles else None
        if noun is not None and noun.kind is not MentionKind.PLACE and not index.is_described(mention):
            found.add(index.name(mention))
    return frozenset(bodies.one(name) for name in found if name and not name.startswith("place:"))


def find_place(claim: Claim, index: Index) -> str | None:
    """The target id, or the folded name of a place no pack knows."""
    spot = index.spot(claim)
    return (index.meet(spot) or None) if spot is not None else find_around(claim, index)


def find_around(claim: Claim, index: Index) -> str | None:
    """The town that lies right behind a place without a name: "a school in the northern town of Sarn".

    To hold or take a place without a name is not to hold the town.
    """
    if claim.kind.startswith("control."):
        return None
    page = claim.span.page
    for start in (index.mentions[mention].span.end for mention in fillers(claim, index, *PLACES)):
        behind = [one for one in index.places_named.get(page, ()) if start < one.span.start <= start + BEHIND]
        first = min(behind, key=lambda one: (one.span.start, one.id), default=None)
        target = index.target(first.id) if first is not None else None
        if first is not None and target is not None and is_local(target, index.pack):
            between = index.pages[page].text[start : first.span.start]
            if not CLOSED.search(between) and inside(index.pack).search(between):
                return target
    return None


@lru_cache(maxsize=4)
def inside(pack: Pack) -> re.Pattern[str]:
    """The words of the packs by which one place lies in another."""
    words = (row.words for row in pack.toponyms if row.pattern == "inside" and row.words[:1].isalpha())
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, sorted(words))) or '(?!)'})\s", re.IGNORECASE)


def find_stated(when: When | None, known: datetime | None) -> Window | None:
    """All instants the words may mean; what has happened lies before the report of it."""
    if when is None or (when.start is None and when.end is None):
        return None
    start, end = when.start or datetime.min, when.end or known or datetime.max
    return (start, end) if start < end else (start, start + timedelta(minutes=1))


def widen(window: Window | None) -> Window | None:
    """To whole days: one capture is reported for the night, the dawn and the noon of a day."""
    if window is None or datetime.min in window or datetime.max in window:
        return window
    return datetime.combine(window[0], time.min), midnight_after(day_of(window[1]))


def find_unstated(claim: Claim, chains: Sequence[Chain], index: Index) -> Window | None:
    said = [one.said for chain in chains for one in chain.links if one.said is not None and one.said.stated is not None]
    bounds = sorted((each.start, each.end) for each in said if each.start is not None and each.end is not None)
    if bounds:
        return bounds[0][0] - FRESH, bounds[0][1]
    published, known = index.pages[claim.span.page].published, index.known_from(claim.id)
    if known is None:
        return None
    begun = published.start if published is not None and published.start is not None else known
    return begun - FRESH, known


def overlap(one: Window | None, other: Window | None) -> Window | None:
    if one is None or other is None:
        return None
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if start < end else None


def match(one: Fact, other: Fact, index: Index, bodies: Bodies, sure: bool = False) -> bool:
    """Whether two claims may be of one happening, time aside; `sure` if they are already known to share their words."""
    day = None if one.rank[0] else iso_day(one.rank[1])
    if not match_kind(one.family, other.family) or not match_bodies(one, other, bodies, day):
        return False
    if not sure and is_nameless(one, other) and not (answers(one, other, bodies, day) or answers(other, one, bodies, day)):
        return False
    # Without a place only a doer in common tells one talk or truce from the next.
    if (one.vague or other.vague) and not sure:
        return False
    placed = sure or one.place is not None or one.near is not None or bool(one.doers and other.doers)
    return placed and match_place(one, other, index.pack)


def match_kind(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def match_place(one: Fact, other: Fact, pack: Pack) -> bool:
    """The same place, or one within the other; to hold a base or half of a town is not to hold the town."""
    if one.family.startswith("control.") and one.part != other.part:
        return False
    if one.place == other.place or one.near != other.near:
        return one.near == other.near
    if one.place is None or other.place is None or one.family.startswith("control."):
        return False
    return contains(one.place, other.place, pack) or contains(other.place, one.place, pack)


def is_nameless(one: Fact, other: Fact) -> bool:
    """Whether one of two names nobody: "the town is taken" is no second word on what another says that somebody took.

    Of one speaker they may be one; but "the town was lost" and "the town was cleared", naming nobody, are two turns.
    """
    named = bool(one.doers or one.others), bool(other.doers or other.others)
    if all(named) or not one.family.startswith("control."):
        return False
    return not one.speakers & other.speakers or (not any(named) and one.kind != other.kind)


def answers(denial: Fact, told: Fact, bodies: Bodies, day: str | None) -> bool:
    """Whether a bare "it was not lost" speaks of this change of hands: it does unless its own side is said to have won."""
    if not denial.denied or told.denied or denial.doers or denial.others or not told.doers:
        return False
    outlets = (speaker.removeprefix("anon@").removeprefix("publisher*") for speaker in denial.speakers)
    mine = [bodies.blocs(speaker, day) for speaker in outlets]
    theirs = frozenset[str]().union(*(bodies.blocs(doer, day) for doer in told.doers))
    return all(own and own.isdisjoint(theirs) for own in mine)


def match_bodies(one: Fact, other: Fact, bodies: Bodies, day: str | None) -> bool:
    if one.kind in MUTUAL and one.doers and other.doers:
        fewer, more = sorted((one.doers, other.doers), key=len)
        return all(bodies.meet([each], more, day) for each in fewer)
    turned = (one.doers, other.others), (one.others, other.doers)
    if one.family == "control.gain" and any(bodies.meet(mine, yours, day) for mine, yours in turned):
        return False
    pairs = (one.doers, other.doers), (one.others, other.others)
    return all(not mine or not yours or bodies.meet(mine, yours, day) for mine, yours in pairs)


def contains(outer: str, inner: str, pack: Pack) -> bool:
    """Whether a local place holds another, by the parents the packs, what was added and the world give."""
    return is_local(outer, pack) and outer in above(inner, pack)


def is_local(name: str, pack: Pack) -> bool:
    place = find_known(name, pack)
    return place is not None and place.level in LOCAL


def find_known(name: str, pack: Pack) -> Place | None:
    """The place of an id; None of a folded name, for which no list need be opened."""
    return pack.place(name) if name.startswith("place:") else None


def above(name: str, pack: Pack) -> list[str]:
    """What a place lies in, the nearest first; what the world has and the packs have too is the packs'."""
    found: list[str] = []
    at = find_known(name, pack)
    while at is not None and at.parent is not None:
        parent = pack.twins.get(at.parent, at.parent)
        if parent in found:
            break
        found.append(parent)
        at = find_known(parent, pack)
    return found
