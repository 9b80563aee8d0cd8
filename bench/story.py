"""The story of the demo, told by the program: who held the town, on how many roots, what was denied, which forecasts came true.

What a careful reader would say stands in `src/sayso/demo/story.jsonl`, written from the pages alone; `tell` asks the same of
a case, as could be known at the end of each day, through what any user has: `case.held` and the views. A cell is right if:

- **holder**: the same standing (nobody, says, disputed, agreed), the same side favoured (none counts as a side), the same
  status where the record gives one (held, partly, entered), as many named roots and pages for it where the record counts
  them, and each word that the record lists (root, holder, status) among the words that stand. Other words may stand.
- **roots**: "ISIS has all of the town, 11 November" is every event of gain or hold by ISIS in the town which is said of the
  11th, or is without a day on a page of the 11th. Its named asserting roots are those of the record, neither more nor
  fewer, and as many roots deny it.
- **denial**: on the pages new since the row before, the denials are those of the record, neither more nor fewer. A denial is
  somebody quoted (no reader, nor the outlet itself, nor in a reprint the outlet that wrote it) by whom an actual claim did
  not happen; it is the record's if the speaker goes by the same words here or in another denial of the same root, the
  claim's kind begins with the same word, and it is at the same place (or a part of it) where the record names one.
- **forecast**: the outcome is that of the record as of the last day, and was first so on the same day. What the record will
  not score (no date, or a mere "could") is right as undecidable. A forecast that is not read is wrong.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from textwrap import wrap
from typing import Any

import sayso
from bench.demo import find_page, locate, read_expected
from sayso.case import Case
from sayso.model import Held

Row = Mapping[str, Any]
STORY = Path(sayso.__file__).parent / "demo" / "story.jsonl"
# The cells that are not right yet, each with its reason; a test holds the list to what is so.
WRONG = Path(__file__).parent / "story.csv"
PLACE, HOLDER, REPORTED = "place:abu-kamal", "actor:isis", date(2017, 11, 11)
# A part of the town is not the town; an event without a day is of the day on which it became known.
ROOTS = """
select distinct r.root, r.stands from roots r join events e on e.id = r.event
join (select x.event, max(c.place = ?) whole, min(coalesce(p.published_end, p.seen)) known from event_claims x
      join claims c on c.id = x.claim join pages p on p.id = c.page group by x.event) said on said.event = e.id
where e.kind in ('control.gain', 'control.hold') and e.actors like ? and e.place = ? and said.whole
and (e.when_start < ? and coalesce(e.when_end, e.when_start) > ? or e.when_start is null and said.known between ? and ?)
"""
# What a reprint says in its own voice is the word of the outlet that wrote it.
DENIALS = """
select a.source_name, c.kind, coalesce(c.place, c.part) place, c.text,
(select json_group_array(r.root) from event_claims e join roots r on r.event = e.event
 where e.claim = c.id and r.stands = 'denies') roots
from attributions a join claims c on c.id = a.claim join pages p on p.id = c.page
where a.polarity = '-' and c.mood = 'actual' and coalesce(p.published_end, p.seen) <= ?
and coalesce(p.published_end, p.seen) > ? and a.source <> coalesce(p.source, '')
and not exists (select 1 from passages q where q.page = c.page and (q.role = 'comment' or q.voice = a.source)
                and q.start <= c.start and c."end" <= q."end") order by p.published_end, c.start, a.source_name
"""
STATUSES = ("held", "partly", "contested", "entered")
TITLES = {
    "holder": "Who holds the town",
    "roots": 'Named roots under "ISIS has all of the town, 11 November"',
    "denial": "What is denied, on pages new since the row above",
    "forecast": "Which forecasts came true",
}
COLUMNS = (24, 34, 34, 5)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the story: what the record says, and what the program says, in facts to compare and in words to read."""

    name: str
    record: Row
    program: Row
    words: str


def read_story() -> list[Row]:
    return [json.loads(line) for line in STORY.read_text(encoding="utf-8").splitlines()]


def read_wrong() -> dict[str, str]:
    """The cells known to be wrong, by name, and why."""
    with WRONG.open(encoding="utf-8", newline="") as lines:
        return {row["cell"]: row["why"] for row in csv.DictReader(lines)}


def tell(case: Case) -> list[Cell]:
    """Every cell of the record with what this case says, in the order of the record."""
    story = read_story()
    days = sorted({row[field] for row in story for field in ("as_of", "known") if row.get(field)})
    outcomes = {day: find_outcomes(case, day) for day in days}
    asked = [row["as_of"] for row in story if row["question"] == "denial"]
    since = dict(zip(asked, ["", *asked], strict=False))
    cells = []
    for row in story:
        match row["question"]:
            case "holder":
                told, words = tell_holder(case, row)
            case "roots":
                told, words = tell_roots(case, row["as_of"])
            case "denial":
                told, words = tell_denials(case, since[row["as_of"]], row["as_of"])
            case _:
                told, words = tell_forecast(case, row, outcomes)
        cells.append(Cell(name_cell(row), row, told, words))
    return cells


def name_cell(row: Row) -> str:
    if row["question"] == "forecast":
        return f"forecast {show_day(row['said'])}, {row['by']}"
    if row.get("on", row["as_of"]) != row["as_of"]:
        return f"holder {show_day(row['on'])} as of {show_day(row['as_of'])}"
    return f"{row['question']} {show_day(row['as_of'])}"


def show_day(day: str) -> str:
    at = date.fromisoformat(day)
    return f"{at.day} {at:%b}"


def tell_holder(case: Case, row: Row) -> tuple[Row, str]:
    held = case.held(PLACE, date.fromisoformat(row["on"]), date.fromisoformat(row["as_of"]))
    told = [word for word in held.words if word.weight > 0 and word.control.actor == held.holder]
    rows = json.dumps([one for word in told for one in word.control.attributions])
    pages = case.sql("select count(distinct page) from attributions where id in (select value from json_each(?))", [rows])
    roots = {word.root for word in told if not word.root.startswith(("anon@", "publisher*"))}
    facts = {
        "standing": find_standing(held),
        "side": held.holder,
        "status": next((one for one in STATUSES if any(word.control.status == one for word in told)), None),
        "roots": len(roots),
        "pages": pages[0][0],
        "also": [[word.root, word.control.actor, str(word.control.status)] for word in held.words],
    }
    counted = f" ({count(len(roots), 'named root')} for it, {count(facts['pages'], 'page')})" if held.holder else ""
    return facts, held.sentence + counted


def find_standing(held: Held) -> str:
    if held.share == 0:
        return "nobody"
    if held.holder is None or held.sentence.startswith("disputed"):
        return "disputed"
    return "agreed" if held.agreed else "says"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def midnight_after(day: str) -> str:
    return f"{date.fromisoformat(day) + timedelta(days=1)}T00:00:00"


def tell_roots(case: Case, day: str) -> tuple[Row, str]:
    """The roots of every event that gives the whole town to ISIS on the 11th, weighed anew as of the day."""
    start, end = f"{REPORTED}T00:00:00", midnight_after(str(REPORTED))
    with case.as_known(date.fromisoformat(day)) as then:
        rows = then.sql(ROOTS, [PLACE, f'%"{HOLDER}"%', PLACE, end, start, start, end])
    named = sorted(row["root"] for row in rows if row["stands"] == "asserts" and is_named(row["root"]))
    beside = sum(row["stands"] == "asserts" for row in rows) - len(named)
    denied = sum(row["stands"] == "denies" for row in rows)
    if not rows:
        return {"named": [], "denied_by": 0}, "none yet"
    unnamed = f", {beside} unnamed beside" if beside else ""
    words = f"{count(len(named), 'root')}: {', '.join(map(short, named))}{unnamed}; denied by {denied or 'nobody'}"
    return {"named": named, "denied_by": denied}, words


def is_named(root: str) -> bool:
    return not root.startswith(("anon@", "publisher*"))


def short(record: object) -> str:
    """An id as people read it in a table: without its noun."""
    return str(record).rpartition(":")[2]


def tell_denials(case: Case, since: str, day: str) -> tuple[Row, str]:
    rows = case.sql(DENIALS, [midnight_after(day), midnight_after(since) if since else ""])
    named = [row["source_name"] for row in rows]
    roots = [set(filter(is_named, json.loads(row["roots"]))) for row in rows]
    # One who speaks under two names ("its press office") is one: he goes by both.
    same = [{name for name, own in zip(named, roots, strict=True) if own & mine} for mine in roots]
    names = [" = ".join(sorted({name, *others})) for name, others in zip(named, same, strict=True)]
    denied = [[who, row["kind"].partition(".")[0], row["place"]] for who, row in zip(names, rows, strict=True)]
    words = "; ".join(f'{row["source_name"]}: "{row["text"]}" ({row["kind"]})' for row in rows)
    return {"denied": denied}, words or "nothing new"


def find_outcomes(case: Case, day: str) -> Sequence[Row]:
    """Every forecast with its words and page, its outcome weighed anew as of the day."""
    with case.as_known(date.fromisoformat(day)) as then:
        rows = then.sql(
            'select f.outcome, c.page, c.start, c."end" from forecasts f'
            " join attributions a on a.id = f.attribution join claims c on c.id = a.claim"
        )
    return [dict(row) for row in rows]


def tell_forecast(case: Case, row: Row, outcomes: Mapping[str, Sequence[Row]]) -> tuple[Row, str]:
    about = next(one for one in read_expected()[row["page"]] if one["noun"] == "page")
    page = find_page(case, row["page"], about)
    span = locate(row["quote"], page["text"]) or (0, 0)
    found = {
        day: next((r["outcome"] for r in rows if r["page"] == page["id"] and r["start"] < span[1] and span[0] < r["end"]), None)
        for day, rows in outcomes.items()
    }
    outcome = found[max(found)]
    if outcome is None:
        return {"outcome": None, "known": None}, "not kept as a forecast"
    settled = outcome in ("came_true", "failed")
    known = min(day for day, one in found.items() if one == outcome) if settled else None
    return {"outcome": outcome, "known": known}, outcome.replace("_", " ") + (f", known {show_day(known)}" if known else "")


def is_right(cell: Cell) -> bool:
    record, program = cell.record, cell.program
    match record["question"]:
        case "holder":
            facts = [name for name in ("standing", "side", "status", "roots", "pages") if name in record]
            said = all(word in program["also"] for word in record.get("also", ()))
            return said and all(record[name] == program[name] for name in facts)
        case "roots":
            return bool(record["named"] == program["named"] and record["denied_by"] == program["denied_by"])
        case "denial":
            return match_denials(record["denied"], program["denied"])
        case _:
            return bool(record["outcome"] == program["outcome"] and record["known"] == program["known"])


def match_denials(wanted: Sequence[Sequence[str | None]], told: Sequence[Sequence[str | None]]) -> bool:
    """Whether each has its like on the other side; one denial may be told on several pages."""
    return all(any(is_same_denial(one, other) for other in told) for one in wanted) and all(
        any(is_same_denial(one, other) for one in wanted) for other in told
    )


def is_same_denial(wanted: Sequence[str | None], told: Sequence[str | None]) -> bool:
    one, other = (wanted[0] or "").casefold(), (told[0] or "").casefold()
    named = bool(one and other) and (one in other or other in one)
    return named and wanted[1] == told[1] and wanted[2] in (None, told[2])


def compare(cells: Sequence[Cell]) -> dict[str, bool]:
    """Whether each cell is right, by its name."""
    return {cell.name: is_right(cell) for cell in cells}


def has_matter(row: Row) -> bool:
    """Whether the record has something to tell: to say nothing where there is nothing is the easy part."""
    return row.get("standing") != "nobody" and row.get("named") != [] and row.get("denied") != []


def say_right(cells: Sequence[Cell]) -> str:
    told = [cell for cell in cells if has_matter(cell.record)]
    text = f"{sum(map(is_right, cells))} of {len(cells)} right"
    return (
        text
        if len(told) == len(cells)
        else f"{text}, {sum(map(is_right, told))} of {len(told)} where there is something to tell"
    )


def write_table(cells: Sequence[Cell], why: Mapping[str, str]) -> str:
    """The story as the demo's README has it: how much is right, a table for each question, for a wrong cell the reason."""
    parts = [f"Cells: {say_right(cells)}."]
    for question, title in TITLES.items():
        mine = [cell for cell in cells if cell.record["question"] == question]
        rows = [f"### {title}", "", f"{say_right(mine)}.", ""]
        rows += ["| cell | the record says | the program says | right |", "|---|---|---|---|"]
        for cell in mine:
            right = "yes" if is_right(cell) else f"no: {why.get(cell.name, 'not looked into yet')}"
            texts = (label(cell), record_words(cell), cell.words, right)
            rows.append(f"| {' | '.join(text.replace('|', chr(92) + '|') for text in texts)} |")
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def label(cell: Cell) -> str:
    return cell.name.removeprefix(f"{cell.record['question']} ")


def record_words(cell: Cell) -> str:
    row = cell.record
    return f"{row['what']} ({row['due']}): {row['words']}" if row["question"] == "forecast" else str(row["words"])


def print_table(cells: Sequence[Cell]) -> Iterator[str]:
    """The same for a terminal of 100 columns."""
    question = ""
    for cell in cells:
        if cell.record["question"] != question:
            question = cell.record["question"]
            yield from ("", TITLES[question], rule("cell", "the record says", "the program says", "right"))
        yield from lines_of(label(cell), record_words(cell), cell.words, "yes" if is_right(cell) else "NO")


def rule(*heads: str) -> str:
    return " ".join(head.ljust(wide) for head, wide in zip(heads, COLUMNS, strict=True)).rstrip()


def lines_of(*texts: str) -> Iterator[str]:
    folded = [wrap(text, wide) or [""] for text, wide in zip(texts, COLUMNS, strict=True)]
    for at in range(max(map(len, folded))):
        yield rule(*(part[at] if at < len(part) else "" for part in folded))


def main() -> None:
    with sayso.open(sys.argv[1] if len(sys.argv) > 1 else "demo.sayso") as case:
        cells = tell(case)
    print("\n".join(print_table(cells)))
    print(f"\ncells: {say_right(cells)}")


if __name__ == "__main__":
    main()
