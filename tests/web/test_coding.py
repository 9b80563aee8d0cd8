"""Two coders code blind, and see each other's codes only when both are done; then agreement is measured and settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.browser import Browser
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
        bo.get(f"/api/{url}").text for url in ("coding", "judgements", "rows/judgements.json", f"event/{first}", f"why/{first}")
    ]
    assert not any('"kinetic"' in text.replace('"choices":["kinetic","other"]', "") for text in seen)
    ada.post("/api/coding/done", {})
    assert bo.get("/api/coding/agreement").status_code == 403
    bo.post("/api/code", {"record": first, "field": "sort", "value": "other"})
    assert ada.get("/api/coding/agreement").status_code == 403
    assert bo.post("/api/coding/done", {}).json() == {"done": True, "others_left": 0}
    assert ada.get("/api/coding/agreement").status_code == 200


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
    ada.post("/api/code", {"record": records[1], "field": "sort", "value": "other", "settles": True})
    assert ada.get("/api/coding/agreement").json()["adjudication"][0]["settled"] == "other"


def test_a_coder_may_think_again_and_only_the_last_word_counts(coders: tuple[Browser, Browser]) -> None:
    ada, _ = coders
    first = items(ada)[0]
    for value in ("kinetic", "other"):
        ada.post("/api/code", {"record": first, "field": "sort", "value": value})
    assert ada.get("/api/coding").json()["items"][0]["codes"] == {"sort": "other"}


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
