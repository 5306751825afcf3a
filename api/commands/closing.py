"""The screen at the end of a plan: what a manager wants to know before opening any file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.commands.agenda_figures import show_agendas
from api.commands.tones import STYLES
from api.export.headlines import duty_of, headlines
from api.export.plan import Plan
from api.export.report.fairness import ordered_spreads
from api.export.weeks import period_text
from scheduler.measures.cover import cover_by_site
from scheduler.messages import say, word
from scheduler.messages.formats import show_duration, show_number
from scheduler.rota.problem import Duty

CALENDAR = ".ics"


def show_closing(console: Console, plan: Plan, out: Path, files: Mapping[str, bytes]) -> None:
    """Print the figures, the spread of each duty, and the files."""
    console.print()
    console.print(plan.names.practice_name(), style="bold")
    console.print(period_text(plan), soft_wrap=True)
    console.print(_status(plan), soft_wrap=True)
    console.print()
    console.print(_figures(plan))
    for table in (_amounts(plan), _short_by_site(plan), _spreads(plan)):
        if table is not None:
            console.print()
            console.print(table)
    if plan.agenda is not None:
        console.print()
        console.print(say("closing-agendas", plan.language), style="bold")
        show_agendas(console, plan, plan.agenda)
    console.print()
    console.print(_written(plan, out, files), soft_wrap=True)


def show_agenda_closing(console: Console, plan: Plan, out: Path, files: Mapping[str, bytes]) -> None:
    """Print what the agendas hold, and the files."""
    if plan.agenda is None:
        raise ValueError("a plan without agendas")
    console.print()
    console.print(plan.names.practice_name(), style="bold")
    console.print(period_text(plan), soft_wrap=True)
    show_agendas(console, plan, plan.agenda)
    console.print()
    written = say("agenda-written", plan.language, directory=str(out), files=", ".join(sorted(files)))
    console.print(written, soft_wrap=True)


def _status(plan: Plan) -> str:
    stopped = say("plan-stopped", plan.language) + " " if plan.result.stopped else ""
    return stopped + say(f"plan-{plan.result.status}", plan.language, seconds=round(plan.result.seconds))


def _figures(plan: Plan) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for one in headlines(plan):
        table.add_row(one.label, Text(one.value, style=f"bold {STYLES[one.tone]}".strip()), Text(one.note, style="dim"))
    return table


def _amounts(plan: Plan) -> Table | None:
    """What is owed or expected and not there, where it is not 0, and the cost of it all."""
    amounts = plan.audit.amount_by_rule
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for label, rule in (("closing-contracts", "contract_under"), ("closing-demand", "demand_short")):
        if amounts.get(rule, 0) > 0:
            table.add_row(say(label, plan.language), Text(show_duration(amounts[rule], plan.language), style="red"))
    table.add_row(say("closing-cost", plan.language), show_number(plan.audit.cost, plan.language))
    return table


def _short_by_site(plan: Plan) -> Table | None:
    sites = [site for site in cover_by_site(plan.problem, plan.rota) if site.short]
    if len(plan.problem.sites) == 1 or not sites:
        return None
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(say("cover-short", plan.language))
    table.add_column("", justify="right")
    for site in sites:
        table.add_row(plan.names.site(site.site), show_duration(site.short, plan.language))
    return table


def _spreads(plan: Plan) -> Table | None:
    """The ordinary duties; named holidays, of which there are many with few sessions, stand in the report."""
    found = [spread for spread in ordered_spreads(plan) if spread.duty is not Duty.NAMED_HOLIDAY]
    if not found:
        return None
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("duty", "profession", "spread", "farthest"):
        table.add_column(say(f"column-{column}", plan.language))
    for spread in found:
        least, most, farthest = (
            show_number(figure, plan.language, 1) for figure in (spread.least, spread.most, spread.farthest)
        )
        table.add_row(
            duty_of(plan, spread),
            word("professions", spread.profession, plan.language),
            say("from-to", plan.language, least=least, most=most),
            say("sessions-apart", plan.language, sessions=farthest),
        )
    return table


def _written(plan: Plan, out: Path, files: Mapping[str, bytes]) -> str:
    calendars = sum(name.endswith(CALENDAR) for name in files)
    others = ", ".join(sorted(name for name in files if not name.endswith(CALENDAR)))
    return say("plan-written", plan.language, directory=str(out), files=others, calendars=calendars)
