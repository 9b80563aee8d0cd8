"""What people decide lies over what the machine made, and comes off again; the machine's value stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import JudgementError, StoreError
from sayso.model import (
    Amount,
    Attribution,
    Claim,
    DateClass,
    Event,
    Judgement,
    Link,
    MentionKind,
    Modality,
    Page,
    Precision,
    Span,
    Verdict,
    When,
    record_id,
)
from sayso.store import Store
from sayso.store.judgements import find_standing, read_when
from tests.laws import TIMES
from tests.store.case_samples import (
    ACTOR,
    DAY,
    PLACE,
    SOURCE,
    Clock,
    fill,
    find_records,
    judge,
    make_page,
    mention,
    read_page,
    span_of,
)

PAGE = make_page(0).id
PLACE_LINK = record_id("link", mention(make_page(0), "Old Tamarin", MentionKind.PLACE).id)
CLAIM = record_id("claim", PAGE, "enter")
EVENT = record_id("event", CLAIM)
SAID = record_id("attribution", CLAIM, mention(make_page(0), "its captain", MentionKind.SOURCE).id)


def day(year: int, month: int, number: int, hour: int = 0) -> datetime:
    return datetime(year, month, number, hour)


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("2017-11-06", day(2017, 11, 6), day(2017, 11, 7), Precision.DAY),
        ("2017-12", day(2017, 12, 1), day(2018, 1, 1), Precision.MONTH),
        ("2016-02", day(2016, 2, 1), day(2016, 3, 1), Precision.MONTH),
        ("2017", day(2017, 1, 1), day(2018, 1, 1), Precision.YEAR),
        ("2017-11-03/2017-11-05", day(2017, 11, 3), day(2017, 11, 6), Precision.DAYS),
        ("2017-11-03/2017-12", day(2017, 11, 3), day(2018, 1, 1), Precision.DAYS),
        ("2017-11-06T10:00", day(2017, 11, 6, 10), datetime(2017, 11, 6, 10, 1), Precision.INSTANT),
        ("2017-11-06T10:00:00", day(2017, 11, 6, 10), datetime(2017, 11, 6, 10, 0, 1), Precision.INSTANT),
        ("2017-11-06T10:00/2017-11-06T12:00", day(2017, 11, 6, 10), day(2017, 11, 6, 12), Precision.PART_OF_DAY),
        ("../2017-11-06", None, day(2017, 11, 7), Precision.OPEN_START),
        ("2017-11-06/..", day(2017, 11, 6), None, Precision.OPEN_END),
    ],
)
def test_dates_are_read_as_people_write_them(words: str, start: datetime, end: datetime, precision: Precision) -> None:
    assert read_when(words) == When(start, end, precision)


@pytest.mark.parametrize("words", ["", "Friday", "2017-13", "2017-11-06/2017-11-01", "../..", "2017-11-06T10:00+03:00"])
def test_what_is_no_date_is_refused(words: str) -> None:
    with pytest.raises(ValueError):
        read_when(words)


def test_a_date_is_set_and_the_machines_stays(store: Store) -> None:
    fill(store)
    store.judge(judge(PAGE, Verdict.CORRECT, "published", "2017-11-06"))
    (page,) = store.get(Page, id=PAGE)
    assert page.published == When(day(2017, 11, 6), day(2017, 11, 7), Precision.DAY)
    assert (page.published_rule, page.published_class) == ("judgement", DateClass.PERSON)
    shown = store.sql("SELECT published_start, published_end, published_rule, published_class FROM pages WHERE id = ?", (PAGE,))
    assert tuple(shown[0]) == ("2017-11-06T00:00:00", "2017-11-07T00:00:00", "judgement", "person")
    assert store.sql("SELECT published_start FROM page WHERE id = ?", (PAGE,))[0][0] == "2021-03-02T00:00:00"
    assert store.verify() == []


@pytest.mark.parametrize(
    ("noun", "record", "field", "value", "now"),
    [
        (Link, PLACE_LINK, "target", "place:new-tamarin", "place:new-tamarin"),
        (Link, PLACE_LINK, "target", "", None),
        (Link, PLACE_LINK, "score", "0.5", 0.5),
        (Claim, CLAIM, "when", "", None),
        (Claim, CLAIM, "amount", "20//60", Amount(20, None, 60)),
        (Claim, CLAIM, "amount", "12", Amount(12, 12, 12)),
        (Claim, CLAIM, "roles", '[["actor", "mention:x"]]', (("actor", "mention:x"),)),
        (Attribution, SAID, "modality", "possible", Modality.POSSIBLE),
        (Attribution, SAID, "anonymous", "true", True),
        (Page, PAGE, "title", "0/7", Span(PAGE, 0, 7)),
        (Page, PAGE, "seen", "2021-03-09T10:00:00", day(2021, 3, 9, 10)),
        (Page, PAGE, "source", "source:reed-herald", "source:reed-herald"),
    ],
)
def test_any_field_that_is_not_its_making_can_be_set(
    store: Store, noun: type, record: str, field: str, value: str | None, now: object
) -> None:
    fill(store)
    store.judge(judge(record, Verdict.CORRECT, field, value))
    (found,) = list[Any](store.get(noun, id=record))
    assert getattr(found, field) == now
    assert store.find(record) == (noun, found)
    assert store.verify() == []


def test_a_count_that_a_person_sets_is_read_from_no_words_until_he_names_them(store: Store) -> None:
    fill(store)
    (made,) = store.get(Claim, id=CLAIM)
    assert made.counted is not None
    store.judge(judge(CLAIM, Verdict.CORRECT, "amount", "12"))
    (found,) = store.get(Claim, id=CLAIM)
    assert (found.amount, found.counted) == (Amount(12, 12, 12), None)
    named = f"{made.counted.start}/{made.counted.end}"
    store.judge(judge(CLAIM, Verdict.CORRECT, "counted", named, at=day(2021, 4, 3)))
    (found,) = store.get(Claim, id=CLAIM)
    assert (found.amount, found.counted) == (Amount(12, 12, 12), made.counted)


def test_a_figure_that_a_person_sets_is_given_by_no_claim(store: Store) -> None:
    fill(store)
    (made,) = store.get(Event, id=EVENT)
    assert made.figures
    store.judge(judge(EVENT, Verdict.CORRECT, "amount", "12"))
    (found,) = store.get(Event, id=EVENT)
    assert (found.amount, found.figures) == (Amount(12, 12, 12), ())


@pytest.mark.parametrize(
    ("record", "field", "value", "because"),
    [
        (PAGE, "published", "Friday", "is no value for 'published'"),
        (PAGE, "published_class", "hearsay", "is no value for 'published_class'"),
        (PAGE, "text", "x", "no field that a judgement can set; choose of url"),
        (PAGE, "colour", "x", "no field"),
        (PAGE, "title", "0/99999", "lies outside"),
        (PAGE, "title", "7/0", "is no value"),
        (CLAIM, "mood", "", "cannot be empty"),
        (CLAIM, "when", None, "give --value, '' to leave"),
        (CLAIM, "span", "0/3", "no words of its passage"),
        (CLAIM, "id", "x", "no field"),
        (CLAIM, None, "x", "names the field"),
        ("ship:1", "mood", "x", "its noun is none of"),
    ],
)
def test_a_value_that_the_record_cannot_take_is_refused(
    store: Store, record: str, field: str | None, value: str | None, because: str
) -> None:
    fill(store)
    with pytest.raises(JudgementError, match=because):
        store.judge(judge(record, Verdict.CORRECT, field, value))
    assert store.judgements() == []


def test_a_place_verdict_need_not_name_its_field(store: Store) -> None:
    fill(store)
    store.judge(judge(PLACE_LINK, Verdict.PLACE, None, "place:new-tamarin"))
    assert [link.target for link in store.get(Link, id=PLACE_LINK)] == ["place:new-tamarin"]
    assert store.sql("SELECT place FROM claims WHERE id = ?", (CLAIM,))[0][0] == "place:new-tamarin"


@pytest.mark.parametrize(
    ("record", "verdict", "value", "because"),
    [
        (CLAIM, Verdict.MERGE, None, "merge says nothing without a value"),
        (CLAIM, Verdict.SPLIT, "", "split says nothing without a value"),
        ("copy:1", Verdict.ADD, " ", "add says nothing without a value"),
        (PLACE_LINK, Verdict.PLACE, None, "place says nothing without a value"),
        (PLACE_LINK, Verdict.PLACE, "", "place says nothing without a value"),
        (PLACE_LINK, Verdict.PLACE, "Old Tamarin", "is no place; give the id of one"),
        (PLACE_LINK, Verdict.PLACE, "actor:reed", "is no place; give the id of one"),
        (PLACE_LINK, Verdict.PLACE, "place:", "is no place; give the id of one"),
        (CLAIM, Verdict.PLACE, "place:old-tamarin", "a place is given to link, event, control"),
    ],
)
def test_a_verdict_that_the_record_cannot_take_is_refused(
    store: Store, record: str, verdict: Verdict, value: str | None, because: str
) -> None:
    fill(store)
    with pytest.raises(JudgementError, match=because):
        store.judge(judge(record, verdict, None, value))
    assert store.judgements() == []


def test_a_place_is_known_by_the_case_or_by_the_form_of_its_id(store: Store) -> None:
    fill(store)
    store.begin("run", {}, {})
    store.put_reference([PLACE, replace(PLACE, id="place:قلعة")], [ACTOR], [SOURCE])
    for number, place in enumerate(("place:قلعة", "place:of-another-pack")):
        store.judge(judge(PLACE_LINK, Verdict.PLACE, None, place, at=day(2021, 4, 3 + number)))
        assert [link.target for link in store.get(Link, id=PLACE_LINK)] == [place]
    with pytest.raises(JudgementError, match="is no place"):
        store.judge(judge(PLACE_LINK, Verdict.PLACE, None, "place:سوق"))


def test_a_rejected_record_is_hidden_but_can_be_found(store: Store) -> None:
    fill(store)
    store.judge(judge(CLAIM, Verdict.REJECT))
    assert CLAIM not in {claim.id for claim in store.get(Claim)}
    assert not store.sql("SELECT id FROM claims WHERE id = ?", (CLAIM,))
    assert store.find(CLAIM)[0] is Claim


def test_what_was_quoted_from_a_rejected_page_keeps_its_words(store: Store) -> None:
    fill(store)
    before = [tuple(row) for row in store.sql("SELECT id, text FROM claims ORDER BY id")]
    store.judge(judge(PAGE, Verdict.REJECT))
    assert [tuple(row) for row in store.sql("SELECT id, text FROM claims ORDER BY id")] == before


def test_undo_without_end(store: Store, clock: Clock) -> None:
    """Each withdrawal takes back the one before it, withdrawals included."""
    fill(store)
    last = judge(PAGE, Verdict.CORRECT, "published", "2017-11-06", at=clock())
    store.judge(last)
    for stands in (False, True, False, True):
        last = judge(PAGE, Verdict.WITHDRAW, "published", at=clock(), supersedes=last.id)
        store.judge(last)
        (page,) = store.get(Page, id=PAGE)
        assert (page.published_class is DateClass.PERSON) is stands
        assert page.published == (When(day(2017, 11, 6), day(2017, 11, 7), Precision.DAY) if stands else DAY)


def test_the_latest_standing_judgement_of_a_field_wins(store: Store, clock: Clock) -> None:
    fill(store)
    first = judge(PAGE, Verdict.CORRECT, "language", "ar", at=clock())
    second = judge(PAGE, Verdict.CORRECT, "language", "fr", at=clock(), by="noor")
    for each, language in ((first, "ar"), (second, "fr")):
        store.judge(each)
        assert [page.language for page in store.get(Page, id=PAGE)] == [language]
    store.judge(judge(PAGE, Verdict.CORRECT, "url", "https://reed.example/1", at=clock()))
    store.judge(judge(PAGE, Verdict.WITHDRAW, "language", at=clock(), supersedes=second.id))
    assert [(page.language, page.url) for page in store.get(Page, id=PAGE)] == [("ar", "https://reed.example/1")]
    store.judge(judge(PAGE, Verdict.REJECT, "language", at=clock()))
    assert [page.language for page in store.get(Page, id=PAGE)] == ["en"]


def test_a_confirmation_after_a_rejection_shows_the_record_again(store: Store, clock: Clock) -> None:
    fill(store)
    for verdict, shown in ((Verdict.REJECT, 0), (Verdict.UNSURE, 1), (Verdict.REJECT, 0), (Verdict.CONFIRM, 1)):
        store.judge(judge(CLAIM, verdict, at=clock()))
        assert len(list(store.get(Claim, id=CLAIM))) == shown


def test_a_restriction_hides_nothing_here(store: Store) -> None:
    fill(store)
    store.judge(judge(PAGE, Verdict.RESTRICT))
    assert PAGE in {page.id for page in store.get(Page)}
    assert [judgement.verdict for judgement in store.judgements()] == [Verdict.RESTRICT]


def test_a_new_decision_that_names_a_withdrawal_does_not_bring_back_what_was_withdrawn(store: Store, clock: Clock) -> None:
    fill(store)
    reject = judge(CLAIM, Verdict.REJECT, at=clock())
    withdraw = judge(CLAIM, Verdict.WITHDRAW, at=clock(), supersedes=reject.id)
    for each in (reject, withdraw, judge(CLAIM, Verdict.RESTRICT, at=clock(), supersedes=withdraw.id)):
        store.judge(each)
    assert len(list(store.get(Claim, id=CLAIM))) == 1


def test_judgements_survive_that_their_record_is_made_anew(store: Store) -> None:
    fill(store)
    store.judge(judge(PAGE, Verdict.CORRECT, "language", "ar"))
    store.begin("run", {}, {})
    store.replace(PAGE, (Page,), [])
    assert PAGE not in {page.id for page in store.get(Page)}
    read_page(store, 0)
    assert [page.language for page in store.get(Page, id=PAGE)] == ["ar"]


@pytest.mark.parametrize("supersedes", [None, "judgement:none", "other"])
def test_a_withdrawal_names_a_judgement_of_its_record(store: Store, supersedes: str | None) -> None:
    fill(store)
    other = judge(CLAIM, Verdict.CONFIRM)
    store.judge(other)
    with pytest.raises(JudgementError, match="take"):
        store.judge(judge(PAGE, Verdict.WITHDRAW, supersedes=other.id if supersedes == "other" else supersedes))


def test_two_judgements_cannot_share_an_id(store: Store) -> None:
    one = Judgement("judgement:1", PAGE, Verdict.CONFIRM, None, None, "mara", day(2021, 4, 2))
    store.judge(one)
    with pytest.raises(StoreError, match="another judgement by that id"):
        store.judge(Judgement("judgement:1", PAGE, Verdict.REJECT, None, None, "mara", day(2021, 4, 2)))


def test_a_judgement_commits_by_itself(store: Store) -> None:
    with pytest.raises(StoreError, match="cannot be part"), store.transaction():
        store.judge(judge(PAGE, Verdict.CONFIRM))


def test_events_can_be_placed_elsewhere_on_the_map(store: Store) -> None:
    fill(store)
    (event,) = store.get(Event)
    assert set(store.within(20, 10, 21, 11)) == {event.id, store.sql("SELECT id FROM controls")[0][0]}
    assert store.within(0, 0, 1, 1) == []
    store.judge(judge("place:old-tamarin", Verdict.CORRECT, "lat", "0.5"))
    store.judge(judge("place:old-tamarin", Verdict.CORRECT, "lon", "0.5"))
    assert event.id in store.within(0, 0, 1, 1)
    assert store.within(20, 10, 21, 11) == []


def test_roles_can_be_set_and_are_seen_in_the_views(store: Store) -> None:
    fill(store)
    page = make_page(0)
    captain = mention(page, "its captain", MentionKind.SOURCE)
    store.judge(judge(CLAIM, Verdict.CORRECT, "roles", f'[["actor", "{captain.id}"]]'))
    row = store.sql("SELECT actors, place FROM claims WHERE id = ?", (CLAIM,))[0]
    assert tuple(row) == ('["captain"]', None)
    assert span_of(page, "its captain") in {record.span for record in find_records(page) if hasattr(record, "span")}


steps = st.lists(st.tuples(st.sampled_from(["set", "withdraw"]), st.integers(0, 5)), max_size=12)


@settings(max_examples=60 * TIMES, deadline=None)
@given(steps)
def test_whether_a_judgement_stands_is_whether_no_standing_one_took_it_back(plan: list[tuple[str, int]]) -> None:
    """The plain definition, checked from the other end."""
    made: list[Judgement] = []
    for number, (what, which) in enumerate(plan):
        target = made[which % len(made)].id if what == "withdraw" and made else None
        verdict = Verdict.WITHDRAW if target else Verdict.CONFIRM
        made.append(Judgement(f"judgement:{number}", "page:p", verdict, None, None, "mara", day(2021, 4, 2), None, target))

    def stands(judgement: Judgement) -> bool:
        return not any(later.supersedes == judgement.id and stands(later) for later in made)

    assert find_standing(made) == [judgement for judgement in made if stands(judgement)]
