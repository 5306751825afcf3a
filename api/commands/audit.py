"""`creneau audit`: judges any rota, those made by hand too."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from api.commands.earlier import (
    Earlier,
    LedgerOption,
    Period,
    PreviousOption,
    TodayOption,
    date_told,
    read_question,
)
from api.commands.language import LanguageOption, PracticeArgument, language_for, told
from api.commands.outcome import Exit, bad_input_told, plain_console
from scheduler.messages import say
from scheduler.messages.formats import show_number

if TYPE_CHECKING:
    from scheduler.practice import Practice
    from scheduler.rota.audit import Audit
    from scheduler.rota.problem import RotaProblem


def audit(
    *,
    practice: PracticeArgument,
    rota: Annotated[Path, typer.Argument(metavar="ROTA.json", help=told("rota"), show_default=False)],
    previous: PreviousOption = None,
    ledger: LedgerOption = None,
    today: TodayOption = None,
    as_json: Annotated[bool, typer.Option("--json", help=told("json"))] = False,
    lang: LanguageOption = None,
) -> None:
    """Judge a rota by the practice's rules; exit code 1 when a hard rule is broken."""
    from scheduler.files import read_practice, read_rota
    from scheduler.rota.audit import audit as judge
    from scheduler.rota.papers import from_paper

    language = language_for(practice, lang)
    with bad_input_told(language):
        read = read_practice(practice)
        paper = read_rota(rota, read)
        period = Period(paper.from_date, paper.weeks, date_told(today))
        problem = read_question(read, period, Earlier(previous, ledger), language).problem
    judged = judge(problem, from_paper(paper, problem))
    show = _show_json if as_json else _show
    show(judged, problem, read, language)
    raise typer.Exit(Exit.GOOD if judged.valid else Exit.BROKEN)


def _show_json(judged: Audit, problem: RotaProblem, practice: Practice, language: str) -> None:
    from api.export.result import audit_paper, in_json

    typer.echo(in_json(audit_paper(judged, problem, practice, language)), nl=False)


def _show(judged: Audit, problem: RotaProblem, practice: Practice, language: str) -> None:
    from scheduler.rota.sentences import sentence

    console = plain_console()
    count = len(judged.violations)
    console.print(say("audit-valid", language) if judged.valid else say("audit-broken", language, count=count))
    for finding in judged.violations:
        console.print(f"  • {sentence(finding, problem, practice, language)}", soft_wrap=True)
    console.print()
    console.print(cost_table(judged, problem, language))


def cost_table(judged: Audit, problem: RotaProblem, language: str) -> Table:
    """What the rota costs by rule in natural units, tier by tier."""
    from scheduler.rota.rules import CARDS

    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("rule", "amount", "unit-weight", "cost"):
        table.add_column(say(f"column-{column}", language), justify="left" if column == "rule" else "right")
    for tier, total in judged.cost_by_tier.items():
        table.add_row(f"{tier}. {say(f'tier-{tier}', language)}", "", "", show_number(total, language), style="bold")
        rules = [rule for rule, cost in judged.cost_by_rule.items() if problem.soft[rule].tier == tier and cost]
        for rule in sorted(rules, key=lambda rule: -judged.cost_by_rule[rule]):
            amount = say(f"amount-{CARDS[rule].unit}", language, amount=judged.amount_by_rule[rule])
            weight, cost = problem.soft[rule].weight, judged.cost_by_rule[rule]
            title = say(f"rule-title-{rule}", language)
            table.add_row(f"   {title}", amount, show_number(weight, language), show_number(cost, language))
    table.add_row(say("audit-total", language), "", "", show_number(judged.cost, language), style="bold")
    return table
