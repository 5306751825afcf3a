"""What the schema refuses, in words of the practice: pydantic's errors as faults."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from scheduler.agenda.rules import AGENDA_SOFT_RULES
from scheduler.consistency.fault import Facts, Fault, Location, listed, nearest
from scheduler.practice import Practice, Reserved
from scheduler.rota.rules import SOFT_RULES

Model = TypeVar("Model", bound=BaseModel)


def strict(model: type[Model], data: Any) -> Model:
    """Plain data as a model, without guesses: "3" is no number, 3 no text, true no 1; `ValidationError` otherwise."""
    return model.model_validate_json(json.dumps(data), strict=True, by_alias=True, by_name=False)


def schema_faults(error: ValidationError, data: Any, model: type[BaseModel] = Practice) -> list[Fault]:
    """The faults behind a validation error of `data`, one for each wrong value.

    Where a value may take several forms, only what is wrong with the form that was meant.
    """
    refusals = [_refusal(details, data) for details in error.errors(include_url=False)]
    meant = _forms_meant([refusal for refusal in refusals if not _is_echo(refusal)])
    return [_fault(refusal, model) for refusal in meant]


@dataclass(frozen=True)
class _Refusal:
    """One of pydantic's errors: `location` in the plain data, `choice` where a value may take several forms."""

    location: Location
    details: ErrorDetails
    choice: tuple[Location, str] | None = None

    @property
    def kind(self) -> str:
        return self.details["type"]

    @property
    def context(self) -> Mapping[str, Any]:
        return self.details.get("ctx", {})

    @property
    def wrong_form(self) -> bool:
        """Whether the value does not have the form at all, rather than being wrong within it."""
        at_choice = self.choice is not None and self.choice[0] == self.location
        return at_choice and (self.kind.endswith("_type") or self.kind == "literal_error")


def _refusal(details: ErrorDetails, data: Any) -> _Refusal:
    location: list[str | int] = []
    choice: tuple[Location, str] | None = None
    for number, step in enumerate(details["loc"]):
        last = number == len(details["loc"]) - 1
        if _leads_on(data, step) or (last and details["type"] == "missing"):
            location.append(step)
            data = data[step] if _leads_on(data, step) else None
        elif step != "[key]" and choice is None:
            choice = (tuple(location), str(step))  # pydantic names the form that it tried
    return _Refusal(tuple(location), details, choice)


def _leads_on(data: Any, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _is_echo(refusal: _Refusal) -> bool:
    """A list that is only empty because its entries were refused."""
    return refusal.kind == "too_short" and bool(refusal.details["input"])


def _forms_meant(refusals: list[_Refusal]) -> Iterator[_Refusal]:
    rivals: dict[Location | None, list[_Refusal]] = defaultdict(list)
    for refusal in refusals:
        rivals[refusal.choice and refusal.choice[0]].append(refusal)
    for refusal in refusals:
        same = rivals[refusal.choice and refusal.choice[0]]
        if not refusal.wrong_form or (all(other.wrong_form for other in same) and same[0] is refusal):
            yield refusal


def _fault(refusal: _Refusal, model: type[BaseModel]) -> Fault:
    location = refusal.location
    if refusal.kind == "day_twice":
        location = (*location, refusal.context["key"])
    return Fault((*location, *_FIELDS.get(refusal.kind, ())), _reason(refusal), _facts(refusal, model))


_REASONS = {
    "missing": "input-missing",
    "extra_forbidden": "input-unknown-field",
    "string_type": "input-text",
    "string_too_short": "input-empty-text",
    "string_too_long": "input-too-long",
    "int_type": "input-whole-number",
    "int_from_float": "input-whole-number",
    "float_type": "input-number",
    "finite_number": "input-number",
    "greater_than": "input-greater-than",
    "less_than": "input-less-than",
    "greater_than_equal": "input-at-least",
    "less_than_equal": "input-at-most",
    "multiple_of": "input-multiple",
    "enum": "input-one-of",
    "literal_error": "input-one-of",
    "bool_type": "input-true-or-false",
    "dict_type": "input-section",
    "model_type": "input-section",
    "model_attributes_type": "input-section",
    "tuple_type": "input-list",
    "too_short": "input-empty-list",
    "too_long": "input-list-too-long",
    "date_type": "input-date",
    "date_parsing": "input-date",
    "date_from_datetime_parsing": "input-date",
    "clock": "input-clock",
    "clock_grid": "input-clock-grid",
    "span": "input-span",
    "span_backwards": "input-span-backwards",
    "overlapping_hours": "input-overlapping-hours",
    "unknown_day": "input-unknown-day",
    "days_backwards": "input-days-backwards",
    "no_day": "input-no-day",
    "day_twice": "input-day-twice",
    "month_day": "input-month-day",
    "soft_rule": "input-not-a-soft-rule",
    "ages": "input-ages",
    "review_motive": "input-review-motive",
    "group_places": "input-group-places",
    "visit_travel": "input-visit-travel",
}
# The field to blame where a whole entry contradicts itself.
_FIELDS = {"review_motive": ("review",), "group_places": ("places",), "visit_travel": ("travel_minutes",)}
_PATTERNS = {"a-z0-9": "input-identifier", "A-Z": "input-country-code", "0[1-9]": "input-month-day"}
_FORMS = {"Contract": "input-contract", "Translated": "input-name", "literal['all']": "input-all-or-list"}


def _reason(refusal: _Refusal) -> str:
    if refusal.details["input"] is None and refusal.kind != "missing":
        return "input-nothing-written"
    if refusal.kind == "string_pattern_mismatch":
        pattern = str(refusal.context["pattern"])
        return next((reason for start, reason in _PATTERNS.items() if start in pattern), "input-not-valid")
    if refusal.kind == "extra_forbidden" and refusal.location[0] in _reserved_sections():
        return "input-reserved-section"
    if refusal.wrong_form:
        return _wrong_form(refusal)
    return _REASONS.get(refusal.kind, "input-not-valid")


def _wrong_form(refusal: _Refusal) -> str:
    form = refusal.choice[1] if refusal.choice else ""
    named = {"contract": "input-contract", "name": "input-name"}
    return _FORMS.get(form) or named.get(str(refusal.location[-1]), "input-text")


@cache
def _reserved_sections() -> frozenset[str]:
    return frozenset(name for name, part in Practice.model_fields.items() if part.annotation == Reserved | None)


def _facts(refusal: _Refusal, model: type[BaseModel]) -> Facts:
    name = str(refusal.location[-1]) if refusal.location else ""
    made = _OWN_FACTS.get(refusal.kind, _context_facts)(refusal, model)
    return {"field": name, **made}


def _context_facts(refusal: _Refusal, _: type[BaseModel]) -> Facts:
    facts = {name: _whole(fact) if isinstance(fact, float) else fact for name, fact in refusal.context.items()}
    return {name: fact for name, fact in facts.items() if isinstance(fact, str | int | float) and name != "value"}


def _whole(bound: float) -> int | float:
    """A bound without a fraction of zero."""
    return int(bound) if bound.is_integer() else bound


def _choices(refusal: _Refusal, _: type[BaseModel]) -> Facts:
    known = re.findall(r"'([^']*)'", str(refusal.context["expected"])) or [str(refusal.context["expected"])]
    return {"known": listed(known), **nearest(str(refusal.details["input"]), known)}


def _unknown_field(refusal: _Refusal, model: type[BaseModel]) -> Facts:
    return {**nearest(str(refusal.location[-1]), _field_names(model))}


def _unknown_day(refusal: _Refusal, _: type[BaseModel]) -> Facts:
    known = str(refusal.context["known"])
    return {"day": refusal.context["day"], "known": known, **nearest(str(refusal.context["day"]), known.split(", "))}


def _not_a_soft_rule(refusal: _Refusal, _: type[BaseModel]) -> Facts:
    rule = str(refusal.context["rule"])
    known = [*SOFT_RULES, *AGENDA_SOFT_RULES]
    return {"rule": rule, "known": listed(known, most=len(known)), **nearest(rule, known)}


def _day_twice(refusal: _Refusal, _: type[BaseModel]) -> Facts:
    return {"day": refusal.context["key"]}


_OWN_FACTS: dict[str, Callable[[_Refusal, type[BaseModel]], Facts]] = {
    "enum": _choices,
    "literal_error": _choices,
    "extra_forbidden": _unknown_field,
    "unknown_day": _unknown_day,
    "soft_rule": _not_a_soft_rule,
    "day_twice": _day_twice,
}


@cache
def _field_names(model: type[BaseModel]) -> list[str]:
    """Every field name of a model and of the parts within it."""
    found = model.model_json_schema(by_alias=True)
    parts = [found, *found.get("$defs", {}).values()]
    return list(dict.fromkeys(name for part in parts for name in part.get("properties", {})))
