"""`docs/api.md` says what the service does: its problems, scopes, rules and periods are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from api.errors import OF_THE_WEB, PROBLEMS
from api.remembered import ABANDONED
from api.scopes import Scope
from api.settings import Settings
from api.store.sweep import MEMO_HOURS, SENT_HOURS, UNSENT_DAYS
from scheduler.booking.policy import Retention
from scheduler.messages import sources

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "api.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """The cells of the table that has this heading in its first row."""
    _, _, rest = PAGE.partition(f"\n| {heading} |")
    lines = rest.split("\n\n", maxsplit=1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names(cell: str) -> list[str]:
    """What stands as code in a cell."""
    return re.findall(r"`([\w:-]+)`", cell)


def test_the_problems_are_those_that_can_be_answered() -> None:
    """Each kind with its status, and no other."""
    told = {
        (name, status)
        for cells in rows("type `urn:creneau:problem:…`")
        for name, status in _paired(names(cells[0]), re.findall(r"\d{3}", cells[1]))
    }
    kinds = {(kind.name, str(kind.status)) for kind in (*PROBLEMS.values(), *OF_THE_WEB.values())}
    assert told == kinds


def _paired(found: list[str], statuses: list[str]) -> list[tuple[str, str]]:
    return list(zip(found, statuses if len(statuses) == len(found) else statuses * len(found), strict=True))


def test_the_scopes_are_those_of_keys() -> None:
    """Each stands in the table, once."""
    assert sorted(name for cells in rows("scope") for name in names(cells[0])) == sorted(Scope)


def test_the_rules_are_those_that_have_a_sentence() -> None:
    """Every rule that can refuse stands on this page or on that of the booking rules."""
    said = {rule for file in sources("en") for rule in re.findall(r"^refusal-(\w+)", file.read_text(), re.M)}
    manual = set(re.findall(r"^## \d+\. (\w+)", (DOCS / "booking-rules.md").read_text(encoding="utf-8"), re.M))
    assert {name for cells in rows("rule") for name in names(cells[0])} == said - manual


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("remembered for {} hours", MEMO_HOURS),
        ("| the audit trail | {} days |", Retention().audit_days),
        ("waiting list | {} days after", Retention().appointments_days),
        ("with their documents | {} days |", Retention().rotas_days),
        ("| {} hours once sent", SENT_HOURS),
        ("otherwise {} days |", UNSENT_DAYS),
        ("at most {} MB (", Settings("").most_bytes // 1_000_000),
        ("({} MB for rotas and publications)", Settings("").most_file_bytes // 1_000_000),
    ],
)
def test_the_figures_are_those_of_the_code(words: str, figure: int) -> None:
    """How long things are kept, and how large bodies may be."""
    assert words.format(f"{figure:,}".replace(",", " ")) in " ".join(PAGE.split())


def test_the_wait_for_a_dead_process_is_told() -> None:
    """After how many minutes its request may be made again."""
    assert (ABANDONED.total_seconds(), "for five minutes at most" in " ".join(PAGE.split())) == (300, True)
