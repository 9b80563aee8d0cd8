"""What a case gained between two states of it: pages, events and their grades, holders, outcomes, and what people judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sayso.show.cells import plural, printed_words
from sayso.show.chain import as_json, words
from sayso.show.filter import Answer
from sayso.show.held import quotes_of
from sayso.show.layout import LAYOUTS
from sayso.show.names import Names, named, names_of
from sayso.show.shapes import CLAIM_OF, OF_CLAIM
from sayso.show.table import WIDTH, grid
from sayso.store import Store

# Counted in the first line, in the order in which they are made.
COUNTED = ("pages", "claims", "attributions", "copies", "events", "disputes", "controls", "forecasts")
NOUNS = {"copies": "copy"}
SPAN = ("outlet", "published_start", "published_end", "page", "page_sha256", "start", "end", "quote")
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Turn:
    """A place whose answer to "who holds it" is another than it was, with the attributions that turned it."""

    place: str
    before: str
    after: str
    control: str | None
    attributions: tuple[str, ...]


# What may be otherwise than it was: the rows that later runs opened or closed, and what people spoke of since.
SINCE = "in (select id from run where coalesce(ended, '9999') >= :at)"
TOUCHED = f"""select id from {{0}} where made_in {SINCE} union select id from {{0}} where gone_in {SINCE}
    union select record from judgement where max(at, made_at) >= :at and record >= '{{0}}:' and record < '{{0}};'"""


@dataclass(frozen=True)
class States:
    """The case as it was at the beginning of a day and as it is. `published`: as could be known on two days, not as the case
    held it."""

    then: Store
    now: Store
    names: Names
    since: date
    published: bool = False

    def among(self, noun: str) -> str:
        """The ids of what may have changed, as JSON: all else is as it was. Two days of what was published share no runs."""
        if self.published:
            rows = [row for store in (self.then, self.now) for row in store.sql(f"select id from {noun}")]
        else:
            rows = self.now.sql(TOUCHED.format(noun), {"at": f"{self.since}T00:00:00"})
        return as_json({row["id"] for row in rows})

    @cached_property
    def otherwise(self) -> str:
        """What moved a grade that no new page moved."""
        if self.published:
            return "what other pages say"
        old, new = ({row["id"] for row in store.sql("select id from judgements")} for store in (self.then, self.now))
        return "a judgement" if new - old else "a weighing by other rules"

    def both(self, columns: str, view: str) -> tuple[dict[str, Row], dict[str, Row]]:
        """Of what may have changed the rows before and now."""
        asked = (self.among(NOUNS.get(view, view.removesuffix("s"))),)
        query = f"select {columns} from {view} where id in (select value from json_each(?))"
        old, new = ({row["id"]: dict(row) for row in store.sql(query, asked)} for store in (self.then, self.now))
        return old, new


def find_changes(then: Store, now: Store, turns: Sequence[Turn], since: date, published: bool = False) -> Answer:
    """Holders and grades that moved, outcomes, events that are no more; then judgements, new events and new pages."""
    states = States(then, now, names_of(now), since, published)
    rows = [
        dress_change(row, states.names)
        for found in (
            change_events(states),
            change_holders(states, turns),
            change_outcomes(states),
            judged(states),
            gained(states),
        )
        for row in found
    ]
    rows.sort(key=lambda row: ORDER.index(str(row["what"])))
    zone = now.setting("zone") or "UTC"
    return Answer(
        "changes",
        COLUMNS,
        tuple(tuple(row[column] for column in COLUMNS) for row in rows),
        zone=zone,
        note=sum_up(states, since, zone),
        total=len(rows),
    )


ORDER = ("holder", "access", "grade", "counts", "outcome", "gone", "judgement", "event", "page")
COLUMNS = ("id", "what", "place", "place_name", "kind", "before", "after", "by", "outlet_name", *SPAN)


def dress_change(row: Row, names: Names) -> Row:
    row["place_name"] = named(row.get("place"), names)
    row["outlet_name"] = named(row.get("outlet"), names)
    return {column: row.get(column) for column in COLUMNS}


def sum_up(states: States, since: date, zone: str) -> str:
    """How many of each noun there are more, or fewer; nothing is said of what stayed."""
    more: list[str] = []
    fewer: list[str] = []
    for view in COUNTED:
        old, new = states.both("id", view)
        one = NOUNS.get(view, view.removesuffix("s"))
        for many, found in ((len(new.keys() - old.keys()), more), (len(old.keys() - new.keys()), fewer)):
            found += [plural(many, one, view)] if many else []
    told = [f"{word}: {', '.join(found)}" for word, found in (("more", more), ("gone", fewer)) if found]
    clock = ", by what was published" if states.published else ""
    return "\n".join([f"since the beginning of {since.day} {since:%b %Y}, {zone}{clock}", *(told or ["nothing is new"])])


def change_events(states: States) -> Iterator[Row]:
    """An event is the one it was if it holds the most of the claims that one had, whatever its id is now."""
    old, new = states.both("id, kind, place, grade, roots, pages, low, best, high", "events")
    query, asked = "select claim, event from event_claims where event in (select value from json_each(?))", as_json(old | new)
    homes = {row["claim"]: row["event"] for row in states.now.sql(query, (asked,))}
    claims_of: dict[str, list[str]] = {}
    for held in states.then.sql(query, (asked,)):
        claims_of.setdefault(held["event"], []).append(held["claim"])
    heirs: dict[str, str] = {}
    for event, claims in sorted(claims_of.items()):
        counts = Counter(homes[claim] for claim in claims if claim in homes)
        if counts:
            heir = min(counts, key=lambda one: (-counts[one], one != event, one))
            heirs.setdefault(heir, event)
        elif event in old:
            yield {**old[event], "what": "gone", "before": stand(old[event]), "after": "no more"}
    known = {claim for claims in claims_of.values() for claim in claims}
    fresh = find_fresh(states, {claim for claim in homes if claim not in known}, homes)
    for event, row in new.items():
        before = old.get(heirs.get(event, ""))
        told = fresh.get(event, {"by": states.otherwise})
        if before is None:
            yield {**row, "what": "event", "before": None, "after": stand(row), **told}
        elif stand(before) != stand(row):
            yield {
                **row,
                "what": "counts" if before["grade"] == row["grade"] else "grade",
                "before": stand(before),
                "after": stand(row),
                **told,
            }


def stand(row: Row) -> str:
    """The grade, and by how many roots and pages."""
    return f"{words(row['grade'])}, {plural(int(str(row['roots'])), 'root')}, {plural(int(str(row['pages'])), 'page')}"


def find_fresh(states: States, claims: set[str], homes: Mapping[str, str]) -> dict[str, Row]:
    """For each event the first printed of the claims it gained."""
    query = f"""select c.id claim, {OF_CLAIM} from claims c join pages pg on pg.id = c.page
        where c.id in (select value from json_each(?)) order by coalesce(pg.published_end, pg.seen, '9999'), c.id"""
    found: dict[str, Row] = {}
    for row in states.now.sql(query, (as_json(sorted(claims)),)):
        found.setdefault(homes[row["claim"]], {**dict(row), "by": "a page"})
    return found


def change_holders(states: States, turns: Sequence[Turn]) -> Iterator[Row]:
    quotes = quotes_of(states.now, [one for turn in turns for one in turn.attributions[:1]])
    told = as_json([turn.control for turn in turns if turn.control is not None])
    query = "select id, aspect from controls where id in (select value from json_each(?))"
    aspects = {row["id"]: row["aspect"] for row in states.now.sql(query, (told,))}
    for turn in turns:
        said = quotes.get(next(iter(turn.attributions), ""), {})
        row: Row = {"id": turn.control or turn.place, "what": aspects.get(turn.control or "", "holder"), "place": turn.place}
        yield {**row, "before": turn.before, "after": turn.after, **said, "by": "a page" if said else states.otherwise}


def change_outcomes(states: States) -> Iterator[Row]:
    query = f"""select f.id, f.outcome, c.kind, c.place, {OF_CLAIM} from forecasts f
        join attributions a on a.id = f.attribution {CLAIM_OF.format("a.claim")}
        where f.id in (select value from json_each(?))"""
    old, _ = states.both("id, outcome", "forecasts")
    for row in states.now.sql(query, (as_json(old),)):
        before = str(old[row["id"]]["outcome"])
        if before != row["outcome"]:
            yield {**dict(row), "what": "outcome", "before": words(before), "after": words(row["outcome"])}


# Coders see nobody's codes but their own: these stand in no list.
JUDGED = """select id, record, verdict, field, value, "by" from judgements where coalesce(field, '') not like 'code.%'"""


def judged(states: States) -> Iterator[Row]:
    old = {row["id"] for row in states.then.sql("select id from judgements")}
    for row in states.now.sql(JUDGED):
        if row["id"] in old:
            continue
        what = f"{row['field']} = {row['value']}" if row["field"] else row["value"] or ""
        yield {
            "id": row["record"],
            "what": "judgement",
            "before": "-",
            "after": f"{row['verdict']} {what}".strip(),
            "by": row["by"],
        }


def gained(states: States) -> Iterator[Row]:
    old, new = states.both("id, source outlet, published_start, published_end, sha256 page_sha256, path", "pages")
    query = 'select id, title_start start, title_end "end", title quote from pages where id in (select value from json_each(?))'
    titles = {row["id"]: row for row in states.now.sql(query, (as_json(new),))}
    for key in sorted(new.keys() - old.keys(), key=lambda one: (str(new[one]["published_start"] or "9999"), one)):
        title = dict(titles[key])
        yield {
            **new[key],
            **title,
            "what": "page",
            "page": key,
            "before": "-",
            "after": printed_words(new[key]["published_start"], new[key]["published_end"]),
            "by": new[key]["path"],
        }


def render_changes(answer: Answer, short: Callable[[str], str], columns: int = WIDTH, bold: Callable[[str], str] = str) -> str:
    """What there is more of in one line, then each change with the words that made it."""
    rows = grid(answer, LAYOUTS["changes"], short, columns, bold) if answer.rows else []
    return "\n".join([answer.note, *rows])
