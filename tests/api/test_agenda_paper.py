"""The agendas as data: `agenda.json` and their part of `result.json`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from api.export.agenda import agenda_judgement, agenda_paper_of, agenda_result, kept_from
from api.export.result import in_json
from scheduler.agenda.build.expectation import Expectations
from scheduler.agenda.papers import AgendaPaper, from_agenda_paper
from scheduler.agenda.problem import BlockKind
from scheduler.agenda.rules import AGENDA_SOFT_RULES
from scheduler.files import read_practice
from scheduler.forecast import still_expected
from scheduler.rota.build import build_problem
from scheduler.rota.findings import Finding
from solver.agenda.protection.demand import NegativeBinomialDemand
from solver.agenda.protection.promised_release import promised_release
from solver.agenda.protection.release import ReleaseStep
from solver.agenda.protection.release_outcome import release_outcome
from solver.agenda.protection.reserve import unused
from tests.api.agendas import a_plan_with_agendas
from tests.api.plans import a_plan

CHRISTMAS = "2026-12-25"


def paper() -> dict[str, Any]:
    """`agenda.json` as another program reads it."""
    dumped = agenda_paper_of(a_plan_with_agendas()).model_dump(mode="json", by_alias=True, exclude_none=True)
    found = json.loads(in_json(dumped))
    assert isinstance(found, dict)
    return found


def test_paper_brings_the_agenda_back() -> None:
    """What is written and read again is the same agenda."""
    plan = a_plan_with_agendas()
    assert plan.agenda is not None
    read = AgendaPaper.model_validate_json(json.dumps(paper()))
    assert from_agenda_paper(read, plan.agenda.question.problem) == plan.agenda.result.agenda


def test_every_session_has_its_agenda() -> None:
    """Each consulting session of the rota is there once, cut from its beginning to its end."""
    plan = a_plan_with_agendas()
    found = paper()["agendas"]
    assert len(found) == len(plan.rota.assignments)
    for one in found:
        edges = [(block["from"], block["to"]) for block in one["blocks"]]
        assert all(before[1] == after[0] for before, after in pairwise(edges))


def test_group_blocks_tell_their_places() -> None:
    """A workshop can be booked by as many patients as its motive says, other blocks by one."""
    blocks = [block for one in paper()["agendas"] for block in one["blocks"]]
    groups = [block for block in blocks if block["kind"] == "group"]
    assert groups
    assert all((block["motive"], block["places"]) == ("circle", 8) for block in groups)
    assert all("places" not in block for block in blocks if block["kind"] != "group")


@pytest.mark.parametrize(
    ("label", "moment"),
    [("at-first", {}), ("1T18:00", {"days_before": 1, "at": "18:00"}), ("0T09:05", {"days_before": 0, "at": "09:05"})],
)
def test_release_labels_become_moments(label: str, moment: dict[str, Any]) -> None:
    """A step is known by days and clock time, the first one by neither."""
    kept = kept_from(ReleaseStep(label, 0.5, 4, 1))
    assert kept.model_dump(mode="json", exclude_none=True) == {**moment, "slots": 4}


def test_release_is_written_in_order() -> None:
    """The steps of the practice, after what is kept at first."""
    steps = paper()["reserve"][0]["release"]
    assert [(step.get("days_before"), step.get("at")) for step in steps] == [
        (None, None),
        (1, "18:00"),
        (0, "10:00"),
        (0, "15:00"),
    ]


def test_reserve_tells_both_figures_of_every_day() -> None:
    """Each day has the time it takes from planned consultations and the share of acute patients turned away."""
    plan = a_plan_with_agendas()
    assert plan.agenda is not None
    days = paper()["reserve"]
    assert len(days) == len(plan.agenda.question.reserves)
    for day, reserve in zip(days, plan.agenda.question.reserves, strict=True):
        assert day["turned_away"] == round(reserve.turned_away, 4)
        assert (day["slots"], day["wanted"]) == (reserve.slots, reserve.wanted)


def test_windows_take_nothing_from_planned_consultations() -> None:
    """On a public holiday all time is kept anyway; on a working day the slots laid into open time count."""
    days = {day["date"]: day for day in paper()["reserve"]}
    assert days[CHRISTMAS]["slots"] > 0
    assert days[CHRISTMAS]["minutes"] == 0
    assert days["2026-12-14"]["minutes"] == 90


def test_result_adds_up() -> None:
    """The cost is that of the rules, and a rule's cost that of its penalties."""
    found = agenda_result(a_plan_with_agendas())
    rules = found["cost_by_rule"]
    assert set(rules) == set(found["amount_by_rule"]) == set(AGENDA_SOFT_RULES)
    assert sum(rule["cost"] for rule in rules.values()) == found["cost"] == sum(found["cost_by_tier"].values())
    for name, rule in rules.items():
        amounts = [one["amount"] * one["factor"] for one in found["penalties"] if one["rule"] == name]
        assert sum(amounts) * rule["weight"] == rule["cost"]


def test_result_tells_how_the_search_ended() -> None:
    """Status, bound and gap by tier are those of the search; no hard rule is broken."""
    found = agenda_result(a_plan_with_agendas())
    assert (found["status"], found["bound"], found["gap"], found["violations"]) == ("feasible", 0, 1.0, [])
    assert found["gap_by_tier"] == {"1": 1.0, "2": 1.0, "3": 1.0}
    assert json.loads(in_json(found)) == found


@pytest.mark.parametrize(("language", "word"), [("en", "annual reviews"), ("fr", "bilans annuels")])
def test_penalties_are_told_in_the_language_of_the_plan(language: str, word: str) -> None:
    """Ids for programs, a sentence for people."""
    found = agenda_result(a_plan_with_agendas(language=language))
    one = next(one for one in found["penalties"] if one["rule"] == "review_short")
    assert word in one["sentence"]
    assert (one["practitioner"], one["site"]) == ("ada", None)
    assert one["date"] in ("2026-12-14", "2026-12-21")


def test_violations_of_agendas_made_by_hand_are_told() -> None:
    """A judged agenda that breaks a hard rule says so in a sentence."""
    plan = a_plan_with_agendas(language="en")
    assert plan.agenda is not None
    problem = plan.agenda.question.problem
    facts: dict[str, str | int] = {"begin": 540, "end": 570, "kind": BlockKind.VISIT.value}
    broken = replace(
        plan.agenda.result.audit, violations=(Finding("visit_at_edge", person=0, day=0, site=0, facts=facts),)
    )
    (one,) = agenda_judgement(broken, problem, plan.practice, "en")["violations"]
    assert one["sentence"].startswith("Ada, Monday 14 December 2026, from 09:00 to 09:30")


def test_plan_without_agendas_has_no_paper() -> None:
    """Nothing is made up where no agenda was laid out."""
    with pytest.raises(ValueError, match="no agendas"):
        agenda_paper_of(a_plan())
    with pytest.raises(ValueError, match="no agendas"):
        agenda_result(a_plan())


DOCUMENT = Path(__file__).parents[2] / "docs" / "agenda.md"
SMALL = Path(__file__).parents[2] / "examples" / "small" / "practice.yaml"


def json_in_document(number: int) -> Any:
    """The JSON example of that number in docs/agenda.md."""
    return json.loads(re.findall(r"```json\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)[number])


def test_documented_paper_is_a_paper() -> None:
    """The example of agenda.json can be read, and its keys are those that are written."""
    shown = json_in_document(0)
    assert AgendaPaper.model_validate_json(json.dumps(shown)).agendas[0].practitioner == "gp-1"
    assert shown.keys() == paper().keys()
    assert shown["reserve"][0].keys() == paper()["reserve"][0].keys()


def test_documented_result_has_the_keys_of_a_result() -> None:
    """The example of the agendas' part of result.json shows every key."""
    shown, written = json_in_document(1), agenda_result(a_plan_with_agendas())
    assert shown.keys() == written.keys()
    assert shown["penalties"][0].keys() == written["penalties"][0].keys()
    for rule, told in shown["cost_by_rule"].items():
        assert told.keys() == written["cost_by_rule"][rule].keys()


@pytest.mark.parametrize("turn_away", [0.1, 0.05, 0.02])
def test_documented_promises_are_what_they_cost(turn_away: float) -> None:
    """The slots, shares and unused slots that docs/agenda.md tells for the first Monday of the small example."""
    practice = read_practice(SMALL)
    problem = build_problem(practice, date(2026, 12, 14), 4, today=date(2026, 11, 21))
    expected = next(one for one in Expectations(practice, problem).acute() if one.day == 0)
    assert f"{expected.mean:.1f} acute patients are expected" in DOCUMENT.read_text(encoding="utf-8")
    demand = NegativeBinomialDemand(round(expected.mean, 2), expected.dispersion)
    moments = [(step.days_before, step.at) for step in practice.agenda.release]
    shares = [("at-first", 1.0), *((f"{days}T{at}", still_expected(None, days, at)) for days, at in moments)]
    release = promised_release(demand, shares, turn_away)
    slots, away = release[0].slots, release_outcome(demand, release).turned_away
    row = f"| {turn_away:.0%} | {slots} | {away:.1%} | {unused(demand, slots):.1f} |".replace("%", " %")
    assert row in DOCUMENT.read_text(encoding="utf-8")
