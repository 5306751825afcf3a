"""The figures that the generator draws from: each with its source, or marked as an assumption with its reasoning."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

from ruamel.yaml import YAML

from scheduler.part import Part
from scheduler.presets.cited import CitedFigure


class Figure(CitedFigure):
    """A cited figure, or an assumption of this project: then `source` gives the reasoning."""

    assumption: bool = False


class People(Part):
    """Ages and sexes as shares of all; `next_condition`: the chance of one more long-term condition.

    `frailty`: the shape of the gamma law (mean 1) of how often a patient comes beside others of the category.
    """

    under_20: Figure
    under_65: Figure
    over_65: Figure
    women: Figure
    next_condition: Figure
    frailty: Figure
    visit_share_of_old: Figure


class Demand(Part):
    """Factors on a day's acute requests by month and around holidays, and shares of hours that no source covers.

    `saturday`, `sunday`, `holiday`: of the requests from Monday to Friday together.
    """

    months: dict[int, Figure]
    saturday: Figure
    sunday: Figure
    holiday: Figure
    before_holiday: Figure
    after_holiday: Figure
    trend_per_year: Figure
    beyond_hours: dict[int, Figure]


class Lead(Part):
    """How many days ahead a planned appointment is wanted; `spread`: the standard deviation of the logarithm."""

    median: Figure
    spread: Figure
    review_median: Figure
    longest: Figure


class Booking(Part):
    """The rule by which appointments are given."""

    reserve: Figure
    reserve_in_turn: Figure
    notice_minutes: Figure
    own_doctor_minutes: Figure
    own_doctor_days: Figure
    any_doctor_days: Figure
    tomorrow: Figure


class Attendance(Part):
    """Chances of not attending by days of lead (before `level`) and of cancelling; `refused`: of acute requests.

    Who is refused follows from the full agendas; that figure only says how much more is asked for than takes place.
    """

    missed: dict[int, Figure]
    level: Figure
    cancelled: Figure
    refused: Figure


class Recording(Part):
    """Shares of attended appointments whose minutes are recorded wrongly."""

    at_once: Figure
    forgotten: Figure
    end_of_day: Figure


class Timetable(Part):
    """Weeks of leave a year, and the share of practitioners on duty when sessions are worked in turn."""

    leave_weeks: Figure
    in_turn: Figure


class Figures(Part):
    """All figures of the generator."""

    version: Literal[1]
    people: People
    demand: Demand
    lead: Lead
    booking: Booking
    attendance: Attendance
    recording: Recording
    timetable: Timetable


def parse_figures(text: str) -> Figures:
    """Figures from YAML; a pydantic `ValidationError` if one lacks its source."""
    return Figures.model_validate(YAML(typ="safe", pure=True).load(text))


@cache
def figures() -> Figures:
    """The figures that come with the package."""
    return parse_figures(files("benchmarks.history").joinpath("figures.yaml").read_text(encoding="utf-8"))
