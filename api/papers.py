"""The papers of a publication, from a body of plain data to what may be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from pydantic import ValidationError

from api.judging import judge
from scheduler.agenda.papers import AgendaPaper
from scheduler.booking.publishing_faults import UnpublishableError, publishing_faults
from scheduler.booking.times import wall_clock
from scheduler.consistency import Fault
from scheduler.files.practice_file import judge as judge_practice
from scheduler.files.schema_faults import schema_faults, strict
from scheduler.learned import Learned
from scheduler.part import Part
from scheduler.practice import Practice
from scheduler.rota.papers import RotaPaper
from scheduler.zones import zone_of

Paper = TypeVar("Paper", bound=Part)


@dataclass(frozen=True)
class Papers:
    """A practice, a rota and its agendas that belong together, and what was learned."""

    practice: Practice
    rota: RotaPaper
    agenda: AgendaPaper
    learned: Learned | None = None


def judged_papers(body: dict[str, Any], practice: str, now: datetime) -> Papers:
    """The papers of a body `{practice, rota, agenda, learned}` for the practice of that id, judged as they are.

    `now`: with an offset; today is the date that the practice's clocks show then.
    `UnpublishableError` with every fault, `RulesBrokenError` where a hard rule is broken.
    """
    papers = _read(body, practice)
    if faults := publishing_faults(papers.practice, papers.rota, papers.agenda, papers.learned):
        raise UnpublishableError(faults)
    today, _ = wall_clock(zone_of(papers.practice.practice), now)
    judge(papers.practice, papers.rota, papers.agenda, papers.learned, today)
    return papers


def _read(body: dict[str, Any], practice: str) -> Papers:
    found, faults = judge_practice(body["practice"])
    read = {"practice": found}
    problems = [*_of("practice", faults), *_other_key(found, practice)]
    for name, model in (("rota", RotaPaper), ("agenda", AgendaPaper), ("learned", Learned)):
        if body.get(name) is not None:
            paper, wrong = _paper(body[name], model)
            read[name] = paper  # type: ignore[assignment]
            problems += _of(name, wrong)
    if problems or found is None:
        raise UnpublishableError(problems)
    return Papers(**read)  # type: ignore[arg-type]


def _other_key(practice: Practice | None, bound_to: str) -> Iterator[Fault]:
    if practice is not None and practice.practice.id != bound_to:
        facts = {"name": practice.practice.id, "practice": bound_to}
        yield Fault(("practice", "practice", "id"), "publish-not-of-key", facts)


def _paper(data: Any, model: type[Paper]) -> tuple[Paper | None, list[Fault]]:
    try:
        return strict(model, data), []
    except ValidationError as error:
        return None, schema_faults(error, data, model)


def _of(paper: str, faults: Iterable[Fault]) -> Iterator[Fault]:
    return (replace(fault, location=(paper, *fault.location)) for fault in faults)
