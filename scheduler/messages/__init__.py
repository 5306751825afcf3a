"""The message catalogue: every sentence a manager or receptionist reads, in French and English.

Each language has a folder of Fluent files; every `.ftl` in it belongs to the catalogue. The folders hold the same
keys with the same placeholders. Beside Fluent's own functions, messages may use those of `scheduler.messages.formats`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeAlias

from fluent.runtime import FluentBundle, FluentResource

from scheduler.messages.formats import LOCALES, functions, typeset

Fact: TypeAlias = str | int | float | date

LANGUAGES: tuple[str, ...] = tuple(LOCALES)
FOLDER = Path(__file__).parent


class UnknownMessageError(KeyError):
    """The catalogue holds no such key in that language."""

    def __str__(self) -> str:
        key, language = self.args
        return f"no message {key!r} in {language!r}"


class UnknownLanguageError(KeyError):
    """The catalogue is not written in that language."""

    def __str__(self) -> str:
        return f"no catalogue in {self.args[0]!r}; known: {', '.join(LANGUAGES)}"


class FactMissingError(ValueError):
    """A message was asked for without a fact that it needs."""


def say(key: str, language: str, **facts: Fact) -> str:
    """The message of that key with its facts filled in.

    Dates and numbers take the form of the language.
    Errors: `UnknownLanguageError`, `UnknownMessageError`, `FactMissingError`.
    """
    bundle = _bundle(language)
    if not bundle.has_message(key):
        raise UnknownMessageError(key, language)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise UnknownMessageError(key, language)
    text, errors = bundle.format_pattern(pattern, facts)
    if errors:
        raise FactMissingError(f"{key} ({language}): {'; '.join(str(error) for error in errors)}")
    return str(text)


def is_known(key: str, language: str) -> bool:
    """Whether the catalogue holds a key, for words that a practice may invent (reasons of absence, kinds of room)."""
    return bool(_bundle(language).has_message(key))


def word(kind: str, name: str, language: str) -> str:
    """The catalogue's word `<kind>-<name>`, or the name itself with its hyphens opened if a practice invented it."""
    key = f"{kind}-{name}"
    return say(key, language) if is_known(key, language) else name.replace("_", " ").replace("-", " ")


def sources(language: str) -> Iterator[Path]:
    """The catalogue's files in a language, in order of name."""
    if language not in LANGUAGES:
        raise UnknownLanguageError(language)
    return iter(sorted((FOLDER / language).glob("*.ftl")))


@cache
def _bundle(language: str) -> FluentBundle:
    files = list(sources(language))
    bundle = FluentBundle([LOCALES[language]], functions=functions(language), use_isolating=False)
    for file in files:
        bundle.add_resource(FluentResource(typeset(file.read_text(encoding="utf-8"), language)))
    return bundle
