"""`/docs`: the OpenAPI document as a page that needs nothing from elsewhere.

The usual page of FastAPI loads its program from a public server; this one works without a network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

Json = Mapping[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Row:
    """A field or parameter: its name, kind, whether it is needed, and what is said about it."""

    name: str
    kind: str
    needed: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """A method of a path."""

    method: str
    path: str
    summary: str
    about: str
    authorised: bool
    parameters: tuple[Row, ...]
    body: str | None
    answers: tuple[tuple[str, str, str | None], ...]

    @property
    def anchor(self) -> str:
        """Its place in the page."""
        return f"{self.method}{self.path}".replace("/", "-").replace("{", "").replace("}", "")


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields of a body."""

    name: str
    about: str
    rows: tuple[Row, ...]


def reference_page(document: Json) -> str:
    """The page of an OpenAPI document."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                tag = (methods[method].get("tags") or ["other"])[0]
                groups.setdefault(tag, []).append(_operation(method, path, methods[method]))
    schemas = tuple(_schema(name, schema) for name, schema in document["components"]["schemas"].items())
    return str(_template().render(info=document["info"], groups=groups, schemas=schemas))


def _operation(method: str, path: str, operation: Json) -> Operation:
    return Operation(
        method=method,
        path=path,
        summary=operation.get("summary", ""),
        about=operation.get("description", ""),
        authorised=bool(operation.get("security")),
        parameters=tuple(_parameter(one) for one in operation.get("parameters", ())),
        body=_kind(_json_schema(operation["requestBody"])) if "requestBody" in operation else None,
        answers=tuple(_answers(operation["responses"])),
    )


def _answers(responses: Json) -> Iterator[tuple[str, str, str | None]]:
    for status, response in responses.items():
        kind = _kind(_json_schema(response))
        yield status, response.get("description", ""), kind or None


def _json_schema(content: Json) -> Json:
    found: Json = next(iter(content.get("content", {"": {}}).values())).get("schema", {})
    return found


def _parameter(parameter: Json) -> Row:
    name = parameter["name"] if parameter["in"] != "header" else f"{parameter['name']} (header)"
    return Row(name, _kind(parameter["schema"]), parameter.get("required", False), parameter.get("description", ""))


def _schema(name: str, schema: Json) -> Schema:
    needed = schema.get("required", ())
    rows = (
        Row(field, _kind(facts), field in needed, facts.get("description", ""))
        for field, facts in schema.get("properties", {}).items()
    )
    return Schema(name, schema.get("description", "") or ", ".join(map(str, schema.get("enum", ()))), tuple(rows))


def _kind(schema: Json) -> str:
    """A schema in a few words: `string (date)`, `list of Offer`, `integer 1…100`, `"a" | "b"`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " | ".join(_kind(one) for one in schema[several])
    if "enum" in schema or "const" in schema:
        return " | ".join(f'"{one}"' for one in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return f"{schema.get('type', '')}{_limits(schema)}"


def _limits(schema: Json) -> str:
    if "format" in schema:
        return f" ({schema['format']})"
    if "minimum" in schema or "maximum" in schema:
        return f" {schema.get('minimum', '')}…{schema.get('maximum', '')}"
    return f" (at most {schema['maxLength']})" if "maxLength" in schema else ""


@cache
def _template() -> Any:
    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("reference.html.j2")
