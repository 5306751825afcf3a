"""From documents in a request to what a rota job is asked: every problem at once, each with its field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError

from api.errors import BadFieldsError, FieldProblem
from api.jobs.errors import NotReadyError
from api.store.postgres import PostgresStore
from scheduler.booking.days import Published
from scheduler.booking.store import UnknownError
from scheduler.consistency.fault import Fault, value_at
from scheduler.files.learned import learned_faults
from scheduler.files.papers import known_part, ledger_faults, previous_rota_faults, rota_faults
from scheduler.files.practice_file import judge
from scheduler.files.schema_faults import schema_faults, strict
from scheduler.files.text import is_encodable
from scheduler.learned import Learned
from scheduler.part import Part
from scheduler.practice import Practice
from scheduler.rota.papers import Ledger, RotaPaper

Document = dict[str, Any]
Paper = TypeVar("Paper", bound=Part)

LONGEST_SHOWN = 60


async def published_of(store: PostgresStore, practice: str, token: int = 0) -> Published | None:
    """What is published of a practice, None before its first publication."""
    try:
        return (await store.diary(practice, token)).published
    except UnknownError:
        return None


@dataclass
class Documents:
    """Reads the documents of one request for a practice, and gathers what is wrong with them."""

    practice_id: str
    problems: list[FieldProblem] = field(default_factory=list)

    def refuse(self) -> None:
        """`BadFieldsError` if anything was wrong."""
        if self.problems:
            raise BadFieldsError(tuple(self.problems))

    def practice(self, given: Document | None, published: Published | None) -> Practice:
        """The practice given, otherwise the published one. `NotReadyError`, `BadFieldsError`."""
        if given is None:
            if published is None:
                raise NotReadyError("rota-no-practice")
            return published.practice
        practice, faults = judge(given) if self._plain("practice", given) else (None, [])
        if practice is not None and practice.practice.id != self.practice_id:
            facts = {"name": practice.practice.id, "practice": self.practice_id}
            faults = [*faults, Fault(("practice", "id"), "input-other-practice", facts)]
        self._note("practice", given, faults)
        self.refuse()
        assert practice is not None
        return practice

    def learned(self, given: Document | None, practice: Practice) -> Learned | None:
        """What was learned."""
        return self._paper("learned", given, Learned, lambda paper: learned_faults(paper, practice))

    def rota(self, given: Document, practice: Practice) -> RotaPaper | None:
        """A rota to judge, None if anything is wrong with it."""
        return self._paper("rota", given, RotaPaper, lambda paper: rota_faults(paper, practice))

    def previous(self, given: Document | None, practice: Practice) -> RotaPaper | None:
        """An earlier rota, without the sessions of people, templates and sites that have gone since."""
        paper = self._paper("previous", given, RotaPaper, lambda paper: previous_rota_faults(paper, practice))
        return None if paper is None else known_part(paper, practice)[0]

    def ledger(self, given: Document | None, practice: Practice, first_day: date) -> Ledger | None:
        """The account of earlier periods, which must not count days of this one already."""

        def faults(ledger: Ledger) -> list[Fault]:
            ahead = {"until": ledger.until.isoformat(), "first": first_day.isoformat()}
            counted = [Fault(("until",), "option-ledger-ahead", ahead)] if ledger.until >= first_day else []
            return [*ledger_faults(ledger, practice), *counted]

        return self._paper("ledger", given, Ledger, faults)

    def monday(self, first_day: date) -> None:
        """A period begins on a Monday."""
        if first_day.weekday():
            self.problems.append(FieldProblem("from", "option-not-monday", value=first_day.isoformat()))

    def _paper(
        self, name: str, given: Document | None, model: type[Paper], faults: Callable[[Paper], list[Fault]]
    ) -> Paper | None:
        if given is None or not self._plain(name, given):
            return None
        try:
            paper = strict(model, given)
        except ValidationError as error:
            self._note(name, given, schema_faults(error, given, model))
            return None
        found = faults(paper)
        self._note(name, given, found)
        return None if found else paper

    def _plain(self, name: str, given: Document) -> bool:
        """Whether a document holds only what can be kept: no half characters, no null characters."""
        text = json.dumps(given, ensure_ascii=False)
        plain = is_encodable(text) and "\\u0000" not in text
        if not plain:
            self.problems.append(FieldProblem(name, "input-not-plain"))
        return plain

    def _note(self, name: str, given: Document, faults: Iterable[Fault]) -> None:
        for fault in faults:
            path = ".".join(map(str, (name, *fault.location)))
            shown = _shown(value_at(given, fault.location))
            self.problems.append(FieldProblem(path, fault.reason_key, fault.facts, shown))


def _shown(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and len(value) <= LONGEST_SHOWN else None
