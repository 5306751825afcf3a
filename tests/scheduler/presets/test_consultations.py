"""Figures of consultations come with their sources and hold together."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from pydantic import ValidationError
from ruamel.yaml import YAML

from scheduler.calendar import WEEKDAYS, DayKind
from scheduler.consistency import find_doubts, find_faults
from scheduler.motives import Use
from scheduler.presets.consultations import ConsultationPresets, consultation_presets
from tests.practices import a_practice


@pytest.fixture
def written() -> dict[str, Any]:
    text = files("scheduler.presets").joinpath("consultations.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return copy.deepcopy(data)


def figures(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every figure of the file and its path."""
    if isinstance(value, dict) and "value" in value:
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from figures(inner, (*path, name))


def test_every_figure_names_its_source(written: dict[str, Any]) -> None:
    """All figures but the version and those of the motives stand beside where they come from."""
    cited = dict(figures({name: part for name, part in written.items() if name not in ("version", "motives")}))
    assert len(cited) > 30
    assert all(figure["source"].strip() for figure in cited.values())
    assert not any(
        isinstance(part, int | float) for name, part in written.items() if name not in ("version", "motives")
    )


def test_figure_without_a_source_is_refused(written: dict[str, Any]) -> None:
    """Whichever it is: without a source, with an empty one, or bare."""
    for path, figure in list(figures(written)):
        for wrong in ({"value": figure["value"]}, {"value": figure["value"], "source": " "}, figure["value"]):
            changed = copy.deepcopy(written)
            around = changed
            for step in path[:-1]:
                around = around[step]
            around[path[-1]] = wrong
            with pytest.raises(ValidationError):
                ConsultationPresets.model_validate(changed)


def test_what_is_derived_is_said_to_be() -> None:
    """The slots follow from the means on the 5-minute grid."""
    for length in consultation_presets().lengths.values():
        assert length.slot.source.startswith("derived")
        assert length.slot.value % 5 == 0
        assert abs(length.slot.value - length.mean.value) <= 2.5


def test_derived_figures_can_be_recomputed() -> None:
    """What a source says of its arithmetic is what the figure is."""
    presets = consultation_presets()
    assert presets.lengths[Use.TELE].mean.value == pytest.approx(18 * 5.32 / 9.24, abs=0.05)
    assert presets.lengths[Use.REVIEW].mean.value == (30 + 45) / 2
    assert presets.travel.value == 37 - 18
    assert presets.longer.over_70.value == 17 / 16
    assert presets.spread.value == pytest.approx(6.0 / 17.4, abs=0.01)
    assert presets.contacts.two_conditions_factor.value == pytest.approx(52.9 / 27.2, abs=0.01)
    assert presets.contacts.others_factor.value == pytest.approx(47.1 / 72.8, abs=0.01)
    assert presets.contacts.minutes_per_message.value == pytest.approx(2 + 12 / 60)


def test_weekdays_share_the_week() -> None:
    """The requests from Monday to Friday add up to all."""
    weekday = consultation_presets().weekday
    assert set(weekday) == set(WEEKDAYS[:5])
    assert sum(figure.value for figure in weekday.values()) == pytest.approx(1)
    assert max(weekday, key=lambda day: weekday[day].value) is DayKind.MON


def test_standard_motives_make_a_sound_practice() -> None:
    """The standard motives could be written into a file: each has a length, and a session of doctors takes it."""
    presets = consultation_presets()
    assert {motive.use for motive in presets.motives} == set(presets.lengths)
    practice = a_practice(motives=[motive.model_dump(mode="json") for motive in presets.motives])
    assert find_faults(practice) + find_doubts(practice) == []
