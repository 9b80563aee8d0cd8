"""Claims, chains and firmness of own gold, as our reading has them and as a second annotator has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.demo import locate
from bench.reading import Extracted, day, extract_text, make_text
from bench.table import Figure, Line, Row, f1, pair_up, share
from sayso.model import Attribution, Claim
from sayso.pack import Pack

PLACES = ("place", "near", "part")


@dataclass(frozen=True, slots=True)
class Say:
    """One link of a chain, or its last word: whose, of which kind, how firm."""

    source: str | None
    kind: str | None
    polarity: str | None
    modality: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """One claim as somebody has it: a half-open span of the text, and the words of its roles."""

    span: tuple[int, int] | None
    kind: str
    actors: tuple[str, ...]
    places: tuple[str, ...]
    chains: tuple[tuple[Say, ...], ...]


def from_gold(row: Row, text: str) -> Told:
    chains = tuple(
        tuple(Say(g["source"], g["source_kind"], g.get("polarity"), g.get("modality", "certain")) for g in say["chain"])
        for say in row["says"]
    )
    place = (row["place"],) if row["place"] is not None else ()
    return Told(locate(row["quote"], text), row["kind"], tuple(row["actors"]), place, chains)


def from_reading(claim: Claim, made: Extracted) -> Told:
    """As the claim has it, with the names that its links give for "the town" and "it"."""
    actors = tuple(words for m in made.fillers(claim, ("actor",)) for words in made.named(m))
    places = tuple(words for m in made.fillers(claim, PLACES) for words in made.named(m))
    chains = tuple(tuple(as_say(link, made) for link in chain) for chain in made.chains(claim))
    return Told((claim.span.start, claim.span.end), claim.kind, actors, places, chains)


def as_say(link: Attribution, made: Extracted) -> Say:
    mention = made.mentions.get(link.source or "")
    return Say(made.words(mention) if mention is not None else None, link.source_kind, link.polarity, link.modality)


def is_kind(one: str, other: str) -> bool:
    """The same kind, or one a finer word for the other: "strike" and "strike.air", never "control.gain" and "control.hold"."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def alike(one: str | None, other: str | None) -> bool:
    """Whether two names share a word with a capital or a figure, or all words of the shorter; X's is X, None only None."""
    if one is None or other is None:
        return one is None and other is None
    left, right = (set(re.sub(r"['’]s?(?=\s|$)", "", words).split()) for words in (one, other))
    return bool({w for w in left & right if not w.islower()}) or left <= right or right <= left


def is_right(gold: Told, told: Told) -> bool:
    """Actor and place: one of the actors, none where none is; the place in whatever of its roles."""
    return fits(gold.actors, told.actors) and fits(gold.places, told.places)


def is_right_by_name(gold: Told, told: Told) -> bool:
    """As `is_right`, but an actor without a name is not wrong where the gold has none, nor a place without one ever.

    The rules of annotation leave open whether "people" who flee are actors and whether "the road" is a place, and two
    annotators differ there more than anywhere.
    """
    actors = fits(gold.actors, told.actors) or not (gold.actors or named(told.actors))
    return actors and (fits(gold.places, told.places) or not (named(gold.places) or named(told.places)))


def named(words: Sequence[str]) -> list[str]:
    return [one for one in words if any(not word.islower() for word in one.split())]


def fits(gold: Sequence[str], told: Sequence[str]) -> bool:
    return any(alike(a, b) for a in gold for b in told) if gold else not told


def is_chain(gold: Sequence[Say], chain: Sequence[Say]) -> bool:
    """As many links, each of the same kind, those beyond the outlet named by words that are alike."""
    if len(gold) != len(chain) or any(g.kind != link.kind for g, link in zip(gold, chain, strict=True)):
        return False
    return all(alike(g.source, link.source) for g, link in zip(gold[1:], chain[1:], strict=True))


def is_firm(gold: Sequence[Say], chain: Sequence[Say]) -> bool:
    return gold[-1].polarity == chain[-1].polarity and gold[-1].modality == chain[-1].modality


@dataclass
class Tally:
    """What was wanted, found and right over all texts; chains and firmness of the sayings of matched claims only."""

    wanted: int = 0
    found: int = 0
    matched: int = 0
    right: int = 0
    by_name: int = 0
    said: int = 0
    chains: int = 0
    firm: int = 0

    def add(self, gold: Sequence[Told], told: Sequence[Told]) -> None:
        pairs = pair_up(len(gold), len(told), lambda i, j: likeness(gold[i], told[j]), 1)
        self.wanted, self.found, self.matched = self.wanted + len(gold), self.found + len(told), self.matched + len(pairs)
        for i, j in pairs:
            self.right += is_right(gold[i], told[j])
            self.by_name += is_right_by_name(gold[i], told[j])
            for chain in gold[i].chains:
                self.said += 1
                self.chains += any(is_chain(chain, other) for other in told[j].chains)
                self.firm += any(is_firm(chain, other) for other in told[j].chains)

    def figures(self) -> dict[str, tuple[float, str]]:
        """Value and what it is of, by name."""
        says = f"{self.said} sayings of the claims matched"
        return {
            "claims_f1": (f1(self.right, self.wanted, self.found), f"{self.wanted} claims; kind, actor, place"),
            "claims_by_name_f1": (
                f1(self.by_name, self.wanted, self.found),
                "the same, but for actors and places without a name",
            ),
            "claims_found_f1": (
                f1(self.matched, self.wanted, self.found),
                f"{self.matched} matched by words and kind of {self.found} found",
            ),
            "chain_right": (share(self.chains, self.said), says),
            "firmness_right": (share(self.firm, self.said), says),
        }


def likeness(gold: Told, told: Told) -> float:
    """How many characters two claims of one kind share, those with the right roles first; 0 for another kind."""
    if gold.span is None or told.span is None or not is_kind(told.kind, gold.kind):
        return 0.0
    shared = max(0, min(told.span[1], gold.span[1]) - max(told.span[0], gold.span[0]))
    return shared + 1000 * is_right(gold, told) if shared else 0.0


def read(row: Row, pack: Pack) -> list[Told]:
    made = extract_text(make_text(row["id"], row["text"], day(row["published"])), pack)
    return [from_reading(claim, made) for claim in made.claims]


def score_claims(rows: Sequence[Row], pack: Pack) -> Iterator[Line]:
    """Chain and firmness of what is said of the claims that were matched by words and kind, right in actor and place or not."""
    tally = Tally()
    for row in rows:
        tally.add([from_gold(claim, row["text"]) for claim in row["claims"]], read(row, pack))
    for name, (value, items) in tally.figures().items():
        yield Figure(name, value, items)


def score_second(rows: Sequence[Row], second: Sequence[Row], pack: Pack) -> Iterator[Line]:
    """Our reading and a second annotator's on the texts both read: no reader of these rules gets nearer than people do."""
    ours, theirs = Tally(), Tally()
    first = {row["id"]: row for row in rows}
    for row in second:
        gold = [from_gold(claim, row["text"]) for claim in first[row["id"]]["claims"]]
        theirs.add(gold, [from_gold(claim, row["text"]) for claim in row["claims"]])
        ours.add(gold, read(row, pack))
    for name, (value, items) in ours.figures().items():
        on = f"{len(second)} texts; {items}"
        yield Figure(f"second.{name}", value, on, theirs.figures()[name][0], "a second annotator, blind")
