"""Who told whom: from the speakers of an event to the pages that print them, and from page to page where one copies another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec import Struct

from sayso.show.chain import as_json, words
from sayso.show.told import Say, Told
from sayso.store import Store


class Node(Struct, frozen=True):
    """A speaker, or a page under its outlet's name; `own` is true of a page that says it in its own words."""

    id: str
    label: str
    sort: str
    published: str | None = None
    page: str | None = None
    own: bool = False


class Edge(Struct, frozen=True):
    """`sort` is says (a speaker's own word), passes (who hands it on), or copies (a page that takes another's words)."""

    start: str
    end: str
    sort: str
    act: str | None = None
    cue: str | None = None
    polarity: str | None = None
    modality: str | None = None
    claim: str | None = None
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def make_graph(store: Store, told: Sequence[Told]) -> Graph:
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str, str | None], Edge] = {}
    for one in told:
        own = any(len(chain) == 1 and chain[0].polarity is not None for chain in one.chains)
        before = nodes.get(one.quote.page)
        label = one.quote.outlet or one.quote.title or "outlet unknown"
        own = own or (before is not None and before.own)
        nodes[one.quote.page] = Node(one.quote.page, label, "page", one.quote.published, one.quote.page, own)
        for chain in one.chains:
            for link in chain[1:]:
                nodes.setdefault(key_of(link), Node(key_of(link), link.who, "speaker"))
            for edge in find_edges(one, chain):
                edges.setdefault((edge.start, edge.end, edge.sort, edge.act), edge)
    for edge in find_copies(store, [one for one, node in nodes.items() if node.sort == "page"]):
        edges[edge.start, edge.end, edge.sort, None] = edge
    return Graph(tuple(nodes.values()), tuple(edges.values()))


def key_of(link: Say) -> str:
    """One speaker is one node, whoever prints him."""
    return link.source or f"said:{link.who}"


def find_edges(told: Told, chain: Sequence[Say]) -> Iterator[Edge]:
    """From each link to the one that encloses it; the outermost is the page."""
    ends = [told.quote.page, *(key_of(link) for link in chain[1:])]
    for at, (outer, inner) in enumerate(pairwise(ends), start=1):
        link = chain[at]
        if outer != inner:
            sort = "says" if at == len(chain) - 1 else "passes"
            yield Edge(inner, outer, sort, words(link.act), link.cue, link.polarity, link.modality, told.claim)


def find_copies(store: Store, pages: Sequence[str]) -> Iterator[Edge]:
    """From the earlier page to the later one, where it is known which that is; an error that two share shows no way."""
    query = """
        select y.id, y.kind, y.score, l.page one, r.page other, y.earlier, y."left" from copies y
        join current_passage l on l.id = y."left" join current_passage r on r.id = y."right"
        where l.page in (select value from json_each(:pages)) and r.page in (select value from json_each(:pages))
        and y.earlier is not null and y.kind <> 'paraphrase' order by y.score desc, y.id"""
    seen = set()
    for row in store.sql(query, {"pages": as_json(pages)}):
        start, end = (row["one"], row["other"]) if row["earlier"] == row["left"] else (row["other"], row["one"])
        if start != end and (start, end) not in seen:
            seen.add((start, end))
            yield Edge(start, end, "copies", act=row["kind"], copy=row["id"])
