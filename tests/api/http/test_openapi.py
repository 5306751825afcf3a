"""The OpenAPI document is kept: what it allows is answered as it says, and what it forbids is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.http.service import Office, Service, an_order, on

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


def headers_of(operation: dict[str, Any]) -> set[str]:
    """The headers that an operation takes."""
    return {one["name"] for one in operation.get("parameters", ()) if one["in"] == "header"}


def test_every_post_takes_an_idempotency_key(document: dict[str, Any]) -> None:
    """And nothing else does."""
    for path, method, operation in operations(document):
        if operation.get("security"):
            assert ("Idempotency-Key" in headers_of(operation)) == (method == "post"), path


PATIENT = {"category": "adult"}
ROTA = {"from": "2026-01-12", "weeks": 1, "seconds": 20, "agenda_seconds": 0.1}
WANTED = {"patient": "p-1", "motive": "follow-up", "from": "2026-01-05", "to": "2026-01-09"} | PATIENT
CHANGES: dict[tuple[str, str], dict[str, Any]] = {
    ("patch", "/appointments/{appointment}"): {"json": {"starts": on("11:00")}},
    ("delete", "/appointments/{appointment}"): {"params": {"reason": "patient"}},
    ("post", "/appointments/{appointment}/status"): {"json": {"state": "arrived"}},
    ("put", "/patients/{pseudonym}"): {"json": PATIENT},
    ("delete", "/patients/{pseudonym}"): {},
    ("delete", "/waitlist/{waiting}"): {},
    ("delete", "/rotas/{rota}"): {},
    ("delete", "/holds/{hold}"): {},
    ("delete", "/keys/{key}"): {},
    ("delete", "/webhooks/{webhook}"): {},
    ("delete", "/calendars/{practitioner}"): {},
}
"""Every change of a thing that is there, and what is sent with it."""


def a_thing(office: Office, path: str) -> str:
    """The path of something that was just made, for the template of a path."""
    office.know("p-1")
    made: dict[str, Callable[[], str]] = {
        "{appointment}": lambda: office.book()["id"],
        "{pseudonym}": lambda: "p-1",
        "{waiting}": lambda: office.good(office.post("/waitlist", WANTED))["id"],
        "{rota}": lambda: office.good(office.post("/rotas", ROTA))["id"],
        "{hold}": lambda: office.good(office.post("/holds", an_order()))["id"],
        "{key}": lambda: office.good(office.post("/keys", {"name": "n", "scopes": ["slots:read"]}))["id"],
        "{webhook}": lambda: office.good(office.post("/webhooks", HOOK))["id"],
        "{practitioner}": lambda: office.good(office.post("/calendars/ada"))["practitioner"],
    }
    name = path.split("/")[2]
    return path.replace(name, made[name]())


HOOK = {"url": "https://booking.example/told", "events": ["appointment.booked"]}


@pytest.mark.parametrize(("method", "path"), CHANGES)
def test_if_match_is_heeded_where_it_is_documented(
    office: Office, document: dict[str, Any], method: str, path: str
) -> None:
    """With another version than the latest, what takes If-Match answers 412 and changes nothing; `*` is whichever."""
    operation = document["paths"][path][method]
    assert ("412" in operation["responses"]) == ("If-Match" in headers_of(operation))
    thing, request = a_thing(office, path), CHANGES[method, path]
    answer = office.send(method.upper(), thing, headers={"If-Match": '"99"'}, **request)
    if "If-Match" in headers_of(operation):
        assert answer.status_code == 412, answer.text
        answer = office.send(method.upper(), thing, **request)
        assert (answer.status_code == 428) == ("428" in operation["responses"])
        if answer.status_code == 428:
            answer = office.send(method.upper(), thing, headers={"If-Match": "*"}, **request)
    assert answer.is_success, answer.text


def test_every_change_is_tried(document: dict[str, Any]) -> None:
    """No change is left out of the list above."""
    changing = {(method, path) for path, method, _ in operations(document) if method in {"put", "patch", "delete"}}
    assert set(CHANGES) == changing | {("post", "/appointments/{appointment}/status")}


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
