"""Who held a place, as could be known: one line for each root with its own words, then what they come to together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

from sayso.model import Held, Word
from sayso.show.cells import inline, isolate
from sayso.show.chain import as_json
from sayso.show.filter import Answer
from sayso.show.layout import LAYOUTS
from sayso.show.names import Names, bloc_name, named, names_of, root_name
from sayso.show.shapes import CLAIM_OF, OF_CLAIM
from sayso.show.table import WIDTH, footer, grid
from sayso.store import Store

# How far before a claim its reporting words may stand to be shown with it.
REACH = 120
HELD = ("place", "place_name", "holder", "holder_name", "agreed", "share", "sentence")
WORD = (
    *("id", "root", "root_name", "bloc", "bloc_name", "actor", "actor_name", "aspect", "status", "valid_from_lo"),
    *("valid_from_hi", "known_from", "weight", "outlet", "published_start", "published_end", "outlet_name"),
    *("page", "page_sha256", "start", "end", "quote"),
)


def held_answer(store: Store, held: Held) -> Answer:
    """The standing word of each root as a row, the heaviest first, with its quote and its weight."""
    return Answer(
        noun="held",
        columns=WORD,
        rows=tuple(tuple(row.values()) for _, row in word_rows(store, [held])),
        as_of=held.as_of,
        zone=store.setting("zone") or "UTC",
        undated=held.undated,
    )


def holders_answer(store: Store, helds: Sequence[Held]) -> Answer:
    """The same of many places, each word with its place and what all of them come to there."""
    names, rows = names_of(store), []
    for held, word in word_rows(store, helds):
        answer = (held.holder, named(held.holder, names), int(held.agreed), round(held.share, 3), held.sentence)
        record, *said = word.values()
        rows.append((record, held.place, named(held.place, names), *answer, *said))
    zone = store.setting("zone") or "UTC"
    return Answer("holders", (WORD[0], *HELD, *WORD[1:]), tuple(rows), zone=zone, total=len(rows))


def word_rows(store: Store, helds: Sequence[Held]) -> Iterator[tuple[Held, dict[str, object]]]:
    names = names_of(store)
    quotes = quotes_of(store, [one for held in helds for word in held.words for one in word.control.attributions[:1]])
    yield from ((held, word_row(word, quotes, names)) for held in helds for word in heaviest(held))


def heaviest(held: Held) -> list[Word]:
    return sorted(held.words, key=lambda word: (-word.weight, word.root))


def quotes_of(store: Store, attributions: list[str]) -> dict[str, dict[str, object]]:
    """The words of each attribution's claim, with the reporting words where they stand before: "denied that it had lost"."""
    query = (
        f"select a.id attribution, a.cue_start, a.modality, pg.text page_text, {OF_CLAIM}"
        f" from attributions a {CLAIM_OF.format('a.claim')}"
    )
    rows = store.sql(f"{query} where a.id in (select value from json_each(:ids))", {"ids": as_json(attributions)})
    return {row["attribution"]: with_cue(dict(row)) for row in rows}


def with_cue(row: dict[str, Any]) -> dict[str, object]:
    text, cue = row.pop("page_text"), row.pop("cue_start")
    if cue is not None and 0 < row["start"] - cue <= REACH:
        row |= {"start": cue, "quote": text[cue : row["end"]]}
    return row


def word_row(word: Word, quotes: dict[str, dict[str, object]], names: Names) -> dict[str, object]:
    control = word.control
    said = quotes.get(next(iter(control.attributions), ""), {})
    times = (control.valid_from_lo, control.valid_from_hi, control.known_from)
    lower, upper, known = (None if at is None else at.isoformat() for at in times)
    return {
        "id": control.id,
        "root": word.root,
        "root_name": root_name(word.root, names),
        "bloc": word.bloc,
        "bloc_name": bloc_name(word.bloc, names),
        "actor": control.actor,
        "actor_name": named(control.actor, names),
        "aspect": str(control.aspect),
        "status": str(control.status),
        "valid_from_lo": lower,
        "valid_from_hi": upper,
        "known_from": known,
        "weight": round(word.weight, 3),
        **{column: said.get(column) for column in ("outlet", "published_start", "published_end")},
        "outlet_name": named(said.get("outlet"), names),
        **{column: said.get(column) for column in ("page", "page_sha256", "start", "end", "quote")},
    }


def render_held(store: Store, held: Held, short: Callable[[str], str], columns: int = WIDTH) -> str:
    """The question, each root's word, the consensus in one sentence, and as of when it is."""
    answer = held_answer(store, held)
    words = grid(answer, LAYOUTS["held"], short, columns) if answer.rows else ["no page with a date says who held it"]
    since = taken_lines(held, names_of(store), columns)
    return "\n".join([heading(store, held), *words, held.sentence, *since, *footer(answer)])


def taken_lines(held: Held, names: Names, columns: int) -> list[str]:
    """Since when the holder has it, as an interval, with each root's own days: no one day is anybody's but his."""
    taken = held.taken
    if taken is None:
        return []
    if taken.latest is None:
        since = f"since {written(taken.earliest)} at the earliest, and no second root has it so"
    else:
        since = f"since a day from {written(taken.earliest)} to {written(taken.latest)}"
    days: dict[str, list[str]] = {}
    for root, status, day in taken.told:
        days.setdefault(str(root_name(root, names)), []).append(f"{status} {written(day)}")
    told = "; ".join(f"{inline(root)} {', '.join(each)}" for root, each in days.items())
    return wrap(f"{since}: {told}", columns)


def written(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def heading(store: Store, held: Held) -> str:
    place = isolate(str(named(held.place, names_of(store))))
    return f"{place} at the end of {written(held.on)}"
