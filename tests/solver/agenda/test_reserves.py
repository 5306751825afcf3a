"""What each day keeps for acute patients holds the promise with as few slots as can be, or tells that it cannot."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import Any

import pytest
from scipy.stats import nbinom

from scheduler.agenda.build.diary import Diary
from scheduler.learned import DayPart
from solver.agenda.protection.demand import NegativeBinomialDemand
from solver.agenda.protection.release_outcome import release_outcome
from solver.agenda.reserves import AT_FIRST, DayReserve, day_reserves
from tests.practices import a_doctor, a_site, a_template
from tests.scheduler.agenda.diaries import a_diary, contacts, learned_figures

NO_RELEASE: dict[str, Any] = {"release": []}
DISPERSION = 0.01
"""Requests are predictable within ten per cent."""


def a_monday(*sessions: str, mean: float = 10, **stated: Any) -> Diary:
    """A Monday that is expected to bring so many acute patients."""
    demand = [{"site": "nation", "days": "mon", "half_day": "morning", "minutes": round(95 * mean)}]
    return a_diary(*(sessions or ("ada mon morning", "ben mon afternoon")), **{"demand": demand} | stated)


def kept(diary: Diary) -> DayReserve:
    """The only reserve."""
    (found,) = day_reserves(diary)
    return found


def turned_away(mean: float, slots: int) -> float:
    """The share of patients whom so many slots cannot take, by the table of the negative binomial distribution."""
    chances = [float(nbinom.pmf(asked, 1 / DISPERSION, 1 / (1 + DISPERSION * mean))) for asked in range(200)]
    return sum(max(0, asked - slots) * chance for asked, chance in enumerate(chances)) / mean


@pytest.mark.parametrize("mean", [1, 4, 10, 25])
@pytest.mark.parametrize("turn_away", [0.01, 0.05, 0.2])
def test_reserve_is_the_smallest_that_holds_the_promise(mean: float, turn_away: float) -> None:
    """With nothing released, one slot fewer would turn too many away."""
    sessions = ("ada mon-fri morning", "ben mon-fri afternoon", "ada mon-fri afternoon")
    found = kept(a_monday(*sessions, mean=mean, agenda=NO_RELEASE | {"turn_away": turn_away}))
    assert found.turned_away == pytest.approx(turned_away(mean, found.slots))
    assert found.turned_away <= turn_away < turned_away(mean, found.slots - 1)
    assert found.wanted == found.slots


@pytest.mark.parametrize("mean", [1, 3, 10, 20])
def test_releases_are_counted_in(mean: float) -> None:
    """The promise holds over the whole time, and would not if one slot fewer were kept and released alike."""
    found = kept(a_monday(mean=mean))
    demand = NegativeBinomialDemand(float(mean), DISPERSION)
    assert found.turned_away == pytest.approx(release_outcome(demand, found.release).turned_away)
    assert found.turned_away <= 0.05 + 1e-9
    fewer = [replace(step, slots=min(step.slots, found.slots - 1)) for step in found.release]
    assert release_outcome(demand, fewer).turned_away > 0.05


def test_day_tells_what_to_expect() -> None:
    """Patients in person, how far they may differ, and the slots nobody will take."""
    found = kept(a_monday(agenda=NO_RELEASE))
    assert (found.site, found.day) == (0, 0)
    assert found.expected == pytest.approx(10)
    assert found.sd == pytest.approx(sqrt(10 + DISPERSION * 100))
    assert found.unused == pytest.approx(found.slots - 10 * (1 - found.turned_away))


def test_patients_seen_at_a_distance_need_no_slot_here() -> None:
    """Of fourteen acute patients four call."""
    often = contacts(urgent=1.0, call=0.4)
    line = {"site": "nation", "days": "mon", "half_day": "morning", "minutes": 190}
    with_calls = kept(a_monday(contacts=often, demand=[line]))
    assert with_calls.expected == pytest.approx(10)
    assert with_calls.slots == kept(a_monday()).slots


def test_stricter_promise_keeps_more() -> None:
    """Fewer turned away, more slots, more of them unused."""
    strict, loose = (kept(a_monday(agenda={"turn_away": share})) for share in (0.01, 0.1))
    assert strict.slots > loose.slots
    assert strict.unused > loose.unused
    assert strict.turned_away < loose.turned_away


def test_day_that_differs_more_keeps_more() -> None:
    """As learned."""
    learned = {
        "origin": "2026-11-02",
        "cases": 100,
        "level": {"nation": 2.302585},
        "weekday": {"mon": 0.0},
        "dispersion": 0.3,
    }
    spread = next(one for one in day_reserves(a_monday(learned=learned_figures(acute_demand=learned))) if one.day == 0)
    assert spread.expected == pytest.approx(10, abs=1e-5)
    assert spread.sd == pytest.approx(sqrt(10 + 0.3 * 100), abs=1e-4)
    assert spread.slots > kept(a_monday()).slots


def test_too_few_sessions_are_told() -> None:
    """Everything they hold is kept, what would hold the promise is wanted, and who is turned away is told truly."""
    short = a_template("short", start="09:00", end="10:10")
    found = kept(a_monday("ada mon short", templates=[short], agenda=NO_RELEASE))
    assert found.slots == 4
    assert found.wanted == kept(a_monday(agenda=NO_RELEASE)).slots > 4
    assert found.turned_away == pytest.approx(turned_away(10, 4))
    assert found.parts[DayPart.MORNING] == 4


def test_slots_are_spread_over_the_day_by_patients_and_room() -> None:
    """They add up, and no part holds more than its sessions can."""
    day = a_template("day", start="07:00", end="12:00")
    early = a_template("early", start="07:00", end="09:00")
    templates = [day, early, a_template("afternoon", start="14:00", end="18:00"), a_template("morning")]
    for sessions in (
        ("ada mon day",),
        ("ada mon early", "ben mon afternoon"),
        ("ada mon early",),
        ("ada mon day", "ben mon day", "ben mon afternoon"),
    ):
        diary = a_monday(*sessions, templates=templates)
        found, room = kept(diary), diary.capacity(0, 0)
        assert sum(found.parts.values()) == found.slots
        assert all(0 <= slots <= room[part] for part, slots in found.parts.items())


def test_part_with_more_patients_keeps_more() -> None:
    """Where there is room for all, the parts keep their shares of the patients."""
    shares = {"nation": {"mon": {"early": 0.0, "morning": 0.75, "afternoon": 0.25, "late": 0.0}}}
    learned = {
        "origin": "2026-11-02",
        "cases": 100,
        "level": {"nation": 2.302585},
        "weekday": {"mon": 0.0},
        "shares": shares,
    }
    diary = a_monday("ada mon morning", "ben mon afternoon", learned=learned_figures(acute_demand=learned))
    found = next(one for one in day_reserves(diary) if one.day == 0)
    assert found.parts[DayPart.MORNING] == pytest.approx(0.75 * found.slots, abs=1)
    assert found.parts[DayPart.AFTERNOON] == pytest.approx(0.25 * found.slots, abs=1)


def test_release_begins_with_all_and_never_rises() -> None:
    """One step for each moment of the practice, in order."""
    moments = [{"days_before": 1, "at": "18:00"}, {"days_before": 0, "at": "10:00"}, {"days_before": 0, "at": "15:00"}]
    found = kept(a_monday(agenda={"release": moments}))
    assert [step.label for step in found.release] == [AT_FIRST, "1T18:00", "0T10:00", "0T15:00"]
    assert found.release[0].slots == found.slots
    slots = [step.slots for step in found.release]
    assert slots == sorted(slots, reverse=True)
    assert slots[-1] < slots[0]
    shares = [step.share for step in found.release]
    assert shares[:2] == [1.0, 1.0]
    assert shares[2:] == [pytest.approx(0.81), pytest.approx(0.412)]


def test_release_goes_by_what_was_learned_of_the_hours() -> None:
    """Half of the requests are in when the practice opens."""
    learned = {
        "origin": "2026-11-02",
        "cases": 100,
        "level": {"nation": 2.302585},
        "weekday": {"mon": 0.0},
        "still_expected": [{"days_before": 0, "hour": 9, "share": 0.5}],
    }
    diary = a_monday(learned=learned_figures(acute_demand=learned))
    found = next(one for one in day_reserves(diary) if one.day == 0)
    assert [step.share for step in found.release] == [1.0, 1.0, 0.5, 0.5]


def test_day_without_acute_patients_keeps_nothing() -> None:
    """Nor one on which nobody could see them."""
    assert day_reserves(a_diary("ada mon morning", contacts=contacts(follow_up=1))) == ()
    assert day_reserves(a_monday("ada mon desk", "ben tue morning")) == ()
    nurse = [a_doctor("nora", profession="nurse")]
    care = [a_template("care", kind="nursing", professions=["nurse"])]
    assert day_reserves(a_monday("nora mon care", practitioners=nurse, templates=care, lists=[])) == ()


def test_every_site_and_day_has_its_own() -> None:
    """Two sites, two days."""
    sites = [a_site(hours={"mon-sat": "07:00-21:00"}), a_site("italie", hours={"mon-tue": "08:00-19:00"})]
    staff = [a_doctor("ada"), a_doctor("ben", home_site="italie")]
    own = [{"practitioner": who, "category": "adult", "patients": 900} for who in ("ada", "ben")]
    diary = a_diary("ada mon-tue morning", "ben tue morning italie", sites=sites, practitioners=staff, lists=own)
    assert [(one.site, one.day) for one in day_reserves(diary)] == [(0, 0), (0, 1), (1, 1)]
