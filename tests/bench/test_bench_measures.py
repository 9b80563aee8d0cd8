"""The measures themselves, on answers known beforehand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bench.coreference import b_cubed, ceaf_e, cluster, conll, kinds_of, link_by_average, make_vector, muc
from bench.own import is_elsewhere
from bench.table import Clock, f1, iou, pair_up, sample
from bench.threads import flatten, strip
from bench.times import is_right, read_value
from sayso.pack import load_pack


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2031-05-03", datetime(2031, 5, 3), datetime(2031, 5, 4)),
        ("2031-12", datetime(2031, 12, 1), datetime(2032, 1, 1)),
        ("2031", datetime(2031, 1, 1), datetime(2032, 1, 1)),
        ("203", datetime(2030, 1, 1), datetime(2040, 1, 1)),
        ("2031-Q2", datetime(2031, 4, 1), datetime(2031, 7, 1)),
        ("2031-WI", datetime(2031, 12, 1), datetime(2032, 3, 1)),
        ("2031-05-03T22:00", datetime(2031, 5, 3, 22), datetime(2031, 5, 3, 22, 1)),
        ("2031-05-03/2031-05-05", datetime(2031, 5, 3), datetime(2031, 5, 6)),
    ],
)
def test_a_timex_value_is_a_half_open_stretch(value: str, start: datetime, end: datetime) -> None:
    assert read_value(value) == (start, end)


@pytest.mark.parametrize("value", ["P3D", "PXX", "PRESENT_REF", "2031-13", "2031-02-30", "", None])
def test_a_value_that_is_no_stretch_is_none(value: str | None) -> None:
    assert read_value(value) is None


def test_a_time_is_right_if_it_is_the_stretch_or_a_good_part_of_it() -> None:
    march = (datetime(2031, 3, 1), datetime(2031, 4, 1))
    assert is_right(march, march)
    assert is_right((datetime(2031, 3, 1), datetime(2031, 3, 11)), march)
    assert not is_right((datetime(2031, 3, 1), datetime(2031, 3, 2)), march)
    assert not is_right((datetime(2031, 3, 1), datetime(2031, 4, 2)), march)
    assert not is_right(None, march)


def test_coreference_is_one_for_the_same_clusters_and_names_do_not_matter() -> None:
    gold = {0: "a", 1: "a", 2: "b", 3: "c"}
    same = {0: "x", 1: "x", 2: "y", 3: "z"}
    assert conll(gold, same) == pytest.approx(1.0)
    alone = {number: number for number in gold}
    assert muc(gold, alone) == 0.0
    assert b_cubed(gold, alone) == pytest.approx(2 * 0.75 / 1.75)
    assert ceaf_e(gold, alone) == pytest.approx(2 * (2 / 3 + 1 + 1) / 7)


def test_what_is_like_one_of_a_cluster_only_is_left_out_of_it() -> None:
    rated = {(0, 1): 0.9, (0, 2): 0.1, (1, 2): 0.5, (0, 3): 0.0, (1, 3): 0.0, (2, 3): 0.2}
    assert link_by_average(4, rated, 0.4) == [[0, 1], [2], [3]]
    assert link_by_average(4, rated, 0.3) == [[0, 1, 2], [3]]
    assert link_by_average(4, rated, 0.95) == [[0], [1], [2], [3]]


def test_pairs_are_the_best_first_and_each_item_is_used_once() -> None:
    scores = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.85, (1, 1): 0.4}
    assert pair_up(2, 2, lambda i, j: scores[i, j], 0.5) == [(0, 0)]
    assert pair_up(2, 2, lambda i, j: scores[i, j], 0.1) == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("place", "source", "target", "right"),
    [
        ("", "other country", "place:kyiv", True),
        ("", "other country", "place:mosul", False),
        ("", "other town", "place:kyiv", False),
        ("", "person", "place:kyiv", False),
        ("mosul", "other country", "place:kyiv", False),
        ("", "other country", "place:no-such-place", False),
    ],
)
def test_a_link_abroad_is_right_only_where_the_row_says_that_it_lies_abroad(
    place: str, source: str, target: str, right: bool
) -> None:
    pack = load_pack(["ukraine", "syria-iraq"], world=False)
    asked = replace(pack, folders=tuple(folder for folder in pack.folders if folder.name != "ukraine"))
    assert is_elsewhere({"place_id": place, "source": source}, target, asked) is right


def test_a_sample_does_not_depend_on_the_order_of_the_file() -> None:
    rows = [{"id": str(i)} for i in range(50)]
    some, said = sample(rows, 10, "id")
    other, _ = sample(rows[::-1], 10, "id")
    assert {row["id"] for row in some} == {row["id"] for row in other}
    assert said == "first 10 of 50 by sha"
    assert sample(rows, 50, "id") == (rows, "50")


def test_empty_counts_give_zero_not_an_error() -> None:
    assert f1(0, 0, 0) == iou(set(), set()) == 0.0


def test_a_clock_adds_up_and_gives_back_what_was_done() -> None:
    clock = Clock()
    assert clock.run(lambda: sum(range(100_000))) == sum(range(100_000))
    assert clock.seconds > 0


def test_a_stripped_page_keeps_its_words_and_loses_what_tells() -> None:
    page = b'<html><body><div class="comment" id="c1" itemprop="text"><p>Some words.</p></div></body></html>'
    assert b"Some words." in strip(page)
    assert b"comment" not in strip(page)


def test_a_flattened_page_has_a_line_for_each_block_and_no_script() -> None:
    page = (
        b"<html><head><title>T</title></head><body><h1>Head</h1><p>One <b>bold</b> line</p><script>x()</script></body></html>"
    )
    assert [line for line in flatten(page).decode().split("\n") if line] == ["Head", "One bold line"]


def test_mentions_are_one_event_by_stem_or_kind_in_texts_alike_and_never_across_others() -> None:
    pack = load_pack([], world=False)
    words = {
        "a": "quake struck the coast killing nine",
        "b": "nine killed as quake hit the coast",
        "c": "a cup final was won at home",
    }
    docs = {doc: make_vector(text.split(), dict.fromkeys(text.split(), 1.0)) for doc, text in words.items()}
    rows = [("a", "killing", "kill"), ("b", "killed", "kill"), ("c", "kill", "kill")]
    mentions = [{"number": at, "doc": doc, "text": text, "lemma": lemma} for at, (doc, text, lemma) in enumerate(rows)]
    found = cluster(mentions, docs, {at: docs[doc] for at, (doc, _, _) in enumerate(rows)}, pack)
    assert found[0] == found[1] != found[2]
    kinds = kinds_of(pack)
    assert kinds["kill"] == "harm.killed"
