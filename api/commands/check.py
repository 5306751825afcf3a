"""`creneau check`: whether the practice file is right, and what the practice holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from rich.table import Table

from api.commands.language import LanguageOption, PracticeArgument, language_for
from api.commands.outcome import bad_input_told, plain_console
from scheduler.messages import say, word
from scheduler.messages.formats import show_day, show_duration, show_number
from scheduler.part import label_text

if TYPE_CHECKING:
    from scheduler.files import Summary

HOLIDAYS_SHOWN = 3


def check(*, practice: PracticeArgument, lang: LanguageOption = None) -> None:
    """Read the practice and say what it holds."""
    from scheduler.files import describe, read_practice

    language = language_for(practice, lang)
    with bad_input_told(language):
        read = read_practice(practice)
    found = describe(read, date.today())  # noqa: DTZ011 - the next holidays are counted from the system's date
    console = plain_console()
    console.print(say("check-good", language, name=label_text(found.name, language)), soft_wrap=True)
    console.print()
    console.print(_contents(found, language))
    console.print()
    console.print(_staff(found, language))
    console.print()
    console.print(_holidays(found, language), soft_wrap=True)
    for doubt in found.doubts:
        console.print(say("check-doubt", language, doubt=doubt.in_language(language)), soft_wrap=True)


def _table(*heads: str) -> Table:
    table = Table(box=None, show_header=bool(heads), padding=(0, 2, 0, 0))
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    return table


def _contents(found: Summary, language: str) -> Table:
    table = _table()
    for part, figure in _figures(found, language):
        table.add_row(say(f"holds-{part}", language), figure)
    return table


def _figures(found: Summary, language: str) -> Iterator[tuple[str, str]]:
    for part in ("sites", "rooms", "templates", "patients", "categories", "absences", "wishes"):
        yield part, show_number(getattr(found, part), language)
    yield "demand", show_duration(found.demand_minutes, language)
    yield "consulting", show_duration(found.consulting_minutes, language)
    yield "standard-motives" if found.standard_motives else "motives", show_number(found.motives, language)
    if found.lengths:
        yield "lengths", show_number(found.lengths, language)
    if found.contacts is not None:
        yield "contacts", show_number(found.contacts, language, 1)


def _staff(found: Summary, language: str) -> Table:
    table = _table(*(say(f"column-{head}", language) for head in ("profession", "people", "full-time")))
    for staff in found.staff:
        name = word("professions", staff.profession, language)
        table.add_row(name, show_number(staff.heads, language), show_number(staff.full_time, language, 1))
    return table


def _holidays(found: Summary, language: str) -> str:
    coming = (
        f"{show_day(one.on, language, 'plain')} ({word('holiday', one.name, language)})"
        for one in found.holidays[:HOLIDAYS_SHOWN]
    )
    return say("check-holidays", language, holidays=", ".join(coming))
