"""`why ID`: the way back from any record to the exact words, the page, the chain of say-so, its copies and disputes."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from sayso.model import CopyKind, Over
from sayso.pack import Pack
from sayso.show.by_root import ByRoot, group_by_root
from sayso.show.cells import clean, day_words, printed_words, when_words
from sayso.show.chain import NAMELESS, as_json, words
from sayso.show.evidence import Evidence, find_evidence
from sayso.show.figures import Bound, find_bounds
from sayso.show.gather import gather
from sayso.show.ids import view_of
from sayso.show.judged import is_code
from sayso.show.names import Layered, Names, call, named, names_of, root_name
from sayso.show.quote import Quote, quotes
from sayso.show.sentence import find_beside
from sayso.show.told import Told, tell_all
from sayso.show.worded import Worded, find_worded
from sayso.store import Store

Row = Mapping[str, Any]
# What a reader could look for who wants to know which of two accounts holds.
SETTLED_BY = {
    Over.POLARITY: "footage or a document of it, or the word of a third side",
    Over.ACTOR: "what was used and from where, or the word of one it speaks against",
    Over.AMOUNT: "a list of names, or a count by one who was there",
    Over.TIME: "a dated picture or a report printed between the two days",
    Over.PLACE: "a picture whose place can be told",
    Over.HOLDER: "a dated picture from the place, or who lets people in and out of it",
}


class Beside(Struct, frozen=True):
    """Another record that bears on this one, in one line."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Why:
    """`facts` are the record's own columns; `quotes` its words where it is no claim; `told` the claims it rests on.

    The claims of an event stand in `roots`, each under the root it rests on, and not in `told`; `worded` and `figures` are
    its cells in their words.
    """

    id: str
    noun: str
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...] = ()
    told: tuple[Told, ...] = ()
    roots: tuple[ByRoot, ...] = ()
    worded: tuple[Worded, ...] = ()
    figures: tuple[Bound, ...] = ()
    copies: tuple[Beside, ...] = ()
    disputes: tuple[Beside, ...] = ()
    judgements: tuple[Beside, ...] = ()
    evidence: tuple[Evidence, ...] = ()


# The claims a record rests on, in the order it names them; of the other nouns, their own words.
CLAIMS_OF = {
    "claim": "select :id claim",
    "attribution": "select claim from attributions where id = :id",
    "forecast": "select a.claim from forecasts f join attributions a on a.id = f.attribution where f.id = :id",
    "dispute": 'select a.claim from disputes d join attributions a on a.id in (d."left", d."right") where d.id = :id'
    ' order by a.id <> d."left"',
    "control": "select a.claim from controls k, json_each(k.attributions) e join attributions a on a.id = e.value"
    " where k.id = :id",
    "event": "select claim from event_claims where event = :id",
}
SPANS_OF = {
    "page": 'select id page, title_start start, title_end "end" from pages where id = :id and title_start is not null',
    "passage": 'select page, start, "end" from passages where id = :id',
    "mention": 'select page, start, "end" from mentions where id = :id',
    "link": 'select m.page, m.start, m."end" from links l join mentions m on m.id = l.mention where l.id = :id',
    "problem": 'select page, start, "end" from problems where id = :id and start is not null',
    # Of what share an error alone only the words of it.
    "copy": 'select p.page, p.start, p."end" from copies y join passages p on p.id in (y."left", y."right") where y.id = :id'
    """ and y.kind <> 'paraphrase' union all select json_extract(s.value, '$[0]'), json_extract(s.value, '$[1]'),
    json_extract(s.value, '$[2]') from copies y, json_each(y.overlaps) o, json_each(o.value) s
    where y.id = :id and y.kind = 'paraphrase'""",
}
SIDES_OF_COPY = """
select y."left", y."right", y.earlier, one.source left_source, one.published_start left_start, one.published_end left_end,
other.source right_source, other.published_start right_start, other.published_end right_end
from copies y join passages l on l.id = y."left" join pages one on one.id = l.page
join passages r on r.id = y."right" join pages other on other.id = r.page where y.id = ?"""
# Long or shown in its own place.
UNTOLD = frozenset(
    {"id", "text", "quote", "cue", "overlaps", "start", "end", "left_quote", "right_quote", "roles", "evidence"}
) | {
    "figures",
    "when_stated_page",
}
# Told with the column they belong to, or only there for machines.
PARTS = ("_start", "_end", "_hi", "_precision", "content")
# Hold ids of the packs, folded names of what no pack knows, or ids of attributions.
WHO = frozenset({"place", "near", "part", "actor", "actors", "targets", "source", "target", "key", "left", "right"}) | {
    "attribution",
    "attributions",
}
ATTRIBUTION = re.compile(r"attribution:\w+")
# Between nought and one: more digits than two would look like knowledge.
SHARES = ("severity", "score", "confidence", "weight", "p")
FLAGS = frozenset({"direct", "anonymous", "interested", "carried"})
CODES = frozenset({"act", "source_kind", "grade", "outcome"})


def why(store: Store, prefix: str, pack: Pack | None = None) -> Why:
    """Everything that led to a record, by its id or any unambiguous prefix. Raises NotFound if none or several fit.

    `pack` has the names of what no page of the case is linked to, as the rivals of a link.
    """
    _, found = store.find(prefix)
    record = str(getattr(found, "id"))  # noqa: B009
    noun, names = record.partition(":")[0], names_of(store)
    rows = store.sql(f"select * from {view_of(noun)} where id = :id", {"id": record})
    row = dict(rows[0]) if rows else taken_out(found)
    claims = find_claims(store, noun, record)
    gathered = gather(store, claims)
    told = tell_all(gathered, names)
    roots = group_by_root(store, record, told, names) if noun == "event" else ()
    return Why(
        id=record,
        noun=noun,
        facts=(*facts(row, Layered(names, speakers_of(store, row)), pack), *told_beside(store, noun, record, names)),
        quotes=tuple(quotes(store, find_spans(store, noun, record), names)),
        told=() if noun == "event" else told,
        roots=roots,
        worded=tuple(find_worded(gathered, row, names)) if roots and rows else (),
        figures=tuple(find_bounds(gathered, roots, row, names)) if roots and rows else (),
        copies=tuple(copies_of(store, told, names)),
        disputes=tuple(disputes_of(store, noun, record, claims)),
        judgements=tuple(judgements_of(store, {record, *claims})),
        evidence=tuple(find_evidence(store, json.loads(rows[0]["evidence"]), names)) if noun == "forecast" and rows else (),
    )


def told_beside(store: Store, noun: str, record: str, names: Names) -> Iterator[tuple[str, str]]:
    """Of a dispute what would settle it, of a copy the two pages, of a forecast the others of its sentence."""
    if noun == "dispute":
        yield from (
            ("would be settled by", SETTLED_BY[Over(row["over"])])
            for row in store.sql('select "over" from disputes where id = ?', (record,))
        )
    if noun == "copy":
        yield from (("between", " and ".join(printed_on(dict(row), names))) for row in store.sql(SIDES_OF_COPY, (record,)))
    beside = list(find_beside(store, record, names)) if noun == "forecast" else []
    if beside:
        yield "in one sentence with", "; ".join(beside)


def printed_on(row: Row, names: Names) -> Iterator[str]:
    """The outlet and day of either side, the earlier said to be so."""
    for side in ("left", "right"):
        printed = printed_words(row[f"{side}_start"], row[f"{side}_end"])
        earlier = " (the earlier)" if row["earlier"] == row[side] else ""
        yield f"{named(row[f'{side}_source'], names) or 'outlet unknown'}, {printed}{earlier}"


def taken_out(record: object) -> Row:
    """A record that a person rejected stands in no view; it is shown as the machine made it."""
    made = {column: getattr(record, column) for column in getattr(record, "__slots__", ())}
    return {
        **{column: str(value) for column, value in made.items() if value not in (None, ())},
        "standing": "taken out",
    }


def find_spans(store: Store, noun: str, record: str) -> list[tuple[str, int, int]]:
    if noun not in SPANS_OF:
        return []
    return [(row["page"], row["start"], row["end"]) for row in store.sql(SPANS_OF[noun], {"id": record})]


def find_claims(store: Store, noun: str, record: str) -> tuple[str, ...]:
    if noun not in CLAIMS_OF:
        return ()
    return tuple(dict.fromkeys(row["claim"] for row in store.sql(CLAIMS_OF[noun], {"id": record})))


def speakers_of(store: Store, row: Row) -> Names:
    """Whose word each attribution is that the row names."""
    told = " ".join(str(row.get(column)) for column in ("left", "right", "attribution", "attributions"))
    query = (
        "select id, source_name from attributions where source_name is not null and id in (select value from json_each(:ids))"
    )
    return {one["id"]: one["source_name"] for one in store.sql(query, {"ids": as_json(ATTRIBUTION.findall(told))})}


def facts(row: Row, names: Names, pack: Pack | None) -> Iterator[tuple[str, str]]:
    """The columns that say something: times as a person writes them, names before ids, names for folded names."""
    for column, value in row.items():
        stem = column.removesuffix("_start").removesuffix("_lo")
        if stem != column and isinstance(value, str):
            yield stem, when_words(value, row[f"{stem}_end" if column.endswith("_start") else f"{stem}_hi"])
        elif column in UNTOLD or column.endswith(PARTS) or value in (None, "", "[]") or is_told(column, row):
            continue
        elif column == "root":
            yield column, str(root_name(value, names))
        elif column == "rivals":
            yield column, ", ".join(f"{call(one, names, pack)} ({one}) {score:.2f}" for one, score in json.loads(str(value)))
        elif isinstance(value, str) and value.startswith("["):
            yield column, ", ".join(with_name(column, one, names) for one in json.loads(value))
        elif column in SHARES and isinstance(value, float):
            yield column, f"{value:.2f}"
        elif column in ("known_from", "known_to"):
            yield column, when_words(None, value).removeprefix("until ")
        else:
            yield column, with_name(column, value, names)


def is_told(column: str, row: Row) -> bool:
    """Whether another column of the row says the same, or leaving it out does."""
    return (column in FLAGS and not row[column]) or (column == "source_name" and row.get("source") is not None)


def with_name(column: str, value: object, names: Names) -> str:
    """An id with its name before it, a folded name in the words of the pages, a code in words; else as the case has it."""
    known = names.get(str(value)) if column in WHO else None
    if known is None:
        return words(value) if column in CODES else "yes" if column in FLAGS else str(value)
    return f"{known} ({value})" if ":" in str(value) else known


def copies_of(store: Store, told: Sequence[Told], names: Names) -> Iterator[Beside]:
    """What else is printed in the words of these claims."""
    query = """
        select y.id, y.kind, y.score, y.earlier, y.overlaps, o.id other, pg.source, pg.published_start, pg.published_end
        from json_each(?) s cross join current_passage m on m.page = json_extract(s.value, '$[0]')
        and m.start < json_extract(s.value, '$[2]') and m."end" > json_extract(s.value, '$[1]')
        cross join current_copy y on y."left" = m.id or y."right" = m.id
        cross join current_passage o on o.id = case m.id when y."left" then y."right" else y."left" end
        cross join pages pg on pg.id = o.page order by s.key, pg.published_start, y.id"""
    spans = json.dumps([(one.quote.page, one.quote.start, one.quote.end) for one in told])
    seen = set()
    for row in store.sql(query, (spans,)):
        if row["id"] not in seen:
            seen.add(row["id"])
            order = "" if row["earlier"] is None else "; the earlier" if row["earlier"] == row["other"] else "; the later"
            printed = printed_words(row["published_start"], row["published_end"])
            outlet = named(row["source"], names) or "outlet unknown"
            error = "; " + share_words(store, row["overlaps"]) if row["kind"] == CopyKind.PARAPHRASE else ""
            yield Beside(row["id"], f"{row['kind']} in {outlet}, {printed}{order}, weight {row['score']:.2f}{error}")


def share_words(store: Store, overlaps: str) -> str:
    """What two roots say and nobody else does, in the words of both: a note, for nothing is joined by it."""
    spans = [(str(page), int(start), int(end)) for pair in json.loads(overlaps) for page, start, end in pair]
    said = " / ".join(f'"{clean(one.words)}"' for one in quotes(store, spans, {}))
    return f"these two alone have {said}: perhaps one word, counted as two"


def find_disputes(store: Store, claims: Sequence[str]) -> list[str]:
    """The disputes that these claims have a side in. `cross join`: from the claims, or all disputes would be looked at."""
    query = (
        "select distinct d.id from current_attribution a"
        ' cross join current_dispute d on a.id = d."left" or a.id = d."right"'
        " where a.claim in (select value from json_each(?))"
    )
    return [row["id"] for row in store.sql(query, (as_json(claims),))]


def disputes_of(store: Store, noun: str, record: str, claims: Sequence[str]) -> Iterator[Beside]:
    """What other sources say against these claims, both in their own words."""
    query = """
        select d.id, d."over", d.severity, d.left_quote, d.right_quote,
        (select l.source_name from attributions l where l.id = d."left") one,
        (select r.source_name from attributions r where r.id = d."right") other from disputes d
        where d.id in (select value from json_each(:ids))
        order by d.severity desc, d.id"""
    for row in store.sql(query, {"ids": as_json(find_disputes(store, claims))}):
        if row["id"] != record:
            sides = ((row["one"], row["left_quote"]), (row["other"], row["right_quote"]))
            left, right = (f'{who or NAMELESS} "{words}"' for who, words in sides)
            told = f"over {row['over']}, severity {row['severity']:.2f}: {left} / {right}"
            yield Beside(row["id"], f"{told}; would be settled by {SETTLED_BY[Over(row['over'])]}")


def judgements_of(store: Store, records: Collection[str]) -> Iterator[Beside]:
    """What people decided of the record or of a claim it rests on, taken back or not; coders' own codes have their place."""
    heirs = store.heirs()
    for one in store.judgements():
        if not is_code(one) and (one.record in records or heirs.get(one.record) in records):
            field = f" {one.field} = {one.value}" if one.field else f" {one.value}" if one.value else ""
            note = f": {one.note}" if one.note else ""
            undone = f" (takes back {one.supersedes})" if one.supersedes else ""
            yield Beside(one.id, f"{one.verdict} of {one.record}{field} by {one.by}, {day_words(one.at)}{note}{undone}")
