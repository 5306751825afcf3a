"""Sessions of a rota are cut where the day changes, and filled with what they are for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from scheduler.agenda.problem import BlockKind, Segment
from tests.builders import clock
from tests.practices import a_doctor, a_site, a_template
from tests.scheduler.agenda.diaries import a_diary, a_learned_length, contacts, learned_figures, patients

LONG_DAY = a_template("day", start="07:00", end="21:00", **{"break": {"start": "12:00", "minutes": 30}})


def segments(*sessions: str, **stated: Any) -> list[tuple[str, str, str]]:
    """The segments of the only session: from, to, and what fills them, "window" for an acute window."""
    (session,) = a_diary(*sessions, **stated).sessions
    return [_told(segment) for segment in session.segments]


def _told(segment: Segment) -> tuple[str, str, str]:
    assert not segment.items
    times = [f"{minute // 60:02d}:{minute % 60:02d}" for minute in (segment.begin, segment.end)]
    return times[0], times[1], "window" if segment.window else segment.fill.value


def test_day_is_cut_at_windows_pause_and_one_o_clock() -> None:
    """Before 8 and after 20 o'clock acute problems come first; the pause is nobody's time."""
    assert segments("ada mon day", templates=[LONG_DAY]) == [
        ("07:00", "08:00", "window"),
        ("08:00", "12:00", "open"),
        ("12:30", "13:00", "open"),
        ("13:00", "20:00", "open"),
        ("20:00", "21:00", "window"),
    ]


def test_session_within_a_part_of_the_day_is_not_cut() -> None:
    """A morning that ends at 13:00 and an afternoon that begins later."""
    assert segments("ada mon morning") == [("09:00", "13:00", "open")]
    assert segments("ada mon afternoon") == [("14:00", "18:00", "open")]


def test_pause_at_the_edge_of_a_window_leaves_no_empty_stretch() -> None:
    """A pause may begin where a window ends."""
    template = a_template("day", start="07:00", end="10:00", **{"break": {"start": "08:00", "minutes": 60}})
    assert segments("ada mon day", templates=[template]) == [("07:00", "08:00", "window"), ("09:00", "10:00", "open")]


def test_site_may_have_windows_of_its_own() -> None:
    """No early window, and a late one from 19:00."""
    site = a_site(hours={"mon-fri": "07:00-21:00"}, acute_windows={"before": None, "after": "19:00"})
    assert segments("ada mon day", templates=[LONG_DAY], sites=[site]) == [
        ("07:00", "12:00", "open"),
        ("12:30", "13:00", "open"),
        ("13:00", "19:00", "open"),
        ("19:00", "21:00", "window"),
    ]


def test_windows_concern_their_professions_only() -> None:
    """A nurse's early hours are open; a locum's are not."""
    staff = [a_doctor("nora", profession="nurse"), a_doctor("leo", profession="locum")]
    early = a_template("early", start="07:00", end="09:00", professions=["nurse", "locum"])
    nurse = segments("nora mon early", practitioners=staff, templates=[early], lists=[])
    assert nurse == [("07:00", "08:00", "open"), ("08:00", "09:00", "open")]
    locum = segments("leo mon early", practitioners=staff, templates=[early], lists=[])
    assert locum == [("07:00", "08:00", "window"), ("08:00", "09:00", "open")]


def test_nursing_desk_and_visits_have_no_window() -> None:
    """A doctor's session that is no consultation sees no acute patients at any hour."""
    for kind, fill in (("nursing", "open"), ("desk", "desk"), ("visits", "visit")):
        early = a_template("early", kind=kind, start="07:30", end="08:30")
        found = segments("ada mon early", templates=[early])
        assert found == [("07:30", "08:00", fill), ("08:00", "08:30", fill)]


@pytest.mark.parametrize("kind", ["phone", "reception", "teaching", "training", "coordination"])
def test_other_kinds_of_session_have_no_agenda(kind: str) -> None:
    """Nobody books into them."""
    assert a_diary("ada mon other", templates=[a_template("other", kind=kind)]).sessions == ()


def test_holiday_is_an_acute_window_throughout() -> None:
    """On 11 November whoever consults sees acute problems; on the day after nobody is bound to."""
    week = date(2026, 11, 9)
    assert segments("ada wed morning", first_day=week) == [("09:00", "13:00", "window")]
    assert segments("ada thu morning", first_day=week) == [("09:00", "13:00", "open")]


def test_holiday_without_a_window_is_open() -> None:
    """A practice may leave its holidays open."""
    found = segments("ada wed morning", first_day=date(2026, 11, 9), acute_windows={"holidays": False})
    assert found == [("09:00", "13:00", "open")]


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 6, 14)])
def test_change_of_the_clock_shifts_nothing(sunday: date) -> None:
    """Times are those of the wall clock: a Sunday of 23 or of 25 hours is cut like any other."""
    site = a_site(hours={"sun": "00:00-24:00"})
    night = a_template("night", start="00:30", end="13:30", days="sun")
    monday = date.fromordinal(sunday.toordinal() - 6)
    diary = a_diary("ada sun night", first_day=monday, sites=[site], templates=[night])
    assert diary.expectations.frame.dates[6] == sunday
    assert [(s.begin, s.end, s.fill) for s in diary.sessions[0].segments] == [
        (30, 480, BlockKind.ACUTE),
        (480, 780, BlockKind.OPEN),
        (780, 810, BlockKind.OPEN),
    ]


def test_sessions_come_by_day_person_and_time() -> None:
    """With who, where, when, and the template of the practice file."""
    sites = [a_site(hours={"mon-fri": "08:00-20:00"}), a_site("italie")]
    diary = a_diary("ben mon afternoon", "ada tue morning italie", "ada mon afternoon", "ada mon morning", sites=sites)
    assert [(one.day, one.person, one.site, one.template, one.begin) for one in diary.sessions] == [
        (0, 0, 0, "morning", clock("09:00")),
        (0, 0, 0, "afternoon", clock("14:00")),
        (0, 1, 0, "afternoon", clock("14:00")),
        (1, 0, 1, "morning", clock("09:00")),
    ]


def test_open_time_is_cut_into_the_planned_slots_of_the_own_list() -> None:
    """One slot for each category that comes; who has no list books the patients of the site."""
    categories = [{"id": "adult", "name": "Adult"}, {"id": "old", "name": "Old"}, {"id": "none", "name": "None"}]
    lengths = [
        {"motive": "follow-up", "minutes": 20},
        {"motive": "follow-up", "category": "old", "minutes": 30},
        {"motive": "urgent", "minutes": 15},
    ]
    lists = [
        *patients(ada=10),
        {"practitioner": "cleo", "category": "old", "patients": 5},
        {"practitioner": "cleo", "category": "none", "patients": 5},
    ]
    often = [{"motive": "follow-up", "category": name, "per_year": rate} for name, rate in (("adult", 2), ("old", 3))]
    diary = a_diary(
        "ada mon morning",
        "ben mon morning",
        "cleo mon morning",
        practitioners=[a_doctor("ada"), a_doctor("ben"), a_doctor("cleo")],
        categories=categories,
        lengths=lengths,
        lists=lists,
        contacts=often,
    )
    assert [session.open_lengths for session in diary.sessions] == [(20,), (20, 30), (30,)]


def test_open_slots_are_those_learned_for_the_practitioner() -> None:
    """A doctor who needs longer has longer slots."""
    lines = [a_learned_length("follow-up", 25, practitioner="ada"), a_learned_length("follow-up", 15)]
    diary = a_diary("ada mon morning", "ben mon morning", learned=learned_figures(lengths=lines))
    assert [session.open_lengths for session in diary.sessions] == [(25,), (15,)]


def test_open_time_without_planned_patients_has_slots_of_twenty_minutes() -> None:
    """Somebody may still book there."""
    diary = a_diary("ada mon morning", contacts=contacts(urgent=1.0))
    assert diary.sessions[0].open_lengths == (20,)
