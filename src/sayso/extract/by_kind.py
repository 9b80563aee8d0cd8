"""What the kind of a deed adds to its fillers: a spot is a part of its town, a post is somebody's, a road leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.arguments import Slots, conjuncts
from sayso.extract.doers import owners
from sayso.extract.fillers import PLACE_ROLES, is_unnamed
from sayso.extract.lexicon import Lexicon
from sayso.extract.localities import is_named_place
from sayso.extract.names import Names
from sayso.extract.portion import spots_as_parts
from sayso.extract.tree import Token
from sayso.model import MentionKind

Fillers = Sequence[tuple[str, Token]]
# Who holds a market of a town holds a part of the town; a shell on it fell in the town.
HELD = "control"
# Who strikes the posts of a body strikes that body.
FOUGHT = ("strike", "attack", "clash")
WAY = "route"
# Where a thing that is struck may stand.
STRUCK = ("obj", "on", "against", "at")
# English grammar, not vocabulary: what stands between a way and its ends.
LEADS = {"to", "from", "between", "into", "toward", "towards", "out", "for"}
WAYS = ("route", "transport", "traffic")


def by_kind(kind: str, fillers: Fillers, slots: Slots, names: Names, lex: Lexicon) -> tuple[tuple[str, Token], ...]:
    if kind.startswith(HELD):
        return tuple(spots_as_parts(fillers, lex))
    if kind.startswith(FOUGHT):
        return (*fillers, *struck_bodies(fillers, slots, names, lex))
    return (*fillers, *(ends_of(fillers, names, lex) if kind.startswith(WAY) else ()))


def struck_bodies(fillers: Fillers, slots: Slots, names: Names, lex: Lexicon) -> Iterator[tuple[str, Token]]:
    """Whose posts or lines were struck, where the words name nobody else: "shelled positions of X", "a raid on X posts"."""
    if any(role == "target" for role, _ in fillers):
        return
    done_by = {token for role, token in fillers if role == "actor"}
    for thing in (t for name in STRUCK for t in slots.get(name, ()) if t.pos_ == "NOUN"):
        if any(lex.is_class(thing, one) for one in ("base", "position")):
            yield from (("target", t) for t in owners(thing, lex) if t not in done_by and is_fighting(t, names, lex))
            return


def is_fighting(token: Token, names: Names, lex: Lexicon) -> bool:
    """Whether the packs know it for a body or for fighters, or it is a people's name."""
    known = names.of(token, MentionKind.ACTOR) is not None or lex.is_class(token, "armed")
    return token.pos_ != "PRON" and (known or token.ent_type_ == "NORP")


def ends_of(fillers: Fillers, names: Names, lex: Lexicon) -> Iterator[tuple[str, Token]]:
    """The named towns that a road, a ferry or a flight leads to, if nothing else says where it is."""
    if any(role in PLACE_ROLES and not is_unnamed(token, names) for role, token in fillers):
        return
    for way in (token for role, token in fillers if role in {"place", "instrument"} and lex.is_any(token, WAYS)):
        found = list(named_ends(way, names))
        yield from (("near", end) for end in found)
        if found:
            return


def named_ends(way: Token, names: Names) -> Iterator[Token]:
    # The parser hangs "to X" of "the road from Y to X" on "from" or on Y.
    for tie in (t for t in way.subtree if t.dep_ == "prep" and t.lower_ in LEADS and t.i > way.i):
        for noun in (o for o in tie.children if o.dep_ == "pobj"):
            for end in conjuncts(noun):
                places = names.place_in(end)
                yield from places or ([end] if is_named_place(end, names) and names.of(end, MentionKind.ACTOR) is None else [])
