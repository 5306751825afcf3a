"""The screen of what was learned: what came in, the figures, and how well they forecast."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from api.commands.lesson_tables import day_table, evaluation_table, length_table, no_show_table, site_table
from scheduler.history import History, Note, reason_sentence
from scheduler.learned import AcuteDemand, Learned, Score
from scheduler.messages import say
from scheduler.messages.formats import show_duration, show_number
from scheduler.practice import Practice
from solver.learning.learn import Lesson


def show_lesson(console: Console, history: History, lesson: Lesson, practice: Practice, language: str) -> None:
    """Print what was read, what could not be learned, the figures and their judgement."""
    _show_source(console, history, lesson.learned, language)
    if lesson.learned.lengths:
        _show_lengths(console, lesson, practice, language)
    if lesson.learned.no_shows:
        _heading(console, "learn-no-shows", language)
        console.print(no_show_table(lesson.learned.no_shows, practice, language))
    if lesson.learned.acute_demand:
        _show_demand(console, lesson, lesson.learned.acute_demand, practice, language)
    if lesson.learned.evaluation:
        _show_evaluation(console, lesson.learned.evaluation, language)
    console.print()


def _heading(console: Console, key: str, language: str) -> None:
    console.print()
    console.print(say(key, language), style="bold")


def _show_source(console: Console, history: History, learned: Learned, language: str) -> None:
    """Rows read and left out by reason, the dates, and what the history cannot tell."""
    counts = {"read": history.rows, "used": history.frame.height, "rejected": len(history.rejects)}
    console.print(say("learn-rows", language, **counts))
    source = learned.history
    if source.first_day and source.last_day:
        console.print(say("learn-dates", language, first=source.first_day, last=source.last_day))
    if source.synthetic:
        console.print(say("learn-synthetic", language))
    left_out = ((count, reason_sentence(reason, language)) for reason, count in history.rejects.counts.items())
    _counted(console, "learn-left-out", left_out, language)
    notes = ((note.rows, _note(note, language)) for note in history.notes)
    _counted(console, "learn-values-left-out", notes, language)
    if learned.missing:
        _heading(console, "learn-untold", language)
        for reason in learned.missing.values():
            console.print(f"• {say(reason, language)}")


def _note(note: Note, language: str) -> str:
    reason = reason_sentence(note.reason, language)
    if note.named:
        reason = say("learn-named", language, reason=reason, names=", ".join(note.named))
    return say("learn-in-column", language, column=note.column, reason=reason)


def _counted(console: Console, key: str, lines: Iterator[tuple[int, str]], language: str) -> None:
    """Counts with their sentences under a heading; nothing if there are none."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    for count, sentence in lines:
        table.add_row(show_number(count, language), sentence)
    if table.row_count:
        _heading(console, key, language)
        console.print(table)


def _show_lengths(console: Console, lesson: Lesson, practice: Practice, language: str) -> None:
    _heading(console, "learn-lengths", language)
    console.print(length_table(lesson, practice, language))
    console.print(_length_note(lesson, practice, language), style="dim")
    for sentence in _length_sentences(lesson, language):
        console.print(sentence)


def _length_note(lesson: Lesson, practice: Practice, language: str) -> str:
    sessions = sorted({choice.session for choice in lesson.slots.values()})
    prices = practice.prices
    return say(
        "learn-lengths-note",
        language,
        sessions=" / ".join(show_duration(minutes, language) for minutes in sessions),
        waiting=prices.waiting_minute,
        idle=prices.idle_minute,
        overtime=prices.overtime_minute,
    )


def _length_sentences(lesson: Lesson, language: str) -> Iterator[str]:
    lines = lesson.learned.lengths
    people = [line for line in lines if line.practitioner is not None]
    groups = {(line.motive, line.category): line.slot for line in lines if line.practitioner is None}
    aside = sum(lesson.aside.values())
    if aside:
        cases = sum(line.cases for line in lines if line.category is None and line.practitioner is None)
        yield say("learn-lengths-aside", language, count=aside, share=aside / (aside + cases))
    if people:
        own = sum(line.slot != groups[line.motive, line.category] for line in people)
        yield say("learn-lengths-people", language, count=len(people), own=own)


def _show_demand(console: Console, lesson: Lesson, demand: AcuteDemand, practice: Practice, language: str) -> None:
    _heading(console, "learn-demand", language)
    console.print(site_table(demand, practice, language))
    console.print()
    console.print(day_table(lesson.effects, language))
    console.print(say("learn-demand-note", language, spread=demand.dispersion**0.5), style="dim")


def _show_evaluation(console: Console, scores: tuple[Score, ...], language: str) -> None:
    _heading(console, "learn-evaluation", language)
    console.print(evaluation_table(scores, language))
    console.print(say("learn-evaluation-note", language), style="dim")
    console.print()
    for learned, naive in zip(scores[::2], scores[1::2], strict=True):
        console.print(verdict(learned, naive, language))


def verdict(learned: Score, naive: Score, language: str) -> str:
    """Which forecast did better, said plainly: by the log score, which rewards the right spread too.

    A smaller error of the other one is said as well, but for chances: there it rewards saying 0 to whatever is rare.
    """
    what = say(f"learn-what-{learned.what}", language)
    low, high = learned.ahead or (0.0, 0.0)
    winner = "learned" if low > 0 else "naive" if high < 0 else "even"
    closer = "naive" if naive.mae < learned.mae else "learned"
    split = winner not in ("even", closer) and learned.what != "no_shows"
    key = f"learn-verdict-{winner}{'-but' if split else ''}"
    return say(key, language, what=what, naive=say(f"learn-naive-{naive.naive_is}", language))
