"""A proposition: the words of a clause that fill a frame."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.extract.tree import Token
from sayso.pack import Frame


@dataclass(frozen=True, slots=True)
class Proposition:
    """A predicate with its fillers: (role, the token that fills it). `phrase` are the other words of a predicate of several.

    `lent`: the head of another proposition that it points back at: its fillers are that one's, and none of its own words.
    """

    head: Token
    frame: Frame
    fillers: tuple[tuple[str, Token], ...]
    phrase: tuple[Token, ...] = ()
    lent: Token | None = None
