"""Calendar feeds: private, without patients, the same bytes while nothing changes, and gone when revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar, Event

from api.scopes import Scope
from scheduler.booking.appointments import Appointment, Slot, State
from scheduler.motives import Channel
from tests.api.http.service import BASE, Office, Service
from tests.booking import NOW, a_day, a_practice_with_booking, a_publication, a_slot, an_agenda_day, an_appointment, at

LINE = "08:30 open 12:00 group/workshop*3 13:00"
DAYS = tuple(an_agenda_day(LINE, "ada", a_day(number)) for number in (0, 1, 7 * 8, 7 * 8 + 1))


@pytest.fixture
def office(service: Service) -> Office:
    """A practice whose group workshops can be booked too; it is Monday at seven."""
    service.clock.now = NOW
    return service.open(*DAYS)


def a_feed(office: Office, practitioner: str = "ada") -> str:
    """The path of a feed just made."""
    url: str = office.good(office.post(f"/calendars/{practitioner}"))["url"]
    return url.removeprefix(BASE)


def book(office: Office, number: int, slot: Slot | None = None, **stated: Any) -> Appointment:
    """An appointment, straight into the store."""
    booked = an_appointment(slot, number, practice=office.practice, **stated)
    office.service.portal.call(office.service.parts.store.book, booked, office.service.clock.now)
    return booked


def entries(office: Office, path: str) -> list[Event]:
    """The entries of a feed, asked for without a key."""
    answer = office.service.send("GET", path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.text).walk("VEVENT"))


def test_an_appointment_is_shown_without_its_patient(office: Office) -> None:
    """Motive, place and time by the practice's clocks; no category and no pseudonym."""
    booked = book(office, 1, a_slot("09:00", room="consulting 2"), patient="p-secret", category="chronic")
    path = a_feed(office)
    (entry,) = entries(office, path)
    assert (str(entry["SUMMARY"]), str(entry["LOCATION"])) == ("Consultation", "Nation, consulting 2")
    assert (entry.decoded("DTSTART"), entry.decoded("DTEND")) == (at("09:00"), at("09:20"))
    assert entry.decoded("DTSTART").utcoffset() == timedelta(hours=1)
    assert str(entry["UID"]) == f"{booked.id}@{office.practice}"
    text = office.service.send("GET", path).text
    assert "p-secret" not in text
    assert "hronic" not in text


def test_the_places_of_a_group_are_one_entry(office: Office) -> None:
    """With how many are taken."""
    for number in (1, 2):
        slot = a_slot("12:00", 60, group=True, channel=Channel.GROUP)
        book(office, number, slot, motive="workshop", only_future=False)
    (entry,) = entries(office, a_feed(office))
    assert str(entry["SUMMARY"]) == "Workshop (2 places taken)"


def test_a_feed_reaches_from_two_weeks_ago_to_eight_weeks_ahead(office: Office) -> None:
    """Of one practitioner only, and nothing that was cancelled."""
    last, beyond = (book(office, number, a_slot("09:00", day=a_day(7 * 8 + number))) for number in (0, 1))
    gone = book(office, 3, a_slot("10:00"))
    after = _cancelled(gone)
    office.service.portal.call(office.service.parts.store.cancel, gone, after, NOW)
    path = a_feed(office)
    assert [str(entry["UID"]) for entry in entries(office, path)] == [f"{last.id}@{office.practice}"]
    assert entries(office, a_feed(office, "ben")) == []
    office.service.clock.pass_by(days=7 * 8 + 14)
    assert [str(entry["UID"]).partition("@")[0] for entry in entries(office, path)] == [str(last.id), str(beyond.id)]
    office.service.clock.pass_by(days=1)
    assert len(entries(office, path)) == 1


def _cancelled(one: Appointment) -> Appointment:
    facts = {name: getattr(one, name) for name in one.__dataclass_fields__}
    return Appointment(**facts | {"state": State.CANCELLED, "cancelled_at": NOW, "version": one.version + 1})


def test_what_has_not_changed_is_not_sent_again(office: Office) -> None:
    """By ETag and by date; a booking changes both answers, and nobody on the way keeps a copy."""
    path, service = a_feed(office), office.service
    service.clock.pass_by(minutes=1)
    first = service.send("GET", path)
    assert "private" in first.headers["Cache-Control"]
    tagged = {"If-None-Match": first.headers["ETag"]}
    dated = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert [service.send("GET", path, headers=known).status_code for known in (tagged, dated)] == [304, 304]
    book(office, 1)
    assert [service.send("GET", path, headers=known).status_code for known in (tagged, dated)] == [200, 200]


def test_a_new_address_ends_the_old_one(office: Office) -> None:
    """And revoking ends it for good; an address that never was is answered alike."""
    first, second = a_feed(office), a_feed(office)
    assert office.service.send("GET", first).status_code == 404
    assert entries(office, second) == []
    assert office.send("DELETE", "/calendars/ada").status_code == 204
    assert office.service.send("GET", second).status_code == 404
    assert office.send("DELETE", "/calendars/ada").status_code == 404
    assert office.service.send("GET", "/calendars/nonsense.ics").status_code == 404


def test_a_feed_needs_a_practitioner_and_the_scope(office: Office, service: Service) -> None:
    """Nobody's calendar, another practice's and a key that may not are refused; the address is shown once."""
    assert office.post("/calendars/nobody").status_code == 404
    assert office.with_scopes(Scope.APPOINTMENTS_READ).post("/calendars/ada").status_code == 403
    a_feed(office)
    assert service.open().send("DELETE", "/calendars/ada").status_code == 404
    first = office.post("/calendars/ada", idempotency_key="once")
    assert office.post("/calendars/ada", idempotency_key="once").json() == first.json() | {"url": None}


def test_a_feed_speaks_the_words_of_the_practice(service: Service) -> None:
    """In its language, by its labels; what it no longer knows goes by its id."""
    service.clock.now = NOW
    office = service.open(*DAYS)
    book(office, 1, a_slot("09:00"), motive="scan")
    path = a_feed(office)
    stated = {"practice": {"id": office.practice, "name": {"fr": "Le cabinet", "en": "The surgery"}, "language": "fr"}}
    motives = [{"id": "follow-up", "name": {"fr": "Suivi", "en": "Follow-up"}, "within_days": 7}]
    practice = a_practice_with_booking(motives=motives, lengths=[], booking={"shared": []}, **stated)
    service.publish(a_publication(*DAYS, practice=practice))
    text = service.send("GET", path).text
    assert "X-WR-CALNAME:Le cabinet – Ada" in text
    assert "SUMMARY:scan" in text
