"""What a listed row needs besides its own columns: names for ids, who says so, what people judged, readers hidden."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, islice
from secrets import token_hex

from sayso.model import Stands
from sayso.show.chain import as_json, attributions_of, said_by, with_firmness
from sayso.show.figures import add_figures
from sayso.show.judged import UNREVIEWED, reviews_of
from sayso.show.mask import handle_key, mask, readers_of
from sayso.show.names import Names, bloc_name, named, names_of, root_name
from sayso.show.pins import widen
from sayso.show.problem import tell_problem
from sayso.show.shapes import HIDDEN_CLAIM, HIDDEN_ON, OF_CLAIM, OPEN_CLAIM, names_in
from sayso.store import Store

Row = dict[str, object]
BATCH = 400
SPAN = ("page", "page_sha256", "start", "end", "quote")
# The voice of a reader's comment, wherever an id or a name of a source stands.
READER = re.compile(r"reader:[^\s;,()]+")
LISTED = "in (select value from json_each(?))"
SHOWN = "in (select value from json_each(:events))"
# The pages of the events that are shown: what stands in comments is asked of them alone.
ON_PAGES = f"in (select n.page from event_claims m join current_claim n on n.id = m.claim where m.event {SHOWN})"
DISPUTES_OF_EVENTS = f"""
select ec.event, count(distinct d.id) disputes from event_claims ec
cross join current_attribution a on a.claim = ec.claim cross join current_dispute d on a.id = d."left" or a.id = d."right"
where ec.event {SHOWN} group by ec.event"""


def dress(store: Store, noun: str, rows: list[Row], with_comments: bool, leaving: bool) -> list[Row]:
    """The rows with `..._name` columns beside ids, `said_by`, `review` and the words; the span comes last."""
    names = names_of(store)
    if noun == "claims":
        add_speakers(store, rows, names)
    elif noun == "attributions":
        for row in rows:
            row["who"] = with_firmness(row, names)
    elif noun == "events":
        add_first_words(store, rows, with_comments, leaving)
        add_roots(store, rows, names)
        add_figures(store, rows, with_comments, leaving)
    elif noun == "copies":
        add_overlap(store, rows)
    elif noun == "links":
        widen(store, rows)
    elif noun == "problems":
        for row in rows:
            row["message"] = tell_problem(str(row["message"]))
    return finish(store, rows, names)


def finish(store: Store, rows: list[Row], names: Names) -> list[Row]:
    """What any row ends in."""
    add_review(store, rows)
    # A case without a secret of its own gets one for this answer: no handle can be followed from answer to answer.
    key = store.setting("key") or token_hex(16)
    for row in rows:
        name_ids(row, names)
        if row.pop("in_comment", None):
            hide_person(row, key, readers_of(store, str(row["page"])) if row.get("page") else ())
    return [{**{c: v for c, v in row.items() if c not in SPAN}, **{c: row[c] for c in SPAN if c in row}} for row in rows]


def name_ids(row: Row, names: Names) -> None:
    for column in ("place", "near", "part", "actor", "outlet", "other_outlet", "voice", "parent"):
        if column in row:
            row[f"{column}_name"] = named(row[column], names)
    for column in ("actors", "targets"):
        if column in row:
            row[f"{column}_names"] = "; ".join(str(named(one, names)) for one in json.loads(str(row[column] or "[]")))
    if "root" in row:
        row["root_name"] = root_name(row["root"], names)
    if "owner" in row:
        row["owner_name"] = owner_name(row["owner"], names)
        stood = json.loads(str(row["blocs"] or "[]"))
        row["bloc_names"] = "; ".join(stood_in(bloc, start, end, names) for bloc, start, end in stood)
    if "bloc" in row:
        row["bloc_name"] = bloc_name(row["bloc"], names)


def owner_name(owner: object, names: Names) -> str | None:
    """An id of the packs by its name; other owners stand there in words."""
    if owner is None or not str(owner).islower() or " " in str(owner):
        return None if owner is None else str(owner)
    return named(f"actor:{owner}", names)


def stood_in(bloc: str, start: str, end: str, names: Names) -> str:
    days = [f"{word} {day}" for word, day in (("from", start), ("to", end)) if day]
    return " ".join([str(named(bloc, names)), *days])


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        yield batch


def add_speakers(store: Store, rows: list[Row], names: Names) -> None:
    for batch in batches(rows):
        found = attributions_of(store, [str(row["id"]) for row in batch])
        for row in batch:
            row["said_by"] = said_by(found.get(str(row["id"]), []), names)


def add_first_words(store: Store, rows: list[Row], with_comments: bool, leaving: bool) -> None:
    """The earliest claim of each event that may be shown stands for it with its words and its page."""
    for batch in batches(rows):
        first = find_first(store, [str(row["id"]) for row in batch], with_comments, leaving)
        query = f"select c.id, {OF_CLAIM} from claims c join pages pg on pg.id = c.page where c.id {LISTED}"
        words = {one["id"]: dict(one) for one in store.sql(query, (as_json(claim for claim, _ in first.values()),))}
        for row in batch:
            claim, in_comment = first.get(str(row["id"]), (None, None))
            found = {**words.get(str(claim), dict.fromkeys(names_in(OF_CLAIM))), "in_comment": in_comment}
            row |= {column: value for column, value in found.items() if column != "id"}


def find_first(store: Store, events: list[str], with_comments: bool, leaving: bool) -> dict[str, tuple[str, bool]]:
    """The claim of each event, and whether it stands in a comment; words are cut for these alone."""
    shown = ["true"] if with_comments else [f"not {HIDDEN_CLAIM}"]
    shown += [OPEN_CLAIM] if leaving else []
    query = f"""{HIDDEN_ON.format(ON_PAGES)} select ec.event, c.id, {HIDDEN_CLAIM} in_comment
        from event_claims ec cross join current_claim c on c.id = ec.claim cross join current_page pg on pg.id = c.page
        where ec.event {SHOWN} and {" and ".join(shown)}
        order by coalesce(pg.published_end, pg.seen) is null desc, coalesce(pg.published_end, pg.seen) desc, c.id desc"""
    return {event: (claim, hidden) for event, claim, hidden in store.sql(query, {"events": as_json(events)})}


def add_roots(store: Store, rows: list[Row], names: Names) -> None:
    """Who asserts, denies and doubts each event, by root and never by page."""
    asked = {"events": as_json(str(row["id"]) for row in rows)}
    roots = store.sql(f"select event, root, stands from roots where event {SHOWN} order by event, pages desc, root", asked)
    by_event = {event: list(found) for event, found in groupby(roots, key=lambda row: row["event"])}
    disputed = {row["event"]: row["disputes"] for row in store.sql(DISPUTES_OF_EVENTS, asked)}
    for row in rows:
        row |= by_stand(((one["root"], one["stands"]) for one in by_event.get(str(row["id"]), ())), names)
        row["disputes"] = disputed.get(row["id"], 0)


def by_stand(roots: Iterable[tuple[str, str]], names: Names) -> dict[str, object]:
    """The names of roots by how they stand to an event, in the order given."""
    found: dict[str, list[str]] = {str(stands): [] for stands in Stands}
    for root, stands in roots:
        found[stands].append(str(root_name(root, names)))
    return {stands: "; ".join(told) for stands, told in found.items()}


def add_overlap(store: Store, rows: list[Row]) -> None:
    """The longest stretch two copied passages share, in the words of the left one."""
    for row in rows:
        stretches = [left for left, _ in json.loads(str(row.pop("overlaps") or "[]"))]
        row |= {"start": None, "end": None, "quote": None}
        row["shared"] = sum(end - start for _, start, end in stretches)
        if stretches:
            page, start, end = max(stretches, key=lambda stretch: (stretch[2] - stretch[1], stretch))
            text = store.sql("select text from pages where id = ?", (page,))
            row |= {"page": page, "start": start, "end": end, "quote": text[0]["text"][start:end] if text else None}


def add_review(store: Store, rows: list[Row]) -> None:
    reviews = reviews_of(store)
    for row in rows:
        row["review"] = reviews.get(str(row["id"]), UNREVIEWED)


def hide_person(row: Row, key: str, readers: Collection[str]) -> None:
    """A reader is shown by a key; what the words say of a way to reach a person is taken out of them."""
    if row.get("quote"):
        row["quote"] = mask(str(row["quote"]), key, readers)
    if row.get("author"):
        row["author"] = handle_key(str(row["author"]), key)
    for column, value in row.items():
        if isinstance(value, str) and column != "quote":
            row[column] = READER.sub(lambda match: handle_key(match.group(), key), value)
