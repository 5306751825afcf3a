"""What every part of a practice file has in common."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=64)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class Part(BaseModel):
    """A frozen part of the practice file: unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def as_document(part: BaseModel) -> dict[str, Any]:
    """What a part states, as JSON data from which the same part can be read.

    What it does not state is left out: a limit that is not stated follows the law, and one stated as null is none.
    """
    return part.model_dump(mode="json", by_alias=True, exclude_unset=True)


class Translated(Part):
    """A name in French and English."""

    fr: Name
    en: Name

    def in_language(self, language: str) -> str:
        """The name in "fr" or "en"."""
        return self.fr if language == "fr" else self.en


Label = Annotated[Translated | Name, Field(description="one name, or {fr: …, en: …}")]


def label_text(label: Translated | str, language: str) -> str:
    """A label in a language."""
    return label if isinstance(label, str) else label.in_language(language)
