"""A body of plain data becomes papers that may be published, or every fault of it is named."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from api.example_weeks import example
from api.judging import RulesBrokenError
from api.papers import judged_papers
from scheduler.booking.publishing_faults import UnpublishableError
from scheduler.part import Part

MONDAY = date(2026, 9, 7)
NOW = datetime(2026, 9, 6, 22, 30, tzinfo=UTC)
"""Half past midnight of that Monday in Paris, where in UTC it is Sunday still."""
TILLEULS = "les-tilleuls"


def plain(part: Part) -> dict[str, Any]:
    """A paper as JSON holds it."""
    return part.model_dump(mode="json", by_alias=True, exclude_none=True)


def a_body() -> dict[str, Any]:
    """The example."""
    practice, rota, agenda = example(MONDAY)
    return {"practice": plain(practice), "rota": plain(rota), "agenda": plain(agenda), "learned": None}


def test_good_papers_come_through() -> None:
    """What creneau planned is as it was."""
    found = judged_papers(a_body(), TILLEULS, NOW)
    assert (found.practice, found.rota, found.agenda) == example(MONDAY)
    assert found.learned is None


@pytest.mark.parametrize(
    ("paper", "field", "value", "told"),
    [
        ("practice", "colour", "blue", ("practice", "colour")),
        ("practice", "version", 2, ("practice", "version")),
        ("practice", "sites", [], ("practice", "sites")),
        ("practice", "practice", {"id": "other", "name": "Other"}, ("practice", "practice", "id")),
        ("rota", "weeks", 0, ("rota", "weeks")),
        ("rota", "weeks", "4", ("rota", "weeks")),
        ("rota", "practice", "other", ("rota", "practice")),
        ("agenda", "weeks", 3, ("agenda", "from")),
        ("agenda", "agendas", [], ("agenda", "agendas")),
    ],
)
def test_fault_is_named(paper: str, field: str, value: Any, told: tuple[str, ...]) -> None:
    """By the path of its field in the body."""
    body = a_body()
    body[paper][field] = value
    with pytest.raises(UnpublishableError) as found:
        judged_papers(body, TILLEULS, NOW)
    assert told in [fault.location for fault in found.value.faults]


def test_today_is_what_the_clocks_of_the_practice_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an hour after midnight it is the new day, although UTC is still at the day before."""
    judged: list[date] = []
    monkeypatch.setattr("api.papers.judge", lambda *asked: judged.append(asked[-1]))
    judged_papers(a_body(), TILLEULS, NOW)
    assert judged == [MONDAY]


def test_learned_figures_are_read_too() -> None:
    """Those of another practice are refused."""
    learned = {"version": 1, "practice": "other", "history": {"rows": 1, "used": 1}}
    with pytest.raises(UnpublishableError) as found:
        judged_papers(a_body() | {"learned": learned}, TILLEULS, NOW)
    assert [fault.location for fault in found.value.faults] == [("learned", "practice")]


def test_broken_rules_have_sentences_in_both_languages() -> None:
    """A rota in which somebody works although away is not published."""
    body = a_body()
    day, who = next((s["date"], s["practitioner"]) for s in body["rota"]["sessions"] if s["template"] == "morning")
    body["practice"]["absences"] = [{"practitioner": who, "from": day, "to": day}]
    with pytest.raises(RulesBrokenError) as found:
        judged_papers(body, TILLEULS, NOW)
    absent = [one for one in found.value.broken if one.rule == "absence"]
    assert absent
    assert all(one.sentences["fr"] != one.sentences["en"] for one in absent)
