"""Whether the ids in a request refer to something that the practice has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from api.errors import BadFieldsError, FieldProblem
from scheduler.booking.days import Published
from scheduler.lengths import motives_of
from scheduler.practice import Practice

Ids: TypeAlias = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Known:
    """The ids of a practice, by kind."""

    practitioner: frozenset[str]
    site: frozenset[str]
    motive: frozenset[str]
    category: frozenset[str]

    def refer(self, **fields: Ids) -> None:
        """`BadFieldsError` for every field that names what the practice has not.

        A field is called like its kind, in the plural for several; `own_doctor` is a practitioner.
        """
        problems = tuple(problem for name, ids in fields.items() if ids for problem in self._unknown(name, ids))
        if problems:
            raise BadFieldsError(problems)

    def _unknown(self, field: str, ids: str | tuple[str, ...]) -> Iterator[FieldProblem]:
        kind = "practitioner" if field == "own_doctor" else field.removesuffix("s")
        known: frozenset[str] = getattr(self, kind)
        for path, one in _paths(field, ids):
            if one not in known:
                yield FieldProblem(path, f"field-unknown-{kind}", value=one)


class KnownIds:
    """The ids of every practice, worked out once for each publication."""

    def __init__(self) -> None:
        self._by_practice: dict[str, tuple[Published, Known]] = {}

    def of(self, practice: str, published: Published) -> Known:
        """The ids of a practice as it was published."""
        kept = self._by_practice.get(practice)
        if kept is None or kept[0] is not published:
            kept = self._by_practice[practice] = published, known_of(published.practice)
        return kept[1]


def known_of(practice: Practice) -> Known:
    """The ids of a practice."""
    return Known(
        practitioner=frozenset(one.id for one in practice.practitioners),
        site=frozenset(one.id for one in practice.sites),
        motive=frozenset(one.id for one in motives_of(practice)),
        category=frozenset(one.id for one in practice.categories),
    )


def _paths(field: str, ids: str | tuple[str, ...]) -> Iterable[tuple[str, str]]:
    if isinstance(ids, str):
        return ((field, ids),)
    return ((f"{field}.{number}", one) for number, one in enumerate(ids))
