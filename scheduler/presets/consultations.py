"""The presets of lengths, contacts and demand, each figure with its source."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field, StringConstraints
from ruamel.yaml import YAML

from scheduler.calendar import DayKind
from scheduler.motives import Motive, Use
from scheduler.part import Part
from scheduler.presets.cited import CitedFigure


class PresetLength(Part):
    """What a use of time takes, in minutes: the mean, and the slot it gets on the 5-minute grid."""

    mean: CitedFigure
    slot: CitedFigure


class LongerLengths(Part):
    """Factors on the mean length."""

    one_condition: CitedFigure
    two_conditions: CitedFigure
    over_70: CitedFigure


class PresetContacts(Part):
    """Contacts of a patient and year, and what multiplies them."""

    consultations: CitedFigure
    messages: CitedFigure
    minutes_per_message: CitedFigure
    reviews: CitedFigure
    acute_share: CitedFigure
    tele_share_of_acute: CitedFigure
    acute_child_factor: CitedFigure
    two_conditions_factor: CitedFigure
    others_factor: CitedFigure
    over_75_factor: CitedFigure


class HourShares(Part):
    """Shares of a day's requests by the hour in which they come; an hour that is not named has none."""

    source: Annotated[str, StringConstraints(min_length=3, strip_whitespace=True)]
    shares: dict[Annotated[int, Field(ge=0, le=23)], Annotated[float, Field(ge=0, le=1)]]

    def after(self, minute: int) -> float:
        """The share of a day's requests still to come at a minute of the day, an hour's requests spread evenly."""
        begun = {hour: min(1.0, max(0.0, (minute - 60 * hour) / 60)) for hour in self.shares}
        return 1.0 - sum(share * begun[hour] for hour, share in self.shares.items())


class ConsultationPresets(Part):
    """All presets of consultations. `spread` is standard deviation ÷ mean; `daily_spread` that of daily demand."""

    version: Literal[1]
    motives: tuple[Motive, ...]
    lengths: dict[Use, PresetLength]
    spread: CitedFigure
    practitioner_share: CitedFigure
    travel: CitedFigure
    longer: LongerLengths
    contacts: PresetContacts
    weekday: dict[DayKind, CitedFigure]
    hours: HourShares
    daily_spread: CitedFigure
    no_show: CitedFigure


@cache
def consultation_presets() -> ConsultationPresets:
    """The presets that come with the package."""
    text = files("scheduler.presets").joinpath("consultations.yaml").read_text(encoding="utf-8")
    return ConsultationPresets.model_validate(YAML(typ="safe", pure=True).load(text))
