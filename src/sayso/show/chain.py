"""Chains of say-so: who says it, as told by whom, read from the attributions of one claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from sayso.model import Act, Modality, Polarity, SourceKind
from sayso.show.names import Names
from sayso.store import Store

Row = Mapping[str, object]
NAMELESS = "nobody named"
SIGNS = (Polarity.POSITIVE, Polarity.NEGATIVE, None)


# All of a saying but its quote, which is cut out of the page's text, and which chains do not show.
SAID = (
    *("id", "claim", "source", "source_name", "source_kind", "act", "cue", "inside", "polarity", "modality", "stance"),
    *("said_start", "said_end", "recipient", "direct", "anonymous", "interested", "carried"),
)


def attributions_of(store: Store, claims: Iterable[str]) -> dict[str, list[Row]]:
    """The attributions of each claim, by claim id."""
    rows = store.sql(
        f"select {', '.join(SAID)} from attributions where claim in (select value from json_each(:claims)) order by claim, id",
        {"claims": as_json(claims)},
    )
    return {str(claim): [dict(row) for row in group] for claim, group in groupby(rows, key=lambda row: row["claim"])}


def as_json(ids: Iterable[str]) -> str:
    return "[" + ",".join(f'"{one}"' for one in ids) + "]"


def chains(attributions: Iterable[Row]) -> list[tuple[Row, ...]]:
    """Each innermost attribution with all that enclose it, outermost first; one claim may have several such chains.

    An enclosing attribution that is not there, or encloses itself, ends its chain: a broken row must not hide the rest.
    """
    by_id = {str(row["id"]): row for row in attributions}
    enclosing = {row["inside"] for row in by_id.values()}
    heads = [row for row in by_id.values() if row["id"] not in enclosing] or list(by_id.values())
    return [tuple(reversed(outwards(row, by_id))) for row in heads]


def outwards(row: Row, by_id: Mapping[str, Row]) -> list[Row]:
    chain, seen = [row], {row["id"]}
    while (outer := by_id.get(str(chain[-1]["inside"]))) is not None and outer["id"] not in seen:
        chain.append(outer)
        seen.add(outer["id"])
    return chain


def speaker(row: Row, names: Names) -> str:
    """The name a pack has for the source, else its words on the page, else what kind of source it is."""
    known = None if row["source"] is None else names.get(str(row["source"]))
    return str(known or row["source_name"] or unnamed(str(row["source_kind"])))


def unnamed(kind: str) -> str:
    """Who speaks where no words name anybody: a page of no known outlet, or people of some kind."""
    if kind == SourceKind.AUTHOR:
        return "an unnamed writer"
    return NAMELESS if kind == SourceKind.UNSPECIFIED else f"{NAMELESS} ({words(kind)})"


def firmness(row: Row) -> list[str]:
    """What sets this word apart from a plain assertion: the act, the sign, the doubt, the want of a name."""
    found = []
    if row["act"] != Act.ASSERT:
        found.append(words(row["act"]))
    elif row["polarity"] == Polarity.NEGATIVE:
        found.append("says not so")
    if row["modality"] != Modality.CERTAIN and row["act"] != Act.CANNOT_CONFIRM:
        found.append(words(row["modality"]))
    if row["anonymous"] and row["source_name"]:
        found.append("unnamed")
    return found


def said_by(attributions: Iterable[Row], names: Names) -> str:
    """The last speaker of each chain, who asserts first: "the army command; a monitor (deny); a paper (cannot confirm)"."""
    heads = sorted((chain[-1] for chain in chains(attributions)), key=lambda head: SIGNS.index(head["polarity"]))
    told = dict.fromkeys(with_firmness(head, names) for head in heads)
    return "; ".join(told) or NAMELESS


def with_firmness(row: Row, names: Names) -> str:
    marks = firmness(row)
    return f"{speaker(row, names)} ({', '.join(marks)})" if marks else speaker(row, names)


def words(code: object) -> str:
    """A data code as words: `single_root` is "single root"."""
    return str(code or "").replace("_", " ")
