"""What is wrong with the fields of a request, told in the client's language and without a word about a patient."""

from __future__ import annotations

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

_REASONS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_short": "length",
    "string_too_long": "length",
    "too_short": "length",
    "too_long": "length",
    "greater_than": "range",
    "greater_than_equal": "range",
    "less_than": "range",
    "less_than_equal": "range",
    "multiple_of": "step",
    "finite_number": "range",
    "string_pattern_mismatch": "pattern",
    "enum": "choice",
    "literal_error": "choice",
    "timezone_aware": "zone",
    "json_invalid": "json",
}
_BEGINNINGS = {
    "date": "date",
    "uuid": "uuid",
    "int": "number",
    "float": "number",
    "bool": "bool",
    "string": "text",
}
"""Reasons by the beginning of pydantic's name of an error, where `_REASONS` names none."""

Told = dict[str, Any]


def validation_told(errors: Sequence[Mapping[str, Any]], language: str) -> Iterator[Told]:
    """The errors that pydantic found."""
    for error in errors:
        path = [part for part in error["loc"][1:] if part not in TAGS] or [error["loc"][0]]
        told = {"field": ".".join(map(str, path)), "message": _message(error, language)}
        shown = _shown(error.get("input"))
        hidden = error["type"] in ("extra_forbidden", "missing", "json_invalid") or HIDDEN.intersection(path)
        yield told if hidden or shown is None else {**told, "value": shown}


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
    limits = {name: fact for name, fact in error.get("ctx", {}).items() if isinstance(fact, str | int | float)}
    return {"limit": "", **limits, **({"limit": next(iter(limits.values()))} if limits else {})}


def _shown(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and len(value) <= LONGEST_SHOWN else None
