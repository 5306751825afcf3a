"""`creneau learn`: lengths, no-shows and acute demand from a history, and what they are worth."""

from __future__ import annotations

from collections.abc import Iterator, Set
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.language import LanguageOption, language_for, told
from api.commands.options import problem
from api.commands.outcome import Exit, bad_input_told, plain_console, refuse
from api.export.write import NotADirectoryToWriteError, check_directory
from scheduler.messages import say

if TYPE_CHECKING:
    from scheduler.files import InputProblem
    from scheduler.history import History, Layout
    from scheduler.learned import Learned
    from scheduler.practice import Practice


def learn(
    *,
    history: Annotated[Path, typer.Argument(metavar="HISTORY.csv", help=told("history"), show_default=False)],
    practice: Annotated[
        Path, typer.Option("--practice", metavar="PRACTICE.yaml", help=told("practice"), show_default=False)
    ],
    out: Annotated[Path, typer.Option("--out", metavar="LEARNED.yaml", help=told("learned-out"), show_default=False)],
    rejects: Annotated[Path | None, typer.Option("--rejects", metavar="REJECTS.csv", help=told("rejects"))] = None,
    layout: Annotated[str | None, typer.Option("--layout", metavar="LAYOUT", help=told("layout"))] = None,
    motive: Annotated[list[str] | None, typer.Option("--motive", metavar="NAME=ID", help=told("motive"))] = None,
    lang: LanguageOption = None,
) -> None:
    """Learn from a history and judge it; exit code 1 when nothing can be learned or believed."""
    from api.commands.lesson import show_lesson
    from api.export.one_file import write_file
    from scheduler.files import read_practice
    from scheduler.files.learned_text import learned_text
    from scheduler.history import read_history
    from solver.learning.learn import learn as learn_from

    language = language_for(practice, lang)
    with bad_input_told(language):
        refuse(list(_problems(history, practice, out, rejects)))
        read = read_practice(practice)
        found = read_history(history, read, _layout(layout), _motives(motive or [], read))
    lesson = learn_from(found, read)
    console = plain_console()
    show_lesson(console, found, lesson, read, language)
    if rejects is not None:
        write_file(rejects, found.rejects.in_csv(language))
        console.print(say("learn-rejects-written", language, path=str(rejects)), soft_wrap=True)
    if doubt := _doubt(found):
        console.print(say(doubt, language), soft_wrap=True)
        raise typer.Exit(Exit.BROKEN)
    if _is_empty(lesson.learned):
        console.print(say("learn-nothing", language), soft_wrap=True)
        raise typer.Exit(Exit.BROKEN)
    write_file(out, learned_text(lesson.learned, language).encode())
    console.print(say("learn-written", language, path=str(out)), soft_wrap=True)


def _doubt(history: History) -> str | None:
    """Why nothing of a history is to be believed: most rows were left out, or no row is of a site of the practice."""
    if 2 * len(history.rejects) > history.rows:
        return "learn-mostly-rejected"
    sites = history.frame.get_column("site")
    if "site" in history.columns_given and len(sites) and sites.null_count() == len(sites):
        return "learn-other-practice"
    return None


def _layout(named: str | None) -> Layout | None:
    # A plain text on the command line: the enumeration would bring polars into every other command.
    from scheduler.history import Layout

    if named is not None and named not in set(Layout):
        refuse([problem("--layout", named, "option-layout", known=", ".join(Layout))])
    return None if named is None else Layout(named)


def _motives(named: list[str], practice: Practice) -> dict[str, str]:
    """The practice's id for each name, from texts NAME=ID."""
    from scheduler.lengths import motives_of

    known = [one.id for one in motives_of(practice)]
    pairs = {text: text.partition("=") for text in named}
    wrong = [text for text, (name, _, motive) in pairs.items() if not name or motive not in known]
    refuse([problem("--motive", text, "option-motive", known=", ".join(known)) for text in wrong])
    return {name: motive for name, _, motive in pairs.values()}


def _is_empty(learned: Learned) -> bool:
    return not (learned.lengths or learned.no_shows or learned.acute_demand)


def _problems(history: Path, practice: Path, out: Path, rejects: Path | None) -> Iterator[InputProblem]:
    """What is wrong with the files to write, found out before a long history is read."""
    taken = {history.resolve(), practice.resolve()}
    for option, path in (("--out", out), ("--rejects", rejects)):
        if path is not None:
            yield from _problems_of(option, path, taken)
            taken.add(path.resolve())


def _problems_of(option: str, path: Path, taken: Set[Path]) -> Iterator[InputProblem]:
    if path.is_dir():
        yield problem(option, str(path), "option-out-is-directory")
    elif path.resolve() in taken:
        yield problem(option, str(path), "option-out-is-input", path=str(path))
    else:
        try:
            check_directory(path.parent)
        except NotADirectoryToWriteError as found:
            yield problem(option, str(path), "option-no-directory", path=str(found))
