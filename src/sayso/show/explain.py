"""What the machine reads in a sentence: claims with their roles, chains and firmness, and the rules that fired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.show.cells import NOTHING, clean
from sayso.show.names import named, names_of
from sayso.show.table import WIDTH
from sayso.show.told import Told, tell
from sayso.show.why_text import chain_lines, filled_words, fold, proposition
from sayso.store import Store


@dataclass(frozen=True, slots=True)
class Name:
    """Words that may name something, and what resolving made of them."""

    words: str
    kind: str
    target: str | None
    rung: str
    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    sentence: str
    told: tuple[Told, ...]
    names: tuple[Name, ...]
    problems: tuple[str, ...]


def explain(store: Store) -> Explained:
    """Of a store that holds the sentence as its only page, read, extracted and resolved."""
    names = names_of(store)
    claims = [row["id"] for row in store.sql('select id from claims order by start, "end", id')]
    met = store.sql(
        "select m.text, m.kind, l.target, l.rung, l.why from mentions m join links l on l.mention = m.id"
        ' order by m.start, m."end", m.kind'
    )
    return Explained(
        sentence="\n".join(row["text"] for row in store.sql("select text from pages")),
        told=tell(store, claims, names),
        names=tuple(Name(r["text"], r["kind"], named(r["target"], names), r["rung"], r["why"]) for r in met),
        problems=tuple(row["message"] for row in store.sql("select message from problems")),
    )


def render_explained(found: Explained, columns: int = WIDTH) -> str:
    return "\n".join(lines(found, columns))


def lines(found: Explained, columns: int) -> Iterator[str]:
    yield from fold(f'"{clean(found.sentence)}"', columns, 0)
    if not found.told:
        yield "no claim found in it"
    for told in found.told:
        yield ""
        yield from fold(f'claim "{clean(told.quote.words)}": {proposition(told)}', columns, 0)
        for one in told.roles:
            yield from fold(filled_words(one) + (f", because {one.why}" if one.why else ""), columns, 1)
        for chain in told.chains:
            yield from chain_lines(chain, columns, 1)
    if found.names:
        yield ""
        yield "names"
    for name in found.names:
        target = name.target if name.target is not None else NOTHING
        yield from fold(f'"{name.words}" {name.kind} = {target} ({name.rung}){": " if name.why else ""}{name.why}', columns, 1)
    for problem in found.problems:
        yield from fold(f"problem: {problem}", columns, 0)
