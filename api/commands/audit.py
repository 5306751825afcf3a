"""`creneau audit`: judges any rota and its agendas, those made by hand too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
from api.commands.laying import LearnedOption, ask_for, read_learned_if_any
from api.commands.outcome import Exit, bad_input_told, complain, plain_console
from scheduler.messages import say
from scheduler.messages.formats import show_duration, show_number

if TYPE_CHECKING:
    from scheduler.agenda.papers import AgendaPaper
    from scheduler.agenda.problem import AgendaProblem
    from scheduler.practice import Practice
    from scheduler.rota.audit import Audit
    from scheduler.rota.problem import RotaProblem, RuleSetting
    from scheduler.rota.rules import Card


def audit(
    *,
    practice: PracticeArgument,
    rota: Annotated[Path, typer.Argument(metavar="ROTA.json", help=told("rota"), show_default=False)],
    agenda: Annotated[Path | None, typer.Option("--agenda", metavar="AGENDA.json", help=told("agenda-file"))] = None,
    learned: LearnedOption = None,
    previous: PreviousOption = None,
    ledger: LedgerOption = None,
    today: TodayOption = None,
    as_json: Annotated[bool, typer.Option("--json", help=told("json"))] = False,
    lang: LanguageOption = None,
) -> None:
    """Judge a rota, and agendas of it, by the practice's rules; exit code 1 when a hard rule is broken."""
    from scheduler.files import read_agendas, read_practice, read_rota
    from scheduler.rota.audit import audit as judge
    from scheduler.rota.papers import from_paper

    language = language_for(practice, lang)
    with bad_input_told(language):
        read = read_practice(practice)
        paper = read_rota(rota, read)
        period = Period(paper.from_date, paper.weeks, date_told(today))
        problem = read_question(read, period, Earlier(previous, ledger), language).problem
        agendas = None if agenda is None else read_agendas(agenda, read, paper)
        lessons = read_learned_if_any(learned, read)
    if agendas is not None and (agendas.learned is None) != (lessons is None):
        key = "audit-learned-needed" if lessons is None else "audit-learned-unused"
        complain([say(key, language)])
    worked = from_paper(paper, problem)
    judged = judge(problem, worked)
    of_agendas = None if agendas is None else _judge_agendas(agendas, ask_for(read, problem, worked, lessons).problem)
    show = _show_json if as_json else _show
    show(judged, of_agendas, problem, read, language)
    good = judged.valid and (of_agendas is None or of_agendas.audit.valid)
    raise typer.Exit(Exit.GOOD if good else Exit.BROKEN)


@dataclass(frozen=True)
class _JudgedAgendas:
    """Agendas as judged: their problem, and how many sessions they leave out."""

    problem: AgendaProblem
    audit: Audit
    missing: int


def _judge_agendas(paper: AgendaPaper, problem: AgendaProblem) -> _JudgedAgendas:
    from scheduler.agenda.audit import audit_agenda
    from scheduler.agenda.papers import from_agenda_paper

    agenda = from_agenda_paper(paper, problem)
    missing = sum(not agenda.in_session(number) for number in range(len(problem.sessions)))
    return _JudgedAgendas(problem, audit_agenda(problem, agenda), missing)


def _show_json(
    judged: Audit, agendas: _JudgedAgendas | None, problem: RotaProblem, practice: Practice, language: str
) -> None:
    from api.export.agenda import agenda_judgement
    from api.export.result import audit_paper, in_json

    paper = audit_paper(judged, problem, practice, language)
    if agendas is not None:
        paper["agenda"] = {
            "valid": agendas.audit.valid,
            "cost": agendas.audit.cost,
            "missing": agendas.missing,
            **agenda_judgement(agendas.audit, agendas.problem, practice, language),
        }
    typer.echo(in_json(paper), nl=False)


def _show(
    judged: Audit, agendas: _JudgedAgendas | None, problem: RotaProblem, practice: Practice, language: str
) -> None:
    from scheduler.rota.rules import CARDS
    from scheduler.rota.sentences import sentence

    _show_judgement(judged, [sentence(one, problem, practice, language) for one in judged.violations], language)
    plain_console().print(cost_table(judged, problem.soft, CARDS, "tier", language))
    if agendas is not None:
        _show_agendas(agendas, practice, language)


def _show_agendas(agendas: _JudgedAgendas, practice: Practice, language: str) -> None:
    from scheduler.agenda.rules import AGENDA_CARDS
    from scheduler.agenda.sentences import agenda_sentence

    console = plain_console()
    console.print()
    console.print(say("audit-agendas", language), style="bold")
    if agendas.missing:
        console.print(say("audit-agenda-missing", language, count=agendas.missing), soft_wrap=True)
    told_all = [agenda_sentence(one, agendas.problem, practice, language) for one in agendas.audit.violations]
    _show_judgement(agendas.audit, told_all, language)
    console.print(cost_table(agendas.audit, agendas.problem.soft, AGENDA_CARDS, "agenda-tier", language))


def _show_judgement(judged: Audit, sentences: list[str], language: str) -> None:
    console = plain_console()
    count = len(judged.violations)
    console.print(say("audit-valid", language) if judged.valid else say("audit-broken", language, count=count))
    for told_one in sentences:
        console.print(f"  • {told_one}", soft_wrap=True)
    console.print()


def cost_table(
    judged: Audit, soft: Mapping[str, RuleSetting], cards: Mapping[str, Card], tier_key: str, language: str
) -> Table:
    """What an answer costs by rule in natural units, tier by tier; `tier_key` begins the names of the tiers."""
    from scheduler.rota.rules import Unit

    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("rule", "amount", "unit-weight", "cost"):
        table.add_column(say(f"column-{column}", language), justify="left" if column == "rule" else "right")
    for tier, total in judged.cost_by_tier.items():
        table.add_row(
            f"{tier}. {say(f'{tier_key}-{tier}', language)}", "", "", show_number(total, language), style="bold"
        )
        rules = [rule for rule, cost in judged.cost_by_rule.items() if soft[rule].tier == tier and cost]
        for rule in sorted(rules, key=lambda rule: -judged.cost_by_rule[rule]):
            weight, cost = soft[rule].weight, judged.cost_by_rule[rule]
            amount = say(f"amount-{cards[rule].unit}", language, amount=judged.amount_by_rule[rule])
            if cards[rule].unit is Unit.SLOTS and cost != weight * judged.amount_by_rule[rule]:
                amount = f"{amount}, {show_duration(cost // weight, language)}"  # its weight is that of a minute
            title = say(f"rule-title-{rule}", language)
            table.add_row(f"   {title}", amount, show_number(weight, language), show_number(cost, language))
    table.add_row(say("audit-total", language), "", "", show_number(judged.cost, language), style="bold")
    return table
