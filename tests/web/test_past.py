"""The past of a case as the map has it: each day that was walked is what weighing that day anew shows."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso.case import Case, Progress
from sayso.case.past import find_past, is_walked, keep_past, walk_past
from sayso.case.standing import read_standing
from sayso.errors import SaysoError
from sayso.model import Aspect, Verdict, Word
from sayso.show.filter import Filters
from sayso.show.geojson import control_features, event_features
from sayso.show.past import HOLDERS, STOOD, count_unplaced, find_drawn, find_held
from sayso.show.strip import Segment
from sayso.web import mapping
from sayso.weigh.control import day_of_word
from sayso.weigh.fading import HALF_LIFE_DAYS, is_faint
from tests.web.browser import Browser
from tests.web.test_screens_data import HERONS, PLACE

DAY = date(2017, 11, 13)
ASKED: tuple[dict[str, Any], ...] = (
    {"kind": "control"},
    {"grade": "contested"},
    {"place": PLACE},
    {"text": "town"},
    {"actor": "Syrian army"},
    {"source": "Harbour Wire"},
    {"start": date(2017, 11, 5)},
    {"end": date(2017, 11, 9)},
    {"bbox": (40.0, 34.0, 41.5, 35.0)},
)


def anew(case: Case, filters: Filters) -> tuple[list[Any], str]:
    """The features of a map with nothing taken from what is kept."""
    answer = case.rows("events", filters)
    return json.loads(msgspec.json.encode(event_features(case.store, answer)["features"])), answer.note


def kept(case: Case, filters: Filters) -> tuple[list[Any], str]:
    found = find_drawn(case.store, filters, case.pack)
    features = [json.loads(text) for text in found.features]
    assert count_unplaced(found.features) == sum(one["geometry"] is None for one in features)
    return features, found.note


def test_every_day_of_the_demo_is_what_weighing_it_anew_shows(demo: Path) -> None:
    with Case.open(demo) as case:
        assert is_walked(case.store, case.pack)
        days = [date.fromisoformat(row[0]) for row in case.sql("select distinct since from past")]
        assert len(days) > 15
        for day in days:
            assert kept(case, Filters(as_of=day)) == anew(case, Filters(as_of=day)), day


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_filters_leave_of_a_day_what_they_leave_of_it_weighed_anew(demo: Path, asked: dict[str, Any]) -> None:
    with Case.open(demo) as case:
        filters = Filters(**asked, as_of=DAY)
        found = kept(case, filters)
        assert found == anew(case, filters)
        assert 0 < len(found[0]) < len(kept(case, Filters(as_of=DAY))[0])


def test_the_map_of_a_day_is_the_one_of_a_case_whose_past_is_not_walked(own: Path, writer: Browser) -> None:
    url = f"/api/map?as_of={DAY}&on={DAY}"
    walked = writer.get(url).json()
    with Case.open(own, write=True) as case:
        case.store.mark("past", "weigh", "of another case")
        assert not is_walked(case.store, case.pack)
    weighed = writer.get(url).json()
    assert "`sayso past`" in weighed.pop("note") and walked.pop("note") == ""
    assert weighed == walked
    assert len(walked["events"]["features"]) > 20 and walked["controls"]["features"]


def test_who_held_each_place_on_every_day_is_what_that_day_concludes(demo: Path) -> None:
    with Case.open(demo) as case:
        last = date.fromisoformat(case.sql("select max(since) from held")[0][0])
        days = [date.fromisoformat(row[0]) for row in case.sql("select distinct since from held order by since")]
        assert len(days) > 15
        for as_of in days:
            standing = read_standing(case.store, as_of, case.pack)
            for on in {as_of, as_of - timedelta(days=3), days[0] - timedelta(days=1), last + timedelta(days=90)}:
                helds = [standing.held(place, on, case.pack) for place in standing.places]
                concluded = control_features(case.store, [held for held in helds if held.words], with_words=False)
                kept = [json.loads(text) for text in find_held(case.store, on, as_of)]
                assert kept == json.loads(msgspec.json.encode(concluded)), (on, as_of)
        assert len(find_held(case.store, last, last)) > 5


def test_a_strip_is_the_one_of_a_case_whose_past_is_not_walked(own: Path) -> None:
    asked = [{}, {"as_of": DAY}, {"start": date(2017, 11, 5), "end": DAY}, {"as_of": DAY, "end": date(2017, 11, 8)}]
    with Case.open(own, write=True) as case:
        rows = case.sql("select place, aspect from controls group by place, aspect order by count(*) desc limit 12")
        places = [(row["place"], Aspect(row["aspect"])) for row in rows]
        assert {aspect for _, aspect in places} == set(Aspect)
        walked = [case.strip(place, aspect=aspect, **days) for place, aspect in places for days in asked]
        case.store.mark("past", "weigh", "of another case")
        anew = [case.strip(place, aspect=aspect, **days) for place, aspect in places for days in asked]
    assert walked == anew
    assert sum(len(strip.roots) for strip in walked) > 50


def test_a_strip_says_of_every_day_what_held_says(demo: Path) -> None:
    with Case.open(demo) as case:
        for as_of in (DAY, date(2017, 12, 29)):
            strip = case.strip(PLACE, as_of=as_of)
            for number in range((date.fromisoformat(strip.end) - date.fromisoformat(strip.start)).days):
                on = date.fromisoformat(strip.start) + timedelta(days=number)
                held = case.held(PLACE, on, as_of)
                (spell,) = [one for one in strip.consensus if one.start <= on.isoformat() < one.end]
                assert (spell.holder, spell.agreed) == (held.holder, held.agreed), on
                drawn = {(line.root, one.control) for line in strip.roots for one in line.segments if is_on(one, on)}
                fresh = {(word.root, word.control.id) for word in held.words if is_fresh(word, on)}
                assert drawn == fresh, on


def is_on(segment: Segment, on: date) -> bool:
    return segment.start <= on.isoformat() < segment.end


def is_fresh(word: Word, on: date) -> bool:
    return not is_faint(1.0, (on - day_of_word(word)).days, HALF_LIFE_DAYS)


def test_a_day_is_found_by_the_days_it_lies_between(demo: Path) -> None:
    with Case.open(demo) as case:
        rows = case.store.sql(f"explain query plan select drawn from past e where {STOOD}", {"day": str(DAY)})
        plans = [row["detail"] for row in rows]
        rows = case.store.sql(f"explain query plan {HOLDERS}", {"day": str(DAY), "on": str(DAY)})
        tree, row, *_ = [row["detail"] for row in rows]
    assert plans == ["SEARCH e USING INDEX past_days (since<?)"]
    assert tree.startswith("SCAN d VIRTUAL TABLE INDEX 2:") and "PRIMARY KEY" in row


def test_what_people_decide_holds_on_all_days_and_the_past_is_walked_again(own: Path) -> None:
    with Case.open(own, write=True) as case:
        event = kept(case, Filters(as_of=DAY))[0][0]["properties"]["id"]
        case.judge(event, Verdict.CONFIRM, by="ada")
        assert is_walked(case.store, case.pack)
        found = {one["properties"]["id"]: one["properties"]["review"] for one in kept(case, Filters(as_of=DAY))[0]}
        assert found[event] == "confirm" and set(found.values()) == {"confirm", "unreviewed"}
        case.judge(event, Verdict.CORRECT, field="kind", value="move", by="ada")
        dispute = case.sql("select id from disputes order by severity desc, id limit 1")[0][0]
        case.judge(dispute, Verdict.REJECT, by="ada")
        assert not is_walked(case.store, case.pack)
        keep_past(case.store, case.pack, lambda step: None)
        assert is_walked(case.store, case.pack)
        for day in (DAY, date(2017, 12, 29)):
            assert kept(case, Filters(as_of=day)) == anew(case, Filters(as_of=day))


def test_a_page_more_makes_the_past_one_to_be_walked_again(own: Path, tmp_path: Path) -> None:
    page = tmp_path / "herons.html"
    page.write_text(HERONS, encoding="utf-8")
    with Case.open(own, write=True) as case:
        case.run([page])
        assert not is_walked(case.store, case.pack)
        pack = case.pack
    assert walk_past(own, pack, lambda step: None) > 0
    with Case.open(own) as case:
        assert is_walked(case.store, case.pack)


def test_a_walk_during_which_the_case_changed_is_not_kept(own: Path) -> None:
    with Case.open(own) as case:
        pack, event = case.pack, case.sql("select id from events order by id limit 1")[0][0]

    def meddle(step: object) -> None:
        with Case.open(own, write=True) as case:
            case.judge(event, Verdict.CORRECT, field="kind", value="move", by="ada")

    with pytest.raises(SaysoError, match="walk it again"):
        walk_past(own, pack, iter_once(meddle))


def iter_once(work: Any) -> Any:
    left = [work]
    return lambda step: left.pop()(step) if left else None


def test_what_was_held_at_some_time_has_no_past_that_was_walked(demo: Path) -> None:
    with Case.open(demo) as case:
        late = datetime.fromisoformat(case.sql("select max(ended) from run")[0][0]) + timedelta(days=1)
    with Case.open(demo, recorded_by=late) as case:
        assert not is_walked(case.store, case.pack)


def test_a_walk_tells_of_each_day(demo: Path) -> None:
    told: list[Progress] = []
    with Case.open(demo) as case:
        list(find_past(case.store, case.pack, told.append))
        days = case.sql("select count(distinct date(coalesce(published_end, seen), '-1 second')) from pages")[0][0]
    assert [step.done for step in told] == list(range(1, days + 1))
    assert {step.total for step in told} == {days}


def test_where_each_page_has_a_day_the_map_of_today_is_that_of_the_last(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(HERONS, encoding="utf-8")
    with Case.open(tmp_path / "own.sayso", write=True) as case:
        case.run([page], ["syria-iraq"])
        events, unplaced, note, left_out = mapping.find_events(case, {}, Filters())
        assert isinstance(events["features"], msgspec.Raw) and (unplaced, left_out) == (0, 0)
        features = json.loads(msgspec.json.encode(events["features"]))
        assert features and (features, note) == anew(case, Filters())
