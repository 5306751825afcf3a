"""Who may work what, under which limits, after which past."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from scheduler.presets.limits import LimitPresets, limit_presets
from scheduler.rota.papers import Ledger, LedgerEntry, WeekWorked
from scheduler.rota.problem import Limits, PastSession, RotaProblem
from tests.practices import a_contract, a_doctor, a_site, a_template
from tests.scheduler.rota.monday import MONDAY, a_paper, a_problem, keys

ACUTE_SITE = a_site(hours={"mon-sat": "07:00-22:00"})
EARLY = a_template("early", start="07:00", end="12:00", days="mon-sat")
LATE = a_template("late", start="16:00", end="20:30", days="mon-sat")


def eligible(practitioner: dict[str, Any], **stated: Any) -> set[str]:
    problem = a_problem(practitioners=[practitioner], **stated)
    return keys(problem, problem.people[0].eligible)


def limits(**contract: Any) -> Limits:
    return a_problem(contracts={"full-time": a_contract(**contract)}).people[0].limits


def exempt(*duties: str, **stated: Any) -> RotaProblem:
    contracts = {"full-time": a_contract(exempt=list(duties))}
    return a_problem(contracts=contracts, sites=[ACUTE_SITE], templates=[EARLY, LATE], **stated)


def test_profession_skills_and_sites_decide() -> None:
    """A nurse with a skill at one site is eligible to what nurses with that skill do there."""
    nurse = a_doctor("nina", profession="nurse", skills=["vaccines"])
    templates = [
        a_template("care", professions=["nurse"]),
        a_template("vaccines", professions=["nurse", "gp"], skills=["vaccines"]),
        a_template("ultrasound", professions=["nurse"], skills=["ultrasound"]),
        a_template("morning"),
        a_template("elsewhere", professions=["nurse"], sites=["italie"]),
    ]
    sites = [a_site(), a_site("italie")]
    assert eligible(nurse, sites=sites, templates=templates, cover=None) == {"care@nation", "vaccines@nation"}


def test_the_home_site_is_always_allowed() -> None:
    """Further sites are allowed beside the home site, not instead of it."""
    sites = [a_site(), a_site("italie"), a_site("ourcq")]
    ada = a_doctor(sites=["italie"])
    assert eligible(ada, sites=sites, templates=[a_template()]) == {"morning@nation", "morning@italie"}


@pytest.mark.parametrize(("duty", "left"), [("early", {"late@nation"}), ("late", {"early@nation"})])
def test_a_person_exempt_from_early_or_late_duty_is_not_eligible_to_it(duty: str, left: set[str]) -> None:
    """The contract's exemption takes the sessions that touch the acute window."""
    problem = exempt(duty)
    assert keys(problem, problem.people[0].eligible) == left


def test_a_person_exempt_from_saturdays_is_away_on_them() -> None:
    """The contract's exemption leaves no candidate on Saturday, and all on Friday."""
    problem = exempt("saturday")
    assert problem.candidates(0, 5) == ()
    assert len(problem.candidates(0, 4)) == 2


def test_a_person_exempt_from_a_named_holiday_is_away_on_it() -> None:
    """Whoever never works on a named day has no candidate then, though it is an ordinary weekday."""
    practice = {"id": "the-practice", "name": "The practice", "named_days": {"feast": "11-04"}}
    problem = exempt("named_holiday", practice=practice)
    assert [bool(problem.candidates(0, day)) for day in range(5)] == [True, True, False, True, True]


def test_limits_come_from_the_preset_of_the_status() -> None:
    """A salaried doctor works under the Code du travail, one in annual days without limits on minutes."""
    assert limits().day_minutes == 600
    assert limits(status="annual_days").day_minutes is None
    assert limits(status="annual_days").daily_rest == 660


def test_limits_come_from_a_named_preset_and_the_days_from_the_contract() -> None:
    """The contract names its preset and its days a week."""
    found = limits(preset="fr-idcc-1147", days_per_week=4)
    assert (found.day_span, found.spells, found.shortest_spell, found.days_per_week) == (600, 2, 180, 4)


def test_an_override_replaces_a_limit_and_null_removes_it() -> None:
    """What the contract does not mention stays as the preset has it."""
    found = limits(limits={"day_minutes": 720, "week_minutes": None, "break_minutes": None})
    assert (found.day_minutes, found.week_minutes, found.mean_week_minutes) == (720, None, 2640)
    assert found.break_minutes == Limits().break_minutes


def test_a_limit_on_a_template_holds_at_each_of_its_sites() -> None:
    """The number of sessions of a template in the period is limited by its id in the file."""
    contracts = {"full-time": a_contract(limits={"templates": {"morning": 3}})}
    problem = a_problem(contracts=contracts, sites=[a_site(), a_site("italie")])
    assert problem.people[0].limits.templates == {0: 3, 1: 3}


def test_an_unknown_preset_is_refused() -> None:
    """The error names the presets there are."""
    with pytest.raises(ValueError, match="unknown preset 'mars'; known: fr-salaried"):
        limits(preset="mars")


def test_a_figure_without_a_source_is_refused() -> None:
    """Every limit of a preset says where it stands."""
    with pytest.raises(ValueError, match="source"):
        LimitPresets.model_validate({"version": 1, "presets": {"own": {"limits": {"day_minutes": {"value": 600}}}}})


def test_a_figure_that_is_no_limit_is_refused() -> None:
    """A preset can only set limits that the model knows."""
    figure = {"value": 1, "source": "nobody"}
    with pytest.raises(ValueError, match="not a limit: naps"):
        LimitPresets.model_validate({"version": 1, "presets": {"own": {"limits": {"naps": figure}}}})


def test_every_status_has_a_preset() -> None:
    """A contract never lacks its limits."""
    assert {preset.for_status for preset in limit_presets().presets.values()} >= {
        "salaried",
        "annual_days",
        "associate",
    }


def test_absences_become_days_and_half_days() -> None:
    """Both ends count; a half-day leaves the other half; what lies outside the period does not count."""
    absences = [
        {"practitioner": "ada", "from": MONDAY - timedelta(days=3), "to": MONDAY + timedelta(days=1)},
        {
            "practitioner": "ada",
            "from": MONDAY + timedelta(days=3),
            "to": MONDAY + timedelta(days=3),
            "half_day": "morning",
        },
    ]
    problem = a_problem(absences=absences)
    assert problem.people[0].absent == ((0, 0, 1440), (1, 0, 1440), (3, 0, 780))
    assert keys(problem, frozenset(problem.candidates(0, 3))) == {"afternoon@nation"}


def test_the_previous_rota_gives_the_past() -> None:
    """Sessions of the fortnight before the period are remembered, those of people who left are passed over."""
    paper = a_paper(
        ("ada", MONDAY - timedelta(days=1), "morning"),
        ("ada", MONDAY - timedelta(days=15), "morning"),
        ("zoe", MONDAY - timedelta(days=1), "morning"),
        first_day=MONDAY - timedelta(weeks=4),
        weeks=4,
    )
    problem = a_problem(previous=paper)
    assert problem.people[0].past == (PastSession(-1, 540, 780, 240, 0, 0),)
    assert [person.past_days for person in problem.people] == [14, 14, 14]
    assert problem.reference is None


@pytest.mark.parametrize(
    ("begins", "weeks", "known"),
    [(-1, 1, 7), (-1, 2, 7), (-3, 3, 14), (-3, 2, 0), (0, 1, 0)],
    ids=["one week before", "over the start", "three weeks", "ends too soon", "this period"],
)
def test_days_are_known_only_up_to_the_eve(begins: int, weeks: int, known: int) -> None:
    """A previous rota that stops before the eve says nothing about the last days."""
    paper = a_paper(first_day=MONDAY + timedelta(weeks=begins), weeks=weeks)
    assert a_problem(previous=paper).people[0].past_days == known


def test_a_past_session_that_is_no_longer_offered_is_refused() -> None:
    """Its hours are unknown, so the rest after it could not be judged."""
    paper = a_paper(("ada", MONDAY - timedelta(days=1), "night"), first_day=MONDAY - timedelta(weeks=1))
    with pytest.raises(ValueError, match="ada, 2026-11-01, night at nation"):
        a_problem(previous=paper)


def test_past_weeks_stop_at_the_first_gap() -> None:
    """The weeks just before the period count, the latest last; a week missing hides all before it."""
    weeks = tuple(WeekWorked(monday=MONDAY - timedelta(weeks=back), minutes=back) for back in (1, 2, 4))
    entries = (LedgerEntry(practitioner="ada", weeks=weeks),)
    ledger = Ledger(practice="the-practice", until=date(2026, 11, 1), entries=entries)
    people = a_problem(ledger=ledger).people
    assert (people[0].past_weeks, people[1].past_weeks) == ((2, 1), ())
    assert people[0].contract_week == 2100


def test_trainees_need_a_supervisor() -> None:
    """Whoever has the skill may supervise, by default `supervises`; others need nobody."""
    practitioners = [
        a_doctor("ada", skills=["supervises"]),
        a_doctor("ben", skills=["ultrasound"], supervised_by="ultrasound"),
        a_doctor("tom", profession="trainee"),
        a_doctor("uma", skills=["ultrasound"]),
    ]
    people = a_problem(practitioners=practitioners).people
    assert [person.supervisors for person in people] == [None, {3}, {0}, None]
