"""Publishing keeps every appointment, tells those that no longer fit, and what was opened."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from api.publication import Report, RoomsUsed, misfit_sentence, publish
from scheduler.agenda.problem import BlockKind
from scheduler.booking.days import Diary
from scheduler.booking.memory import MemoryStore
from scheduler.booking.publishing_faults import UnpublishableError
from scheduler.booking.store import UnknownError
from tests.booking import NOW, PRACTICE, THE_PRACTICE, a_slot, an_appointment, an_id
from tests.builders import A_MONDAY
from tests.scheduler.booking_publishing.papers import a_date, a_rota, an_agenda

TWO_DAYS = ("ada mon morning", "ada tue morning", "ben tue morning")


def published(store: MemoryStore, *lines: str, blocks: dict[str, str] | None = None, **stated: Any) -> Report:
    """What became of publishing a rota with open agendas at `NOW`."""
    papers = a_rota(*lines, **stated), an_agenda(*lines, blocks=blocks)
    return asyncio.run(publish(store, PRACTICE, *papers, None, NOW))


def test_report_says_what_was_opened() -> None:
    """Days, people, minutes by kind, places, rooms and shared things."""
    blocks = {"ben tue morning": "09:00 acute 10:00 group/workshop*3 11:00 desk 13:00"}
    report = published(MemoryStore(), *TWO_DAYS, blocks=blocks)
    opened = report.opened
    assert (report.generation, report.kept, report.misfits) == (1, 0, ())
    assert (report.first, report.last) == (A_MONDAY, A_MONDAY + timedelta(days=6))
    assert (opened.days, opened.practitioners, opened.places) == (2, ("ada", "ben"), 3)
    assert opened.minutes == {BlockKind.OPEN: 480, BlockKind.ACUTE: 60}
    assert opened.rooms == (RoomsUsed("nation", "consulting", 2, 3), RoomsUsed("bastille", "consulting", 0, 3))
    assert opened.units == ("ultrasound/1",)


def test_published_again_everything_is_kept() -> None:
    """An appointment in the agenda is kept and fits."""
    store = MemoryStore()
    published(store, *TWO_DAYS)
    asyncio.run(store.book(an_appointment(), NOW))
    report = published(store, *TWO_DAYS)
    assert (report.generation, report.kept, report.misfits) == (2, 1, ())


class Lost(MemoryStore):
    """A store that nothing can be asked of any more once something was published."""

    async def appointments(self, *_: Any, **__: Any) -> Any:
        """Nothing answers."""
        raise OSError


def test_all_that_is_told_comes_from_the_publication_itself() -> None:
    """What was published is told, even if the store cannot be reached just after it."""
    store = Lost()
    published(store, *TWO_DAYS)
    asyncio.run(store.book(an_appointment(), NOW))
    report = published(store, *TWO_DAYS)
    assert (report.generation, report.kept) == (2, 1)
    assert report.token > 0


def test_what_no_longer_fits_is_told() -> None:
    """Without Monday's session its appointment stays, and the sentence says whose, when and why, and nothing more."""
    store = MemoryStore()
    published(store, *TWO_DAYS)
    asyncio.run(store.book(an_appointment(patient="p-1"), NOW))
    asyncio.run(store.book(an_appointment(a_slot(day=a_date("tue")), number=2), NOW))
    report = published(store, *TWO_DAYS[1:])
    (misfit,) = report.misfits
    assert report.kept == 2
    told = misfit_sentence(misfit, PRACTICE, "en")
    assert told.startswith(f"Appointment {an_id(1)}, ada, Monday 5 January 2026 at 09:00: ")
    assert "p-1" not in told
    kept = asyncio.run(store.appointment(THE_PRACTICE, an_id(1)))
    assert kept.holds_time


def test_rooms_go_on_from_the_week_before() -> None:
    """Whoever had a room last week has it again, though others come first now."""
    store = MemoryStore()
    published(store, "ben mon morning", "ada mon morning")
    lines = ("ada mon+1 morning", "ben mon+1 morning")
    begin = str(A_MONDAY + timedelta(days=7))
    papers = a_rota(*lines, **{"from": begin}), an_agenda(*lines, **{"from": begin})
    asyncio.run(publish(store, PRACTICE, *papers, None, NOW))
    days = asyncio.run(store.diary(THE_PRACTICE)).days
    rooms = {who: days[who, a_date("mon+1")].stretches[0].room for who in ("ada", "ben")}
    assert rooms == {"ada": "consulting 2", "ben": "consulting 1"}


def test_published_again_in_the_middle_rooms_stay() -> None:
    """Though the picture in memory has forgotten the first days, nobody changes rooms and days keep their number."""
    store = Forgetful()
    earlier = published(store, "ben mon morning", "ada mon morning", "ada thu morning", "ben thu morning")
    asyncio.run(store.book(an_appointment(a_slot("10:00", day=a_date("thu"))), NOW))
    days = dict(asyncio.run(store.diary(THE_PRACTICE)).days)
    store.forget(a_date("wed"))
    again = published(store, "ada mon morning", "ben mon morning", "ada thu morning", "ben thu morning")
    assert (earlier.generation, again.generation, again.misfits) == (1, 2, ())
    assert asyncio.run(store.diary(THE_PRACTICE)).days == {
        key: day for key, day in days.items() if key[1] >= a_date("wed")
    }


class Forgetful(MemoryStore):
    """A store whose picture begins at a date, though it keeps all."""

    first = date.min

    def forget(self, first: date) -> None:
        """Show nothing of before a date any more."""
        self.first = first

    async def diary(self, practice: str, token: int = 0) -> Diary:
        """The picture of the later days."""
        whole = await super().diary(practice, token)
        return replace(whole, days={key: day for key, day in whole.days.items() if key[1] >= self.first})


def test_nothing_is_written_when_papers_do_not_fit() -> None:
    """A rota of another practice opens nothing."""
    store = MemoryStore()
    with pytest.raises(UnpublishableError):
        published(store, *TWO_DAYS, practice="other")
    with pytest.raises(UnknownError):
        asyncio.run(store.diary(THE_PRACTICE))
