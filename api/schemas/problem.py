"""The shape of a problem (RFC 9457), for the documentation; `api.problems` makes them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class RefusalView(BaseModel):
    """A rule that refuses, with a sentence that a receptionist could read out."""

    rule: str
    sentence: str


class WrongField(BaseModel):
    """A wrong field by its path in dots; the value is left out where it could tell of a patient."""

    field: str
    message: str
    value: Any = None


class Problem(BaseModel):
    """Why nothing was done."""

    model_config = ConfigDict(json_schema_extra={"required": ["type", "title", "status", "detail"]})

    type: str
    title: str
    status: int
    detail: str
    refusals: list[RefusalView] = []
    errors: list[WrongField] = []
    violations: list[RefusalView] = []
