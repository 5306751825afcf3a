"""What is wrong with the fields of a request, told in the client's language and without a word about a patient."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from api.errors import FieldProblem
from scheduler.consistency.fault import Fault
from scheduler.messages import is_known, say

HIDDEN = frozenset({"patient", "patients", "pseudonym", "secret"})
"""Fields whose values are never shown."""
TAGS = frozenset({"held", "chosen"})
"""The names of the branches of a body that can be one of several; they are not fields."""
LONGEST_SHOWN = 60
_NO_LIMITS = frozenset({"field_type", "actual_length"})

_REASONS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_short": "too-short",
    "string_too_long": "too-long",
    "too_short": "too-short",
    "too_long": "too-long",
    "greater_than": "more-than",
    "greater_than_equal": "at-least",
    "less_than": "less-than",
    "less_than_equal": "at-most",
    "multiple_of": "step",
    "finite_number": "number",
    "string_pattern_mismatch": "pattern",
    "enum": "choice",
    "literal_error": "choice",
    "timezone_aware": "zone",
    "json_invalid": "json",
}
_BEGINNINGS = {
    "date": "date",
    "datetime": "date",
    "model": "object",
    "dict": "object",
    "tuple": "list",
    "list": "list",
    "uuid": "uuid",
    "int": "number",
    "float": "number",
    "bool": "bool",
    "string": "text",
}
"""Reasons by the beginning of pydantic's name of an error, where `_REASONS` names none."""

_CHOICES = frozenset({"enum", "literal_error"})
_QUOTED = re.compile("'([^']*)'")
Told = dict[str, Any]


def validation_told(errors: Sequence[Mapping[str, Any]], language: str) -> Iterator[Told]:
    """The errors that pydantic found."""
    for error in _first_causes(errors):
        path = _path(error)
        told = {"field": ".".join(map(str, path)), "message": _message(error, language)}
        shown = _shown(error.get("input"))
        hidden = error["type"] in ("extra_forbidden", "missing", "json_invalid") or HIDDEN.intersection(path)
        yield told if hidden or shown is None else {**told, "value": shown}


def _first_causes(errors: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The errors without those that only follow: a list is too short for what was wrong in it."""
    within = {error["loc"][:-1] for error in errors}
    return (error for error in errors if error["type"] != "too_short" or error["loc"] not in within)


def _path(error: Mapping[str, Any]) -> Sequence[Any]:
    """Where the field is; of what is no JSON the whole body."""
    place = () if error["type"] == "json_invalid" else error["loc"][1:]
    return [part for part in place if part not in TAGS] or [error["loc"][0]]


def problems_told(problems: Iterable[FieldProblem], language: str) -> Iterator[Told]:
    """The problems that a route found."""
    for problem in problems:
        told = {"field": problem.field, "message": say(problem.reason, language, **problem.facts)}
        yield told if problem.value is None else {**told, "value": problem.value}


def faults_told(faults: Iterable[Fault], language: str) -> Iterator[Told]:
    """The faults of papers that came as a body."""
    for fault in faults:
        facts = {name: fact for name, fact in fault.facts.items() if name != "nearest"}
        yield {
            "field": ".".join(map(str, fault.location)),
            "message": say(fault.reason_key, language, **facts),
        }


def _message(error: Mapping[str, Any], language: str) -> str:
    own = error["type"].replace("_", "-")
    if is_known(own, language):
        return say(own, language, **error.get("ctx", {}))
    return say(f"field-{_reason(error['type'])}", language, **_facts(error))


def _reason(kind: str) -> str:
    by_beginning = _BEGINNINGS.get(kind.partition("_")[0], "wrong")
    return _REASONS.get(kind, by_beginning)


def _facts(error: Mapping[str, Any]) -> dict[str, str | int | float]:
    if error["type"] in _CHOICES:
        return {"limit": ", ".join(_QUOTED.findall(error["ctx"]["expected"]))}
    told = error.get("ctx", {}).items()
    limits = {name: fact for name, fact in told if isinstance(fact, str | int | float) and name not in _NO_LIMITS}
    return {"limit": "", **limits, **({"limit": next(iter(limits.values()))} if limits else {})}


def _shown(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and len(value) <= LONGEST_SHOWN else None
