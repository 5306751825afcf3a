"""Every file of a plan by its name."""

from __future__ import annotations

from api.export.calendars import calendars
from api.export.plan import Plan
from api.export.report import report
from api.export.result import in_json, result_paper
from api.export.workbook import workbook
from scheduler.part import Part
from scheduler.rota.ledger import close_period
from scheduler.rota.papers import to_paper

RESULT, ROTA, LEDGER, WORKBOOK, REPORT = "result.json", "rota.json", "ledger.json", "rota.xlsx", "report.html"


def files_of(plan: Plan) -> dict[str, bytes]:
    """Every file of a plan by its name."""
    ledger = close_period(plan.problem, plan.rota, plan.practice, plan.ledger)
    return {
        ROTA: _paper(to_paper(plan.problem, plan.rota, plan.practice)),
        LEDGER: _paper(ledger),
        WORKBOOK: workbook(plan),
        **calendars(plan),
        REPORT: report(plan),
        RESULT: in_json(result_paper(plan)),
    }


def _paper(paper: Part) -> bytes:
    return in_json(paper.model_dump(mode="json", by_alias=True, exclude_none=True))
