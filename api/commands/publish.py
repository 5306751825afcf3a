"""`creneau publish`: a rota and its agendas are opened for booking."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.clock import utc_now
from api.commands.db import DatabaseOption, DataOption
from api.commands.earlier import TodayOption, date_told
from api.commands.language import LanguageOption, PracticeArgument, language_for, told
from api.commands.laying import LearnedOption, read_learned_if_any
from api.commands.migrated import answering, migrated
from api.commands.outcome import Exit, bad_input_told, complain, plain_console
from scheduler.messages import Fact, say, word
from scheduler.messages.formats import show_duration

if TYPE_CHECKING:
    from api.papers import Papers
    from api.publication import Opened, Report
    from scheduler.consistency import Fault
    from scheduler.files import InputProblem

RotaArgument = Annotated[Path, typer.Argument(metavar="ROTA.json", help=told("rota"), show_default=False)]
AgendaArgument = Annotated[Path, typer.Argument(metavar="AGENDA.json", help=told("agenda-file"), show_default=False)]


def publish(
    *,
    practice: PracticeArgument,
    rota: RotaArgument,
    agenda: AgendaArgument,
    learned: LearnedOption = None,
    database: DatabaseOption = None,
    data: DataOption = None,
    today: TodayOption = None,
    lang: LanguageOption = None,
) -> None:
    """Judge a rota and its agendas and open their period for booking; exit code 1 when a hard rule is broken."""
    from api.judging import RulesBrokenError, judge

    language = language_for(practice, lang)
    with bad_input_told(language):
        papers = _read(practice, rota, agenda, learned)
        _note_learned(papers, language)
        try:
            judge(papers.practice, papers.rota, papers.agenda, papers.learned, date_told(today))
        except RulesBrokenError as found:
            told_all = [f"  • {one.sentences[language]}" for one in found.broken]
            complain([say("publish-refused", language, count=len(told_all)), *told_all])
            raise typer.Exit(Exit.BROKEN) from None
        with migrated(database, data) as location, answering(location.url):
            now = utc_now()
            report = asyncio.run(_open(location.url, papers, now))
    _show(report, papers, language, now)


def _read(practice: Path, rota: Path, agenda: Path, learned: Path | None) -> Papers:
    """The papers, and whether they can be published together; `BadInput` with every problem."""
    from api.papers import Papers
    from scheduler.booking.publishing_faults import publishing_faults
    from scheduler.files import BadInput, read_agendas, read_practice, read_rota

    read = read_practice(practice)
    paper = read_rota(rota, read)
    papers = Papers(read, paper, read_agendas(agenda, read, paper), read_learned_if_any(learned, read))
    faults = publishing_faults(papers.practice, papers.rota, papers.agenda, papers.learned)
    if faults:
        files = {"rota": rota, "agenda": agenda, "learned": learned or Path()}
        raise BadInput(_problem(fault, files) for fault in faults)
    return papers


def _note_learned(papers: Papers, language: str) -> None:
    if (papers.agenda.learned is None) != (papers.learned is None):
        complain([say("publish-learned-needed" if papers.learned is None else "publish-learned-unused", language)])


def _problem(fault: Fault, files: Mapping[str, Path]) -> InputProblem:
    from scheduler.files import InputProblem
    from scheduler.files.place import TextSource

    return InputProblem(TextSource(files[fault.section]).place(fault.location[1:]), None, fault.reason_key, fault.facts)


async def _open(url: str, papers: Papers, now: datetime) -> Report:
    from api.publication import publish as publish_papers
    from api.store.postgres import opened

    async with opened(url) as store:
        return await publish_papers(
            store.acting_as(None, "publish"), papers.practice, papers.rota, papers.agenda, papers.learned, now
        )


def _show(report: Report, papers: Papers, language: str, now: datetime) -> None:
    from api.publication import misfit_sentence
    from scheduler.zones import zone_of

    console = plain_console()
    facts: dict[str, Fact] = {"first": report.first, "last": report.last, "number": report.generation}
    over = report.last < now.astimezone(zone_of(papers.practice.practice)).date()
    past = [say("publish-over", language)] if over else []
    for line in (say("publish-done", language, **facts), *past, *_opened(report.opened, language)):
        console.print(line, soft_wrap=True)
    console.print(say("publish-kept", language, count=report.kept), soft_wrap=True)
    if report.misfits:
        console.print(say("publish-misfits", language, count=len(report.misfits)), soft_wrap=True)
    for misfit in report.misfits:
        console.print(f"  • {misfit_sentence(misfit, papers.practice, language)}", soft_wrap=True)


def _opened(opened: Opened, language: str) -> list[str]:
    lines = [say("publish-opened", language, days=opened.days, people=len(opened.practitioners))]
    lines += [
        say("publish-time", language, kind=word("block", kind, language), time=show_duration(minutes, language))
        for kind, minutes in opened.minutes.items()
    ]
    if opened.places:
        lines.append(say("publish-places", language, count=opened.places))
    lines += [
        say("publish-rooms", language, site=one.site, kind=kind, used=one.used, count=one.count)
        for one in opened.rooms
        if (kind := word("room", one.kind, language))
    ]
    if opened.units:
        lines.append(say("publish-units", language, units=", ".join(opened.units)))
    return lines
