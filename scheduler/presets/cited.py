"""A cited figure: a number is worth nothing without where it stands."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from scheduler.part import Part


class CitedFigure(Part):
    """A figure of any unit and its source."""

    value: Annotated[float, Field(ge=0)]
    source: Annotated[str, StringConstraints(min_length=3, strip_whitespace=True)]
