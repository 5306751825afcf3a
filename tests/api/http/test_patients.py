"""Patients over HTTP: what may be known of them, versions, and erasure."""

from __future__ import annotations

import pytest

from api.scopes import Scope
from tests.api.http.service import Office, Service, an_order

FACTS = {"category": "chronic", "own_doctor": "ada", "enrolled_from": "2024-01-01", "last_review": "2025-03-04"}


def test_a_new_patient_is_kept(office: Office) -> None:
    """PUT keeps what was sent and nothing else, and gives the version."""
    kept = office.send("PUT", "/patients/p-1", json=FACTS)
    assert kept.status_code == 201, kept.text
    assert kept.json() == FACTS | {"pseudonym": "p-1", "enrolled_to": None, "version": 1}
    assert kept.headers["ETag"] == '"1"'
    read = office.get("/patients/p-1", headers={"Creneau-Token": kept.headers["Creneau-Token"]})
    assert (read.json(), read.headers["ETag"]) == (kept.json(), '"1"')


def test_a_change_needs_the_version(office: Office) -> None:
    """A known patient is changed with If-Match only: 428 without, 412 with an older one."""
    office.good(office.send("PUT", "/patients/p-1", json=FACTS))
    other = FACTS | {"category": "adult"}
    assert office.send("PUT", "/patients/p-1", json=other).status_code == 428
    assert office.send("PUT", "/patients/p-1", json=other, headers={"If-Match": '"5"'}).status_code == 412
    changed = office.send("PUT", "/patients/p-1", json=other, headers={"If-Match": '"1"'})
    assert (changed.status_code, changed.json()["category"], changed.headers["ETag"]) == (200, "adult", '"2"')


@pytest.mark.parametrize("version", ["*", '"0"', '"1"'])
def test_nobody_is_kept_by_the_version_of_another(office: Office, version: str) -> None:
    """If-Match is about a patient who is there, whichever version it names: a new one is not kept by it."""
    assert office.send("PUT", "/patients/p-1", json=FACTS, headers={"If-Match": version}).status_code == 412
    assert office.get("/patients/p-1").status_code == 404
    office.know("p-1")
    known = office.send("PUT", "/patients/p-1", json=FACTS, headers={"If-Match": version})
    assert known.status_code == (412 if version == '"0"' else 200)


def test_an_erasure_heeds_the_version(office: Office) -> None:
    """Who was changed meanwhile is not erased by the version of before."""
    office.know("p-1")
    office.good(office.send("PUT", "/patients/p-1", json=FACTS, headers={"If-Match": '"1"'}))
    assert office.send("DELETE", "/patients/p-1", headers={"If-Match": '"1"'}).status_code == 412
    assert office.get("/patients/p-1").status_code == 200
    assert office.send("DELETE", "/patients/p-1", headers={"If-Match": '"2"'}).status_code == 200


def test_nothing_else_may_be_known(office: Office) -> None:
    """A name is refused, and is not told back."""
    refused = office.send("PUT", "/patients/p-1", json=FACTS | {"name": "Marie Martin"})
    assert refused.status_code == 422
    assert refused.json()["errors"] == [{"field": "name", "message": "There is no such field."}]
    assert office.get("/patients/p-1").status_code == 404


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"category": "tall"}, "category"),
        ({"category": "adult", "own_doctor": "zoe"}, "own_doctor"),
        ({"category": "adult", "enrolled_from": "2025-02-30"}, "enrolled_from"),
        ({"category": "adult", "enrolled_from": "1025-02-03"}, "enrolled_from"),
        ({"category": "adult", "enrolled_from": "2025-02-03", "enrolled_to": "2025-02-02"}, "body"),
        ({"category": "adult", "enrolled_to": "2025-02-02"}, "body"),
        ({}, "category"),
    ],
)
def test_wrong_facts_are_refused(office: Office, facts: dict[str, str], field: str) -> None:
    """What refers to nothing or cannot be is told by its field; nothing is written."""
    refused = office.send("PUT", "/patients/p-1", json=facts)
    assert refused.status_code == 422
    assert [one["field"] for one in refused.json()["errors"]] == [field]
    assert office.get("/patients/p-1").status_code == 404


def test_a_known_patient_needs_no_category(office: Office) -> None:
    """A search and a booking take category and own doctor from what is known."""
    office.good(office.send("PUT", "/patients/p-1", json=FACTS))
    found = office.good(office.post("/slots/search", {"patient": "p-1", "motive": "follow-up"}))
    assert found["minutes"] == 25
    assert found["offers"][0]["practitioner"] == "ada"
    booked = office.book(patient="p-1", category=None)
    assert (booked["category"], booked["minutes"], booked["own_doctor"]) == ("chronic", 25, "ada")


def test_an_erased_patient_is_forgotten(office: Office) -> None:
    """Future appointments are cancelled and told, no answer bears the pseudonym any more, and the time is free."""
    office.good(office.send("PUT", "/patients/p-1", json=FACTS))
    booked = office.post("/appointments", an_order(patient="p-1"), Idempotency_Key="once").json()
    erased = office.send("DELETE", "/patients/p-1")
    assert erased.json() == {"cancelled": [booked["id"]]}
    left = office.get(f"/appointments/{booked['id']}")
    assert (left.json()["state"], left.json()["patient"]) == ("cancelled", None)
    assert office.get("/patients/p-1").status_code == 404
    assert office.send("DELETE", "/patients/p-1").status_code == 404
    again = office.post("/appointments", an_order(patient="p-1"), Idempotency_Key="once")
    assert again.json().get("id") == booked["id"] or again.status_code == 409
    assert office.post("/appointments", an_order()).status_code == 201


def test_no_remembered_answer_brings_an_erased_patient_back(office: Office) -> None:
    """An answer of any route, asked for again after the erasure, does not bear the pseudonym."""
    office.good(office.send("PUT", "/patients/p-1", json=FACTS))
    booked = office.post("/appointments", an_order(patient="p-1")).json()
    path = f"/appointments/{booked['id']}/status"
    office.service.clock.pass_by(hours=3)
    assert "p-1" in office.post(path, {"state": "arrived"}, Idempotency_Key="here").text
    office.good(office.send("DELETE", "/patients/p-1"))
    assert "p-1" not in office.post(path, {"state": "arrived"}, Idempotency_Key="here").text


def test_patients_of_other_practices_do_not_exist(office: Office, service: Service) -> None:
    """A pseudonym means something within one practice only."""
    office.good(office.send("PUT", "/patients/p-1", json=FACTS))
    other = service.open()
    assert other.get("/patients/p-1").status_code == 404
    assert other.send("DELETE", "/patients/p-1").status_code == 404
    assert office.get("/patients/p-1").status_code == 200


def test_a_problem_never_tells_a_pseudonym(office: Office) -> None:
    """Wrong patients are told by field, without the value, wherever they stand."""
    secret = "Marie Martin 1950!"
    answers = [
        office.post("/slots/search", {"motive": "follow-up", "patient": secret}),
        office.post("/appointments", an_order(patient=secret)),
        office.post("/waitlist", {"patient": secret}),
        office.send("PUT", f"/patients/{secret}", json=FACTS),
        office.get(f"/patients/{secret}"),
    ]
    assert [answer.status_code for answer in answers] == [422] * 5
    assert not [answer.text for answer in answers if "Marie" in answer.text]
    assert answers[0].json()["errors"][0]["field"] == "patient"
    assert answers[3].json()["errors"][0]["field"] == "pseudonym"


def test_reading_and_writing_are_two_scopes(office: Office) -> None:
    """A key that may read patients can neither keep nor erase them."""
    office.good(office.send("PUT", "/patients/p-1", json=FACTS))
    reader = office.with_scopes(Scope.PATIENTS_READ)
    assert reader.get("/patients/p-1").status_code == 200
    assert reader.send("PUT", "/patients/p-2", json=FACTS).status_code == 403
    assert reader.send("DELETE", "/patients/p-1").status_code == 403
