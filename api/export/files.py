"""Every file of a plan by its name."""

from __future__ import annotations

from api.export.agenda import agenda_paper_of, agenda_result
from api.export.calendars import calendars
from api.export.plan import Plan
from api.export.report import agenda_report, report
from api.export.result import Json, in_json, result_paper
from api.export.workbook import workbook
from scheduler.part import Part
from scheduler.rota.ledger import close_period
from scheduler.rota.papers import to_paper

RESULT, ROTA, LEDGER, WORKBOOK, REPORT = "result.json", "rota.json", "ledger.json", "rota.xlsx", "report.html"
AGENDA, AGENDA_RESULT, AGENDA_REPORT = "agenda.json", "agenda-result.json", "agenda.html"


def files_of(plan: Plan) -> dict[str, bytes]:
    """Every file of a plan by its name."""
    ledger = close_period(plan.problem, plan.rota, plan.practice, plan.ledger)
    return {
        ROTA: _paper(to_paper(plan.problem, plan.rota, plan.practice)),
        **_agenda(plan),
        LEDGER: _paper(ledger),
        WORKBOOK: workbook(plan),
        **calendars(plan),
        REPORT: report(plan),
        RESULT: in_json(_result(plan)),
    }


def _result(plan: Plan) -> Json:
    paper = result_paper(plan)
    return paper if plan.agenda is None else {**paper, "agenda": agenda_result(plan)}


def _agenda(plan: Plan) -> dict[str, bytes]:
    return {} if plan.agenda is None else {AGENDA: _paper(agenda_paper_of(plan))}


def agenda_files_of(plan: Plan) -> dict[str, bytes]:
    """The files of the agendas alone."""
    return {
        AGENDA: _paper(agenda_paper_of(plan)),
        AGENDA_RESULT: in_json(agenda_result(plan)),
        AGENDA_REPORT: agenda_report(plan),
    }


def _paper(paper: Part) -> bytes:
    return in_json(paper.model_dump(mode="json", by_alias=True, exclude_none=True))
