"""The shapes of the API as TypeScript, for the page: `python -m sayso.web.types > web/src/api.d.ts`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.web.app import READ, WRITE
from sayso.web.openapi import describe

HEAD = "// Made from the shapes of the API by `python -m sayso.web.types`; not to be edited.\n"
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def render() -> str:
    """Every shape as an interface, in the order of their names, and the paths with what they answer."""
    api = describe(READ, WRITE)
    taken = {getattr(one.takes, "__name__", "") for one in WRITE}
    shapes = [render_shape(name, shape, name in taken) for name, shape in sorted(api["components"]["schemas"].items())]
    return "\n".join([HEAD, *shapes, *render_paths(api["paths"])])


def render_shape(name: str, shape: Mapping[str, Any], is_taken: bool) -> str:
    """An answer has all its fields; what is sent may leave out those that have a default."""
    if "properties" not in shape:
        return f"export type {name} = {as_type(shape)};\n"
    required = set(shape.get("required", ())) if is_taken else set(shape["properties"])
    note = "".join(f"/** {line} */\n" for line in [" ".join(shape.get("description", "").split())] if line)
    fields = [f"  {key}{'' if key in required else '?'}: {as_type(value)};" for key, value in shape["properties"].items()]
    return "\n".join([f"{note}export interface {name} {{", *fields, "}\n"])


def as_type(shape: Mapping[str, Any]) -> str:
    if "$ref" in shape:
        return str(shape["$ref"]).rpartition("/")[2]
    if "enum" in shape:
        return " | ".join(json.dumps(one) for one in shape["enum"])
    if "anyOf" in shape:
        return " | ".join(dict.fromkeys(as_type(one) for one in shape["anyOf"]))
    if shape.get("type") == "array":
        return array_type(shape)
    if shape.get("type") == "object":
        more = shape.get("additionalProperties")
        return f"Record<string, {as_type(more) if isinstance(more, Mapping) and more else 'unknown'}>"
    return PLAIN.get(str(shape.get("type")), "unknown")


def array_type(shape: Mapping[str, Any]) -> str:
    if "prefixItems" in shape:
        return f"[{', '.join(as_type(one) for one in shape['prefixItems'])}]"
    of = as_type(shape["items"]) if isinstance(shape.get("items"), Mapping) else "unknown"
    return f"({of})[]" if "|" in of else f"{of}[]"


def render_paths(paths: Mapping[str, Any]) -> Iterator[str]:
    """What each path answers; the page asks only bare paths, its links name the files."""
    for verb, name in (("get", "Gets"), ("post", "Posts")):
        yield f"export interface {name} {{"
        for path, operations in sorted(paths.items()):
            answers = operations.get(verb, {}).get("responses", {})
            content: dict[str, Any] = next((one["content"] for code, one in answers.items() if code.startswith("2")), {})
            if "application/json" in content and not path.endswith(".json"):
                yield f"  {json.dumps(path)}: {as_type(content['application/json']['schema'])};"
        yield "}\n"


if __name__ == "__main__":
    sys.stdout.write(render())
