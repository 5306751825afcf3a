"""What a manager wants to know of the agendas before opening any file."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.commands.tones import STYLES
from api.export.plan import Plan
from api.export.report.agenda.headlines import agenda_headlines
from scheduler.measures.agenda import IN_MINUTES, Fulfilment, fulfilments
from scheduler.messages import say
from scheduler.messages.formats import show_number, show_percent
from solver.agenda.plan import AgendaPlan
from solver.agenda.reserves import DayReserve


def show_agendas(console: Console, plan: Plan, agenda: AgendaPlan) -> None:
    """Print how the layout ended, the promise to acute patients, and what the needs were given."""
    result = agenda.result
    console.print(say(f"agenda-{result.status}", plan.language, seconds=round(result.seconds)), soft_wrap=True)
    for rows in (_promise(plan, agenda.question.reserves), _needs(plan, agenda)):
        if rows:
            console.print()
            console.print(_table(rows))
    console.print()
    figures = say(
        "progress-figures",
        plan.language,
        cost=result.cost,
        bound=show_number(result.bound, plan.language),
        gap=show_percent(result.gap, plan.language),
    )
    console.print(figures)


def _table(rows: Sequence[tuple[str | Text, ...]]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for no_wrap in (True, True, False)[: len(rows[0])]:
        table.add_column(no_wrap=no_wrap)
    for row in rows:
        table.add_row(*row)
    return table


def _promise(plan: Plan, reserves: tuple[DayReserve, ...]) -> list[tuple[str, Text, Text]]:
    """The promise on its worst day, and the slots kept against those that stay empty."""
    rows = [
        (one.label, Text(one.value, style=f"bold {STYLES[one.tone]}".strip()), _dim(one.note))
        for one in agenda_headlines(plan)
        if one.key == "promise"
    ]
    if not reserves:
        return rows
    kept = say(
        "closing-kept-note",
        plan.language,
        expected=show_number(sum(day.expected for day in reserves), plan.language),
        unused=show_number(sum(day.unused for day in reserves), plan.language),
    )
    slots = show_number(sum(day.slots for day in reserves), plan.language)
    return [*rows, (say("closing-kept", plan.language), Text(slots, style="bold"), _dim(kept))]


def _needs(plan: Plan, agenda: AgendaPlan) -> list[tuple[str, Text]]:
    """All needs but that of acute slots, which the promise tells of."""
    found = fulfilments(agenda.question.problem, agenda.result.agenda)
    return [
        (say(f"rule-title-{one.rule}", plan.language), _given(plan, one)) for one in found if one.rule != "acute_short"
    ]


def _given(plan: Plan, one: Fulfilment) -> Text:
    key = "closing-duration-of" if one.rule in IN_MINUTES else "closing-of"
    text = say(key, plan.language, count=one.given, need=one.asked)
    return Text(text, style="red" if one.given < one.asked else "green")


def _dim(text: str) -> Text:
    return Text(text, style="dim")
