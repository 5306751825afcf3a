"""Each way in which the parts of a practice may not fit is found, at its place."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.consistency import find_doubts, find_faults
from scheduler.consistency.fault import nearest
from scheduler.files.problems import InputProblem, Place
from scheduler.messages import LANGUAGES
from tests.practices import a_contract, a_doctor, a_practice, a_site, a_template


def pause(start: str, minutes: int) -> dict[str, Any]:
    """A break, whose field is a word of Python."""
    return {"break": {"start": start, "minutes": minutes}}


FULL_TIME = {"full-time": a_contract()}
LYON = a_site("lyon", hours={"mon-fri": "08:00-20:00"})
LEAVE = {"practitioner": "ada", "from": "2026-12-24", "to": "2026-12-24"}
NEED = {"sites": ["nation"], "days": "mon", "from": "09:00", "to": "12:00", "professions": ["gp"], "least": 1}
DEMAND = {"site": "nation", "days": "mon-fri", "half_day": "morning", "minutes": 300}
PIN = {"practitioner": "ada", "date": "2026-12-24", "template": "morning", "site": "nation"}

FAULTS: dict[str, tuple[dict[str, Any], str, str]] = {
    # what a practice is changed to, the reason and the place
    "home site": (
        {"practitioners": [a_doctor(home_site="natoin", sites=["nation"])]},
        "input-unknown-site",
        "practitioners[0].home_site",
    ),
    "allowed site": (
        {"practitioners": [a_doctor(sites=["nation", "lyon"])]},
        "input-unknown-site",
        "practitioners[0].sites[1]",
    ),
    "contract": (
        {"practitioners": [a_doctor(contract="half-time")]},
        "input-unknown-contract",
        "practitioners[0].contract",
    ),
    "preset": (
        {"contracts": {"full-time": a_contract(preset="fr-salaire")}},
        "input-unknown-preset",
        "contracts.full-time.preset",
    ),
    "preset in place": (
        {"practitioners": [a_doctor(contract=a_contract(preset="no"))]},
        "input-unknown-preset",
        "practitioners[0].contract.preset",
    ),
    "limited template": (
        {"contracts": {"full-time": a_contract(limits={"templates": {"evening": 2}})}},
        "input-unknown-template",
        "contracts.full-time.limits.templates.evening",
    ),
    "supervisor's skill": (
        {"practitioners": [a_doctor(supervised_by="teaches")]},
        "input-unknown-skill",
        "practitioners[0].supervised_by",
    ),
    "template's site": (
        {"templates": [a_template(sites=["lyon"])], "cover": []},
        "input-unknown-site",
        "templates[0].sites[0]",
    ),
    "template's skill": (
        {"templates": [a_template(skills=["scan"])], "cover": []},
        "input-unknown-skill",
        "templates[0].skills[0]",
    ),
    "template's room": (
        {"templates": [a_template(room="scanner")], "cover": []},
        "input-unknown-room",
        "templates[0].room",
    ),
    "succession": (
        {"templates": [a_template(not_next_day=["night"])]},
        "input-unknown-template",
        "templates[0].not_next_day[0]",
    ),
    "list's doctor": (
        {
            "categories": [{"id": "adult", "name": "Adults"}],
            "lists": [{"practitioner": "zoe", "category": "adult", "patients": 1}],
        },
        "input-unknown-practitioner",
        "lists[0].practitioner",
    ),
    "list's category": (
        {"lists": [{"practitioner": "ada", "category": "adult", "patients": 1}]},
        "input-unknown-category",
        "lists[0].category",
    ),
    "absent stranger": (
        {"absences": [LEAVE | {"practitioner": "zoe"}]},
        "input-unknown-practitioner",
        "absences[0].practitioner",
    ),
    "wishing stranger": (
        {"wishes": [LEAVE | {"practitioner": "zoe", "want": "off"}]},
        "input-unknown-practitioner",
        "wishes[0].practitioner",
    ),
    "wished template": (
        {"wishes": [LEAVE | {"template": "night", "want": "on"}]},
        "input-unknown-template",
        "wishes[0].template",
    ),
    "pinned stranger": (
        {"pins": [PIN | {"practitioner": "zoe"}]},
        "input-unknown-practitioner",
        "pins[0].practitioner",
    ),
    "pinned template": ({"pins": [PIN | {"template": "night"}]}, "input-unknown-template", "pins[0].template"),
    "pinned site": ({"pins": [PIN | {"site": "lyon"}]}, "input-unknown-site", "pins[0].site"),
    "pin off site": (
        {"sites": [a_site(), LYON], "templates": [a_template(sites=["nation"])], "pins": [PIN | {"site": "lyon"}]},
        "input-not-offered-there",
        "pins[0].site",
    ),
    "pin twice": ({"pins": [PIN, PIN]}, "input-twice-in-pins", "pins[1].template"),
    "cover's site": ({"cover": [NEED | {"sites": ["nation", "lyon"]}]}, "input-unknown-site", "cover[0].sites[1]"),
    "demand's site": ({"demand": [DEMAND | {"site": "lyon"}]}, "input-unknown-site", "demand[0].site"),
    "demand factor's site": (
        {"demand_factors": [{"from": "2026-12-24", "to": "2026-12-24", "factor": 2, "sites": ["lyon"]}]},
        "input-unknown-site",
        "demand_factors[0].sites[0]",
    ),
    "travel's site": (
        {"travel": [{"between": ["nation", "lyon"], "minutes": 20}]},
        "input-unknown-site",
        "travel[0].between[1]",
    ),
    "travel twice": (
        {
            "sites": [a_site(), LYON],
            "travel": [{"between": ["nation", "lyon"], "minutes": 20}, {"between": ["lyon", "nation"], "minutes": 25}],
        },
        "input-twice-in-travel",
        "travel[1].between",
    ),
    "travel to itself": (
        {"travel": [{"between": ["nation", "nation"], "minutes": 20}]},
        "input-travel-to-itself",
        "travel[0].between",
    ),
    "site twice": ({"sites": [a_site(), a_site()]}, "input-twice-in-sites", "sites[1].id"),
    "template twice": ({"templates": [a_template(), a_template()]}, "input-twice-in-templates", "templates[1].id"),
    "practitioner twice": (
        {"practitioners": [a_doctor(), a_doctor()]},
        "input-twice-in-practitioners",
        "practitioners[1].id",
    ),
    "category twice": (
        {"categories": [{"id": "adult", "name": "A"}, {"id": "adult", "name": "B"}]},
        "input-twice-in-categories",
        "categories[1].id",
    ),
    "list row twice": (
        {
            "categories": [{"id": "adult", "name": "A"}],
            "lists": [{"practitioner": "ada", "category": "adult", "patients": patients} for patients in (1, 2)],
        },
        "input-twice-in-lists",
        "lists[1].category",
    ),
    "absence backwards": ({"absences": [LEAVE | {"to": "2026-12-23"}]}, "input-dates-backwards", "absences[0].to"),
    "wish backwards": (
        {"wishes": [LEAVE | {"to": "2026-12-23", "want": "off"}]},
        "input-dates-backwards",
        "wishes[0].to",
    ),
    "factor backwards": (
        {"demand_factors": [{"from": "2026-12-24", "to": "2026-12-23", "factor": 2}]},
        "input-dates-backwards",
        "demand_factors[0].to",
    ),
    "template backwards": (
        {"templates": [a_template(), a_template("late", start="14:00", end="13:00")]},
        "input-template-backwards",
        "templates[1].end",
    ),
    "template without length": (
        {"templates": [a_template(), a_template("late", start="14:00", end="14:00")]},
        "input-template-backwards",
        "templates[1].end",
    ),
    "template too long": (
        {"sites": [a_site(hours={"mon-fri": "06:00-22:00"})], "templates": [a_template(start="06:00", end="21:00")]},
        "input-template-too-long",
        "templates[0].end",
    ),
    "break after the end": (
        {"templates": [a_template(**pause("12:30", 60))]},
        "input-break-outside",
        "templates[0].break",
    ),
    "break before the start": (
        {"templates": [a_template(**pause("08:00", 90))]},
        "input-break-outside",
        "templates[0].break",
    ),
    "template before opening": (
        {"templates": [a_template(start="07:30")]},
        "input-template-outside-opening",
        "templates[0].start",
    ),
    "template after closing": (
        {"templates": [a_template(end="20:30")]},
        "input-template-outside-opening",
        "templates[0].end",
    ),
    "template through the lunch break": (
        {"sites": [a_site(hours={"mon-fri": "08:00-12:00, 13:00-20:00"})]},
        "input-template-outside-opening",
        "templates[0].end",
    ),
    "template on a closed day": (
        {"templates": [a_template(sites=["nation"], days="mon-sat")]},
        "input-template-outside-opening",
        "templates[0].start",
    ),
    "template of all sites on a day when none opens": (
        {"templates": [a_template(days="mon-sat")]},
        "input-template-open-nowhere",
        "templates[0].days",
    ),
    "template without its room": (
        {
            "sites": [a_site(), a_site("lyon", rooms={})],
            "templates": [a_template(), a_template("there", sites=["lyon"])],
        },
        "input-no-such-room",
        "templates[1].room",
    ),
    "site never open": (
        {"sites": [a_site(), a_site("lyon", hours={"mon-sat": "closed"})]},
        "input-site-never-open",
        "sites[1].hours",
    ),
    "allowed nowhere": (
        {"practitioners": [a_doctor(), a_doctor("zoe", profession="nurse")]},
        "input-allowed-nowhere",
        "practitioners[1].profession",
    ),
    "too full a week": (
        {"contracts": FULL_TIME | {"other": a_contract(days_per_week=2)}},
        "input-week-too-full",
        "contracts.other.minutes_per_week",
    ),
    "more desk than work": (
        {"practitioners": [a_doctor(contract=a_contract(desk_minutes_per_week=2200))]},
        "input-more-desk-than-work",
        "practitioners[0].contract.desk_minutes_per_week",
    ),
    "limits that contradict": (
        {"contracts": {"full-time": a_contract(limits={"least_minutes": 9000, "most_minutes": 8000})}},
        "input-limits-contradict",
        "contracts.full-time.limits.least_minutes",
    ),
    "trainee without supervisor": (
        {
            "templates": [a_template(professions=["gp", "trainee"])],
            "practitioners": [a_doctor(), a_doctor("tim", profession="trainee")],
        },
        "input-no-supervisor",
        "practitioners[1].supervised_by",
    ),
    "supervised by oneself": (
        {"practitioners": [a_doctor(skills=["teaches"], supervised_by="teaches")]},
        "input-no-supervisor",
        "practitioners[0].supervised_by",
    ),
    "cover backwards": ({"cover": [NEED | {"from": "12:00", "to": "09:00"}]}, "input-hours-backwards", "cover[0].to"),
    "cover without days": (
        {"cover": [{k: v for k, v in NEED.items() if k != "days"}]},
        "input-no-days-nor-dates",
        "cover[0].days",
    ),
    "cover at most under at least": ({"cover": [NEED | {"most": 0}]}, "input-most-under-least", "cover[0].most"),
    "cover while closed": ({"cover": [NEED | {"from": "07:00"}]}, "input-cover-outside-opening", "cover[0].from"),
    "cover on a closed date": (
        {"cover": [NEED | {"dates": ["2026-12-25"]}]},
        "input-cover-outside-opening",
        "cover[0].from",
    ),
    "cover where no site opens": (
        {"cover": [NEED | {"sites": "all", "days": "sat"}]},
        "input-cover-open-nowhere",
        "cover[0].from",
    ),
    "cover of too many": ({"cover": [NEED | {"least": 4}]}, "input-cover-no-one-can-give", "cover[0].least"),
    "cover of another profession": (
        {"cover": [NEED | {"professions": ["nurse"]}]},
        "input-cover-no-one-can-give",
        "cover[0].least",
    ),
    "cover of another kind": (
        {"cover": [NEED | {"kinds": ["phone"]}]},
        "input-cover-no-one-can-give",
        "cover[0].least",
    ),
    "cover between sessions": (
        {"cover": [NEED | {"from": "13:00", "to": "14:00"}]},
        "input-cover-no-one-can-give",
        "cover[0].least",
    ),
    "demand without days": (
        {"demand": [{k: v for k, v in DEMAND.items() if k != "days"}]},
        "input-no-days-nor-dates",
        "demand[0].days",
    ),
    "demand while closed": (
        {"demand": [DEMAND | {"days": "mon-sat"}]},
        "input-demand-while-closed",
        "demand[0].half_day",
    ),
    "demand twice": (
        {"demand": [DEMAND, DEMAND | {"days": "fri", "minutes": 200}]},
        "input-demand-twice",
        "demand[1].days",
    ),
    "country": ({"practice": {"id": "x", "name": "X", "country": "XX"}}, "input-unknown-country", "practice.country"),
    "subdivision": (
        {"practice": {"id": "x", "name": "X", "subdivision": "Mosele"}},
        "input-unknown-subdivision",
        "practice.subdivision",
    ),
}


def field(location: tuple[str | int, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).removeprefix(".")


@pytest.mark.parametrize("case", FAULTS)
def test_fault_is_found(case: str) -> None:
    """Each fault is the only one found, at its place, and can be said in each language."""
    changes, reason, place = FAULTS[case]
    found = find_faults(a_practice(**changes))
    assert [(fault.reason_key, field(fault.location)) for fault in found] == [(reason, place)]
    for language in LANGUAGES:
        assert InputProblem(Place("file"), None, found[0].reason_key, found[0].facts).sentence(language)


def test_sound_practice_has_no_fault() -> None:
    """The practice that tests start from is sound."""
    assert find_faults(a_practice()) == []


def test_all_faults_are_found_at_once() -> None:
    """Faults of several sections are found in one go."""
    practice = a_practice(
        absences=[LEAVE | {"practitioner": "zoe", "to": "2026-12-01"}], templates=[a_template(end="20:30")]
    )
    found = {fault.reason_key for fault in find_faults(practice)}
    assert found == {"input-unknown-practitioner", "input-dates-backwards", "input-template-outside-opening"}


def test_nothing_is_concluded_from_what_is_wrong() -> None:
    """A misspelt site is one fault: that its doctor may work nowhere and cover is short follows from it."""
    doctors = [a_doctor(name, home_site="natoin") for name in ("ada", "ben")]
    assert {fault.reason_key for fault in find_faults(a_practice(practitioners=doctors))} == {"input-unknown-site"}


def test_nearest_name_is_suggested() -> None:
    """A misspelt id comes with the known one that looks most like it."""
    (fault,) = find_faults(a_practice(practitioners=[a_doctor(home_site="natoin", sites=["nation"])]))
    assert fault.facts == {"name": "natoin", "known": "nation", "nearest": "nation"}


def test_a_known_name_in_the_wrong_place_has_no_nearest() -> None:
    """A name is never suggested in place of itself, nor is one that was written right taken for a slip."""
    assert nearest("from", ["from", "room"]) == {}
    assert nearest("form", ["from", "room"]) == {"nearest": "from"}


def test_sites_without_travel_time_are_allowed() -> None:
    """Two sites of one doctor without a travel time are simply not combined in a day."""
    assert find_faults(a_practice(sites=[a_site(), LYON], practitioners=[a_doctor(sites=["lyon"])])) == []


def test_template_of_all_sites_skips_those_that_are_closed() -> None:
    """A template of all sites is offered by those that open on the day."""
    week = a_site("lyon", hours={"mon-sat": "08:00-20:00"})
    assert find_faults(a_practice(sites=[a_site(), week], templates=[a_template(days="mon-sat")])) == []


def test_opening_hours_that_touch_are_one() -> None:
    """A session may run across two opening hours that touch."""
    assert find_faults(a_practice(sites=[a_site(hours={"mon-fri": ["08:00-12:00", "12:00-20:00"]})])) == []


def test_break_may_lie_in_closed_hours() -> None:
    """Only the presence of a template must lie in opening hours, not its break."""
    site = a_site(hours={"mon-fri": "08:00-12:00, 13:00-20:00"})
    day = a_template(end="18:00", **pause("12:00", 60))
    assert find_faults(a_practice(sites=[site], templates=[day])) == []


def test_cover_may_span_a_closed_lunch_hour() -> None:
    """Cover asked for from morning to evening is asked for while the site is open."""
    site = a_site(hours={"mon-fri": "08:00-13:30, 13:45-20:00"})
    assert find_faults(a_practice(sites=[site], cover=[NEED | {"to": "18:00"}])) == []


def test_empty_acute_window_is_a_doubt() -> None:
    """A site open in an acute window that no template reaches is told, not refused."""
    practice = a_practice(sites=[a_site(hours={"mon-fri": "07:00-20:00"})])
    assert find_faults(practice) == []
    assert [field(doubt.location) for doubt in find_doubts(practice)] == ["sites[0].hours.mon-fri"]
