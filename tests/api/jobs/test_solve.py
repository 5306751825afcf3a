"""The solve behind its door: what it hands over, in which languages, and what it says when it fails."""

from __future__ import annotations

import pytest

from api.export.result import Json
from api.jobs.rota import solve as solving
from api.jobs.rota.question import RotaQuestion
from api.jobs.rota.sentences import in_language
from api.jobs.rota.solve import LAYING, Solve
from api.jobs.rota.solving import Look
from solver.agenda.search import NoAgendaError
from tests.api.jobs.rotas import a_long_question, a_question
from tests.practices import a_practice


def solved(question: Json) -> Look:
    """How a solve ends."""
    solve = Solve(RotaQuestion.model_validate(question))
    solve.run()
    return solve.looked()


def test_what_contradicts_itself_is_told_in_every_language() -> None:
    """No rota is possible: the same reasons, each in the language it is read in."""
    absent = {"practitioner": "ada", "from": "2026-12-15", "to": "2026-12-15"}
    pinned = {"practitioner": "ada", "date": "2026-12-15", "template": "morning", "site": "nation"}
    papers = solved(a_question(a_practice(absences=[absent], pins=[pinned]))).papers
    assert papers is not None
    assert (papers["rota"], papers["result"]["status"]) == (None, "infeasible")
    french, english = (in_language(papers["result"], language)["reasons"] for language in ("fr", "en"))
    assert french[0]["sentence"].startswith("Aucun planning")
    assert english[0]["sentence"].startswith("No rota")
    assert any("Ada" in one["sentence"] for one in english[1:])
    assert len(french) == len(english)


def test_the_sentences_of_a_rota_are_kept_in_every_language() -> None:
    """Penalties of the rota and of its agendas read in French and in English, and differ in nothing else."""
    wish = {"practitioner": "ada", "from": "2026-12-14", "to": "2026-12-18", "want": "off", "weight": 3}
    papers = solved(a_question(a_practice(wishes=[wish]))).papers
    assert papers is not None
    french, english = (in_language(papers["result"], language) for language in ("fr", "en"))
    for one, other in ((french, english), (french["agenda"], english["agenda"])):
        assert one["penalties"]
        assert [penalty["sentence"] for penalty in one["penalties"]] != [
            penalty["sentence"] for penalty in other["penalties"]
        ]
        assert [{**penalty, "sentence": ""} for penalty in one["penalties"]] == [
            {**penalty, "sentence": ""} for penalty in other["penalties"]
        ]


def test_papers_are_handed_over_once() -> None:
    """They are large; whoever looks again hears only how it stands."""
    solve = Solve(RotaQuestion.model_validate(a_question()))
    solve.run()
    first, second = solve.looked(), solve.looked()
    assert (first.papers is None, second.papers is None) == (False, True)
    assert first.progress == second.progress
    assert second.progress is not None
    assert second.progress["phase"] == LAYING


def test_a_rota_is_not_lost_with_its_agendas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no agendas come out, the rota is handed over without them."""

    def failing(*_: object) -> None:
        raise NoAgendaError

    monkeypatch.setattr(solving, "plan_agenda", failing)
    look = solved(a_question())
    assert (look.ended, look.failure) == (True, None)
    assert look.papers is not None
    assert (look.papers["agenda"], bool(look.papers["rota"])) == (None, True)


def test_agendas_come_with_the_end() -> None:
    """Whoever has seen the agendas knows that nothing more comes; the rota alone is told before."""
    looks: list[Look] = []

    class Told(Solve):
        def _note(self, **changes: object) -> None:
            super()._note(**changes)
            looks.append(self.looked())

    Told(RotaQuestion.model_validate(a_question())).run()
    told = [(look.papers["agenda"] is not None, look.ended) for look in looks if look.papers is not None]
    assert told == [(False, False), (True, True)]


def test_a_fault_of_ours_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the search raises, the solve ends and says that it failed."""

    def failing(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(solving, "solve", failing)
    look = solved(a_long_question())
    assert (look.ended, look.failure, look.papers) == (True, "rota-failed", None)
