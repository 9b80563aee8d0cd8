"""The mentions of a paragraph by the tokens they cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from sayso.extract.arguments import conjuncts
from sayso.extract.tree import Doc, Token
from sayso.model import Level, Mention, MentionKind, Reading
from sayso.pack import Pack


@lru_cache(maxsize=8)
def heads_of(pack: Pack) -> frozenset[str]:
    """Words before which a place's name stands ("town of") and, with a blank before, those behind it (" district")."""
    rows = [row for row in pack.toponyms if row.role == "place" and row.pattern in {"before", "after"}]
    return frozenset(row.words if row.pattern == "before" else f" {row.words}" for row in rows)


class Names:
    """The mentions of a paragraph by the tokens they cover."""

    def __init__(self, doc: Doc, offset: int, mentions: list[Mention], pack: Pack) -> None:
        self.pack = pack
        self.by_id = {mention.id: mention for mention in mentions}
        self.by_token: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            # "Sarnian forces" names no place where anything happens.
            if mention.reading in {Reading.DEMONYM, Reading.EMBEDDED}:
                continue
            found = doc.char_span(mention.span.start - offset, mention.span.end - offset, alignment_mode="expand")
            for token in found or ():
                self.by_token[token.i].append(mention)

    def add(self, mention: Mention) -> None:
        """A mention made of a common noun while claims were read; found by its id only."""
        self.by_id[mention.id] = mention

    def known(self, ids: Iterable[str]) -> list[Mention]:
        return [self.by_id[mention] for mention in ids if mention in self.by_id]

    def of(self, token: Token, kind: MentionKind) -> Mention | None:
        """The longest mention of that kind over the token."""
        found = [m for m in self.by_token.get(token.i, ()) if m.kind == kind]
        return max(found, key=lambda m: m.span.end - m.span.start, default=None)

    def inner(self, token: Token, kind: MentionKind) -> Mention | None:
        """The shortest mention of that kind over the token: the Front, of "Front fighters"."""
        found = [m for m in self.by_token.get(token.i, ()) if m.kind == kind]
        return min(found, key=lambda m: m.span.end - m.span.start, default=None)

    def is_ground(self, token: Token) -> bool:
        """Whether it names a place and nobody who acts: a town, where a state or whoever has the name of an actor may act."""
        found = self.of(token, MentionKind.PLACE)
        if found is None or self.of(token, MentionKind.ACTOR) is not None:
            return False
        targets = (self.pack.place(each.target) for each in self.pack.candidates(token.text, MentionKind.PLACE))
        return all(place is None or place.level is not Level.COUNTRY for place in targets)

    def unknown(self, token: Token, person_too: bool) -> bool:
        """Whether this is a name that no pack knows: it may be any town, which the parser takes for whatever it likes."""
        words = {token.text, token.doc[token.left_edge.i : token.i + 1].text}
        known = any(self.pack.candidates(word, MentionKind.ACTOR) for word in words)
        never = {"DATE", "TIME", *(() if person_too else ("PERSON",))}
        return token.pos_ == "PROPN" and token.ent_type_ not in never and not known and not is_people(token)

    def is_bare(self, token: Token) -> bool:
        """ "To X": an unknown name without an article, as towns are named; most bodies have one."""
        return self.unknown(token, person_too=True) and all(c.dep_ == "compound" for c in token.lefts)

    def is_land(self, noun: Token) -> bool:
        """Whether it is a province, a district or a town, whatever its name."""
        heads = heads_of(self.pack)
        return f"{noun.lemma_.casefold()} of" in heads or f" {noun.lower_}" in heads

    def is_place_of(self, noun: Token, name: Token) -> bool:
        """Whether a name behind "of" is that of the town, village or port before it."""
        named = f"{noun.lemma_.casefold()} of" in heads_of(self.pack)
        return named and (self.of(name, MentionKind.PLACE) is not None or self.unknown(name, person_too=True))

    def place_in(self, token: Token) -> list[Token]:
        """The tokens of a phrase that place mentions cover: itself, "town of X", "the X crossing", an apposition."""
        if self.of(token, MentionKind.PLACE):
            return [token]
        near = [c for c in token.children if c.dep_ in {"compound", "appos", "nmod", "poss"}]
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "in", "at"}:
                below = [o for c in child.children if c.dep_ == "pobj" for o in conjuncts(c)]
                if child.lower_ == "of" and any(self.is_place_of(token, o) for o in below):
                    # "The Red Sea port city of X", "the X province villages of Y and Z": the nearest name is the place.
                    return [o for o in below if self.is_place_of(token, o)]
                near.extend(below)
        direct = [t for t in near if self.of(t, MentionKind.PLACE)]
        if direct:
            # "Xa's second city of Y" is Y.
            return [t for t in direct if t.dep_ != "poss"] or direct
        land = [t for n in near if n.dep_ == "pobj" and self.is_land(n) for t in self.place_in(n)]
        if land:
            return land
        return [
            t for n in near for c in n.children if c.dep_ in {"compound", "appos"} for t in [c] if self.of(t, MentionKind.PLACE)
        ]


def is_people(token: Token) -> bool:
    """ "The Sarnians", "with Sarnian": a people, as the parser sees it; but "at Xa" and "of Xa", one name alone, is where."""
    where = token.tag_ == "NNP" and token.dep_ == "pobj" and not token.children
    return token.ent_type_ == "NORP" and not where
