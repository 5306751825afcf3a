"""Holding, booking, moving, cancelling and reporting over HTTP."""

from __future__ import annotations

from uuid import UUID

import pytest

from api.scopes import Scope
from tests.api.http.service import Office, Service, an_order, on
from tests.booking import an_agenda_day

NOBODY = UUID(int=404)


def test_a_hold_becomes_an_appointment(office: Office) -> None:
    """What a hold keeps is booked with the patient, motive and category that it names."""
    held = office.post("/holds", an_order(patient="p-1") | {"minutes_to_live": 3})
    assert held.status_code == 201
    hold = held.json()
    assert hold["until"] == on("07:03")
    booked = office.post("/appointments", {"hold": hold["id"]})
    assert booked.status_code == 201
    assert booked.headers["Location"] == f"/appointments/{booked.json()['id']}"
    assert booked.headers["ETag"] == '"1"'
    assert (booked.json()["starts"], booked.json()["patient"]) == (on("10:00"), "p-1")
    assert booked.json()["booked_at"] == on("07:00")


def test_nobody_else_gets_what_is_held(office: Office) -> None:
    """A held slot is refused to others with the rule, and is free again after it was let go."""
    hold = office.good(office.post("/holds", an_order()))
    refused = office.post("/appointments", an_order())
    assert refused.status_code == 409
    assert refused.json()["detail"]
    assert office.send("DELETE", f"/holds/{hold['id']}").status_code == 204
    assert office.post("/appointments", an_order()).status_code == 201


def test_a_hold_is_read_where_its_location_leads(office: Office) -> None:
    """As long as it lives; what has run out, was let go, or is another practice's is not there."""
    made = office.post("/holds", an_order(patient="p-1") | {"minutes_to_live": 5})
    path = made.headers["Location"]
    assert office.good(office.get(path)) == made.json()
    assert office.service.open().get(path).status_code == 404
    assert office.with_scopes(Scope.APPOINTMENTS_WRITE).get(path).status_code == 403
    office.service.clock.pass_by(minutes=5)
    assert office.get(path).status_code == 404


def test_an_expired_hold_books_nothing(office: Office) -> None:
    """A hold that is over cannot be booked, and its time is free for others."""
    hold = office.good(office.post("/holds", an_order() | {"minutes_to_live": 5}))
    office.service.clock.pass_by(minutes=6)
    late = office.post("/appointments", {"hold": hold["id"]})
    assert late.status_code == 409
    assert office.post("/appointments", an_order()).status_code == 201


def test_the_same_time_is_booked_once(office: Office) -> None:
    """A second booking of a time is refused with every rule and a sentence for each."""
    office.book()
    refused = office.post("/appointments", an_order())
    assert refused.status_code == 409
    problem = refused.json()
    assert refused.headers["content-type"] == "application/problem+json"
    assert problem["type"].startswith("urn:creneau:problem:")
    assert problem["status"] == 409
    assert all(one["sentence"].endswith(".") for one in problem["refusals"])


def test_every_refusing_rule_is_told(office: Office) -> None:
    """A start in the past within acute time is refused by both rules, in the language asked for."""
    office.service.clock.pass_by(hours=4)
    refused = office.post("/appointments", an_order("08:45"), Accept_Language="fr")
    rules = {one["rule"] for one in refused.json()["refusals"]}
    assert refused.status_code == 409
    assert len(rules) >= 2, rules
    assert refused.json()["title"] == "Refusé"


def test_an_appointment_is_read_with_its_version(office: Office) -> None:
    """GET gives the appointment as it was booked, and its ETag."""
    booked = office.book(patient="p-1")
    read = office.get(f"/appointments/{booked['id']}")
    assert read.json() == booked
    assert read.headers["ETag"] == '"1"'


def test_an_appointment_is_moved(office: Office) -> None:
    """A move gives back the old time and takes the new one; motive, category and patient stay."""
    booked = office.book(patient="p-1")
    path = f"/appointments/{booked['id']}"
    moved = office.send(
        "PATCH", path, json={"starts": on("11:00", 1), "practitioner": "ben"}, headers={"If-Match": '"1"'}
    )
    assert moved.status_code == 200, moved.text
    assert moved.headers["ETag"] == '"2"'
    changed = {"starts": on("11:00", 1), "practitioner": "ben", "version": 2}
    assert moved.json() == booked | changed
    assert office.post("/appointments", an_order()).status_code == 201


def test_an_appointment_is_moved_to_what_is_held(office: Office) -> None:
    """A hold can be used for a move."""
    booked = office.book()
    hold = office.good(office.post("/holds", an_order("11:00", 2)))
    path = f"/appointments/{booked['id']}"
    moved = office.send("PATCH", path, json={"hold": hold["id"]}, headers={"If-Match": "*"})
    assert moved.status_code == 200, moved.text
    assert moved.json()["starts"] == on("11:00", 2)


def test_a_move_needs_the_version(office: Office) -> None:
    """Without If-Match 428, with an older version 412, with what is no ETag 400; nothing is moved."""
    booked = office.book()
    path, body = f"/appointments/{booked['id']}", {"starts": on("11:00")}
    assert office.send("PATCH", path, json=body).status_code == 428
    assert office.send("PATCH", path, json=body, headers={"If-Match": '"7"'}).status_code == 412
    assert office.send("PATCH", path, json=body, headers={"If-Match": "seven"}).status_code == 400
    assert office.get(path).json() == booked


def test_a_move_to_taken_time_changes_nothing(office: Office) -> None:
    """A refused move leaves the appointment where it was."""
    booked = office.book()
    office.book(time="11:00")
    path = f"/appointments/{booked['id']}"
    assert office.send("PATCH", path, json={"starts": on("11:00")}, headers={"If-Match": '"1"'}).status_code == 409
    assert office.get(path).json() == booked


def test_an_appointment_is_cancelled_with_a_reason(office: Office) -> None:
    """Cancelling keeps the appointment and its reason and frees the time; a second time changes nothing."""
    booked = office.book()
    path = f"/appointments/{booked['id']}"
    gone = office.send("DELETE", path, params={"reason": "patient"}, headers={"If-Match": '"1"'})
    assert gone.status_code == 200
    assert (gone.json()["state"], gone.json()["reason"], gone.json()["version"]) == ("cancelled", "patient", 2)
    assert gone.json()["cancelled_at"] == on("07:00")
    again = {version: _cancelled(office, path, version) for version in ('"1"', '"2"', '"3"')}
    assert again == {'"1"': (200, "cancelled"), '"2"': (200, "cancelled"), '"3"': (412, None)}
    assert office.send("DELETE", path, params={"reason": "practice"}).json() == gone.json()
    assert office.post("/appointments", an_order()).status_code == 201


def _cancelled(office: Office, path: str, version: str) -> tuple[int, str | None]:
    answer = office.send("DELETE", path, params={"reason": "patient"}, headers={"If-Match": version})
    return answer.status_code, answer.json().get("state")


def test_a_reason_is_one_of_the_list(office: Office) -> None:
    """No free text about a patient can be written as a reason, and none is told back to the log."""
    booked = office.book()
    path = f"/appointments/{booked['id']}"
    refused = office.send("DELETE", path, params={"reason": "flu"})
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "reason"
    assert office.send("DELETE", path).status_code == 422


def test_what_became_of_it_is_reported(office: Office) -> None:
    """Arrived, then attended with its minutes."""
    booked = office.book()
    path = f"/appointments/{booked['id']}/status"
    office.service.clock.pass_by(hours=3)
    arrived = office.good(office.post(path, {"state": "arrived"}))
    assert (arrived["state"], arrived["arrived_at"]) == ("arrived", on("10:00"))
    attended = office.post(path, {"state": "attended", "actual_minutes": 17}, If_Match='"2"')
    assert (attended.json()["state"], attended.json()["actual_minutes"]) == ("attended", 17)
    assert office.post(path, {"state": "did_not_attend"}, If_Match='"2"').status_code == 412
    assert office.post(path, {"state": "cancelled"}).status_code == 422


def test_appointments_are_listed_by_day(office: Office) -> None:
    """A practitioner's appointments come by start, in pages, cancelled ones too."""
    booked = [office.book(time=time, day=day) for day in (0, 1) for time in ("10:00", "10:20", "10:40")]
    office.book(practitioner="ben")
    office.send("DELETE", f"/appointments/{booked[1]['id']}", params={"reason": "mistake"})
    asked = {"practitioner": "ada", "from": "2026-01-05", "to": "2026-01-06", "count": 4}
    first = office.good(office.get("/appointments", params=asked))
    rest = office.good(office.get("/appointments", params=asked | {"page": first["next_page"]}))
    ids = [one["id"] for page in (first, rest) for one in page["appointments"]]
    assert ids == [one["id"] for one in booked]
    assert rest["next_page"] is None
    monday = office.good(office.get("/appointments", params={"practitioner": "ada", "from": "2026-01-05"}))
    assert len(monday["appointments"]) == 3


def test_staff_override_needs_its_scope(office: Office) -> None:
    """Overbooking is marked; a key without the scope cannot do it, neither when booking nor when moving."""
    booked = office.book()
    desk = office.with_scopes(Scope.APPOINTMENTS_WRITE)
    assert desk.post("/appointments", an_order(override=True)).status_code == 403
    moved = {"starts": on("11:00"), "override": True}
    path = f"/appointments/{booked['id']}"
    assert desk.send("PATCH", path, json=moved, headers={"If-Match": '"1"'}).status_code == 403
    over = office.book(override=True)
    assert over["overbooked"]
    assert over["overridden"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/appointments/{}", None),
        ("PATCH", "/appointments/{}", {"starts": on("11:00")}),
        ("DELETE", "/appointments/{}?reason=patient", None),
        ("POST", "/appointments/{}/status", {"state": "arrived"}),
    ],
)
def test_appointments_of_other_practices_do_not_exist(
    office: Office, service: Service, method: str, path: str, body: object
) -> None:
    """Another practice's appointment is as unknown as one that never was."""
    booked = office.book()
    other = service.open(an_agenda_day())
    for appointment in (booked["id"], NOBODY):
        sent = {"json": body} if body else {}
        answer = other.send(method, path.format(appointment), headers={"If-Match": '"1"'}, **sent)
        assert answer.status_code == 404, answer.text
    assert office.get(f"/appointments/{booked['id']}").json() == booked


def test_holds_of_other_practices_do_not_exist(office: Office, service: Service) -> None:
    """Another practice's hold can be neither booked nor let go."""
    hold = office.good(office.post("/holds", an_order()))
    other = service.open()
    assert other.post("/appointments", {"hold": hold["id"]}).status_code == 409
    assert other.send("DELETE", f"/holds/{hold['id']}").status_code == 404
    assert office.post("/appointments", {"hold": hold["id"]}).status_code == 201
