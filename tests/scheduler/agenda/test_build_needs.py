"""Needs of a period, by amounts that can be checked by hand: a year has 52.18 weeks."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.agenda.problem import AgendaProblem, BlockKind, Item, Need
from scheduler.learned import DayPart
from tests.builders import clock
from tests.practices import a_doctor, a_site, a_template
from tests.scheduler.agenda.diaries import (
    LENGTHS,
    MOTIVES,
    a_learned_length,
    an_asked_problem,
    contacts,
    learned_figures,
    needs_of,
    patients,
)

WEEK = ("ada mon-fri morning", "ada mon-thu afternoon")


def the_need(rule: str, *sessions: str, **stated: Any) -> Need:
    """The only need of a rule."""
    (need,) = needs_of(an_asked_problem(*sessions, **stated), rule)
    return need


def amounts(problem: AgendaProblem, rule: str) -> list[int]:
    """The amounts of a rule's needs, in order."""
    return [need.amount for need in needs_of(problem, rule)]


# Reviews and messages of a list.


def test_reviews_are_those_of_the_list_by_week() -> None:
    """A thousand patients with one review a year have 19.2 a week, of forty minutes."""
    need = the_need("review_short", *WEEK, "ben mon-fri morning")
    assert (need.kind, need.amount, need.unit, need.person, need.day) == (BlockKind.REVIEW, 19, 40, 0, 0)
    assert sorted(need.sessions) == [0, 1, 3, 4, 6, 7, 9, 10, 12]
    assert (need.begin, need.end, need.motive, need.site) == (0, 1440, None, None)


def test_reviews_are_carried_over_the_weeks() -> None:
    """Of 57.5 in three weeks none is lost: 11 November is acute throughout, so weeks take 5, 4 and 5 of 14 parts."""
    problem = an_asked_problem("ada mon-fri,mon2-fri2,mon3-fri3 morning", weeks=3)
    assert amounts(problem, "review_short") == [21, 16, 20]
    twelve = an_asked_problem("ada mon-fri,mon2-fri2,mon3-fri3,mon4-fri4 morning", weeks=4)
    assert amounts(twelve, "review_short") == [20, 16, 20, 21]
    assert [need.day for need in needs_of(twelve, "review_short")] == [0, 7, 14, 21]


def test_week_with_less_time_has_fewer_reviews() -> None:
    """Of 38.3 in two weeks a week of one morning has a sixth."""
    problem = an_asked_problem("ada mon-fri,mon2 morning", weeks=2)
    assert amounts(problem, "review_short") == [32, 6]


def test_week_away_leaves_its_reviews_to_the_others() -> None:
    """There is no need where there is no session."""
    problem = an_asked_problem("ada mon2-fri2 morning", weeks=2)
    (need,) = needs_of(problem, "review_short")
    assert (need.amount, need.day) == (38, 7)


def test_reviews_of_several_categories_have_their_mean_slot() -> None:
    """Of 300 and 100 patients with 30 and 60 minutes the mean is 37.5, which makes 40."""
    lengths = [{"motive": "yearly", "minutes": 30}, {"motive": "yearly", "category": "old", "minutes": 60}]
    categories = [{"id": "adult", "name": "Adult"}, {"id": "old", "name": "Old"}]
    lists = [*patients(ada=300), {"practitioner": "ada", "category": "old", "patients": 100}]
    stated = {"lengths": [*LENGTHS[:2], LENGTHS[5], *lengths], "categories": categories, "lists": lists}
    need = the_need("review_short", *WEEK, **stated)
    assert (need.amount, need.unit) == (8, 40)


def test_learned_length_of_the_practitioner_is_the_reviews_slot() -> None:
    """What was learned comes before the practice file."""
    learned = learned_figures(lengths=[a_learned_length("yearly", 50, practitioner="ada")])
    assert the_need("review_short", *WEEK, learned=learned).unit == 50


def test_who_does_not_do_reviews_has_none() -> None:
    """A nurse's list has messages, but no review that only doctors do."""
    staff = [a_doctor("ada", profession="nurse"), a_doctor("ben")]
    problem = an_asked_problem("ada mon-fri care", practitioners=staff, templates=[a_nursing_morning()])
    assert needs_of(problem, "review_short") == []
    assert len(needs_of(problem, "messages_short")) == 1


def a_nursing_morning() -> dict[str, Any]:
    """A nurse's morning."""
    return a_template("care", kind="nursing", professions=["nurse"])


def test_messages_make_desk_time() -> None:
    """7.6 messages of 2.2 minutes for a thousand patients are 320 minutes a week: 10.7 stretches of thirty."""
    need = the_need("messages_short", *WEEK)
    assert (need.kind, need.amount, need.unit, need.person) == (BlockKind.DESK, 11, 30, 0)


def test_messages_are_as_the_practice_states_them() -> None:
    """10 messages of 3 minutes are 575 minutes a week: 28.7 stretches of twenty."""
    settings = {"desk_block": 20, "messages": {"per_year": 10, "minutes": 3}}
    need = the_need("messages_short", *WEEK, agenda=settings)
    assert (need.amount, need.unit) == (29, 20)
    assert needs_of(an_asked_problem(*WEEK, agenda={"messages": {"per_year": 0}}), "messages_short") == []


def test_desk_sessions_count_for_messages_but_do_not_attract_them() -> None:
    """The week with an afternoon at the desk has no more messages, and counts it towards them."""
    problem = an_asked_problem("ada mon-fri,mon2-fri2 morning", "ada mon2 desk", weeks=2)
    assert amounts(problem, "messages_short") == [11, 10]
    second = needs_of(problem, "messages_short")[1]
    assert {problem.sessions[number].template for number in second.sessions} == {"morning", "desk"}
    assert {problem.sessions[n].template for n in needs_of(problem, "review_short")[1].sessions} == {"morning"}


def test_list_without_sessions_asks_for_nothing() -> None:
    """Somebody on leave has no needs."""
    problem = an_asked_problem("ben mon morning")
    assert needs_of(problem, "review_short") == needs_of(problem, "messages_short") == []


# Visits, workshops and planned consultations of a site.


def test_visits_take_their_travel_along() -> None:
    """200 visits a year are 3.8 a week, of thirty minutes and twenty on the road."""
    need = the_need("visit_short", *WEEK, contacts=contacts(home=0.2))
    assert (need.kind, need.amount, need.unit) == (BlockKind.VISIT, 4, 50)
    assert (need.site, need.day, need.person) == (0, 0, None)


def test_travel_that_is_not_stated_is_the_cited_one() -> None:
    """Nineteen minutes, on the grid twenty."""
    motive = {"id": "home", "name": "Home", "channel": "visit"}
    stated = {"motives": [*MOTIVES[:2], motive], "lengths": [*LENGTHS[:2], LENGTHS[4]], "contacts": contacts(home=0.2)}
    assert the_need("visit_short", *WEEK, **stated).unit == 50
    none = {"motives": [*MOTIVES[:2], motive | {"travel_minutes": 0}]}
    assert the_need("visit_short", *WEEK, **stated | none).unit == 30


def test_visits_of_several_motives_are_one_item() -> None:
    """100 of 50 and 100 of 30 minutes: 40 minutes each."""
    near = {"id": "near", "name": "Near", "channel": "visit", "travel_minutes": 10}
    stated: dict[str, Any] = {
        "motives": [*MOTIVES, near],
        "lengths": [*LENGTHS, {"motive": "near", "minutes": 20}],
        "contacts": contacts(home=0.1, near=0.1),
    }
    problem = an_asked_problem(*WEEK, **stated)
    assert [(need.amount, need.unit) for need in needs_of(problem, "visit_short")] == [(4, 40)]
    assert [item for item in problem.items if item.kind is BlockKind.VISIT] == [Item(BlockKind.VISIT, 40)]


def test_sessions_of_visits_count_for_visits() -> None:
    """Whoever makes them; nobody consults in them."""
    problem = an_asked_problem("ada mon morning", "ben tue rounds", contacts=contacts(home=0.2, yearly=1.0))
    (need,) = needs_of(problem, "visit_short")
    assert sorted(need.sessions) == [0, 1]
    assert [sorted(segment.items) for segment in problem.sessions[1].segments] == [[]]
    assert all(0 in one.sessions and 1 not in one.sessions for one in needs_of(problem, "review_short"))


def test_workshops_are_held_for_every_full_circle() -> None:
    """400 patients a year in circles of eight are a workshop a week, of its motive."""
    need = the_need("group_short", *WEEK, contacts=contacts(sugar=0.4))
    assert (need.kind, need.amount, need.unit, need.motive) == (BlockKind.GROUP, 1, 60, "sugar")
    two = an_asked_problem("ada mon-fri,mon2-fri2 morning", weeks=2, contacts=contacts(sugar=0.2))
    assert amounts(two, "group_short") == [1]


def test_workshops_are_for_professions_that_hold_them() -> None:
    """A motive of nurses is not laid into a doctor's session."""
    motives = [*MOTIVES[:5], MOTIVES[5] | {"professions": ["nurse"]}]
    stated: dict[str, Any] = {
        "motives": motives,
        "contacts": contacts(sugar=0.4),
        "practitioners": [a_doctor("ada"), a_doctor("nora", profession="nurse")],
        "templates": [a_template("morning"), a_nursing_morning()],
    }
    problem = an_asked_problem("ada mon morning", "nora tue care", **stated)
    (need,) = needs_of(problem, "group_short")
    assert sorted(need.sessions) == [1]
    assert needs_of(an_asked_problem("ada mon morning", **stated), "group_short") == []


def test_planned_consultations_of_the_lists_ask_for_open_time() -> None:
    """Two a year of twenty minutes for a thousand patients are 766.6 minutes a week, on the grid 765."""
    need = the_need("open_short", *WEEK)
    assert (need.kind, need.amount, need.unit, need.site, need.day) == (BlockKind.OPEN, 765, 1, 0, 0)


def test_planned_consultations_are_their_share_of_what_the_practice_expects() -> None:
    """Of 95 consulting minutes a patient and year 40 are planned: of 600 stated minutes 252.6, on the grid 255."""
    lines = [
        {"site": "nation", "days": "mon", "half_day": "morning", "minutes": 240},
        {"site": "nation", "days": "wed", "half_day": "afternoon", "minutes": 360},
    ]
    assert the_need("open_short", *WEEK, demand=lines).amount == 255


def test_site_without_stated_demand_goes_by_its_lists() -> None:
    """What the practice states for one site says nothing of another."""
    sites = [a_site(hours={"mon-sat": "07:00-21:00"}), a_site("italie")]
    lines = [{"site": "italie", "days": "mon", "half_day": "morning", "minutes": 950}]
    staff = [a_doctor("ada"), a_doctor("ben", home_site="italie")]
    problem = an_asked_problem(
        "ada mon morning",
        "ben mon morning italie",
        sites=sites,
        practitioners=staff,
        demand=lines,
        lists=patients(ada=1000, ben=1000),
    )
    assert [(need.site, need.amount) for need in needs_of(problem, "open_short")] == [(0, 765), (1, 400)]


# Breaks and supervision of single sessions.


@pytest.mark.parametrize(
    ("hours", "pause", "breaks"),
    [
        (("09:00", "11:30"), None, 0),
        (("09:00", "11:35"), None, 1),
        (("09:00", "14:00"), None, 1),
        (("09:00", "14:05"), None, 2),
        (("09:00", "14:30"), ("11:30", 30), 0),
        (("09:00", "14:40"), ("11:30", 30), 1),
        (("07:00", "10:00"), None, 1),
    ],
)
def test_breaks_keep_runs_below_two_and_a_half_hours(
    hours: tuple[str, str], pause: tuple[str, int] | None, breaks: int
) -> None:
    """A pause counts as one; where a window ends the run goes on."""
    template = a_template("day", start=hours[0], end=hours[1])
    if pause:
        template["break"] = {"start": pause[0], "minutes": pause[1]}
    problem = an_asked_problem("ben mon day", templates=[template])
    assert amounts(problem, "break_short") == ([breaks] if breaks else [])


def test_breaks_are_as_the_practice_states_them() -> None:
    """A quarter of an hour after every hour."""
    need = the_need("break_short", "ben mon morning", agenda={"longest_run": 60, "break_minutes": 15})
    assert (need.amount, need.unit, need.person, need.day, need.site) == (3, 15, 1, 0, 0)


def test_no_breaks_are_laid_where_nothing_is_open() -> None:
    """Desk time, visits and a night of acute problems have none."""
    late = a_template("late", start="20:00", end="24:00")
    long_desk = a_template("desk", kind="desk", start="09:00", end="15:00")
    site = a_site(hours={"mon-fri": "07:00-24:00"})
    problem = an_asked_problem("ada mon late", "ben mon desk", templates=[late, long_desk], sites=[site])
    assert needs_of(problem, "break_short") == []


def with_a_trainee(**agenda: Any) -> dict[str, Any]:
    """Ada supervises, Ben does not, Tom is a trainee."""
    staff = [a_doctor("ada", skills=["supervises"]), a_doctor("ben"), a_doctor("tom", profession="trainee")]
    template = a_template("morning", professions=["gp", "trainee"])
    noon = a_template("noon", start="11:00", end="15:00", professions=["gp", "trainee"])
    return {"practitioners": staff, "templates": [template, noon], "agenda": agenda}


def test_trainee_asks_for_a_supervisors_time_while_there() -> None:
    """Half an hour that ends before the trainee leaves, of a supervisor at the same site on the same day."""
    rota = ("ada mon morning", "ben mon morning", "tom mon noon", "ada tue morning")
    need = the_need("supervision_short", *rota, **with_a_trainee())
    assert (need.kind, need.amount, need.unit, need.person, need.day, need.site) == (
        BlockKind.SUPERVISION,
        1,
        30,
        2,
        0,
        0,
    )
    assert sorted(need.sessions) == [0]
    assert (need.begin, need.end) == (clock("11:00"), clock("14:35"))


def test_supervision_is_asked_for_only_where_a_supervisor_is() -> None:
    """Nobody at the site, nobody with the skill, and no trainee ask for none."""
    stated = with_a_trainee()
    for rota in (("tom mon morning", "ben mon morning"), ("tom mon morning", "ada tue morning"), ("ada mon morning",)):
        assert needs_of(an_asked_problem(*rota, **stated), "supervision_short") == []


def test_supervision_may_be_left_out() -> None:
    """A practice that supervises otherwise asks for no minutes."""
    problem = an_asked_problem("ada mon morning", "tom mon morning", **with_a_trainee(supervision_minutes=0))
    assert needs_of(problem, "supervision_short") == []
    assert BlockKind.SUPERVISION not in {item.kind for item in problem.items}


# Teleconsultations and acute slots of a day.


def test_teleconsultations_of_a_day_have_a_slot_each() -> None:
    """Of 400 stated minutes on Monday one in ten goes to calls of ten minutes: 4 of them."""
    often = contacts(urgent=1.0, follow_up=2.05, call=0.4, yearly=0.5)  # 15 + 41 + 4 + 20 = 80 minutes
    lines = [{"site": "nation", "days": "mon", "half_day": "morning", "minutes": 800}]
    need = the_need("tele_short", *WEEK, contacts=often, demand=lines)
    assert (need.kind, need.amount, need.unit, need.site, need.day) == (BlockKind.TELE, 4, 10, 0, 0)
    assert sorted(need.sessions) == [0, 1]


def test_part_of_a_teleconsultation_is_rounded_up() -> None:
    """Somebody may call."""
    often = contacts(urgent=1.0, follow_up=2.05, call=0.4, yearly=0.5)
    lines = [{"site": "nation", "days": "mon", "half_day": "morning", "minutes": 820}]
    assert the_need("tele_short", *WEEK, contacts=often, demand=lines).amount == 5


def test_reserved_slots_are_asked_for_by_part_of_the_day() -> None:
    """Each part has the sessions that reach into it; a part without slots asks for none."""
    day = a_template("day", start="07:00", end="12:00")
    reserved = {(0, 0): {DayPart.EARLY: 2, DayPart.MORNING: 5, DayPart.AFTERNOON: 3, DayPart.LATE: 0}}
    problem = an_asked_problem(
        "ada mon day", "ben mon afternoon", "ben tue afternoon", reserved=reserved, templates=[day, *AFTERNOON]
    )
    found = [(n.amount, n.begin, n.end, sorted(n.sessions), n.unit) for n in needs_of(problem, "acute_short")]
    assert found == [
        (2, 0, clock("08:00"), [0], 15),
        (5, clock("08:00"), clock("13:00"), [0], 15),
        (3, clock("13:00"), clock("20:00"), [1], 15),
    ]
    assert {(need.site, need.day, need.person) for need in needs_of(problem, "acute_short")} == {(0, 0, None)}


AFTERNOON = [a_template("afternoon", start="14:00", end="18:00")]


def test_acute_slots_are_kept_by_those_who_see_acute_patients() -> None:
    """Neither by a nurse nor at the desk."""
    stated: dict[str, Any] = {
        "practitioners": [a_doctor("ada"), a_doctor("ben"), a_doctor("nora", profession="nurse")],
        "templates": [a_template("morning"), a_nursing_morning(), a_template("desk", kind="desk")],
    }
    reserved = {(0, 0): {DayPart.MORNING: 2}}
    problem = an_asked_problem("ada mon morning", "ben mon desk", "nora mon care", reserved=reserved, **stated)
    (need,) = needs_of(problem, "acute_short")
    assert sorted(need.sessions) == [0]


# What is laid where.


def test_items_lie_only_where_a_need_asks_for_them() -> None:
    """Ada's list has reviews and messages; Ben has none, and both have breaks."""
    problem = an_asked_problem("ada mon morning", "ben mon morning", "ada mon desk")
    kinds = [{problem.items[item].kind for item in session.segments[0].items} for session in problem.sessions]
    assert kinds == [
        {BlockKind.REVIEW, BlockKind.DESK, BlockKind.BREAK},
        set(),
        {BlockKind.BREAK},
    ]


def test_nothing_is_laid_into_windows() -> None:
    """Only open segments take items."""
    day = a_template("day", start="07:00", end="12:00")
    problem = an_asked_problem("ada mon day", templates=[day], reserved={(0, 0): {DayPart.MORNING: 2}})
    window, rest = problem.sessions[0].segments
    assert window.window
    assert not window.items
    assert {problem.items[item].kind for item in rest.items} >= {BlockKind.ACUTE, BlockKind.REVIEW}


def test_problem_is_in_the_words_of_the_practice() -> None:
    """Its people and sites by their ids, its settings as stated, every soft rule with its weight."""
    agenda = {"soon": 90, "longest_run": 120}
    problem = an_asked_problem(*WEEK, agenda=agenda, rules={"acute_even": {"weight": 3}, "useless_gap": {"weight": 0}})
    assert (problem.practice, problem.people, problem.sites) == ("the-practice", ("ada", "ben"), ("nation",))
    assert (problem.soon, problem.longest_run, problem.acute_minutes, problem.weeks) == (90, 120, 15, 1)
    assert {rule: problem.soft[rule].weight for rule in ("acute_even", "useless_gap", "acute_short")} == {
        "acute_even": 3,
        "useless_gap": 0,
        "acute_short": 10,
    }
    assert problem.soft["acute_even"].tier == 3


def test_rota_without_sessions_asks_for_nothing() -> None:
    """Nobody works, nothing is laid out."""
    problem = an_asked_problem()
    assert not any((problem.sessions, problem.needs, problem.items, problem.calls, problem.shares))


def test_what_falls_due_is_not_lost_to_a_week_that_cannot_hold_it() -> None:
    """A week whose only session is acute throughout takes no review; the other week takes them all."""
    problem = an_asked_problem("ada mon,wed2 morning", weeks=2)
    assert amounts(problem, "review_short") == [38]


def test_acute_slots_lie_in_the_parts_of_the_day_that_keep_them() -> None:
    """Where only the morning keeps acute slots, the afternoon of the same session may not hold any."""
    kept = {(0, 0): {DayPart.MORNING: 2, DayPart.AFTERNOON: 0}}
    templates = [a_template("noon", start="11:00", end="15:00", days="mon-sat, holiday")]
    problem = an_asked_problem("ada mon noon", reserved=kept, templates=templates)
    acute = {number for number, item in enumerate(problem.items) if item.kind is BlockKind.ACUTE}
    (session,) = problem.sessions
    assert [bool(segment.items & acute) for segment in session.segments] == [True, False]
