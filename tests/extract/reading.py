"""Reads a short text as one body passage and gives back what was found, in words instead of ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sayso.extract import extract
from sayso.model import (
    Attribution,
    Claim,
    Mention,
    Page,
    Passage,
    Precision,
    Role,
    Span,
    When,
)
from sayso.pack import Pack

THURSDAY = When(datetime(2017, 11, 9), datetime(2017, 11, 10), Precision.DAY)


@dataclass(frozen=True)
class Read:
    """A claim in words: its roles, and its chains from the outlet inwards, each link as words and attribution."""

    claim: Claim
    words: str
    roles: tuple[tuple[str, str], ...]
    chains: tuple[tuple[tuple[str | None, Attribution], ...], ...]

    @property
    def leaves(self) -> tuple[tuple[str | None, str, str | None, str], ...]:
        """Per chain: who speaks last, in what act, with what sign and how firmly."""
        return tuple(
            (words, link.act.value, link.polarity.value if link.polarity else None, link.modality.value)
            for words, link in (chain[-1] for chain in self.chains)
        )


def read(text: str, pack: Pack, role: Role = Role.BODY, voice: str | None = "source:ledger") -> list[Read]:
    page = Page("page:1", text, "0" * 64, "page.txt", source="source:ledger", published=THURSDAY, language="en")
    passage = Passage("passage:1", Span("page:1", 0, len(text)), role, voice)
    records = extract(page, [passage], pack)
    mentions = {record.id: text[record.span.start : record.span.end] for record in records if isinstance(record, Mention)}
    links = [record for record in records if isinstance(record, Attribution)]
    found = []
    for claim in (record for record in records if isinstance(record, Claim)):
        own = {link.id: link for link in links if link.claim == claim.id}
        inner = {link.inside for link in own.values()}
        chains = []
        for link in own.values():
            if link.id not in inner:
                chain = [link]
                while chain[0].inside is not None:
                    chain.insert(0, own[chain[0].inside])
                chains.append(tuple((mentions.get(one.source or "", one.source), one) for one in chain))
        roles = tuple((name, mentions[mention]) for name, mention in claim.roles)
        found.append(Read(claim, text[claim.span.start : claim.span.end], roles, tuple(chains)))
    return found
