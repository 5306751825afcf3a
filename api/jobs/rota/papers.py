"""What is kept of an answer: the papers a manager would get as files, with every sentence in every language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from api.export.agenda import agenda_paper_of, agenda_result
from api.export.plan import Plan
from api.export.result import Json, result_paper
from api.jobs.rota.question import RotaQuestion
from api.jobs.rota.sentences import SENTENCE, said
from scheduler.messages import LANGUAGES
from scheduler.part import Part
from scheduler.rota.ledger import close_period
from scheduler.rota.papers import to_paper
from scheduler.rota.problem import RotaProblem
from scheduler.rota.sentences import clash
from solver.result import RotaResult, Status


def plan_papers(plan: Plan) -> Json:
    """The columns `result`, `rota` and `agenda` of a plan; the agenda is null as long as it has none."""
    ledger = close_period(plan.problem, plan.rota, plan.practice, plan.ledger)
    return {
        "result": _in_all_languages(lambda language: _result(replace(plan, language=language)))
        | {"ledger": _as_data(ledger)},
        "rota": _as_data(to_paper(plan.problem, plan.rota, plan.practice)),
        "agenda": None if plan.agenda is None else _as_data(agenda_paper_of(plan)),
    }


def no_rota_papers(question: RotaQuestion, problem: RotaProblem, result: RotaResult) -> Json:
    """The columns of a search without a rota: how it ended, and which rules clash."""
    ended = f"rota-{result.status.value.replace('_', '-')}"
    if result.status is Status.INFEASIBLE and not result.conflict:
        ended = "rota-infeasible-unexplained"
    clashes = (
        tuple(clash(one, problem, question.practice, language) for language in LANGUAGES) for one in result.conflict
    )
    told = [dict(zip(LANGUAGES, one, strict=True)) for one in dict.fromkeys(clashes)]
    paper = {
        "status": result.status.value,
        "seconds": round(result.seconds, 3),
        "stopped": result.stopped,
        "reasons": [{SENTENCE: one} for one in (said(ended), *told)],
    }
    return {"result": paper, "rota": None, "agenda": None}


def _in_all_languages(paper: Callable[[str], Json]) -> Json:
    """A paper made in each language, merged: they differ in their sentences only."""
    made = {language: paper(language) for language in LANGUAGES}
    merged: Json = _merged(made)
    return merged


def _merged(made: dict[str, Any]) -> Any:
    one = next(iter(made.values()))
    if isinstance(one, dict):
        return {
            name: {language: of[name] for language, of in made.items()}
            if name == SENTENCE
            else _merged({language: of[name] for language, of in made.items()})
            for name in one
        }
    if isinstance(one, list):
        return [_merged({language: of[number] for language, of in made.items()}) for number in range(len(one))]
    return one


def _result(plan: Plan) -> Json:
    paper = result_paper(plan)
    return paper if plan.agenda is None else {**paper, "agenda": agenda_result(plan)}


def _as_data(paper: Part) -> Json:
    return paper.model_dump(mode="json", by_alias=True, exclude_none=True)
