"""The same POST under the same idempotency key is done once and answered again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from api.scopes import Scope
from tests.api.http.service import DAYS, Office, an_order, on
from tests.booking import a_practice_with_booking, a_publication

WANTED = {"patient": "p-1", "category": "adult", "motive": "follow-up", "from": "2026-01-05", "to": "2026-01-09"}
POSTS = {
    "/holds": an_order(),
    "/appointments": an_order(),
    "/waitlist": WANTED,
    "/slots/search": {"category": "adult", "motive": "follow-up"},
    "/waitlist/offers": None,
    "/keys": {"name": "portal", "scopes": ["slots:read"]},
}


@pytest.mark.parametrize("path", POSTS)
def test_the_same_request_is_answered_again(office: Office, path: str) -> None:
    """Status, body and version are those of the first answer, and the header says that it is one given before."""
    office.know("p-1")
    first, again = (office.post(path, POSTS[path], Idempotency_Key="a-key") for _ in range(2))
    assert first.is_success, first.text
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.status_code == first.status_code
    if path != "/keys":
        assert again.content == first.content
    assert again.headers.get("ETag") == first.headers.get("ETag")
    assert again.headers.get("Location") == first.headers.get("Location")


@pytest.mark.parametrize("path", ["/holds", "/appointments", "/waitlist"])
def test_the_answer_is_the_same_after_a_publication(office: Office, path: str) -> None:
    """What was done is answered again though the motive has gone since; asked anew it is refused."""
    office.know("p-1")
    first = office.post(path, POSTS[path], Idempotency_Key="a-key")
    stated = {"practice": {"id": office.practice, "name": office.practice, "language": "en"}}
    motives = [{"id": "scan", "name": {"fr": "Échographie", "en": "Scan"}, "within_days": 7}]
    practice = a_practice_with_booking({"shared": []}, motives=motives, lengths=[], **stated)
    office.service.publish(a_publication(*DAYS, practice=practice))
    again = office.post(path, POSTS[path], Idempotency_Key="a-key")
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert office.post(path, POSTS[path], Idempotency_Key="another").status_code == 422
    lines = [line for line in office.get("/audit").json()["lines"] if line["outcome"] == "again"]
    assert [line["subject"] for line in lines] == [first.json()["id"]]


def test_a_status_is_reported_once(office: Office) -> None:
    """A report under the same key does not count a second version."""
    booked = office.book()
    path = f"/appointments/{booked['id']}/status"
    office.service.clock.pass_by(hours=3)
    first, again = (office.post(path, {"state": "arrived"}, Idempotency_Key="here") for _ in range(2))
    assert (first.json()["version"], again.json()) == (2, first.json())
    assert again.headers["Idempotent-Replayed"] == "true"


def test_an_appointment_is_booked_once(office: Office) -> None:
    """A replayed booking makes no second appointment, whatever the order and spaces of its JSON."""
    order = an_order()
    turned = dict(reversed(order.items()))
    ids = {office.post("/appointments", body, Idempotency_Key="k").json()["id"] for body in (order, turned)}
    assert len(ids) == 1
    listed = office.get("/appointments", params={"practitioner": "ada", "from": "2026-01-05"}).json()
    assert len(listed["appointments"]) == 1


@pytest.mark.parametrize("path", ["/holds", "/appointments", "/waitlist", "/slots/search"])
def test_another_request_under_the_same_key_is_refused(office: Office, path: str) -> None:
    """The key belongs to one request: another body or another path is a conflict, and does nothing."""
    office.know("p-1")
    office.good(office.post(path, POSTS[path], Idempotency_Key="a-key"))
    body: Any = dict(POSTS[path]) | {"motive": "acute"}
    other = office.post(path, body, Idempotency_Key="a-key")
    assert (other.status_code, other.json()["type"]) == (409, "urn:creneau:problem:idempotency-key-reused")
    elsewhere = office.post("/waitlist/offers", None, Idempotency_Key="a-key")
    assert elsewhere.status_code == 409


def test_what_was_refused_is_asked_anew(office: Office) -> None:
    """A refusal is not remembered: the same request succeeds once the time is free."""
    booked = office.book()
    assert office.post("/appointments", an_order(), Idempotency_Key="try").status_code == 409
    assert office.post("/slots/search", {"motive": "tap-dance"}, Idempotency_Key="look").status_code == 422
    office.send("DELETE", f"/appointments/{booked['id']}", params={"reason": "patient"})
    assert office.post("/appointments", an_order(), Idempotency_Key="try").status_code == 201
    good = {"motive": "follow-up", "category": "adult"}
    assert office.post("/slots/search", good, Idempotency_Key="look").status_code == 200


def test_keys_do_not_share_their_memory(office: Office) -> None:
    """The same idempotency key under another API key is another request."""
    other = office.with_scopes(*Scope)
    first = office.post("/appointments", an_order(), Idempotency_Key="k")
    second = other.post("/appointments", an_order("11:00"), Idempotency_Key="k")
    assert (first.status_code, second.status_code) == (201, 201)


def test_twins_make_one_appointment(office: Office) -> None:
    """Ten at once under the same key give one appointment and the same answer, or say that it is being made."""
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: office.post("/appointments", an_order(), Idempotency_Key="k"), range(10)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer.headers for answer in answers) == 1


@pytest.mark.parametrize("key", ["", "a b", "x" * 201, "é"])
def test_a_key_that_cannot_be_kept_is_refused(office: Office, key: str) -> None:
    """An idempotency key has 1 to 200 visible characters."""
    headers = {"Idempotency-Key": key.encode()}
    answer = office.send("POST", "/appointments", json=an_order(), headers=headers)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:creneau:problem:bad-header")


def test_a_new_key_is_shown_once(office: Office) -> None:
    """The secret of a key is kept nowhere: asked again, everything but the secret is told."""
    first, again = (office.post("/keys", POSTS["/keys"], Idempotency_Key="k").json() for _ in range(2))
    assert first["key"].startswith("crn_")
    assert again == first | {"key": None}


def test_a_booking_keeps_its_place_in_the_calendar(office: Office) -> None:
    """A replay after the appointment was moved still answers what was said first."""
    first = office.post("/appointments", an_order(), Idempotency_Key="k")
    path = f"/appointments/{first.json()['id']}"
    office.good(office.send("PATCH", path, json={"starts": on("11:00")}, headers={"If-Match": '"1"'}))
    assert office.post("/appointments", an_order(), Idempotency_Key="k").content == first.content
