"""The papers of a rota: what is asked of a search, what rules say of any rota, what can be published of a job."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from api.errors import BadFieldsError
from api.export.result import audit_paper
from api.jobs.asking import Documents
from api.jobs.errors import NotReadyError
from api.jobs.rota.question import RotaQuestion
from api.language import language_of
from api.schemas.rotas import EFFORT, RotaOrder
from api.store.rota_jobs import RotaRecord
from scheduler.agenda.papers import AgendaPaper
from scheduler.booking.days import Published
from scheduler.practice import Practice
from scheduler.rota.papers import RotaPaper
from scheduler.zones import zone_of


def question_of(body: RotaOrder, bound_to: str, published: Published | None, now: datetime) -> RotaQuestion:
    """What is asked of a search, whole. `BadFieldsError` with every problem."""
    documents = Documents(bound_to)
    documents.monday(body.first_day)
    practice = documents.practice(body.practice, published)
    learned = documents.learned(body.learned, practice)
    if body.practice is None and body.learned is None and published is not None:
        learned = published.learned
    previous = documents.previous(body.previous, practice)
    ledger = documents.ledger(body.ledger, practice, body.first_day)
    documents.refuse()
    effort = body.model_dump(by_alias=True, include={"first_day", *EFFORT})
    papers = {"practice": practice, "learned": learned, "previous": previous, "ledger": ledger}
    return RotaQuestion.model_validate({**effort, **papers, "today": _today(practice, now)})


def judgement_of(
    body: dict[str, Any], bound_to: str, published: Published | None, now: datetime, accept: str | None
) -> dict[str, Any]:
    """What rules say of a body `{rota, practice, previous, ledger}`; `accept`: the languages that the client likes.

    `BadFieldsError` with every problem.
    """
    from scheduler.rota.audit import audit
    from scheduler.rota.build import build_problem
    from scheduler.rota.papers import from_paper

    documents = Documents(bound_to)
    practice = documents.practice(body["practice"], published)
    rota = documents.rota(body["rota"], practice)
    previous = documents.previous(body["previous"], practice)
    ledger = documents.ledger(body["ledger"], practice, date.max if rota is None else rota.from_date)
    if rota is None or documents.problems:
        raise BadFieldsError(tuple(documents.problems))
    today, language = _today(practice, now), language_of(accept, practice.practice.language)
    problem = build_problem(practice, rota.from_date, rota.weeks, today=today, previous=previous, ledger=ledger)
    return audit_paper(audit(problem, from_paper(rota, problem)), problem, practice, language)


def publishable(record: RotaRecord) -> tuple[RotaPaper, AgendaPaper]:
    """What can be published of a job. `NotReadyError`."""
    if not record.state.ended:
        raise NotReadyError("rota-not-ended")
    if record.rota is None:
        raise NotReadyError("rota-none")
    if record.agenda is None:
        raise NotReadyError("rota-no-agendas")
    return RotaPaper.model_validate(record.rota), AgendaPaper.model_validate(record.agenda)


def _today(practice: Practice, now: datetime) -> date:
    return now.astimezone(zone_of(practice.practice)).date()
