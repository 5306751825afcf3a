"""A legal figure without its source is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from scheduler.presets.limits import LimitPresets, limit_presets


@pytest.mark.parametrize(
    "figure",
    [
        {"value": 660},
        {"value": 660, "source": ""},
        {"value": 660, "source": "  "},
        {"value": -1, "source": "L3131-1"},
        660,
    ],
)
def test_figure_needs_a_source(figure: Any) -> None:
    """A bare figure, or one whose source says nothing."""
    with pytest.raises(ValidationError):
        LimitPresets.model_validate({"version": 1, "presets": {"mine": {"limits": {"daily_rest": figure}}}})


def test_presets_that_ship_are_cited() -> None:
    """Every figure of the package names its source."""
    assert all(figure.source for preset in limit_presets().presets.values() for figure in preset.limits.values())
