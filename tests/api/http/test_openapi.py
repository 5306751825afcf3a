"""The OpenAPI document is kept: what it allows is answered as it says, and what it forbids is refused."""

from __future__ import annotations

from typing import Any

import pytest

from api.scopes import Scope
from tests.api.http.service import Service

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture
def document(service: Service) -> dict[str, Any]:
    """The document as it is served."""
    found: dict[str, Any] = service.send("GET", "/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """All operations with their paths and methods."""
    return [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]


def test_every_operation_says_what_it_does(document: dict[str, Any]) -> None:
    """A summary, a description, a tag and, but for health and secret addresses, the key that it needs."""
    for path, _, operation in operations(document):
        assert operation["summary"]
        assert operation["description"]
        assert operation["tags"]
        open_to_all = operation["tags"] == ["health"] or path.startswith("/calendars/{secret}")
        assert bool(operation.get("security")) != open_to_all, path


def test_every_post_takes_an_idempotency_key(document: dict[str, Any]) -> None:
    """And every change takes If-Match."""
    for path, method, operation in operations(document):
        headers = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "header"}
        if operation.get("security"):
            assert ("Idempotency-Key" in headers) == (method == "post"), path
            assert ("If-Match" in headers) == (method in {"put", "patch", "delete"} or path.endswith("/status")), path


def test_nothing_of_a_patient_stands_in_a_query(document: dict[str, Any]) -> None:
    """No query parameter is about a patient; a pseudonym stands in the path of the patient's own address only."""
    for path, _, operation in operations(document):
        named = {one["name"]: one["in"] for one in operation.get("parameters", ())}
        assert not {"patient", "pseudonym", "category"} & {name for name, where in named.items() if where == "query"}
        assert ("pseudonym" in named) == path.startswith("/patients/")


def test_bodies_refuse_unknown_fields(document: dict[str, Any]) -> None:
    """Every object that is sent has a closed list of fields."""
    schemas = document["components"]["schemas"]
    for name in ("SlotSearch", "HoldOrder", "SlotOrder", "HeldOrder", "MoveOrder", "PatientFacts", "WaitingOrder"):
        assert schemas[name]["additionalProperties"] is False


def test_problems_are_documented(document: dict[str, Any]) -> None:
    """Every authorised operation can answer 401, 403 and 429 with a problem."""
    for _, _, operation in operations(document):
        if operation.get("security"):
            for status in ("401", "403", "422", "429"):
                assert "application/problem+json" in operation["responses"][status]["content"]


def test_scopes_are_said_in_words() -> None:
    """Every scope has its words in both languages."""
    from scheduler.messages import say

    assert all(say(scope.message, language) for scope in Scope for language in ("fr", "en"))
