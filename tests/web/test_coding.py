"""Two coders code blind, and see each other's codes only when both are done; then agreement is measured and settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.browser import Browser, as_rows
from tests.web.conftest import enter

BOOK = """field,title,type,choices,help,of
sort,Sort of event,choice,kinetic|other,Which?,event
harm,Killed,number,,How many?,event
"""


@pytest.fixture
def coders(own: Path) -> Iterator[tuple[Browser, Browser]]:
    (own.parent / "codebook.csv").write_text(BOOK, encoding="utf-8")
    with_ada, with_bo = enter(own, "ada"), enter(own, "bo")
    yield next(with_ada), next(with_bo)
    for each in (with_ada, with_bo):
        next(each, None)


def items(coder: Browser) -> list[str]:
    return [item["id"] for item in coder.get("/api/coding").json()["items"]]


def test_a_codebook_beside_the_case_adds_its_fields(coders: tuple[Browser, Browser]) -> None:
    ada, _ = coders
    assert [field["field"] for field in ada.get("/api/codebook").json()["fields"]] == ["sort", "harm"]
    assert ada.get("/api/case").json()["coder"] == "ada"


def test_a_coder_sees_no_code_of_another_before_both_are_done(coders: tuple[Browser, Browser]) -> None:
    ada, bo = coders
    first = items(ada)[0]
    ada.post("/api/code", {"record": first, "field": "sort", "value": "kinetic"})
    assert ada.get("/api/coding").json()["items"][0]["codes"] == {"sort": "kinetic"}
    seen = [
        bo.get(f"/api/{url}").text
        for url in (
            *("coding", "judgements", "rows/judgements.json", f"event/{first}", f"why/{first}"),
            *("changes?since=2000-01-01", "changes.csv?since=2000-01-01"),
        )
    ]
    assert not any("code.sort" in text for text in seen)
    assert not any('"kinetic"' in text.replace('"choices":["kinetic","other"]', "") for text in seen)
    ada.post("/api/coding/done", {})
    assert bo.get("/api/coding/agreement").status_code == 403
    bo.post("/api/code", {"record": first, "field": "sort", "value": "other"})
    assert ada.get("/api/coding/agreement").status_code == 403
    assert bo.post("/api/coding/done", {}).json() == {"done": True, "others_left": 0}
    assert ada.get("/api/coding/agreement").status_code == 200


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (BOOK.encode() + b"sort,Again,text,,,event\n", "several fields sort of event"),
        (b"field,title,type\nwho,\xd6l,text\n", "UTF-8"),
        (b'field,title,type\nwho,"Who,text\n', "cannot be read"),
    ],
)
def test_a_codebook_that_cannot_be_used_says_why(own: Path, writer: Browser, book: bytes, words: str) -> None:
    (own.parent / "codebook.csv").write_bytes(book)
    answer = writer.get("/api/codebook")
    assert answer.status_code == 400 and words in answer.json()["error"]
    assert writer.get("/api/case").status_code == 200, "one that cannot be used shuts nothing else"


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "many"])
def test_what_is_no_number_is_no_code(coders: tuple[Browser, Browser], number: str) -> None:
    ada, _ = coders
    assert ada.post("/api/code", {"record": items(ada)[0], "field": "harm", "value": number}).status_code == 409


def test_a_sample_is_coded_by_all_in_its_order_and_nothing_else_is(coders: tuple[Browser, Browser]) -> None:
    ada, bo = coders
    everything = ada.get("/api/coding").json()["total"]
    drawn = ada.post("/api/coding/sample", {"n": 5, "seed": 3, "strata": "source"}).json()
    assert (drawn["n"], drawn["seed"], drawn["blind"], drawn["by"]) == (5, 3, True, "ada")
    chosen = items(ada)
    assert chosen == items(bo) and len(set(chosen)) == 5 < everything
    outside = next(row["id"] for row in ada.get("/api/rows/events").json()["rows"] if row["id"] not in chosen)
    refused = ada.post("/api/code", {"record": outside, "field": "sort", "value": "kinetic"})
    assert refused.status_code == 409 and "not in the sample of 5" in refused.json()["error"]
    ada.post("/api/code", {"record": chosen[0], "field": "sort", "value": "kinetic"})
    found = ada.get("/api/coding").json()
    assert (found["total"], found["coders"][0]["of"], found["first"]) == (5, 5, 0)
    ada.post("/api/code", {"record": chosen[0], "field": "harm", "value": "2"})
    assert (ada.get("/api/coding").json()["first"], bo.get("/api/coding").json()["first"]) == (1, 0)


def test_what_is_coded_is_chosen_before_anybody_codes(coders: tuple[Browser, Browser]) -> None:
    ada, bo = coders
    bo.post("/api/code", {"record": items(bo)[0], "field": "sort", "value": "kinetic"})
    refused = ada.post("/api/coding/sample", {"n": 5})
    assert refused.status_code == 409 and "bo coded already" in refused.json()["error"]
    bo.post("/api/code", {"record": items(bo)[0], "field": "sort", "value": ""})
    assert ada.post("/api/coding/sample", {"n": 5}).status_code == 200


@pytest.mark.parametrize("body", [{"n": 0}, {"n": 3, "strata": "weather"}])
def test_a_sample_that_cannot_be_drawn_is_refused(coders: tuple[Browser, Browser], body: dict[str, object]) -> None:
    assert coders[0].post("/api/coding/sample", body).status_code == 409


def test_coders_are_blind_to_the_machine_unless_it_was_chosen_that_they_are_not(coders: tuple[Browser, Browser]) -> None:
    ada, _ = coders
    blind = ada.get("/api/coding").json()["items"]
    assert all(item["words"] is None and item["quote"]["words"] for item in blind)
    ada.post("/api/coding/sample", {"blind": False})
    assert all(item["words"] for item in ada.get("/api/coding").json()["items"])


def test_all_codes_are_a_file_once_all_are_done(coders: tuple[Browser, Browser]) -> None:
    first = items(coders[0])[0]
    for coder, code in zip(coders, ("kinetic", "other"), strict=True):
        assert coder.get("/api/coding/codes.csv").status_code == 403
        coder.post("/api/code", {"record": first, "field": "sort", "value": code})
        coder.post("/api/coding/done", {})
    coders[0].post("/api/code", {"record": first, "field": "sort", "value": "other", "settles": True})
    lines = coders[1].get("/api/coding/codes.csv").text.split()
    assert lines == ["id,field,coder,code,settled", f"{first},sort,ada,kinetic,other", f"{first},sort,bo,other,other"]


def test_agreement_and_what_to_settle(coders: tuple[Browser, Browser]) -> None:
    ada, bo = coders
    records = items(ada)[:3]
    for coder, codes in ((ada, ("kinetic", "kinetic", "other")), (bo, ("kinetic", "other", "other"))):
        for record, code in zip(records, codes, strict=True):
            assert coder.post("/api/code", {"record": record, "field": "sort", "value": code}).status_code == 200
        coder.post("/api/coding/done", {})
    found = ada.get("/api/coding/agreement").json()
    assert found["fields"][0] == {"field": "sort", "alpha": pytest.approx(4 / 9), "n": 3, "agreed": 2}
    assert [(one["id"], one["values"]) for one in found["adjudication"]] == [(records[1], {"ada": "kinetic", "bo": "other"})]
    table = as_rows(ada.get("/api/coding/agreement.csv").text)
    assert [(row["part"], row["field"], row["n"], row["agreed"]) for row in table[:1]] == [("field", "sort", "3", "2")]
    differing = [row for row in table if row["part"] == "difference"]
    assert [(row["id"], row["coder"], row["code"]) for row in differing] == [
        (records[1], "ada", "kinetic"),
        (records[1], "bo", "other"),
    ]
    assert all(row["quote"] == found["adjudication"][0]["quote"]["words"] for row in differing)
    ada.post("/api/code", {"record": records[1], "field": "sort", "value": "other", "settles": True})
    assert ada.get("/api/coding/agreement").json()["adjudication"][0]["settled"] == "other"


def test_a_coder_may_think_again_and_only_the_last_word_counts(coders: tuple[Browser, Browser]) -> None:
    ada, _ = coders
    first = items(ada)[0]
    for value in ("kinetic", "other"):
        ada.post("/api/code", {"record": first, "field": "sort", "value": value})
    assert ada.get("/api/coding").json()["items"][0]["codes"] == {"sort": "other"}
    table = as_rows(ada.get("/api/coding.csv").text)
    assert len(table) >= ada.get("/api/coding").json()["total"]
    assert [row["code"] for row in table if row["id"] == first and row["field"] == "sort"] == ["other"]


@pytest.mark.parametrize(("field", "value", "status"), [("sort", "weather", 409), ("colour", "red", 404)])
def test_a_code_that_the_codebook_does_not_have_is_refused(
    coders: tuple[Browser, Browser], field: str, value: str, status: int
) -> None:
    ada, _ = coders
    assert ada.post("/api/code", {"record": items(ada)[0], "field": field, "value": value}).status_code == status


def test_a_codebook_that_cannot_be_read_says_where(own: Path, writer: Browser) -> None:
    (own.parent / "codebook.csv").write_text("field,title,type\nsort,Sort,colour\n", encoding="utf-8")
    answer = writer.get("/api/codebook")
    assert answer.status_code == 400
    assert "codebook.csv:2" in answer.json()["error"]
