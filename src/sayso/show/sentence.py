"""Forecasts of one sentence: "A and B by May" foretells two things in one breath, by one voice and one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.show.chain import words
from sayso.show.names import Names, named
from sayso.store import Store
from sayso.text import sentences

Row = Mapping[str, object]
QUERY = """
  select f.id, f.outcome, f.sort, f.due_end, coalesce(a.source, 'outlet') source, c.page, c.start, c.kind, c.place
  from forecasts f join attributions a on a.id = f.attribution join claims c on c.id = a.claim"""
ON_PAGE_OF = f"""{QUERY} where c.page = (select c.page from forecasts f join attributions a on a.id = f.attribution
  join claims c on c.id = a.claim where f.id = ?) order by c.start, f.id"""


def find_breaths(store: Store, rows: Iterable[Row]) -> dict[str, str]:
    """For each forecast a key that those share which one voice gives one day for in one sentence."""
    by_page: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_page[str(row["page"])].append(row)
    found = {}
    for page, here in by_page.items():
        texts = store.sql("select text from page_text where id = ?", (page,))
        starts = [start for start, _ in sentences(str(texts[0]["text"]))] if texts else []
        for row in here:
            at = max((start for start in starts if start <= int(str(row["start"]))), default=0)
            found[str(row["id"])] = f"{page} {at} {row['source']} {row['sort']} {row['due_end']}"
    return found


def find_beside(store: Store, forecast: str, names: Names) -> Iterator[str]:
    """The others of its sentence, by what each foretells and what became of it."""
    rows: Sequence[Row] = [dict(row) for row in store.sql(ON_PAGE_OF, (forecast,))]
    breaths = find_breaths(store, rows)
    for row in rows:
        if row["id"] != forecast and breaths[str(row["id"])] == breaths.get(forecast):
            place = f", {named(row['place'], names)}" if row["place"] is not None else ""
            yield f"{row['id']} ({row['kind']}{place}: {words(row['outcome'])})"
