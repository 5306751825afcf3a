"""Patient categories and lists: how many patients of each category have which own doctor."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from scheduler.part import Identifier, Label, Part

OLDEST = 150


def parse_ages(value: Any) -> tuple[int, int]:
    """First and last year of age from "0-6" or "75-"; ValueError otherwise."""
    first, dash, last = str(value).partition("-")
    ages = (first.strip(), last.strip() or str(OLDEST))
    if not (isinstance(value, str) and dash and all(age.isdecimal() for age in ages) and int(ages[0]) <= int(ages[1])):
        raise PydanticCustomError("ages", 'not ages such as "0-6" or "75-": {value}', {"value": repr(value)})
    return int(ages[0]), int(ages[1])


def show_ages(ages: tuple[int, int]) -> str:
    """ "0-6", or "75-" where there is no upper end."""
    return f"{ages[0]}-{'' if ages[1] == OLDEST else ages[1]}"


Ages = Annotated[
    tuple[int, int],
    BeforeValidator(parse_ages),
    PlainSerializer(show_ages, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d+-\d*$", "examples": ["0-6", "75-"]}),
]


class Sex(StrEnum):
    """Sex, as far as a category asks for it."""

    F = "f"
    M = "m"


class Category(Part):
    """A patient's class, which sets expected contacts, length and capitation.

    `ages` "0-6" or "75-" (years, both included), `conditions` (at least so many long-term conditions) and `sex` say
    who belongs to it, for histories that name no category: the first of the file that fits is taken.
    """

    id: Identifier
    name: Label
    ages: Ages | None = None
    conditions: Annotated[int, Field(ge=0, le=50)] | None = None
    sex: Sex | None = None

    def fits(self, age: int | None, conditions: int | None, sex: str | None) -> bool:
        """Whether such a patient belongs here; what is not known fits only a category that does not ask for it."""
        return (
            (self.ages is None or (age is not None and self.ages[0] <= age <= self.ages[1]))
            and (self.conditions is None or (conditions is not None and conditions >= self.conditions))
            and (self.sex is None or sex == self.sex)
        )


class ListEntry(Part):
    """Patients of one category whose own doctor is the practitioner."""

    practitioner: Identifier
    category: Identifier
    patients: Annotated[int, Field(ge=0, le=100_000)]
