"""`show NOUN`: every filter keeps what it says, comments stay out, every quote is the page's own words."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime

import pytest

from sayso.errors import NotFound, SaysoError
from sayso.model import Attribution, Claim, Event, Judgement, Link, Mention, Page, Passage, Role, Verdict
from sayso.pack import Pack
from sayso.show.filter import Filters, columns_of, select
from sayso.show.shapes import SHAPES
from sayso.store import Store
from tests.show.small_case import COMMENT, DENIED, TAKEN, denied_by_league, make_pages, told_by_guard, write_page

PAGES, CLAIMS, _ = make_pages()


def names(store: Store, noun: str, filters: Filters) -> set[str]:
    """The claims found, by the names the small case gives them."""
    ids = {str(row["id"]) for row in select(store, noun, filters).records()}
    return {name for name, claim in CLAIMS.items() if claim.id in ids}


KEPT = [
    (Filters(), {"post", "courier", "radio", "due", "sheet"}),
    (Filters(with_comments=True), {"post", "courier", "radio", "due", "sheet", "reader"}),
    (Filters(place="Marun"), {"post", "courier", "radio", "due", "sheet"}),
    (Filters(place="مارون"), {"post", "courier", "radio", "due", "sheet"}),
    (Filters(place="orsa"), {"post", "courier", "radio", "due", "sheet"}),
    (Filters(place="place:marun", kind="control.lose"), {"radio"}),
    (Filters(actor="upland league"), {"radio", "due"}),
    (Filters(kind="control"), {"post", "courier", "radio", "sheet"}),
    (Filters(kind="contro"), set()),
    (Filters(source="Hill Courier"), {"courier", "due"}),
    (Filters(source="guard command"), {"post", "courier"}),
    (Filters(start=date(2031, 5, 4)), {"radio"}),
    (Filters(end=date(2031, 5, 3)), {"post", "courier", "radio"}),
    (Filters(end=date(2031, 5, 2)), set()),
    (Filters(as_of=date(2031, 5, 3)), {"post"}),
    (Filters(as_of=date(2031, 5, 4)), {"post", "courier", "due"}),
    (Filters(bbox=(41.0, 34.0, 42.0, 35.0)), {"post", "courier", "radio", "due", "sheet"}),
    (Filters(bbox=(0.0, 0.0, 1.0, 1.0)), set()),
    (Filters(text="HAD LOST"), {"radio"}),
    (Filters(page=PAGES["post"].page.id[:12]), {"post"}),
]


@pytest.mark.parametrize(("filters", "kept"), KEPT)
def test_a_filter_keeps_what_it_says(store: Store, filters: Filters, kept: set[str]) -> None:
    assert names(store, "claims", filters) == kept


@pytest.mark.parametrize(("grade", "events"), [("contested", 1), ("unsourced", 1), ("single root", 0), ("single-root", 0)])
def test_a_grade_keeps_its_events(store: Store, grade: str, events: int) -> None:
    assert len(select(store, "events", Filters(grade=grade)).rows) == events


def test_a_grade_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(SaysoError, match="no grade 'true'; there are withdrawn, contested"):
        select(store, "events", Filters(grade="true"))


@pytest.mark.parametrize(
    ("filters", "events"),
    [
        (Filters(source="East Radio"), 1),
        (Filters(text="valley guard"), 1),
        (Filters(actor="valley guard"), 2),
        (Filters(start=date(2031, 5, 3), end=date(2031, 5, 3)), 1),
        (Filters(page=PAGES["sheet"].page.id), 1),
    ],
)
def test_an_event_is_found_by_any_of_its_claims(store: Store, filters: Filters, events: int) -> None:
    assert len(select(store, "events", filters).rows) == events


@pytest.mark.parametrize("noun", SHAPES)
def test_every_quote_is_the_words_of_its_page(store: Store, noun: str) -> None:
    texts = {row["id"]: (row["text"], row["sha256"]) for row in store.sql("select id, text, sha256 from pages")}
    for row in select(store, noun, Filters()).records():
        if row.get("quote") is not None:
            text, sha256 = texts[row["page"]]
            assert row["quote"] == text[row["start"] : row["end"]]
            assert row["page_sha256"] == sha256


@pytest.mark.parametrize("noun", SHAPES)
def test_an_empty_answer_has_the_columns_of_a_full_one(store: Store, noun: str) -> None:
    answer = select(store, noun, Filters())
    assert answer.columns == columns_of(store, noun, SHAPES[noun])
    assert answer.columns[0] == "id"
    assert not answer.rows or len(answer.rows[0]) == len(answer.columns)


@pytest.mark.parametrize("noun", SHAPES)
def test_each_condition_is_sql_the_case_understands(store: Store, noun: str) -> None:
    asked = {
        "place": "marun",
        "actor": "valley guard",
        "source": "East Radio",
        "kind": "control",
        "start": date(2031, 5, 1),
        "end": date(2031, 5, 9),
        "as_of": date(2031, 5, 9),
        "grade": "contested",
        "bbox": (0.0, 0.0, 90.0, 90.0),
        "text": "marun",
        "page": PAGES["post"].page.id,
    }
    for name in SHAPES[noun].where:
        select(store, noun, Filters(leaving=True, with_comments=True, **{name: asked[name]}))  # type: ignore[arg-type]


def test_a_stretch_of_days_says_how_many_rows_have_no_day(store: Store) -> None:
    dated = select(store, "claims", Filters(start=date(2031, 5, 3), end=date(2031, 5, 4)))
    bare = [row["id"] for row in select(store, "claims", Filters()).records() if not (row["when_start"] or row["when_end"])]
    assert f"{len(bare)} claims without a known day left out (--from, --to)" in dated.note
    assert "without a known day" not in select(store, "claims", Filters()).note
    assert "without a known day" not in select(store, "claims", Filters(start=date(2031, 5, 3), text="xyzzy")).note


def test_days_turned_round_are_refused(store: Store) -> None:
    with pytest.raises(SaysoError, match="--from 2031-05-04 lies after --to 2031-05-03"):
        select(store, "events", Filters(start=date(2031, 5, 4), end=date(2031, 5, 3)))


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("claims", "control"),
        ("claims", "strike.air"),
        ("events", "strike"),
        ("disputes", "polarity"),
        ("disputes", "control.gain"),
        ("passages", "comment"),
        ("places", "town"),
        ("controls", "besieged"),
        ("sources", "monitor"),
        ("actors", "force"),
        ("judgements", "reject"),
    ],
)
def test_a_kind_that_there_is_is_taken(store: Store, plain: Pack, noun: str, kind: str) -> None:
    select(store, noun, Filters(kind=kind), plain)


@pytest.mark.parametrize(
    ("noun", "kind", "meant"),
    [("claims", "contro", "'control'"), ("events", "strike.ari", "'strike.air'"), ("links", "places", "'place'")],
)
def test_a_kind_that_there_is_not_is_refused_with_the_nearest(
    store: Store, plain: Pack, noun: str, kind: str, meant: str
) -> None:
    with pytest.raises(SaysoError, match=f"no kind {kind!r} of {noun}; did you mean {meant}"):
        select(store, noun, Filters(kind=kind), plain)
    with pytest.raises(SaysoError, match="of anything here"):
        select(store, noun, Filters(kind=f"{kind}!!", leaving=True), plain)


def test_an_export_by_kind_leaves_out_nouns_that_have_it_not(store: Store, plain: Pack) -> None:
    assert select(store, "passages", Filters(kind="control", leaving=True), plain).rows == ()


def test_a_filter_that_means_nothing_is_refused(store: Store) -> None:
    with pytest.raises(SaysoError, match="--grade means nothing for claims; it can be filtered by --place"):
        select(store, "claims", Filters(grade="contested"))


def test_every_filter_means_something_for_some_noun() -> None:
    known = {name for shape in SHAPES.values() for name in shape.where}
    assert {f.name for f in fields(Filters)} - known == {"recorded_by", "with_comments", "ids", "limit", "offset", "leaving"}


@pytest.mark.parametrize("filters", [Filters(place="Elsewhere"), Filters(actor="x"), Filters(source="x"), Filters(page="0")])
def test_a_name_nobody_knows_is_not_found(store: Store, filters: Filters) -> None:
    with pytest.raises(NotFound):
        select(store, "claims", filters)


def test_comments_are_counted_where_they_are_left_out(store: Store) -> None:
    assert select(store, "claims", Filters()).note.startswith("1 claim in readers' comments")
    assert select(store, "claims", Filters(with_comments=True)).note == ""


def test_what_a_comment_quotes_is_left_out_too(store: Store) -> None:
    written = write_page("thread", "lowland-post", None, (Role.COMMENT, "He wrote:"), (Role.QUOTE, TAKEN), (Role.QUOTE, DENIED))
    comment, outer, inner = written.passages
    passages = [comment, replace(outer, inside=comment.id), replace(inner, inside=outer.id)]
    found = {told_by_guard(written, TAKEN)[0].id, denied_by_league(written)[0].id}
    store.begin("run", {}, {})
    store.replace(written.page.id, (Page, Passage), [written.page, *passages])
    store.replace(written.page.id, (Mention, Link, Claim, Attribution), written.said)
    assert found.isdisjoint(row["id"] for row in select(store, "claims", Filters()).records())
    assert found <= {row["id"] for row in select(store, "claims", Filters(with_comments=True)).records()}


def test_a_reader_is_shown_by_a_key_and_cannot_be_reached(store: Store) -> None:
    rows = select(store, "passages", Filters(with_comments=True, kind="comment")).records()
    shown = " ".join(str(cell) for cell in rows[0].values())
    assert all(word in COMMENT for word in ("old_miller", "miller@post.example", "7946", "mill.example"))
    assert not any(word in shown for word in ("old_miller", "miller@post", "7946", "mill.example", "reader:77aa"))
    assert "the guard has taken Marun?" in shown


def test_the_same_reader_has_another_key_in_another_answer(store: Store) -> None:
    first, second = (select(store, "passages", Filters(with_comments=True, kind="comment")).rows for _ in range(2))
    assert first != second


def judge(store: Store, record: str, verdict: Verdict, number: int = 1, supersedes: str | None = None) -> str:
    id_ = f"judgement:{number:016x}"
    store.judge(Judgement(id_, record, verdict, None, None, "ann", datetime(2031, 6, number), None, supersedes))
    return id_


def test_nothing_is_called_reviewed_that_nobody_reviewed(store: Store) -> None:
    def reviews() -> list[object]:
        return [row["review"] for row in select(store, "events", Filters()).records()]

    assert reviews() == ["unreviewed", "unreviewed"]
    first = judge(store, "event:9f2c0000000000aa", Verdict.CONFIRM)
    assert reviews() == ["confirm", "unreviewed"]
    judge(store, "event:9f2c0000000000aa", Verdict.WITHDRAW, 2, first)
    assert reviews() == ["unreviewed", "unreviewed"]


def test_what_was_said_before_stands_again_when_the_later_word_is_taken_back(store: Store) -> None:
    first = judge(store, "event:9f2c0000000000aa", Verdict.CONFIRM)
    second = judge(store, "event:9f2c0000000000aa", Verdict.UNSURE, 2, first)
    assert select(store, "events", Filters()).records()[0]["review"] == "unsure"
    third = judge(store, "event:9f2c0000000000aa", Verdict.WITHDRAW, 3, second)
    assert select(store, "events", Filters()).records()[0]["review"] == "confirm"
    judge(store, "event:9f2c0000000000aa", Verdict.WITHDRAW, 4, third)
    assert select(store, "events", Filters()).records()[0]["review"] == "unsure"


@pytest.mark.parametrize("restricted", [PAGES["radio"].page.id, "source:east-radio", "actor:league"])
def test_what_is_restricted_does_not_leave(store: Store, restricted: str) -> None:
    judgement = judge(store, restricted, Verdict.RESTRICT)
    assert "radio" not in names(store, "claims", Filters(leaving=True))
    assert "radio" in names(store, "claims", Filters())
    judge(store, restricted, Verdict.WITHDRAW, 2, judgement)
    assert "radio" in names(store, "claims", Filters(leaving=True))


def test_an_event_that_rests_on_a_restricted_page_alone_does_not_leave(store: Store) -> None:
    judge(store, PAGES["sheet"].page.id, Verdict.RESTRICT)
    judge(store, PAGES["post"].page.id, Verdict.RESTRICT, 2)
    (event,) = select(store, "events", Filters(leaving=True)).records()
    assert (event["id"], event["page"]) == ("event:9f2c0000000000aa", PAGES["courier"].page.id)


def test_a_limit_is_said(store: Store) -> None:
    answer = select(store, "pages", Filters(limit=2))
    assert (len(answer.rows), answer.note) == (2, "the first 2 only (--limit)")


def test_undated_pages_are_in_no_as_of_answer_and_counted(store: Store) -> None:
    answer = select(store, "pages", Filters(as_of=date(2031, 12, 31)))
    assert PAGES["sheet"].page.id not in {row["id"] for row in answer.records()}
    assert (len(answer.rows), answer.undated) == (3, 1)


def test_a_review_goes_with_its_event_when_an_earlier_page_gives_it_another_id(store: Store) -> None:
    judge(store, "event:9f2c0000000000aa", Verdict.CONFIRM)
    events = list(store.get(Event))
    store.begin("weigh", {}, {})
    store.replace(None, (Event,), [replace(one, id=one.id.replace("9f2c0000000000aa", "0aa")) for one in events])
    reviews = {row["id"]: row["review"] for row in select(store, "events", Filters()).records()}
    assert (len(reviews), reviews["event:0aa"]) == (len(events), "confirm")
    assert sorted(map(str, reviews.values())) == ["confirm", *["unreviewed"] * (len(events) - 1)]
