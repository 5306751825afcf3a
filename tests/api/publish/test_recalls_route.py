"""`POST /recalls`: who is due gets a proposal; nothing is booked, held or logged."""

from __future__ import annotations

from typing import Any

import pytest

from api.scopes import Scope
from scheduler.booking.days import Patient
from tests.api.http.service import Office, Service
from tests.booking import NOW, a_day, a_patient, an_agenda_day

DAYS = tuple(
    an_agenda_day("09:00 review 11:00 open 12:00", who, a_day(n), site)
    for n in range(3)
    for who, site in (("ada", "nation"), ("ben", "nation"))
)
WEEK = {"from": str(a_day(0)), "to": str(a_day(6))}


def with_patients(office: Office, *patients: Patient) -> Office:
    """The practice with patients of its own."""
    for patient in patients:
        office.service.portal.call(office.service.parts.store.put_patient, office.practice, patient, None, NOW)
    return office


@pytest.fixture
def practice(service: Service) -> Office:
    """Ada and Ben have review time on three mornings; two patients of Ada's and one of Ben's are due."""
    return with_patients(
        service.open(*DAYS),
        a_patient("p-1", last_review=a_day(-400)),
        a_patient("p-2"),
        a_patient("p-3", own_doctor="ben", last_review=a_day(-370)),
        a_patient("p-4", last_review=a_day(-30)),
    )


def asked(office: Office, **stated: Any) -> dict[str, Any]:
    """The answer for the week, in English."""
    answer: dict[str, Any] = office.good(office.post("/recalls", WEEK | stated, accept_language="en"))
    return answer


def test_everybody_due_gets_a_proposal(practice: Office) -> None:
    """Those due by the end of the week, with their own doctor, at times as the practice's clocks show them."""
    found = asked(practice)
    assert (found["motive"], found["due"], found["proved"], found["left_over"]) == ("annual-review", 3, True, [])
    by_patient = {one["patient"]: one for one in found["proposals"]}
    assert {name: one["practitioner"] for name, one in by_patient.items()} == {"p-1": "ada", "p-2": "ada", "p-3": "ben"}
    assert {one["minutes"] for one in found["proposals"]} == {40}
    assert by_patient["p-1"]["due"] == "2025-12-01"
    assert all(one["starts"].endswith("+01:00") and one["own_doctor"] for one in found["proposals"])


def test_the_same_question_has_the_same_answer_and_books_nothing(practice: Office) -> None:
    """Asked twice it proposes the same: the time is still free."""
    assert asked(practice) == asked(practice)
    listed = practice.good(
        practice.get("/appointments", params={"practitioner": "ada", "from": WEEK["from"], "to": WEEK["to"]})
    )
    assert listed["appointments"] == []


def test_what_is_proposed_can_be_booked(practice: Office) -> None:
    """Every proposal is taken by the front desk as it stands, and then nobody is due any more."""
    for one in asked(practice)["proposals"]:
        order = {name: one[name] for name in ("patient", "practitioner", "starts")} | {"motive": "annual-review"}
        booked = practice.post("/appointments", order)
        assert booked.status_code == 201, booked.text
        assert booked.json()["minutes"] == one["minutes"]
    assert asked(practice)["due"] == 0


def test_time_that_is_taken_is_not_proposed(practice: Office) -> None:
    """One start of a single morning is left for two patients: the more urgent gets it, the other is told why."""
    lone = with_patients(
        practice.service.open(an_agenda_day("09:00 review 09:40 open 12:00"), booking={"sharing": []}),
        a_patient("p-1", last_review=a_day(-400)),
        a_patient("p-2", last_review=a_day(-500)),
    )
    found = asked(lone)
    assert [(one["patient"], one["starts"]) for one in found["proposals"]] == [("p-2", "2026-01-05T09:00:00+01:00")]
    (left,) = found["left_over"]
    assert (left["patient"], left["reason"]) == ("p-1", "taken")
    assert left["sentence"].endswith("more urgent.")


def test_one_doctor_only(practice: Office) -> None:
    """Asked for Ben, only his patients come up."""
    assert [one["patient"] for one in asked(practice, practitioner="ben")["proposals"]] == ["p-3"]


def test_nothing_of_a_patient_is_logged(practice: Office) -> None:
    """Pseudonyms stand in the answer only."""
    asked(practice)
    assert "p-1" not in practice.service.written.getvalue()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"to": WEEK["to"]}, "from"),
        ({"from": WEEK["to"], "to": WEEK["from"]}, "body"),
        ({"from": "2026-01-05", "to": "2027-06-01"}, "body"),
        ({"from": "2025-01-05", "to": "2025-02-01"}, "to"),
        (WEEK | {"motive": "follow-up"}, "motive"),
        (WEEK | {"motive": "dance"}, "motive"),
        (WEEK | {"practitioner": "zoe"}, "practitioner"),
        (WEEK | {"spread_days": -1}, "spread_days"),
        (WEEK | {"hold_minutes": 5}, "hold_minutes"),
    ],
)
def test_wrong_fields_are_told(practice: Office, body: dict[str, Any], field: str) -> None:
    """422 with the field."""
    answer = practice.post("/recalls", body)
    assert answer.status_code == 422, answer.text
    assert field in [one["field"] for one in answer.json()["errors"]]


def test_practice_without_a_review_is_told(service: Service) -> None:
    """Where no motive is an annual review there is nothing to recall for."""
    office = service.open(
        motives=[{"id": "acute", "name": "Acute", "acute": True}, {"id": "scan", "name": "Scan"}], lengths=[]
    )
    answer = office.post("/recalls", WEEK)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "motive")


def test_recalls_need_a_scope_of_their_own(practice: Office) -> None:
    """Who may only book is not told whose review is due."""
    assert practice.with_scopes(Scope.RECALLS_WRITE).post("/recalls", WEEK).status_code == 200
    assert practice.with_scopes(Scope.APPOINTMENTS_WRITE).post("/recalls", WEEK).status_code == 403
