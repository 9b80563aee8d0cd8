"""The public views: what people, exports and other programs read."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.model import Attribution, Claim, MentionKind, SourceKind, Verdict, record_id
from sayso.store import Store
from tests.store.case_samples import BODY, EXTRACTED, fill, find_records, judge, link, make_page, mention, prediction

# The columns that exports and other programs rely on, in their order; more may follow.
PROMISED = {
    "pages": "id path url source title author published_start published_end published_rule published_class seen language "
    "sha256 text",
    "passages": "id page start end role voice author posted_start posted_end inside depth confidence rule",
    "mentions": "id page start end text kind",
    "links": "mention target target_name lat lon radius_m level rung score rivals why",
    "claims": "id page start end kind actors targets place when_start when_end when_precision mood low best high near part",
    "attributions": "id claim source source_name source_kind act cue_start cue_end inside polarity modality stance "
    "said_start said_end recipient direct anonymous interested supersedes",
    "attribution_content": "attribution start end",
    "blocs": "id name members names provenance",
    "events": "id kind place when_start when_end grade sentence pages roots blocs low best high",
    "event_claims": "event claim",
    "roots": "event root source bloc stands pages",
    "disputes": "id over left right left_quote right_quote severity",
    "controls": "id place aspect actor status valid_from_lo valid_from_hi valid_to known_from known_to root attributions",
    "forecasts": "id attribution due_start due_end p outcome evidence",
    "copies": "id left right kind earlier overlaps score",
}


@pytest.mark.parametrize("view", PROMISED)
def test_the_promised_columns_come_first_and_in_order(store: Store, view: str) -> None:
    promised = PROMISED[view].split()
    columns = [row["name"] for row in store.sql("SELECT name FROM pragma_table_info(?)", (view,))]
    assert columns[: len(promised)] == promised


def test_a_page_shows_its_own_words(store: Store) -> None:
    fill(store)
    row = store.sql("SELECT * FROM pages WHERE path = 'heron/0.html'")[0]
    assert (row["title"], row["author"], row["published_end"]) == ("Tamarin entered", "Ada Quill", "2021-03-03T00:00:00")


def test_a_claim_shows_who_and_where_as_the_record_names_them(store: Store) -> None:
    fill(store)
    row = store.sql("SELECT * FROM claims LIMIT 1")[0]
    assert (json.loads(row["actors"]), json.loads(row["targets"]), row["place"]) == (["reed column"], [], "place:old-tamarin")
    assert row["near"] is None and (row["low"], row["best"], row["high"]) == (40, 40, None)
    assert row["text"] == "The Reed Column entered Old Tamarin with 40 men on Tuesday"


@pytest.mark.parametrize("role", ["near", "part"])
def test_words_near_a_place_do_not_place_the_claim(store: Store, role: str) -> None:
    page = fill(store)[0]
    place = mention(page, "Old Tamarin", MentionKind.PLACE)
    claims = [record for record in find_records(page) if isinstance(record, Claim)]
    moved = [Claim(claim.id, claim.span, claim.kind, ((role, place.id),)) for claim in claims]
    store.begin("extract", {}, {})
    store.replace(page.id, (Claim,), moved)
    row = store.sql(f"SELECT place, {role} AS beside FROM claims WHERE page = ?", (page.id,))[0]
    assert tuple(row) == (None, "place:old-tamarin")


def test_an_unlinked_mention_is_shown_by_its_folded_name_else_its_words(store: Store) -> None:
    page = fill(store)[0]
    actor = mention(page, "Reed Column", MentionKind.ACTOR)
    query = "SELECT json_extract(actors, '$[0]') FROM claims WHERE page = ?"
    assert store.sql(query, (page.id,))[0][0] == "reed column"
    store.judge(judge(link(actor, None, "").id, Verdict.REJECT))
    assert store.sql(query, (page.id,))[0][0] == "Reed Column"


def test_sources_are_named_by_link_by_voice_or_by_their_words(store: Store) -> None:
    page = fill(store)[0]
    claim = next(record for record in find_records(page) if isinstance(record, Claim))
    mayor = mention(page, "The mayor", MentionKind.SOURCE)
    of_voice = Attribution("attribution:voice", claim.id, "source:heron", SourceKind.OUTLET_NAMED, find_records(page)[5].act)  # type: ignore[union-attr]
    of_nobody = Attribution("attribution:nobody", claim.id, None, SourceKind.UNSPECIFIED, of_voice.act)
    store.begin("extract", {}, {})
    store.replace(page.id, EXTRACTED, [*find_records(page), of_voice, of_nobody])
    rows = {row["id"]: (row["source"], row["source_name"]) for row in store.sql("SELECT * FROM attributions")}
    assert rows["attribution:voice"] == ("source:heron", "Heron Post")
    assert rows["attribution:nobody"] == (None, None)
    assert rows[record_id("attribution", claim.id, mayor.id)] == ("The mayor", "The mayor")
    captain = mention(page, "its captain", MentionKind.SOURCE)
    assert rows[record_id("attribution", claim.id, captain.id)] == ("captain", "its captain")


def test_every_quote_is_the_words_on_the_page(store: Store) -> None:
    fill(store)
    row = store.sql("SELECT left_quote, right_quote, over FROM disputes")[0]
    claim = "The Reed Column entered Old Tamarin with 40 men on Tuesday"
    assert tuple(row) == (claim, claim, "polarity")
    shown = store.sql(
        'SELECT c.text, substr(p.text, c."start" + 1, c."end" - c."start") '
        "FROM attribution_content c JOIN pages p ON p.id = c.page"
    )
    assert shown and all(text == cut for text, cut in shown)


def test_links_show_where_their_target_lies(store: Store) -> None:
    fill(store)
    rows = store.sql("SELECT target_name, lat, lon, radius_m, level FROM links WHERE target IS NOT NULL")
    assert {tuple(row) for row in rows} == {("Old Tamarin", 10.5, 20.25, 2000, "town")}


def test_events_show_their_counts_and_lead_to_their_claims(store: Store) -> None:
    pages = fill(store)
    event = store.sql("SELECT * FROM events")[0]
    assert (event["grade"], event["pages"], event["roots"], event["blocs"]) == ("contested", 3, 2, 1)
    assert store.sql("SELECT count(*) FROM event_claims JOIN claims ON claims.id = claim")[0][0] == len(pages)
    rows = store.sql("SELECT root, bloc, stands, pages FROM roots ORDER BY root")
    assert [tuple(row) for row in rows] == [("captain@heron", "north", "asserts", 3), ("mayor@heron", None, "denies", 1)]


def test_passages_are_found_by_their_words(store: Store) -> None:
    pages = fill(store, 2)
    assert store.search("page 1") == [record_id("passage", pages[1].id, "note")]
    assert len(store.search("REED column")) == 2
    assert store.search('"mayor NOT (') == store.search("mayor not") == []
    assert store.search("") == []
    store.judge(judge(record_id("passage", pages[1].id, "note"), Verdict.REJECT))
    assert store.search("page 1") == []


def test_plain_sqlite_reads_the_case_and_finds_words(tmp_path: Path) -> None:
    """Nothing in a view needs sayso: any SQLite with FTS5 and RTree will do."""
    with Store.open(tmp_path / "heron.sayso", write=True) as store:
        fill(store)
    with closing(sqlite3.connect(tmp_path / "heron.sayso")) as db:
        for (view,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            db.execute(f"SELECT * FROM {view}").fetchall()
        found = db.execute("SELECT highlight(words, 0, '[', ']') FROM words WHERE words MATCH 'captain' LIMIT 1").fetchone()
        assert found == (BODY.replace("captain", "[captain]"),)


def test_a_forecast_stays_a_claim(store: Store) -> None:
    page = fill(store)[0]
    claim = prediction(next(record for record in find_records(page) if isinstance(record, Claim)))
    store.begin("extract", {}, {})
    store.replace(page.id, (Claim,), [claim])
    assert store.sql("SELECT count(*) FROM claims WHERE mood = 'expected'")[0][0] == 1
    assert make_page(0) == page
