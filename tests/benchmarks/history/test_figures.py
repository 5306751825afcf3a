"""The figures of the generator: none without a source, and shares that make a whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import numpy as np
import pytest
from pydantic import ValidationError

from benchmarks.history.acute import minute_shares
from benchmarks.history.days import months_later
from benchmarks.history.figures import Figure, figures, parse_figures
from scheduler.part import Part

YAML_TEXT = files("benchmarks.history").joinpath("figures.yaml").read_text(encoding="utf-8")


def every_figure(part: Part) -> Iterator[Figure]:
    """All figures of a preset."""
    for name in type(part).model_fields:
        held = getattr(part, name)
        for one in held.values() if isinstance(held, dict) else [held]:
            if isinstance(one, Figure):
                yield one
            elif isinstance(one, Part):
                yield from every_figure(one)


def test_every_figure_has_a_source():
    """A published one, or the reasoning of an assumption that says so."""
    found = list(every_figure(figures()))
    assert len(found) == YAML_TEXT.count("value:")
    assert any(figure.assumption for figure in found)
    for figure in found:
        assert len(figure.source) > 8
        assert figure.assumption or any(sign.isdigit() for sign in figure.source) or "same" in figure.source


def test_a_figure_without_a_source_is_refused():
    """The file cannot be read any more."""
    with pytest.raises(ValidationError, match=r"sunday\.source"):
        parse_figures(
            YAML_TEXT.replace('  sunday: {value: 0.05, assumption: true, source: "', '  sunday: {value: 0.05, other: "')
        )


def test_shares_of_ages_make_a_whole():
    """Everybody has an age."""
    people = figures().people
    assert people.under_20.value + people.under_65.value + people.over_65.value == pytest.approx(1, abs=0.002)


def test_requests_come_in_opening_hours_only():
    """The shares of the minutes sum to one, and closed minutes have none, however the site opens."""
    for spans in (((480, 1200),), ((540, 720), (840, 1140)), ((120, 180),)):
        shares = minute_shares(spans, figures().demand)
        is_open = np.zeros(1440, dtype=bool)
        for begin, end in spans:
            is_open[begin:end] = True
        assert shares.sum() == pytest.approx(1)
        assert not shares[~is_open].any()


def test_months_end_within_the_calendar():
    """The day stays, or is the last of a shorter month."""
    assert months_later(date(2026, 10, 5), 2) == date(2026, 12, 5)
    assert months_later(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert months_later(date(2027, 12, 31), 14) == date(2029, 2, 28)
    with pytest.raises(OverflowError):
        months_later(date(9999, 12, 1), 1)
