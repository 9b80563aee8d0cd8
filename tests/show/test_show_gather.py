"""What screens cut from texts at hand is what the views cut: one answer, however it was read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.show.chain import attributions_of, speaker
from sayso.show.event import make_event_page
from sayso.show.filter import Filters, select
from sayso.show.gather import gather
from sayso.show.names import named, names_of
from sayso.show.told import tell
from sayso.store import Store
from tests.show.small_case import small_file


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(small_file(tmp_path / "small.sayso")) as opened:
        yield opened


def test_a_claim_is_told_as_the_views_have_it(store: Store) -> None:
    names = names_of(store)
    rows = {row["id"]: row for row in store.sql("select id, place, kind, text from claims")}
    told = tell(store, list(rows), names)
    assert {one.claim for one in told} == rows.keys()
    for one in told:
        row = rows[one.claim]
        assert (one.place, one.kind, one.quote.words) == (named(row["place"], names), row["kind"], row["text"])
        said = {str(row["id"]): row for row in attributions_of(store, [one.claim])[one.claim]}
        links = {link.attribution: link for chain in one.chains for link in chain}
        assert {key: (link.who, link.source, link.cue) for key, link in links.items()} == {
            key: (speaker(said[key], names), said[key]["source"], said[key]["cue"]) for key in links
        }


def test_an_event_page_has_the_row_that_lists_have(store: Store) -> None:
    for row in select(store, "events", Filters(with_comments=True)).records():
        assert make_event_page(store, str(row["id"])).row == row


def test_a_claim_that_is_not_there_is_passed_over(store: Store) -> None:
    (claim,) = store.sql("select id from claims order by id limit 1")
    assert list(gather(store, ["claim:0000", claim["id"], claim["id"]]).claims) == [claim["id"]]
