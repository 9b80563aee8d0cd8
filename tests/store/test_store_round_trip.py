"""A record comes back from the case as the same frozen object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from datetime import datetime
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import StoreError
from sayso.model import Amount, Link, Page, Passage, Problem, Role, Span, Verdict
from sayso.store import Store
from sayso.store.columns import PAGED, TABLES
from tests.laws import TIMES
from tests.store.case_samples import Clock, fill, judge

TEXT = "Ten boats\0left ← Vell, a بحر of reeds 🌊 and one 'mill' \"bridge\"."
PAGE = Page("page:p", TEXT, "0" * 64, "p.html")

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.floats(allow_nan=False, allow_infinity=False)
scalars: dict[Any, st.SearchStrategy[Any]] = {
    str: words,
    int: st.integers(-(2**63), 2**63 - 1),
    float: numbers,
    bool: st.booleans(),
    datetime: st.datetimes(),
}


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start, end = sorted((draw(st.integers(0, len(TEXT))), draw(st.integers(0, len(TEXT)))))
    return Span(PAGE.id, start, end)


def values(hint: Any) -> st.SearchStrategy[Any]:
    if isinstance(hint, UnionType):
        return st.one_of(*(st.none() if part is type(None) else values(part) for part in get_args(hint)))
    if get_origin(hint) is tuple:
        parts = get_args(hint)
        if parts[-1] is Ellipsis:
            return st.lists(values(parts[0]), max_size=3).map(tuple)
        return st.tuples(*map(values, parts))
    if hint is Span:
        return spans()
    if isinstance(hint, type) and is_dataclass(hint):
        return st.builds(hint, **{name: values(part) for name, part in get_type_hints(hint).items()})
    return st.sampled_from(list(hint)) if issubclass(hint, StrEnum) else scalars[hint]


def records(noun: type) -> st.SearchStrategy[Any]:
    made = {name: values(hint) for name, hint in get_type_hints(noun).items()}
    made["id"] = st.just(f"{noun.__name__.lower()}:x")
    if noun is Page:
        made |= {"id": st.just(PAGE.id), "text": st.just(TEXT)}
    if noun is Problem:
        made["page"] = st.just(PAGE.id)
    return st.builds(noun, **made)


@pytest.fixture(scope="module")
def case() -> Iterator[Store]:
    with Store.open(":memory:", write=True) as opened:
        opened.begin("test", {}, {})
        opened.replace(PAGE.id, (Page,), [PAGE])
        yield opened


@pytest.mark.parametrize("noun", TABLES, ids=lambda noun: noun.__name__)
def test_any_record_comes_back_the_same(case: Store, noun: type) -> None:
    @settings(max_examples=40 * TIMES, deadline=None)
    @given(records(noun))
    def comes_back(record: Any) -> None:
        case.replace(PAGE.id if noun in PAGED else None, (noun,), [record])
        (found,) = list[Any](case.get(noun))
        assert found == record

    comes_back()


def test_all_that_came_back_still_verifies(case: Store) -> None:
    assert case.verify() == []


def test_a_whole_fill_comes_back(store: Store) -> None:
    pages = fill(store)
    assert sorted(page.id for page in store.get(Page)) == sorted(page.id for page in pages)
    assert {page.id: page for page in store.get(Page)} == {page.id: page for page in pages}
    assert [passage.role for passage in store.get(Passage, page=pages[0].id)] == [Role.HEADLINE, Role.BODY, Role.NOTE]


def test_get_takes_column_values_and_none(store: Store) -> None:
    fill(store)
    assert {link.key for link in store.get(Link, target=None)} == {"reed column", "captain"}
    assert [passage.role for passage in store.get(Passage, role=Role.NOTE)] == [Role.NOTE] * 3
    with pytest.raises(StoreError, match="link has no column colour"):
        next(store.get(Link, colour="red"))
    with pytest.raises(StoreError, match="Amount has no table"):
        next(store.get(Amount))


def test_storing_while_reading_on_is_safe(store: Store) -> None:
    pages = fill(store, 4)
    store.begin("run", {}, {})
    seen = []
    for page in store.get(Page):
        seen.append(page.id)
        store.replace(page.id, (Page, Passage), [page])
    assert seen == sorted(page.id for page in pages)


@pytest.mark.parametrize(
    ("record", "because"),
    [
        (Passage("passage:x", Span(PAGE.id, 0, len(TEXT) + 1), Role.BODY), "are not in the text"),
        (Passage("passage:x", Span(PAGE.id, 5, 4), Role.BODY), "are not in the text"),
        (Passage("passage:x", Span("page:q", 0, 1), Role.BODY), "belongs to page:q"),
        (Passage("passage:x", Span(PAGE.id, 0, 1), Role.BODY, author=Span("page:q", 0, 1)), "one of its spans on page:q"),
        (Passage("passage:x", Span(PAGE.id, 0, 1), Role.BODY, depth=2**70), "too large"),
        (Link("link:x", "mention:x", None, "none", 0, (), "", ""), "only"),  # type: ignore[arg-type]
    ],
)
def test_what_could_not_be_shown_is_refused(case: Store, record: Any, because: str) -> None:
    with pytest.raises(StoreError, match=because):
        case.replace(PAGE.id, (Passage,), [record])


def test_judgements_come_back_in_order(store: Store, clock: Clock) -> None:
    given_ = [
        judge(f"page:{n}", verdict, at=clock()) for n, verdict in enumerate((Verdict.CONFIRM, Verdict.RESTRICT, Verdict.UNSURE))
    ]
    for each in given_:
        store.judge(each)
        store.judge(each)  # taking it in again, as a merge of cases does, adds nothing
    assert store.judgements() == given_


def test_a_time_with_a_zone_is_refused(case: Store) -> None:
    with pytest.raises(StoreError, match="carries a zone"):
        case.replace(PAGE.id, (Page,), [Page(PAGE.id, TEXT, "", "", seen=datetime.fromisoformat("2021-03-02T10:00:00+03:00"))])
