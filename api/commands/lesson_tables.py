"""The tables of what was learned, for a screen of 80 columns or more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from math import exp

from babel.numbers import format_decimal
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scheduler.learned import AcuteDemand, LearnedLength, NoShows, Score
from scheduler.lengths import motives_of
from scheduler.messages import say
from scheduler.messages.formats import LOCALES, show_number, show_percent
from scheduler.part import label_text
from scheduler.practice import Practice
from solver.appointments.slot_length import SlotCost
from solver.learning.acute_demand import Effect
from solver.learning.learn import Lesson
from solver.learning.slot_choice import SlotChoice

NONE = "–"


def _table(language: str, *columns: str) -> Table:
    """A table whose first column may break, and whose others are figures."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    for number, column in enumerate(columns):
        figure = number > 0
        head = say(f"learn-column-{column}", language)
        table.add_column(head, justify="right" if figure else "left", no_wrap=figure, overflow="fold")
    return table


def fixed(number: float, language: str, decimals: int = 1) -> str:
    """A number with just so many decimals, so that a column of them lines up."""
    pattern = "#,##0." + "0" * decimals
    return str(format_decimal(round(number, decimals), pattern, locale=LOCALES[language].replace("-", "_")))


def _under(name: str) -> Padding:
    """A name of a row that belongs to the one above."""
    return Padding(Text(name, overflow="fold"), (0, 0, 0, 2))


def _between(low: str, high: str, language: str) -> str:
    return say("learn-between", language, low=low, high=high)


def length_table(lesson: Lesson, practice: Practice, language: str) -> Table:
    """Lengths and slots by motive, all its patients together first, and by category."""
    table = _table(language, "motive", "cases", "mean", "spread", "sure", "slot", "waiting", "overtime")
    motives = {motive.id: label_text(motive.name, language) for motive in motives_of(practice)}
    categories = {category.id: label_text(category.name, language) for category in practice.categories}
    for line in lesson.learned.lengths:
        if line.practitioner is None:
            name = _under(categories[line.category]) if line.category else motives[line.motive]
            choice = lesson.slots[line.motive, line.category]
            table.add_row(
                name, *_length(line, language), *_slot(choice, language), style="" if line.category else "bold"
            )
    return table


def _length(line: LearnedLength, language: str) -> Iterator[str]:
    yield show_number(line.cases, language)
    yield fixed(line.mean, language)
    yield fixed(line.sd, language)
    yield _between(fixed(line.low, language), fixed(line.high, language), language)


def _slot(choice: SlotChoice, language: str) -> Iterator[str]:
    """Slot, waiting and overtime: as they are, or what changes from and to."""
    before = None if choice.before is None else list(_brings(choice.before, language))
    now = list(_brings(choice.chosen, language))
    if before and choice.before and choice.before.length == choice.chosen.length:
        yield from now
        return
    for old, new in zip(before or [NONE] * len(now), now, strict=True):
        yield say("learn-changed", language, before=old, after=new)


def _brings(slot: SlotCost, language: str) -> Iterator[str]:
    yield str(slot.length)
    yield fixed(slot.waiting, language)
    yield show_number(slot.overtime, language)


def no_show_table(no_shows: NoShows, practice: Practice, language: str) -> Table:
    """The chance of not attending: overall, by lead time, and by motive."""
    table = _table(language, "booked", "cases", "chance")
    table.add_row(
        say("learn-overall", language),
        show_number(no_shows.cases, language),
        show_percent(no_shows.chance, language),
        style="bold",
    )
    for lead, following in zip_longest(no_shows.by_lead, no_shows.by_lead[1:]):
        span = _lead(lead.days, following.days if following else None, language)
        table.add_row(_under(span), show_number(lead.cases, language), show_percent(lead.chance, language))
    motives = {motive.id: label_text(motive.name, language) for motive in motives_of(practice)}
    if no_shows.by_motive:
        table.add_row()
    for motive, chance in no_shows.by_motive.items():
        table.add_row(_under(motives[motive]), "", show_percent(chance, language))
    return table


def _lead(first: int, following: int | None, language: str) -> str:
    """How long before it was booked, in words; the classes that a history does not hold widen the one before."""
    if following is None:
        return say("learn-lead-from", language, first=first)
    if following - first > 1:
        return say("learn-lead-span", language, first=first, last=following - 1)
    return say("learn-lead-one", language, days=first) if first else say("learn-lead-0", language)


def site_table(demand: AcuteDemand, practice: Practice, language: str) -> Table:
    """Acute requests of a day from Monday to Friday, by site."""
    table = _table(language, "site", "requests")
    names = {site.id: label_text(site.name, language) for site in practice.sites}
    for site, level in demand.level.items():
        table.add_row(names[site], fixed(exp(level), language))
    return table


def day_table(effects: Mapping[str, Effect], language: str) -> Table:
    """What the day does to acute requests, in per cent, with the 80 % interval."""
    table = _table(language, "day", "effect", "sure")
    for name, effect in effects.items():
        low, high = (_percent(one, language) for one in (effect.low, effect.high))
        table.add_row(
            say(f"learn-day-{name}", language), _percent(effect.factor, language), _between(low, high, language)
        )
    return table


def _percent(factor: float, language: str) -> str:
    change = round(factor - 1, 2)
    sign = "+" if change > 0 else "\N{MINUS SIGN}" if change < 0 else ""
    return sign + show_percent(abs(change), language, 0)


def evaluation_table(scores: tuple[Score, ...], language: str) -> Table:
    """Each forecast beside the naive one."""
    table = _table(language, "forecast", "cases", "log-score", "coverage", "error")
    for score in scores:
        learned = score.naive_is is None
        if learned:
            table.add_row(say(f"learn-what-{score.what}", language), style="bold")
        name = say("learn-by-learned" if learned else f"learn-naive-{score.naive_is}", language)
        table.add_row(
            _under(name),
            show_number(score.cases, language),
            fixed(score.log_score, language, 3),
            NONE if score.coverage is None else show_percent(score.coverage, language),
            fixed(score.mae, language, 3 if score.what == "no_shows" else 1),
        )
    return table
