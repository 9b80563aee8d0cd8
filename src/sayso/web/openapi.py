"""The API described: OpenAPI from the endpoints and their shapes, so that neither can say what the other does not do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from sayso import __version__
from sayso.web.ask import Param
from sayso.web.endpoint import ENDINGS, Endpoint
from sayso.web.shapes import Fault
from sayso.web.write import Write

REF = "#/components/schemas/{name}"
FORMS: Mapping[str, dict[str, Any]] = {
    "string": {"type": "string", "minLength": 1, "maxLength": 200},
    "day": {"type": "string", "format": "date"},
    "flag": {"type": "boolean"},
    "count": {"type": "integer", "minimum": 0, "maximum": 100_000},
    "box": {"type": "string", "pattern": r"^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$"},
    "span": {"type": "string", "pattern": r"^\d{1,7}-\d{1,7}$"},
}
REFUSALS = {
    400: "a question that cannot be asked",
    401: "no key: open the link that was printed",
    403: "not for pages of others, or not yet",
    404: "not there",
    409: "the case is being written to, or cannot take it",
    413: "too large",
    422: "not what is taken here",
}


def describe(reads: Sequence[Endpoint], writes: Sequence[Write]) -> dict[str, Any]:
    """The whole API; the files of an answer (`.json`, `.csv`) have the same parameters as the answer."""
    shapes = [one.returns for one in reads] + [shape for one in writes for shape in (one.returns, one.takes) if shape]
    schemas, components = msgspec.json.schema_components([*shapes, Fault], ref_template=REF)
    by_shape = dict(zip(map(repr, [*shapes, Fault]), schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for one in reads:
        for form in ENDINGS:
            paths.setdefault(f"/api{one.path}{form}", {})["get"] = read_operation(one, form, by_shape)
    for write in writes:
        paths.setdefault(f"/api{write.path}", {})["post"] = write_operation(write, by_shape)
    return {
        "openapi": "3.1.0",
        "info": {"title": "sayso", "version": __version__, "description": "One case, asked and judged. See docs/web.md."},
        "paths": paths,
        "components": {"schemas": components},
    }


def read_operation(one: Endpoint, form: str, by_shape: Mapping[str, Any]) -> dict[str, Any]:
    body = (
        {"text/csv": {"schema": {"type": "string"}}}
        if form == ".csv"
        else {"application/json": {"schema": {} if form and one.is_list else by_shape[repr(one.returns)]}}
    )
    return {
        "operationId": name_of("get", one.path + form),
        "summary": one.words,
        "parameters": [*path_parameters(one.path), *(query_parameter(param) for param in one.params)],
        "responses": {"200": {"description": "found", "content": body}, **refusals(by_shape)},
    }


def write_operation(write: Write, by_shape: Mapping[str, Any]) -> dict[str, Any]:
    found = {
        "operationId": name_of("post", write.path),
        "summary": write.words,
        "parameters": path_parameters(write.path),
        "responses": {
            str(write.status): {
                "description": "done",
                "content": {"application/json": {"schema": by_shape[repr(write.returns)]}},
            },
            **refusals(by_shape),
        },
    }
    if write.takes is not None:
        found["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": by_shape[repr(write.takes)]}},
        }
    return found


def refusals(by_shape: Mapping[str, Any]) -> dict[str, Any]:
    fault = {"application/json": {"schema": by_shape[repr(Fault)]}}
    return {str(code): {"description": words, "content": fault} for code, words in REFUSALS.items()}


def path_parameters(path: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "path", "required": True, "schema": FORMS["string"]} for name in re.findall(r"\{(\w+)\}", path)
    ]


def query_parameter(param: Param) -> dict[str, Any]:
    return {
        "name": param.name,
        "in": "query",
        "required": param.required,
        "description": param.words,
        "schema": FORMS[param.form],
    }


def name_of(method: str, path: str) -> str:
    return "_".join([method, *re.findall(r"\w+", path)])
