"""The OpenAPI document: what the framework knows, and the problems, headers and scopes that all routes share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.schemas.problem import Problem

Json = dict[str, Any]

METHODS = ("get", "post", "put", "patch", "delete")
VERSIONED = {
    ("patch", "/appointments/{appointment}"): True,
    ("delete", "/appointments/{appointment}"): False,
    ("post", "/appointments/{appointment}/status"): False,
    ("put", "/patients/{pseudonym}"): True,
    ("delete", "/patients/{pseudonym}"): False,
    ("delete", "/waitlist/{waiting}"): False,
    ("delete", "/rotas/{rota}"): False,
}
"""Changes of what counts versions, and whether they may answer that `If-Match` is missing."""
OFTEN = {"401": "No key, or an unknown one", "403": "The key lacks the scope", "429": "Asked too often"}
OF_BODIES = {
    "400": "Not to be read: the JSON or a header",
    "413": "The body is too large",
    "415": "The body is not JSON",
}
WRONG_FIELDS = {"422": "Wrong fields"}
UNKNOWN = {"404": "No such thing in this practice"}
REFUSED = {"409": "Refused by rules, taken, or the idempotency key was used for another request"}
OLDER = {"412": "`If-Match` names another version than the latest"}
VERSION_MISSING = {"428": "`If-Match` is missing"}
UNAVAILABLE = {"503": "The database does not answer; try again"}
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def with_problems(document: Json) -> Json:
    """The document with a problem for every status that an operation can answer, and the headers that it takes."""
    schemas = document["components"]["schemas"]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update({**problem.pop("$defs"), "Problem": problem})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for path, method, operation in _operations(document):
        _complete(operation, path, method)
    return document


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                yield path, method, methods[method]


def _complete(operation: Json, path: str, method: str) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    if "security" not in operation:
        if "{" in path:
            responses.setdefault("404", {"description": UNKNOWN["404"], "content": PROBLEM})
        return
    for status, about in _problems(path, method).items():
        responses.setdefault(status, {"description": about, "content": PROBLEM})
    operation["parameters"] = [*operation.get("parameters", ()), *_headers(path, method)]


def _problems(path: str, method: str) -> dict[str, str]:
    bodied = method in ("post", "put", "patch", "delete")
    return {
        **OFTEN,
        **OF_BODIES,
        **UNKNOWN,
        **WRONG_FIELDS,
        **(REFUSED if bodied else {}),
        **(OLDER if (method, path) in VERSIONED else {}),
        **(VERSION_MISSING if VERSIONED.get((method, path)) else {}),
        **UNAVAILABLE,
    }


def _headers(path: str, method: str) -> Iterator[Json]:
    yield _header("Accept-Language", "fr or en; otherwise the practice's language", {"type": "string"})
    if method == "post":
        shape = {"type": "string", "pattern": "^[!-~]+$", "minLength": 1, "maxLength": 200}
        yield _header("Idempotency-Key", "The same key again gives the same answer, and nothing is done twice", shape)
    if (method, path) in VERSIONED:
        shape = {"type": "string", "pattern": r'^"?[0-9]{1,9}"?$'}
        yield _header("If-Match", "The ETag of the version to change; * for whichever", shape)
    shape = {"type": "string", "pattern": "^[0-9]{1,18}$"}
    yield _header("Creneau-Token", "The token of your last write, so that this answer shows it", shape)


def _header(name: str, about: str, schema: Json) -> Json:
    return {"name": name, "in": "header", "required": False, "description": about, "schema": schema}
