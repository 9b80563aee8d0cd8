"""What the screens are drawn from: the map, the strip, an event, a page; each leads back to the exact words."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sayso.case import Case
from sayso.case.standing import read_standing
from sayso.gazetteer import UNPINNED
from sayso.model import Page
from sayso.show.reader import make_units
from sayso.web import finding, mapping
from sayso.weigh import cut, known, weigh
from sayso.weigh.control import asof
from tests.web.browser import Browser
from tests.web.conftest import enter

PLACE = "Abu Kamal"
HERONS = """<html lang="en"><head><title>Brigade takes Hajin</title>
<meta property="article:published_time" content="2018-01-03T09:00:00Z"></head><body><article><h1>Brigade takes Hajin</h1>
<p>The Grey Heron Brigade captured Hajin on Tuesday, the Hajin town council said on Wednesday.</p></article></body></html>"""


def texts(demo: Path) -> dict[str, str]:
    with Case.open(demo) as case:
        return {page.id: page.text for page in case.store.get(Page)}


@pytest.fixture(scope="module")
def read(demo: Path) -> list[dict[str, Any]]:
    """Every page of the demo as it is read, asked for once."""
    entered = enter(demo)
    browser = next(entered)
    found = [browser.get(f"/api/page/{row['id']}").json() for row in browser.get("/api/rows/pages.json").json()]
    next(entered, None)
    return found


def test_no_root_of_an_event_is_without_its_words(browser: Browser) -> None:
    pages = [browser.get(f"/api/event/{row['id']}").json() for row in browser.get("/api/rows/events.json").json()]
    roots = [root for page in pages for root in page["roots"] if root["root"]]
    assert len(roots) > 150 and all(root["told"] for root in roots)
    alone = [page for page in pages if any(root["root"] is None for root in page["roots"]) and len(page["roots"]) > 1]
    assert len(alone) <= 1


def test_who_said_it_first_is_nobody_who_would_not_say(browser: Browser) -> None:
    pages = [browser.get(f"/api/event/{row['id']}").json() for row in browser.get("/api/rows/events.json").json()]
    for page in (one for one in pages if one["first"]):
        chains = [
            chain[-1]
            for root in page["roots"]
            for told in root["told"]
            for chain in told["chains"]
            if told["quote"] == page["first"]["quote"] and chain
        ]
        sided = {link["who"] for link in chains if link["polarity"] is not None}
        assert not sided or page["first"]["who"] in sided


def test_a_holder_that_no_pack_knows_goes_by_his_words_however_it_is_asked(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(HERONS, encoding="utf-8")
    day = date(2018, 1, 4)
    with Case.open(tmp_path / "own.sayso", write=True) as case:
        case.run([page], ["syria-iraq"])
        anew, read = weigh(known(case.store), case.pack), read_standing(case.store, day, case.pack)
        again = asof(anew.controls, "place:hajin", day, day, case.pack, hedges=anew.hedges, names=anew.names)
        held = read.held("place:hajin", day, case.pack)
        assert "Grey Heron Brigade" in held.sentence and held == again


def test_who_held_a_place_is_read_off_the_rows_as_weighing_anew_would_say(demo: Path) -> None:
    with Case.open(demo) as case:
        everything, pack = known(case.store), case.pack
        for as_of in (date(2017, 11, 5), date(2017, 11, 9), date(2017, 11, 10), date(2017, 11, 19), date(2017, 12, 29)):
            anew, stored = weigh(cut(everything, as_of), pack), read_standing(case.store, as_of, pack)
            for on in (as_of, as_of - timedelta(days=4)):
                alone = read_standing(case.store, as_of, pack, on=on)
                for place in sorted({row.place for row in anew.controls} | set(stored.places)):
                    again = asof(
                        anew.controls, place, on, as_of, pack, hedges=anew.hedges, names=anew.names, undated=anew.undated
                    )
                    assert stored.held(place, on, pack) == alone.held(place, on, pack) == again


def test_a_map_has_a_point_for_each_event_with_a_pin_and_lists_the_others(browser: Browser) -> None:
    found = browser.get("/api/map").json()
    features = found["events"]["features"]
    assert len(features) == len(browser.get("/api/rows/events.json").json())
    assert found["unplaced"] == sum(one["geometry"] is None for one in features)
    pinned = [one for one in features if one["geometry"] is not None]
    assert all(one["properties"]["radius_m"] and one["geometry"]["type"] == "Point" for one in pinned)
    assert pinned


def test_a_screen_says_how_many_events_it_leaves_out_and_a_file_has_all(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [row["id"] for row in browser.get("/api/rows/events.json").json()]
    assert browser.get("/api/map").json()["left_out"] == 0
    monkeypatch.setattr(mapping, "MOST", 7)
    seen = browser.get("/api/map").json()
    assert [one["properties"]["id"] for one in seen["events"]["features"]] == every[-7:]
    assert seen["left_out"] == len(every) - 7
    assert [one["properties"]["id"] for one in browser.get("/api/map.json").json()["events"]["features"]] == every
    counts = Counter(one["properties"]["place"] for one in seen["events"]["features"] if one["properties"]["place"])
    place = f"/api/place/{counts.most_common(1)[0][0]}"
    monkeypatch.setattr(finding, "SCREEN", 1)
    whole, first = browser.get(f"{place}.json").json(), browser.get(place).json()
    assert (first["events"], first["left_out"]) == (whole["events"][-1:], max(0, len(whole["events"]) - 1))
    assert whole["left_out"] == 0 and len(whole["events"]) > 1


def test_no_area_has_a_pin_on_the_map(browser: Browser) -> None:
    features = browser.get("/api/map").json()["events"]["features"]
    assert all(one["geometry"] is None for one in features if one["properties"]["level"] in UNPINNED)


def test_the_map_of_a_day_knows_nothing_of_later_days(browser: Browser) -> None:
    found = browser.get("/api/map.json?as_of=2017-11-09&on=2017-11-09").json()
    assert found["controls"]["features"]
    for holder in found["controls"]["features"]:
        assert all(str(word["known_from"])[:10] <= "2017-11-10" for word in holder["properties"]["words"])
    assert len(found["events"]["features"]) < len(browser.get("/api/map").json()["events"]["features"])


def test_the_strip_says_of_each_day_what_held_says(browser: Browser) -> None:
    strip = browser.get(f"/api/strip?place={PLACE}").json()
    for day in ("2017-11-08", "2017-11-09", "2017-11-11", "2017-11-21"):
        held = browser.get(f"/api/held?place={PLACE}&on={day}&as_of={strip['as_of']}").json()
        spell = next(one for one in strip["consensus"] if one["start"] <= day < one["end"])
        assert (spell["holder"], spell["agreed"]) == (held["holder"], held["agreed"])
        drawn = [(line["root"], one) for line in strip["roots"] for one in line["segments"]]
        standing = {(root, one["control"]) for root, one in drawn if one["start"] <= day < one["end"]}
        assert standing == {(word["root"], word["id"]) for word in held["words"]}


def test_the_consensus_of_a_strip_has_no_gap_and_no_overlap(browser: Browser) -> None:
    strip = browser.get(f"/api/strip?place={PLACE}").json()
    spells = strip["consensus"]
    assert (spells[0]["start"], spells[-1]["end"]) == (strip["start"], strip["end"])
    assert all(one["end"] == other["start"] for one, other in pairwise(spells))


def test_every_word_on_the_strip_is_on_its_page(browser: Browser, demo: Path) -> None:
    text = texts(demo)
    strip = browser.get(f"/api/strip?place={PLACE}").json()
    segments = [one for line in strip["roots"] for one in line["segments"]]
    assert segments
    assert all(text[one["page"]][one["start_at"] : one["end_at"]] == one["words"] for one in segments)
    hatched = [one for one in segments if one["hedged"]]
    assert hatched and all(one["hedge"] for one in hatched)


def test_a_day_before_anything_was_known_has_an_empty_strip(browser: Browser) -> None:
    strip = browser.get(f"/api/strip?place={PLACE}&as_of=2010-01-01").json()
    assert strip["roots"] == []


def test_an_event_shows_each_claim_under_a_root_and_both_sides_of_each_dispute(browser: Browser, demo: Path) -> None:
    text = texts(demo)
    # Every seventh event, and all that are contested.
    rows = [*browser.get("/api/rows/events.json").json()[::7], *browser.get("/api/rows/events.json?grade=contested").json()]
    for row in rows:
        found = browser.get(f"/api/event/{row['id']}").json()
        quotes = [one["quote"] for group in found["roots"] for one in group["told"]]
        assert all(text[one["page"]][one["start"] : one["end"]] == one["words"] for one in quotes)
        assert len(found["disputes"]) == row["disputes"]
        for dispute in found["disputes"]:
            assert dispute["left"]["words"] in text[dispute["left"]["page"]]
            assert dispute["right"]["words"] in text[dispute["right"]["page"]]
        nodes = {node["id"] for node in found["graph"]["nodes"]}
        assert all(edge["start"] in nodes and edge["end"] in nodes for edge in found["graph"]["edges"])
        assert {one["bound"]: one["value"] for one in found["amounts"]} == {
            bound: row[bound] for bound in ("low", "best", "high") if row[bound] is not None and row["asserts"]
        }


def test_each_cell_of_an_event_opens_on_its_words(browser: Browser, demo: Path) -> None:
    """Of the demo only where the tunnels were is named in no role of the claim: it stands behind them."""
    text, without = texts(demo), []
    for row in browser.get("/api/rows/events.json").json():
        found = browser.get(f"/api/event/{row['id']}").json()
        figures = [one["quote"] for one in found["amounts"]]
        assert all(text[one["page"]][one["start"] : one["end"]] == one["words"] for one in (*found["worded"], *figures))
        assert [(one["page"], one["start"], one["end"]) for one in figures] == [
            (one["page"], one["start"], one["end"]) for one in row["figures"]
        ]
        cells = {one["cell"] for one in found["worded"]}
        asked = {"when": row["when_start"] or row["when_end"], "where": row["place"], "who": row["actors"]}
        without += [(row["kind"], cell) for cell, value in asked.items() if value and cell not in cells]
    assert without == [("presence", "where")]


def test_the_count_of_each_claim_opens_on_its_words(browser: Browser, demo: Path) -> None:
    text = texts(demo)
    rows = browser.get("/api/rows/claims.json").json()
    counted = [row for row in rows if (row["low"], row["best"], row["high"]) != (None, None, None)]
    assert counted
    assert all(text[row["page"]][row["counted_start"] : row["counted_end"]] == row["counted"] != "" for row in counted)
    stated = [row for row in rows if row["when_start"] or row["when_end"]]
    assert all(text[row["page"]][row["when_stated_start"] : row["when_stated_end"]] == row["when_stated"] for row in stated)


def test_the_first_to_say_it_is_on_the_earliest_page_that_is_shown(browser: Browser) -> None:
    for row in browser.get("/api/rows/events.json?grade=contested").json():
        first = browser.get(f"/api/event/{row['id']}").json()["first"]
        assert first is None or (first["quote"]["page"], first["quote"]["words"]) == (row["page"], row["quote"])


def test_the_pieces_of_a_page_are_its_text(read: list[dict[str, Any]], demo: Path) -> None:
    text = texts(demo)
    for page in read:
        pieces = page["pieces"]
        assert [piece["start"] for piece in pieces] == [0, *(piece["end"] for piece in pieces[:-1])]
        assert pieces[-1]["end"] == len(text[page["id"]]) == page["length"]
        assert all(one["text"] == text[page["id"]][one["start"] : one["end"]] for one in pieces if not one["folded"])


def test_a_reader_of_the_page_meets_no_handle_and_no_address_in_comments(read: list[dict[str, Any]], demo: Path) -> None:
    with Case.open(demo) as case:
        authors = case.sql("select author from passages where role = 'comment' and author is not null")
    folded = [piece for page in read for piece in page["pieces"] if piece["folded"]]
    assert folded and authors
    for piece in folded:
        assert piece["author"] is None or piece["author"].startswith("reader-")
        assert piece["voice"] is None or "reader:" not in piece["voice"]
    comments = [piece for piece in folded if piece["role"] == "comment"]
    assert all("http" not in piece["text"] for piece in comments)


def test_no_span_and_no_card_of_a_page_lies_in_what_is_folded(read: list[dict[str, Any]]) -> None:
    for page in read:
        folded = [(piece["start"], piece["end"]) for piece in page["pieces"] if piece["folded"]]
        marked = [*page["spans"], *page["claims"]]
        assert not any(start <= one["start"] < end for one in marked for start, end in folded)


def test_offsets_for_a_browser_count_what_a_browser_counts(read: list[dict[str, Any]], demo: Path) -> None:
    text = texts(demo)
    for page in read:
        for one in (*page["spans"], *page["pieces"]):
            assert one["start16"] == len(text[page["id"]][: one["start"]].encode("utf-16-le")) // 2


@pytest.mark.parametrize("text", ["plain", "a\U0001f600b\U0001f600c", "\U0001f600", "قال"])
def test_a_letter_beyond_the_first_plane_counts_twice(text: str) -> None:
    units = make_units(text)
    assert [units(at) for at in range(len(text) + 1)] == [
        len(text[:at].encode("utf-16-le")) // 2 for at in range(len(text) + 1)
    ]


def test_a_page_is_cited_with_its_day_and_its_hash(read: list[dict[str, Any]]) -> None:
    for page in read:
        assert page["sha256"] in page["citation"]
        assert page["published"] in page["citation"]


def test_a_place_and_an_actor_can_be_asked_for_as_of_a_day(browser: Browser) -> None:
    """The page asks so as soon as its second clock is turned."""
    for path in ("/api/place/place:abu-kamal", "/api/actor/actor:isis"):
        whole, early = browser.get(path).json(), browser.get(f"{path}?as_of=2017-11-12").json()
        assert 0 < len(early["events"]) < len(whole["events"])


def test_a_comment_that_abuses_is_folded_once_more_and_its_neighbours_are_not(browser: Browser) -> None:
    rows = browser.get("/api/rows/pages.json").json()
    page = next(one["id"] for one in rows if str(one["path"]).endswith("ridgeline-counts-of-the-camps.html"))
    comments = [one for one in browser.get(f"/api/page/{page}").json()["pieces"] if one["role"] == "comment"]
    assert [one["abusive"] for one in comments].count(True) == 1 < len(comments)
    assert "turnips" in next(one["text"] for one in comments if one["abusive"])


def test_what_settled_a_forecast_leads_to_its_words_page_and_day(browser: Browser, demo: Path) -> None:
    pages = texts(demo)
    with Case.open(demo) as case:
        settled = [row["id"] for row in case.sql("select id from forecasts where outcome in ('came_true', 'failed', 'partly')")]
    assert len(settled) > 5
    nouns = set()
    for forecast in settled:
        found = browser.get(f"/api/why/{forecast}").json()["evidence"]
        assert found
        for one in found:
            quote = one["quote"]
            assert pages[quote["page"]][quote["start"] : quote["end"]] == quote["words"]
            assert quote["published"] and one["what"]
            nouns.add(one["id"].partition(":")[0])
    assert nouns == {"event", "control"}


def test_a_name_of_no_pack_and_words_in_quote_marks_are_found(browser: Browser) -> None:
    found = browser.get("/api/search", params={"q": "Sukariyya"}).json()
    assert [one["spelling"] for one in found["unknown"]] == ["Sukkariyah"]
    assert not found["passages"], "nobody spells it so"
    passage = browser.get("/api/search", params={"q": "Sukkariyah"}).json()["passages"][0]
    said = f"{passage['words']}{passage['after']}"[:30].rsplit(" ", 1)[0]
    again = browser.get("/api/search", params={"q": f"\u201c{said}\u201d"}).json()["passages"]
    assert said in [one["words"] for one in again]
