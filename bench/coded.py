"""The codes of what was extracted from a text, and which of them is the text's own where a corpus gives one code."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.reading import REGION, Extracted
from bench.table import Row
from sayso.model import Act, Claim, SourceKind
from sayso.pack import Pack, load_pack
from sayso.show.codes import Deed, codes_of, codes_of_saying, rows_of, sorts_of

FIELD = "politics"
DOING = ("actor", "instrument")
PROMISE = "agree.promise"
LONGEST = 8  # words of a name that is looked for in a text


def given_pack(rows: Iterable[Row]) -> Pack:
    """The packs with the words of political action, and the actors that the rows of a corpus give."""
    names = sorted({words for row in rows for event in row["expected"] for words in given(event)})
    with TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "pack.yml").write_text("name: given\ntitle: the actors given\nlicence: none\n", encoding="utf-8")
        with (home / "actors.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(("id", "kind", "names", "outside_ids", "source"))
            for number, words in enumerate(names):
                writer.writerow((f"given-{number}", "person_group", f"en:{words}", "", "given"))
        return load_pack([REGION, FIELD, home])


def given(event: Row) -> Iterator[str]:
    for side in ("source", "target"):
        yield from (words for words in phrases(event.get(side)) if len(words.split()) <= LONGEST and "|" not in words)


def phrases(side: object) -> Iterator[str]:
    if isinstance(side, str):
        yield side
    elif isinstance(side, list):
        yield from (actor["actorText"] for actor in side if isinstance(actor, dict) and actor.get("actorText"))


def deed_of(claim: Claim, made: Extracted, pack: Pack) -> Deed:
    """What the codebooks ask of a claim, from the claim and its links."""
    targets = {link.mention: link.target for link in made.links}

    def sorts(*roles: str) -> frozenset[str]:
        found = ((made.words(m), targets.get(m.id)) for m in made.fillers(claim, roles))
        return frozenset(sort for words, target in found for sort in sorts_of(words, target, pack))

    ends = [chain[-1] for chain in made.chains(claim)]
    doers = {m.id for m in made.fillers(claim, ("actor",))}
    others = [link for link in ends if link.source_kind is not SourceKind.AUTHOR and link.source not in doers]
    return Deed(
        kind=claim.kind,
        mood=claim.mood,
        signs=frozenset((link.polarity, link.modality) for link in ends),
        sorts=sorts(*DOING),
        done_to=sorts("target"),
        named=bool(made.fillers(claim, ("actor", "instrument"))),
        by_others=bool(ends) and len(others) == len(ends),
        acts=frozenset(link.act for link in ends),
    )


def coded(made: Extracted, scheme: str, pack: Pack) -> Iterator[tuple[Claim, str, int]]:
    """Every claim with a code, and of what it is one: 0 an event, 1 a promise, threat, refusal or request, 2 neither.

    What is only alleged is no event but the accusation; one that the scheme has no code for is the deed.
    """
    for claim in made.claims:
        deed = deed_of(claim, made, pack)
        accused = codes_of_saying(deed, scheme, pack) if deed.acts == {Act.ACCUSE} else ()
        if accused:
            yield claim, accused[0], 0
            continue
        said = (codes_of(deed, scheme, pack), codes_of_saying(deed, scheme, pack))
        told = tuple(row.code for row in rows_of(deed, scheme, pack) if row.code != "none")
        found = next(((codes[0], rank) for rank, codes in enumerate((*said, told)) if codes), None)
        if found is not None:
            yield claim, *found


def guess(row: Row, made: Extracted, scheme: str, pack: Pack) -> str | None:
    """The code of the claim in which the actors given have the parts given, else of the first claim with a code."""
    sources = [words for event in row["expected"] for words in phrases(event.get("source"))]
    targets = [words for event in row["expected"] for words in phrases(event.get("target"))]
    found = list(coded(made, scheme, pack))
    meant = any(rank == 1 for _, _, rank in found)

    def order(at: int) -> tuple[bool, bool, int, bool, int]:
        claim, _, rank = found[at]
        acting = touches(claim, sources, made, DOING) or speaks(claim, sources, made)
        # "is ready to attack": what is promised says more than that something is.
        bare = meant and claim.kind == PROMISE
        return not acting, bare, rank, not touches(claim, targets, made), at

    best = min(range(len(found)), key=order, default=None)
    return found[best][1] if best is not None else None


def foremost(made: Extracted, scheme: str, pack: Pack, ranking: Sequence[str]) -> str | None:
    """The code of the event that stands first in the ranking: a codebook keeps one where several make up an event."""
    found = [code for _, code, rank in coded(made, scheme, pack) if rank == 0]
    return min(found, key=lambda code: ranking.index(code) if code in ranking else len(ranking), default=None)


def speaks(claim: Claim, words: Sequence[str], made: Extracted) -> bool:
    """Whether one of these is who tells of it."""
    sources = (made.mentions.get(link.source or "") for link in made.attributions if link.claim == claim.id)
    return any(a in b or b in a for m in sources if m is not None for a in [made.words(m)] for b in words if a and b)


def touches(claim: Claim, words: Sequence[str], made: Extracted, roles: Sequence[str] = ()) -> bool:
    """Whether a filler of the claim is part of one of these phrases or has it as a part."""
    known = [made.words(made.mentions[m]) for role, m in claim.roles if m in made.mentions and (not roles or role in roles)]
    return any(a in b or b in a for a in known for b in words if a and b)
