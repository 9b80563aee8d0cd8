"""Who is struck when posts, bases or lines are: those whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.arguments import Slots
from sayso.extract.doers import owners
from sayso.extract.lexicon import Lexicon
from sayso.extract.names import Names
from sayso.extract.tree import Token
from sayso.model import MentionKind

# Where a thing that is struck may stand.
STRUCK = ("obj", "on", "against", "at")


def struck_bodies(
    fillers: Sequence[tuple[str, Token]], slots: Slots, names: Names, lex: Lexicon
) -> Iterator[tuple[str, Token]]:
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
