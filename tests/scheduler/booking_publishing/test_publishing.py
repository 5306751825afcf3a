"""A rota and its agendas become bookable days: sessions joined, rooms given, shared things open while their site is."""

from __future__ import annotations

from datetime import timedelta

from scheduler.agenda.problem import BlockKind
from scheduler.booking.days import Piece, Stretch
from scheduler.booking.publishing import last_rooms_of, publication_of
from tests.booking import PRACTICE, a_practice_with_booking
from tests.builders import A_MONDAY, clock
from tests.practices import a_site, a_template
from tests.scheduler.booking_publishing.papers import (
    a_date,
    a_rota,
    an_agenda,
    published,
    rooms_of_day,
    stretches_of,
)


def test_sessions_of_a_day_are_joined() -> None:
    """Morning at one site and afternoon at another make one day, its blocks in order of time."""
    days = published(
        "ada mon afternoon@bastille",
        "ada mon morning",
        blocks={"ada mon morning": "09:00 acute 10:00 open 13:00", "ada mon afternoon@bastille": "14:00 review 18:00"},
    )
    day = days["ada", A_MONDAY]
    assert day.stretches == (
        Stretch("nation", clock("09:00"), clock("13:00"), "consulting 1"),
        Stretch("bastille", clock("14:00"), clock("18:00"), "consulting 1"),
    )
    assert [(piece.begin, piece.kind) for piece in day.pieces] == [
        (clock("09:00"), BlockKind.ACUTE),
        (clock("10:00"), BlockKind.OPEN),
        (clock("14:00"), BlockKind.REVIEW),
    ]


def test_groups_keep_motive_and_places() -> None:
    """A workshop is published with what it is for and how many may come."""
    days = published("ada mon morning", blocks={"ada mon morning": "09:00 group/workshop*3 10:00 open 13:00"})
    assert days["ada", A_MONDAY].pieces[0] == Piece(540, 600, BlockKind.GROUP, "workshop", 3)


def test_period_is_that_of_the_rota() -> None:
    """From its first Monday to its last Sunday; the store numbers it."""
    lines = ("ada mon morning", "ada mon+1 morning")
    found = publication_of(PRACTICE, a_rota(*lines, weeks=2), an_agenda(*lines, weeks=2))
    assert (found.first, found.last) == (A_MONDAY, A_MONDAY + timedelta(days=13))
    assert found.published.practice is PRACTICE
    assert {day.generation for day in found.days} == {0}


def test_reserve_is_found_by_site_and_date() -> None:
    """The acute reserve of the agendas is what offers follow."""
    kept = {"site": "nation", "date": str(A_MONDAY), "expected": 3.0, "sd": 1.0, "wanted": 4, "slots": 4}
    more = {"minutes": 60, "turned_away": 0.05, "unused": 1.0}
    found = publication_of(PRACTICE, a_rota("ada mon morning"), an_agenda("ada mon morning", reserve=[kept | more]))
    assert found.published.reserve["nation", A_MONDAY].slots == 4


def test_shared_things_are_open_while_their_site_is() -> None:
    """Every unit has a day for each date on which its site is open, over its hours, and none when it is closed."""
    practice = a_practice_with_booking(
        {"shared": [{"id": "ultrasound", "site": "bastille", "motives": ["scan"], "count": 2}]},
        sites=[a_site("nation"), a_site("bastille", hours={"mon-tue": ["09:00-12:00", "14:00-18:00"]})],
        templates=[a_template(sites=["nation"]), a_template("afternoon", start="14:00", end="18:00")],
    )
    days = published("ada mon morning", practice=practice)
    units = {key: day for key, day in days.items() if key[0] != "ada"}
    assert set(units) == {(f"ultrasound/{n}", a_date(day)) for n in (1, 2) for day in ("mon", "tue")}
    unit = units["ultrasound/2", A_MONDAY]
    assert [(piece.begin, piece.end) for piece in unit.pieces] == [(540, 720), (840, 1080)]
    assert {piece.kind for piece in unit.pieces} == {BlockKind.OPEN}
    assert unit.at_site("bastille") == unit.bookable


def test_shared_things_rest_on_public_holidays() -> None:
    """A closed holiday has no unit's day."""
    holiday = a_practice_with_booking(holidays={"add": {str(a_date("wed")): "fair"}})
    days = published("ada mon morning", practice=holiday)
    assert ("ultrasound/1", a_date("tue")) in days
    assert ("ultrasound/1", a_date("wed")) not in days


def test_doctors_keep_their_room_all_week() -> None:
    """Ada, who came first, has the first room on the day on which Ben begins too."""
    days = published("ada mon morning", "ben mon morning", "ben tue morning", "ada tue morning")
    assert rooms_of_day(days, "mon") == {"ada": ["consulting 1"], "ben": ["consulting 2"], "ultrasound/1": [None]}
    assert rooms_of_day(days, "tue") == rooms_of_day(days, "mon")


def test_rooms_go_on_from_what_was_published() -> None:
    """The last rooms before the period are read from its days; published again, everything is the same."""
    earlier = published("ben mon morning", "ada mon morning")
    assert stretches_of("ben", "mon", earlier)[0].room == "consulting 1"
    monday = A_MONDAY + timedelta(days=7)
    last = last_rooms_of(earlier.values(), monday)
    assert last == {("ben", "nation", "consulting"): 1, ("ada", "nation", "consulting"): 2}
    later = published("ada mon+1 morning", "ben mon+1 morning", published=tuple(earlier.values()), first=monday)
    assert rooms_of_day(later, "mon+1") == {"ada": ["consulting 2"], "ben": ["consulting 1"], "ultrasound/1": [None]}
    assert last_rooms_of(earlier.values(), A_MONDAY) == {}


def test_what_has_not_changed_keeps_its_room() -> None:
    """Somebody who comes in anew on Monday takes a room that is left, and the rest of the week stays as it was."""
    week = ("ben mon morning", "ada mon morning", "ada tue morning", "ben tue morning")
    earlier = published(*week)
    others = ("chloe mon morning", "ada wed morning")
    later = published(*others, *reversed(week), published=tuple(earlier.values()))
    assert {key: later[key] for key in earlier} == earlier
    assert rooms_of_day(later, "mon")["chloe"] == ["consulting 3"]
    assert rooms_of_day(later, "wed")["ada"] == ["consulting 2"]


def test_sessions_without_an_agenda_of_their_own_open_nothing() -> None:
    """Teaching beside a consulting morning is time at the site that nobody books; alone it makes no day."""
    practice = a_practice_with_booking(
        templates=[a_template(), a_template("afternoon", start="14:00", end="18:00", kind="teaching", room=None)]
    )
    rota = a_rota("ada mon morning", "ada mon afternoon", "ben mon afternoon")
    found = publication_of(practice, rota, an_agenda("ada mon morning"))
    people = {day.holder: day for day in found.days if day.holder in ("ada", "ben")}
    assert set(people) == {"ada"}
    assert [stretch.room for stretch in people["ada"].stretches] == ["consulting 1", None]
    assert people["ada"].bookable == people["ada"].masks[BlockKind.OPEN]
