"""The page on the practice file: its examples run, and its tables say what the package holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from scheduler.agenda.rules import AGENDA_CARDS, AGENDA_SOFT_RULES
from scheduler.booking.policy import BookingPolicy, RankingCosts
from scheduler.consistency import find_doubts
from scheduler.files import read_practice
from scheduler.files.columns import COLUMNS
from scheduler.files.includes import Includes
from scheduler.files.rows import required_columns
from scheduler.motives import AgendaSettings, Prices
from scheduler.part import Part, label_text
from scheduler.practice import Practice
from scheduler.presets.cited import CitedFigure
from scheduler.presets.consultations import consultation_presets
from tests.practices import a_practice_file

PAGE = (Path(__file__).parents[3] / "docs" / "practice-file.md").read_text(encoding="utf-8")


def blocks(info: str) -> list[str]:
    """The code blocks of the page that open with such a line."""
    return re.findall(rf"^```{info}\n(.*?)^```$", PAGE, flags=re.DOTALL | re.MULTILINE)


def rows(heading: str, first: str) -> list[list[str]]:
    """The rows of the table under a heading whose head begins with a word."""
    section = PAGE[PAGE.index(f"\n{heading}\n") :]
    table = section[section.index(f"\n| {first} |") + 1 :].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    path = tmp_path / "practice.yaml"
    path.write_text("\n".join(blocks("yaml")), encoding="utf-8")
    return read_practice(path)


def test_examples_put_together_make_one_sound_file(practice: Practice) -> None:
    """Nothing in them is wrong, and nothing of the newer sections is in doubt."""
    assert practice.practice.id == "our-practice"
    sections = {"categories", "motives", "lengths", "contacts"}
    assert [doubt for doubt in find_doubts(practice) if doubt.section in sections] == []


def test_every_section_has_its_example(practice: Practice) -> None:
    """Only the sections kept for later have none."""
    assert set(Practice.model_fields) - practice.model_fields_set == {"capitation"}


def test_includes_of_the_page() -> None:
    """The sections that may be included are named, each with the columns of its table."""
    (example,) = blocks("yaml include")
    assert Includes.model_validate(YAML(typ="safe", pure=True).load(example)["include"])
    section = PAGE[PAGE.index("\n## include\n") :].partition("```")[0]
    assert re.findall(r"`([a-z]+)`", section) == list(Includes.model_fields)
    told = {
        row[0].strip("`"): [set(re.findall(r"`(\w+)`", cell)) for cell in row[1:]]
        for row in rows("## include", "section")
    }
    needed = {name: set(required_columns(name)) for name in COLUMNS}
    assert told == {name: [needed[name], set(COLUMNS[name]) - needed[name]] for name in COLUMNS}


def figures(part: Any, path: str = "") -> Iterator[tuple[str, CitedFigure]]:
    """Every cited figure of some presets and its path."""
    if isinstance(part, CitedFigure):
        yield path, part
    elif isinstance(part, Part | dict):
        for name, inner in part.items() if isinstance(part, dict) else part:
            yield from figures(inner, f"{path}.{name}".removeprefix("."))


def test_cited_figures_of_the_page_are_those_of_the_package() -> None:
    """Each figure with its value and source, in the order of the presets, and no other."""
    told = rows("### Cited lengths and contacts", "figure")
    held = [[f"`{path}`", f"{figure.value:g}", figure.source] for path, figure in figures(consultation_presets())]
    assert told == held


def test_standard_motives_of_the_page_are_those_of_the_package() -> None:
    """Each with its names, its kind of time and how long it can wait."""
    told = rows("## motives", "id")
    assert told == [
        [
            f"`{motive.id}`",
            label_text(motive.name, "en"),
            label_text(motive.name, "fr"),
            motive.use.value,
            "yes" if motive.acute else "no",
            str(motive.within_days),
        ]
        for motive in consultation_presets().motives
    ]


def test_defaults_of_the_page_are_those_of_the_package() -> None:
    """The prices and the agenda that hold without a section."""
    prices = {row[0].strip("`"): float(row[2]) for row in rows("## prices", "price")}
    assert prices == Prices().model_dump()
    agenda = {row[0].strip("`"): row[2] for row in rows("## agenda", "field")}
    assert set(agenda) == set(AgendaSettings.model_fields)
    plain = {name: float(text) for name, text in agenda.items() if name not in ("release", "messages")}
    assert plain == {name: getattr(AgendaSettings(), name) for name in plain}


def test_defaults_of_booking_are_those_of_the_package(practice: Practice) -> None:
    """Every field of the policy and of its ranking is told, with what holds without it."""
    told = {row[0].strip("`"): row[2].strip("`") for row in rows("## booking", "field")}
    assert set(told) == set(BookingPolicy.model_fields)
    plain = {name: getattr(BookingPolicy(), name) for name in told if told[name].replace(".", "").isdigit()}
    assert {name: float(told[name]) for name in plain} == plain
    costs = {row[0].strip("`"): float(row[2]) for row in rows("## booking", "cost")}
    assert costs == RankingCosts().model_dump()
    assert practice.booking.ranking == RankingCosts()
    assert practice.booking.window_release == BookingPolicy().window_release


def test_example_of_the_agenda_is_what_holds_without_it(practice: Practice) -> None:
    """The page says so of the steps of release."""
    assert practice.agenda.release == AgendaSettings().release


def test_page_lists_the_agenda_rules_with_their_weights() -> None:
    """What one unit of a soft agenda rule costs is told as the cards have it."""
    told = dict(re.findall(r"^\| \d \| `(\w+)` \|.*\| (\d+) \|$", PAGE, re.MULTILINE))
    cards = {rule: str(AGENDA_CARDS[rule].weight) for rule in AGENDA_SOFT_RULES}
    assert {rule: told.get(rule) for rule in cards} == cards


def test_weights_of_agenda_rules_can_be_set(tmp_path: Path) -> None:
    """A practice says what a rule costs; 0 switches it off."""
    practice = read_practice(a_practice_file(tmp_path, rules={"acute_wait": {"weight": 0}}))
    assert practice.rules["acute_wait"].weight == 0
