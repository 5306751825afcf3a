"""The section `include` of a practice file: which parts of the practice stand in files of their own."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from scheduler.part import Name, Part
from scheduler.practice import Practice


def _one_or_several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


Files = Annotated[
    tuple[Name, ...],
    BeforeValidator(_one_or_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Includes(Part):
    """Files (CSV, xlsx or YAML, relative to the practice file) whose entries are added to a section."""

    practitioners: Files = ()
    lists: Files = ()
    absences: Files = ()
    wishes: Files = ()
    cover: Files = ()
    demand: Files = ()
    lengths: Files = ()
    contacts: Files = ()


class PracticeFile(Practice):
    """The practice file as it is written, before its includes are read in."""

    include: Includes = Field(default_factory=Includes)


def schema() -> dict[str, Any]:
    """JSON Schema of the practice file. Practitioners may come from an include, so the file itself may lack them."""
    found = PracticeFile.model_json_schema(by_alias=True)
    found["required"] = [name for name in found["required"] if name not in Includes.model_fields]
    return found
