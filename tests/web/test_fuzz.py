"""Whatever is asked or sent as the API's own description allows is answered as described: never by a crash."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from sayso.web.app import READ, WRITE
from sayso.web.openapi import describe
from tests.web.browser import HOST, Browser
from tests.web.conftest import enter

API = schemathesis.openapi.from_dict(describe(READ, WRITE))
API.config.update(base_url=f"http://{HOST}")
OPERATIONS = {
    f"{one.method.upper()} {one.path}": one
    for one in (found.ok() for found in API.get_all_operations() if isinstance(found, Ok))
}
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
EXAMPLES = settings(
    max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), print_blob=False
)


@pytest.fixture(scope="module")
def known(demo: Any) -> dict[str, list[str]]:
    """Ids and names that are in the case: by chance alone nothing would ever be found."""
    for browser in enter(demo):
        nouns = ("events", "pages", "claims", "links")
        rows = {noun: browser.get(f"/api/rows/{noun}?limit=3").json()["rows"] for noun in nouns}
        ids = [str(row["id"]) for found in rows.values() for row in found]
        return {"id": [*ids, "Abu Kamal", "place:abu-kamal", "actor:saa", "source:harbour-wire"], "noun": [*rows, "controls"]}
    raise AssertionError("nobody was let in")


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_each_operation_answers_as_it_is_described(name: str, known: dict[str, list[str]], writer: Browser) -> None:
    operation = OPERATIONS[name]

    @EXAMPLES
    @given(case=operation.as_strategy(), data=st.data())
    def ask(case: Any, data: st.DataObject) -> None:
        for part in case.path_parameters or {}:
            if data.draw(st.booleans()):
                case.path_parameters[part] = data.draw(st.sampled_from(known.get(part, known["id"])))
        if isinstance(case.body, dict):
            for part in ("record", "page", "claim"):
                if part in case.body and data.draw(st.booleans()):
                    case.body[part] = data.draw(st.sampled_from(known["id"]))
        sent = case.as_transport_kwargs(base_url=f"http://{HOST}")
        sent.pop("cookies", None)
        headers = {**dict(sent.pop("headers", None) or {}), "origin": f"http://{HOST}"}
        answer = writer.ask(sent.pop("method"), sent.pop("url"), headers=headers, **sent)
        case.validate_response(answer, checks=CHECKS)

    ask()


def test_every_path_is_asked() -> None:
    assert {name.partition(" ")[2] for name in OPERATIONS} == set(describe(READ, WRITE)["paths"])
