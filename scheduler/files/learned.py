"""Reading back what was learned from a history."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scheduler.consistency.fault import Fault, Location, listed, nearest, value_at
from scheduler.files.place import TextSource
from scheduler.files.problems import BadInput, InputProblem, bad_file
from scheduler.files.schema_faults import schema_faults, strict
from scheduler.files.text import read_text
from scheduler.files.yaml_text import Document, read_yaml
from scheduler.learned import Learned
from scheduler.lengths import motives_of
from scheduler.practice import Practice

VERSION = 1
_ROUNDING = 0.001


def read_learned(path: Path, practice: Practice) -> Learned:
    """What was learned for this practice; `BadInput` with every problem if it is not, or speaks of unknown ids."""
    document = read_yaml(read_text(path), path)
    _check_kind(document.data, path)
    try:
        learned = strict(Learned, document.data)
    except ValidationError as error:
        raise _bad(path, document, schema_faults(error, document.data, Learned)) from None
    if faults := learned_faults(learned, practice):
        raise _bad(path, document, faults)
    return learned


def learned_faults(learned: Learned, practice: Practice) -> list[Fault]:
    """Why figures are not those of this practice, or contradict themselves."""
    return list(_of_practice(learned, practice)) or [*_strangers(learned, practice), *_contradictions(learned)]


def _check_kind(data: Any, path: Path) -> None:
    """Another kind of file is told in one sentence, not by everything that it lacks."""
    if not isinstance(data, dict) or not {"version", "practice", "history"} <= data.keys():
        raise bad_file(path, "learned-other-file")
    if type(data["version"]) is not int or data["version"] != VERSION:
        raise bad_file(path, "learned-version", version=str(VERSION))


def _bad(path: Path, document: Document, faults: list[Fault]) -> BadInput:
    source = TextSource(path, document.lines)
    problems = []
    for fault in faults:
        value = value_at(document.data, fault.location)
        shown = value if not isinstance(value, dict | list) else None
        problems.append(InputProblem(source.place(fault.location), shown, fault.reason_key, fault.facts))
    return BadInput(sorted(problems, key=lambda problem: problem.place.position))


def _of_practice(learned: Learned, practice: Practice) -> Iterator[Fault]:
    if learned.practice != practice.practice.id:
        facts = {"name": learned.practice, "practice": practice.practice.id}
        yield Fault(("practice",), "input-other-practice", facts)


def _strangers(learned: Learned, practice: Practice) -> Iterator[Fault]:
    """Names that the practice does not know."""
    known = {
        "motive": [motive.id for motive in motives_of(practice)],
        "category": [category.id for category in practice.categories],
        "practitioner": [person.id for person in practice.practitioners],
        "site": [site.id for site in practice.sites],
    }
    for location, kind, name in _names(learned):
        if name not in known[kind]:
            facts = {"name": name, "known": listed(known[kind]), **nearest(name, known[kind])}
            yield Fault(location, f"input-unknown-{kind}", facts)


def _names(learned: Learned) -> Iterator[tuple[Location, str, str]]:
    """Where a name of the practice stands, what it names, and the name."""
    for number, line in enumerate(learned.lengths):
        for kind in ("motive", "category", "practitioner"):
            name = getattr(line, kind)
            if name is not None:
                yield ("lengths", number, kind), kind, name
    for motive in learned.no_shows.by_motive if learned.no_shows else ():
        yield ("no_shows", "by_motive", motive), "motive", motive
    if learned.acute_demand:
        for part in ("level", "shares"):
            yield from ((("acute_demand", part, site), "site", site) for site in getattr(learned.acute_demand, part))


def _contradictions(learned: Learned) -> Iterator[Fault]:
    """Lines given twice, lead times out of order, and shares that do not make a whole."""
    seen: set[tuple[str | None, ...]] = set()
    for number, line in enumerate(learned.lengths):
        about = (line.motive, line.category, line.practitioner)
        if about in seen:
            yield Fault(("lengths", number), "learned-length-twice", {"name": ", ".join(filter(None, about))})
        seen.add(about)
    for number, (one, next_one) in enumerate(pairwise(learned.no_shows.by_lead if learned.no_shows else ())):
        if one.days >= next_one.days:
            yield Fault(("no_shows", "by_lead", number + 1, "days"), "learned-leads-out-of-order")
    for site, kinds in (learned.acute_demand.shares if learned.acute_demand else {}).items():
        for kind, parts in kinds.items():
            if abs(sum(parts.values()) - 1) > _ROUNDING:
                yield Fault(("acute_demand", "shares", site, str(kind)), "learned-shares")
