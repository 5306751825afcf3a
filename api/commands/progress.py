"""What a search shows while it runs: one line that lives on a terminal, plain lines elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from scheduler.messages import say, word
from scheduler.messages.formats import show_number, show_percent

if TYPE_CHECKING:
    from solver.result import Progress

SECONDS_BETWEEN_LINES = 5.0
DEAREST = 3


class Screen(Protocol):
    """Where a search tells how far it is; `tell` may be called from any thread."""

    def tell(self, progress: Progress) -> None:
        """Take note of where the search stands."""

    def say(self, text: str) -> None:
        """Show a sentence."""

    def __enter__(self) -> Screen:
        """Begin to show."""

    def __exit__(self, *_: object) -> None:
        """Show no more."""


def screen_for(console: Console, language: str) -> Screen:
    """A live screen on a terminal, plain lines elsewhere."""
    return LiveScreen(console, language) if console.is_terminal else PlainLines(console, language)


def short_now(cost_by_rule: Mapping[str, int], language: str) -> str:
    """The rules that cost most right now, by title."""
    dearest = sorted((rule for rule, cost in cost_by_rule.items() if cost), key=lambda rule: -cost_by_rule[rule])
    return ", ".join(say(f"rule-title-{rule}", language).lower() for rule in dearest[:DEAREST])


def figures(progress: Progress, language: str) -> str:
    """Cost, bound and gap in one line, empty without a rota."""
    if progress.cost is None:
        return ""
    return say(
        "progress-figures",
        language,
        cost=progress.cost,
        bound="–" if progress.bound is None else show_number(progress.bound, language),
        gap="–" if progress.gap is None else show_percent(progress.gap, language),
    )


class PlainLines:
    """One line for each new phase, and one every few seconds in which something got better."""

    def __init__(self, console: Console, language: str) -> None:
        self._console = console
        self._language = language
        self._phase = ""
        self._shown: tuple[int | None, int | None] = (None, None)
        self._next = 0.0

    def __enter__(self) -> PlainLines:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def tell(self, progress: Progress) -> None:
        """Print a line if there is something new to say."""
        new_phase = progress.phase != self._phase
        better = (progress.cost, progress.bound) != self._shown
        if new_phase or (better and progress.seconds >= self._next):
            self._phase, self._shown = progress.phase, (progress.cost, progress.bound)
            self._next = progress.seconds + SECONDS_BETWEEN_LINES
            self._console.print(_line(progress, self._language), soft_wrap=True)

    def say(self, text: str) -> None:
        """Print a sentence."""
        self._console.print(text, soft_wrap=True)


class LiveScreen:
    """A few lines that are drawn anew in place."""

    def __init__(self, console: Console, language: str) -> None:
        self._language = language
        self._lock = threading.Lock()
        self._latest: Progress | None = None
        self._said = ""
        self._spinner = Spinner("dots")
        self._live = Live(console=console, get_renderable=self._draw, refresh_per_second=8, transient=True)

    def __enter__(self) -> LiveScreen:
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._live.stop()

    def tell(self, progress: Progress) -> None:
        """Keep the latest; the screen draws itself."""
        with self._lock:
            self._latest = progress

    def say(self, text: str) -> None:
        """Show a sentence under the figures."""
        with self._lock:
            self._said = text

    def _draw(self) -> Table:
        with self._lock:
            progress, said = self._latest, self._said
        table = Table.grid(padding=(0, 1))
        if progress is not None:
            table.add_row(self._spinner, Text(_heading(progress, self._language), style="bold"))
            for line in _details(progress, self._language):
                table.add_row("", Text(line))
        if said:
            table.add_row("", Text(said, style="yellow"))
        return table


def _heading(progress: Progress, language: str) -> str:
    phase = word("phase", progress.phase, language)
    return say("progress-heading", language, seconds=round(progress.seconds), phase=phase)


def _details(progress: Progress, language: str) -> list[str]:
    short = short_now(progress.cost_by_rule, language)
    told = say("progress-short", language, short=short) if short else ""
    return [line for line in (figures(progress, language), told) if line]


def _line(progress: Progress, language: str) -> str:
    return "  ".join([_heading(progress, language), *_details(progress, language)])
