"""The presets of limits on working time, each figure with its source."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator
from ruamel.yaml import YAML

from scheduler.part import Identifier, Part
from scheduler.staff import Contract, LimitOverrides, Status


class Figure(Part):
    """A cited figure: its value and where it stands."""

    value: Annotated[int, Field(ge=0)]
    source: Annotated[str, StringConstraints(min_length=3, strip_whitespace=True)]


class LimitPreset(Part):
    """A named set of limits; `for_status`: the contracts that get it when they name none."""

    for_status: Status | None = None
    limits: dict[str, Figure]

    @field_validator("limits")
    @classmethod
    def _known_limits(cls, limits: dict[str, Figure]) -> dict[str, Figure]:
        unknown = sorted(set(limits) - set(LimitOverrides.model_fields))
        if unknown:
            raise ValueError(f"not a limit: {', '.join(unknown)}")
        return limits


class LimitPresets(Part):
    """All presets of limits."""

    version: Literal[1]
    presets: dict[Identifier, LimitPreset]

    def of(self, contract: Contract) -> LimitPreset:
        """The preset of a contract: the one it names or the one of its status; ValueError if there is none."""
        if contract.preset is None:
            return next(p for p in self.presets.values() if p.for_status is contract.status)
        if contract.preset not in self.presets:
            raise ValueError(f"unknown preset {contract.preset!r}; known: {', '.join(self.presets)}")
        return self.presets[contract.preset]


@cache
def limit_presets() -> LimitPresets:
    """The presets that come with the package."""
    text = files("scheduler.presets").joinpath("limits.yaml").read_text(encoding="utf-8")
    return LimitPresets.model_validate(YAML(typ="safe", pure=True).load(text))
