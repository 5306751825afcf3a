"""Agendas in names, dates and clock times, there and back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.papers import AgendaPaper, KeptDay, from_agenda_paper, to_agenda_paper
from scheduler.agenda.problem import AgendaProblem
from tests.agendas import a_session, an_agenda, an_agenda_problem, an_item
from tests.builders import A_MONDAY

ITEMS = [an_item("review", 40), an_item("group", 60, "sugar")]


def a_problem(**stated: Any) -> AgendaProblem:
    """Two sessions of one person on Monday and one of another at another site in the second week."""
    sessions = [
        a_session("08:00-10:00", template="morning"),
        a_session("14:00-15:00 desk", template="desk"),
        a_session("07:00-08:00 window", "08:00-09:00", template="morning", person=1, site=1, day=8),
    ]
    return an_agenda_problem(ITEMS, sessions, weeks=2, **stated)


AN_AGENDA = an_agenda(
    "08:00 review 08:40 group/sugar 09:40 open 10:00",
    "14:00 desk 15:00",
    "07:00 acute 08:00 open 09:00",
)


def again(paper: AgendaPaper) -> AgendaPaper:
    """The paper through JSON and back."""
    return AgendaPaper.model_validate_json(paper.model_dump_json(by_alias=True))


def test_agendas_come_back_from_their_paper() -> None:
    """Through JSON and back nothing is lost."""
    problem = a_problem()
    paper = to_agenda_paper(problem, AN_AGENDA)
    assert again(paper) == paper
    assert from_agenda_paper(again(paper), problem) == AN_AGENDA


def test_paper_names_who_where_and_when() -> None:
    """One agenda a session, in the order of the sessions, its blocks by the clock."""
    paper = to_agenda_paper(a_problem(acute_minutes=20), AN_AGENDA)
    assert (paper.practice, paper.from_date, paper.weeks, paper.acute_minutes) == ("practice", A_MONDAY, 2, 20)
    assert [(one.practitioner, one.on, one.template, one.site) for one in paper.agendas] == [
        ("person-0", A_MONDAY, "morning", "site-0"),
        ("person-0", A_MONDAY, "desk", "site-0"),
        ("person-1", date(2026, 1, 13), "morning", "site-1"),
    ]
    written = paper.agendas[0].model_dump(mode="json", by_alias=True)
    assert written["date"] == "2026-01-05"
    assert written["blocks"][1] == {
        "from": "08:40",
        "to": "09:40",
        "kind": "group",
        "motive": "sugar",
        "places": None,
    }


def test_workshops_tell_their_places() -> None:
    """Blocks of other motives, and of none, have no places."""
    paper = to_agenda_paper(a_problem(), AN_AGENDA, places={"sugar": 8, "back": 9})
    assert [block.places for block in paper.agendas[0].blocks] == [None, 8, None]


def test_reserve_goes_along() -> None:
    """What each day keeps, as it was given."""
    kept = KeptDay.model_validate(
        {
            "site": "site-0",
            "date": "2026-01-05",
            "expected": 9.5,
            "sd": 3.2,
            "wanted": 12,
            "slots": 10,
            "minutes": 150,
            "turned_away": 0.07,
            "unused": 1.1,
            "release": [{"slots": 10}, {"days_before": 0, "at": "10:00", "slots": 4}],
        }
    )
    paper = again(to_agenda_paper(a_problem(), AN_AGENDA, (kept,)))
    assert paper.reserve == (kept,)
    assert paper.reserve[0].release[1].at == 600


def test_session_without_blocks_comes_back_without() -> None:
    """An agenda may be empty, or miss altogether: the judge will say so."""
    problem = a_problem()
    assert from_agenda_paper(again(to_agenda_paper(problem, Agenda.of(()))), problem) == Agenda.of(())
    paper = to_agenda_paper(problem, AN_AGENDA)
    first = paper.model_copy(update={"agendas": paper.agendas[:1]})
    assert from_agenda_paper(first, problem) == an_agenda("08:00 review 08:40 group/sugar 09:40 open 10:00")


def test_agendas_that_break_rules_are_read_all_the_same() -> None:
    """Overlaps, holes and strange motives are the judge's affair."""
    odd = an_agenda(["08:00 open 09:30", "09:00 review/strange 09:20"])
    problem = a_problem()
    assert from_agenda_paper(again(to_agenda_paper(problem, odd)), problem) == odd


@pytest.mark.parametrize("change", [{"practice": "elsewhere"}, {"from_date": date(2026, 1, 12)}, {"weeks": 3}])
def test_agendas_of_another_practice_or_period_are_refused(change: dict[str, Any]) -> None:
    """Even if its sessions have the same names."""
    paper = to_agenda_paper(a_problem(), AN_AGENDA).model_copy(update=change)
    with pytest.raises(ValueError, match="another practice or period"):
        from_agenda_paper(paper, a_problem())


@pytest.mark.parametrize(
    ("field", "value"),
    [("practitioner", "zoe"), ("on", date(2026, 1, 6)), ("template", "evening"), ("site", "site-1")],
)
def test_agendas_of_no_session_are_refused_all_at_once(field: str, value: Any) -> None:
    """Each is named by who, when, what and where."""
    paper = to_agenda_paper(a_problem(), AN_AGENDA)
    strange = [one.model_copy(update={field: value}) for one in paper.agendas[:2]]
    changed = paper.model_copy(update={"agendas": (*strange, paper.agendas[2])})
    with pytest.raises(ValueError, match="no such session in the rota") as error:
        from_agenda_paper(changed, a_problem())
    assert str(error.value).count(str(value)) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("from", "08:03"), ("to", "25:00"), ("kind", "lunch"), ("motive", "No Motive"), ("places", 0), ("room", "1")],
)
def test_paper_with_a_wrong_block_is_refused(field: str, value: Any) -> None:
    """Times off the grid, unknown kinds and fields never reach the judge."""
    written = to_agenda_paper(a_problem(), AN_AGENDA).model_dump(mode="json", by_alias=True)
    written["agendas"][0]["blocks"][0][field] = value
    with pytest.raises(ValidationError):
        AgendaPaper.model_validate(written)
