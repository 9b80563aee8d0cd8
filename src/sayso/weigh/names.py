"""How a root, an actor or a list of them is written in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sayso.model import Control
from sayso.pack import Pack
from sayso.weigh.chain import Chain
from sayso.weigh.facts import find_known
from sayso.weigh.index import Index
from sayso.weigh.known import day_of


def name_root(root: str, pack: Pack, words: Mapping[str, str]) -> str:
    """The first name of the packs, else the words of the page, else the key without its noun."""
    if root.startswith("anon@"):
        return f"an unnamed source of {name_root(root.removeprefix('anon@'), pack, words)}"
    if root.startswith("publisher*"):
        return name_root(root.removeprefix("publisher*"), pack, words)
    noun = pack.actors.get(root) or pack.sources.get(root) or find_known(root, pack)
    if noun is not None and noun.names:
        return noun.names[0][1]
    return words.get(root) or root.split(":", 1)[-1]


def find_words(chains: Sequence[Chain], index: Index) -> dict[str, str]:
    """For roots that no pack knows, the words they first go by in these chains; for a page without a source, its address."""
    found = {chain.page: index.pages[chain.page].url or index.pages[chain.page].path for chain in chains}
    new = (chain for chain in chains if chain.counted and chain.root is not None and chain.root.startswith("said:"))
    for chain in sorted(new, key=lambda chain: chain.rank):
        for link in chain.links:
            if link.source in index.mentions and f"said:{index.name(link.source)}" == chain.root:
                found.setdefault(chain.root, index.words(link.source))
    return found


def find_holders(controls: Iterable[Control], index: Index) -> dict[str, str]:
    """For holders that no pack knows, their words on the pages: of several spellings the first by its letters."""
    claim_of = {one.id: one.claim for one in index.known.attributions}
    found: dict[str, str] = {}
    for row in controls:
        if row.actor is None or ":" in row.actor:
            continue
        for claim in (index.claims[claim_of[said]] for said in row.attributions):
            for _, mention in claim.roles:
                if index.name(mention) == row.actor:
                    words = index.words(mention)
                    found[row.actor] = min(found.get(row.actor, words), words)
    return found


def join_words(words: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def show_day(instant: datetime) -> str:
    day = day_of(instant)
    return f"{day.day} {day:%b %Y}"
