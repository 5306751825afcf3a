"""The waiting list over HTTP."""

from __future__ import annotations

import pytest

from api.store import lookups
from api.store.rows import Row, waiting_of
from scheduler.booking.appointments import Waiting
from tests.api.http.service import Office, Service, on
from tests.booking import an_agenda_day

WANTED = {"patient": "p-1", "category": "adult", "motive": "follow-up", "from": "2026-01-05", "to": "2026-01-09"}


def test_a_patient_waits_and_leaves(office: Office) -> None:
    """A line can be read, is in the list, and is closed when the patient leaves."""
    office.know("p-1")
    made = office.post("/waitlist", WANTED | {"parts": ["morning"], "practitioners": ["ada"]})
    assert made.status_code == 201, made.text
    line = made.json()
    assert line["asked_at"] == on("07:00")
    assert (line["from"], line["to"], line["parts"]) == ("2026-01-05", "2026-01-09", ["morning"])
    assert office.get(made.headers["Location"]).json() == line
    assert office.get("/waitlist").json() == {"waiting": [line], "next_page": None}
    left = office.send("DELETE", f"/waitlist/{line['id']}")
    assert left.json()["closed_at"] == on("07:00")
    assert office.get("/waitlist").json()["waiting"] == []


def test_freed_time_is_offered_in_order_of_asking(service: Service) -> None:
    """The only slot, once free, is held for who asked first, and can be booked by that hold."""
    office = service.open(an_agenda_day("09:00 open 09:20"))
    office.know("p-1", "p-2")
    booked = office.book(time="09:00", patient="p-0")
    lines = []
    for name in ("p-1", "p-2"):
        lines.append(office.good(office.post("/waitlist", WANTED | {"patient": name})))
        office.service.clock.pass_by(minutes=1)
    assert office.good(office.post("/waitlist/offers"))["offered"] == []
    office.good(office.send("DELETE", f"/appointments/{booked['id']}", params={"reason": "patient"}))
    (offered,) = office.good(office.post("/waitlist/offers"))["offered"]
    assert offered["id"] == lines[0]["id"]
    assert offered["offered_until"] > on("07:00")
    taken = office.good(office.post("/appointments", {"hold": offered["offered"]}))
    assert (taken["patient"], taken["starts"]) == ("p-1", on("09:00"))
    assert [line["patient"] for line in office.get("/waitlist").json()["waiting"]] == ["p-2"]


def test_the_list_comes_in_pages(office: Office) -> None:
    """Pages hold every open line once, in order of asking."""
    office.know(*(f"p-{number}" for number in range(5)))
    for number in range(5):
        office.good(office.post("/waitlist", WANTED | {"patient": f"p-{number}"}))
        office.service.clock.pass_by(minutes=1)
    seen, page = [], None
    while page is not None or not seen:
        answer = office.good(office.get("/waitlist", params={"count": 2} | ({"page": page} if page else {})))
        seen += [line["patient"] for line in answer["waiting"]]
        page = answer["next_page"]
    assert seen == [f"p-{number}" for number in range(5)]


def test_a_page_is_cut_by_the_database(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long list no more is read than the page needs, and one line that says whether more follow."""
    office.know(*(f"p-{number}" for number in range(4)))
    for number in range(4):
        office.good(office.post("/waitlist", WANTED | {"patient": f"p-{number}"}))
    read: list[Waiting] = []

    def seen(row: Row) -> Waiting:
        read.append(waiting_of(row))
        return read[-1]

    monkeypatch.setattr(lookups, "waiting_of", seen)
    assert len(office.good(office.get("/waitlist", params={"count": 1}))["waiting"]) == 1
    assert len(read) == 2


def test_a_line_changed_meanwhile_is_not_closed(office: Office) -> None:
    """The version is heeded if it is sent; the line stays open otherwise."""
    office.know("p-1")
    line = office.good(office.post("/waitlist", WANTED))
    path = f"/waitlist/{line['id']}"
    assert office.send("DELETE", path, headers={"If-Match": '"2"'}).status_code == 412
    assert office.get(path).json()["closed_at"] is None
    assert office.send("DELETE", path, headers={"If-Match": '"1"'}).status_code == 200


def test_only_known_patients_wait(office: Office) -> None:
    """A patient whom the practice does not know is refused by the rule."""
    refused = office.post("/waitlist", WANTED)
    assert (refused.status_code, refused.json()["refusals"][0]["rule"]) == (409, "patient_unknown")


def test_wrong_lines_are_refused(office: Office) -> None:
    """Days out of order and unknown ids are told by their field."""
    back = office.post("/waitlist", WANTED | {"to": "2026-01-01"})
    assert back.json()["errors"][0]["message"] == "The last day is before the first."
    lost = office.post("/waitlist", WANTED | {"motive": "tap-dance", "sites": ["atlantis"]})
    assert [one["field"] for one in lost.json()["errors"]] == ["motive", "sites.0"]
    assert office.get("/waitlist").json()["waiting"] == []


def test_lines_of_other_practices_do_not_exist(office: Office, service: Service) -> None:
    """Another practice neither reads nor closes a line."""
    office.know("p-1")
    line = office.good(office.post("/waitlist", WANTED))
    other = service.open()
    assert other.get(f"/waitlist/{line['id']}").status_code == 404
    assert other.send("DELETE", f"/waitlist/{line['id']}").status_code == 404
    assert other.get("/waitlist").json()["waiting"] == []
