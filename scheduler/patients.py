"""Patient categories and lists: how many patients of each category have which own doctor."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from scheduler.part import Identifier, Label, Part


class Category(Part):
    """A patient's class, which sets expected contacts, length and capitation."""

    id: Identifier
    name: Label


class ListEntry(Part):
    """Patients of one category whose own doctor is the practitioner."""

    practitioner: Identifier
    category: Identifier
    patients: Annotated[int, Field(ge=0, le=100_000)]
