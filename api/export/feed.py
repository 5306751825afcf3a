"""A practitioner's appointments as a calendar to subscribe to. Nothing in it is about patients."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event

from api.export.calendar_frame import begin_calendar, write_calendar
from api.store.feeds import Busy, Feed
from scheduler.lengths import motives_of
from scheduler.messages import say
from scheduler.part import Translated, label_text
from scheduler.practice import Practice
from scheduler.zones import zone_of


def feed_calendar(feed: Feed, busy: Sequence[Busy], practice: Practice, first: date, last: date) -> bytes:
    """The calendar of the appointments between two dates: the same bytes as long as nothing of it changes.

    The places taken of a group are one entry.
    """
    words = _Words(practice)
    calendar = begin_calendar(words.heading(feed.practitioner))
    for one, places in _entries(busy):
        calendar.add_component(_event(feed, one, places, words))
    return write_calendar(calendar, first, last)


class _Words:
    """What things are called in the practice's language; ids where the practice no longer knows them."""

    def __init__(self, practice: Practice) -> None:
        self.language = practice.practice.language
        self.zone: ZoneInfo = zone_of(practice.practice)
        self.name = label_text(practice.practice.name, self.language)
        self._motives = self._labels((one.id, one.name) for one in motives_of(practice))
        self._sites = self._labels((one.id, one.name) for one in practice.sites)
        self._people = self._labels((one.id, one.name) for one in practice.practitioners)

    def _labels(self, named: Iterable[tuple[str, Translated | str]]) -> dict[str, str]:
        return {id_: label_text(label, self.language) for id_, label in named}

    def heading(self, practitioner: str) -> str:
        """What the calendar is called."""
        return f"{self.name} – {self._people.get(practitioner, practitioner)}"

    def title(self, one: Busy, places: int) -> str:
        """What an entry is called."""
        motive = self._motives.get(one.motive, one.motive)
        return say("calendar-group", self.language, motive=motive, places=places) if one.group else motive

    def place(self, one: Busy) -> str:
        """Where it is."""
        site = self._sites.get(one.site, one.site)
        return f"{site}, {one.room}" if one.room else site


def _entries(busy: Sequence[Busy]) -> Iterator[tuple[Busy, int]]:
    """The appointments, of those in a group the first with how many they are."""
    groups = Counter((one.starts, one.motive) for one in busy if one.group)
    for one in busy:
        if not one.group:
            yield one, 1
        elif places := groups.pop((one.starts, one.motive), 0):
            yield one, places


def _event(feed: Feed, one: Busy, places: int, words: _Words) -> Event:
    event, begin = Event(), one.starts.astimezone(words.zone)
    own = f"{feed.practitioner}-{one.motive}-{one.starts:%Y%m%dT%H%MZ}" if one.group else str(one.id)
    event.add("uid", f"{own}@{feed.practice}")
    event.add("dtstamp", one.booked_at)
    event.add("sequence", one.version)
    event.add("dtstart", begin)
    event.add("dtend", (one.starts + timedelta(minutes=one.taken_minutes)).astimezone(words.zone))
    event.add("summary", words.title(one, places))
    event.add("location", words.place(one))
    return event
