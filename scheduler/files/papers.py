"""Reading the papers that pass from one period to the next: rotas and ledgers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from scheduler.agenda.build.sessions import LAID_OUT
from scheduler.agenda.papers import AgendaPaper
from scheduler.calendar import DAYS_IN_WEEK
from scheduler.consistency.fault import Facts, Fault, Location, listed, nearest, value_at
from scheduler.files.json_text import read_json
from scheduler.files.place import TextSource
from scheduler.files.problems import BadInput, InputProblem
from scheduler.files.schema_faults import schema_faults, strict
from scheduler.files.text import read_text
from scheduler.part import Part
from scheduler.practice import Practice
from scheduler.rota.papers import Ledger, LedgerEntry, PlannedSession, RotaPaper

Paper = TypeVar("Paper", bound=Part)


@dataclass(frozen=True, slots=True)
class PreviousRota:
    """An earlier rota without what the practice no longer has; `notes` say what was left out."""

    paper: RotaPaper
    notes: tuple[InputProblem, ...]


def read_rota(path: Path, practice: Practice) -> RotaPaper:
    """A rota to be judged: it must speak of this practice only; `BadInput` with every problem otherwise."""
    data, paper = _read(path, RotaPaper)
    _raise_if_any(path, data, rota_faults(paper, practice))
    return paper


def rota_faults(paper: RotaPaper, practice: Practice) -> list[Fault]:
    """Why a rota is not one of this practice."""
    other = list(_of_practice(paper.practice, practice))  # all else in it would be strange too
    return other or [*_rota_faults(paper), *_strangers(paper, practice)]


def read_previous_rota(path: Path, practice: Practice) -> PreviousRota:
    """The rota of an earlier period, in which people, templates and sites may appear that have gone since.

    `BadInput` if it is another practice's, contradicts itself, or nothing in it is known any more.
    """
    data, paper = _read(path, RotaPaper)
    kept, strange = known_part(paper, practice)
    _raise_if_any(path, data, previous_rota_faults(paper, practice))
    return PreviousRota(kept, tuple(_problems(path, data, strange)))


def previous_rota_faults(paper: RotaPaper, practice: Practice) -> list[Fault]:
    """Why a rota is not an earlier one of this practice."""
    faults = [*_of_practice(paper.practice, practice), *_rota_faults(paper)]
    if paper.sessions and not known_part(paper, practice)[0].sessions:
        faults.append(Fault(("sessions",), "input-nothing-known"))
    return faults


def known_part(paper: RotaPaper, practice: Practice) -> tuple[RotaPaper, list[Fault]]:
    """A rota without the sessions that name what the practice no longer has, and what they name."""
    strange = list(_strangers(paper, practice))
    gone = {fault.location[1] for fault in strange}
    kept = tuple(session for number, session in enumerate(paper.sessions) if number not in gone)
    return paper.model_copy(update={"sessions": kept}), strange


def read_ledger(path: Path, practice: Practice) -> Ledger:
    """A ledger of the practice, those who left included; `BadInput` with every problem otherwise."""
    data, ledger = _read(path, Ledger)
    _raise_if_any(path, data, ledger_faults(ledger, practice))
    return ledger


def ledger_faults(ledger: Ledger, practice: Practice) -> list[Fault]:
    """Why a ledger is not one of this practice."""
    return [*_of_practice(ledger.practice, practice), *_ledger_faults(ledger)]


def read_agendas(path: Path, practice: Practice, rota: RotaPaper) -> AgendaPaper:
    """Agendas to be judged: they must be of this practice and of sessions of this rota; `BadInput` otherwise."""
    data, paper = _read(path, AgendaPaper)
    _raise_if_any(path, data, agenda_faults(paper, rota, practice))
    return paper


def agenda_faults(paper: AgendaPaper, rota: RotaPaper, practice: Practice) -> list[Fault]:
    """Why agendas are not those of this rota."""
    return list(_of_practice(paper.practice, practice)) or list(_agenda_faults(paper, rota, practice))


def _agenda_faults(paper: AgendaPaper, rota: RotaPaper, practice: Practice) -> Iterator[Fault]:
    """Agendas of another period or of no session of the rota, those given twice, and blocks that run backwards."""
    if (paper.from_date, paper.weeks) != (rota.from_date, rota.weeks):
        yield Fault(("from",), "input-other-period", {"from": str(rota.from_date), "weeks": rota.weeks})
        return
    laid_out = {template.id for template in practice.templates if template.kind in LAID_OUT}
    sessions = {(one.practitioner, one.on, one.template, one.site) for one in rota.sessions if one.template in laid_out}
    seen: set[tuple[str, date, str, str]] = set()
    for number, one in enumerate(paper.agendas):
        key = (one.practitioner, one.on, one.template, one.site)
        facts = {"practitioner": one.practitioner, "date": str(one.on), "template": one.template, "site": one.site}
        if key not in sessions:
            yield Fault(("agendas", number, "template"), "input-agenda-of-no-session", facts)
        elif key in seen:
            yield Fault(("agendas", number, "template"), "input-agenda-twice", facts)
        seen.add(key)
        for place, block in enumerate(one.blocks):
            if block.begin >= block.end:
                yield Fault(("agendas", number, "blocks", place, "to"), "input-block-backwards")


def _read(path: Path, model: type[Paper]) -> tuple[dict[str, Any], Paper]:
    data = read_json(read_text(path), path)
    try:
        return data, strict(model, data)
    except ValidationError as error:
        raise BadInput(_problems(path, data, schema_faults(error, data, model))) from None


def _raise_if_any(path: Path, data: dict[str, Any], faults: list[Fault]) -> None:
    if faults:
        raise BadInput(_problems(path, data, faults))


def _problems(path: Path, data: dict[str, Any], faults: Iterable[Fault]) -> list[InputProblem]:
    source = TextSource(path)
    return [
        InputProblem(source.place(fault.location), value_at(data, fault.location), fault.reason_key, fault.facts)
        for fault in faults
    ]


def _of_practice(named: str, practice: Practice) -> Iterator[Fault]:
    if named != practice.practice.id:
        yield Fault(("practice",), "input-other-practice", {"name": named, "practice": practice.practice.id})


def _rota_faults(paper: RotaPaper) -> Iterator[Fault]:
    """What is wrong with a rota whatever the practice: its first day, its dates, assignments given twice."""
    yield from _not_monday(("from",), paper.from_date)
    last = _last_day(paper)
    given: Counter[tuple[str, date, str, str]] = Counter()
    for number, session in enumerate(paper.sessions):
        if not paper.from_date <= session.on <= last:
            facts = {"from": str(paper.from_date), "to": str(last)}
            yield Fault(("sessions", number, "date"), "input-outside-period", facts)
        assignment = (session.practitioner, session.on, session.template, session.site)
        if assignment in given:
            yield Fault(("sessions", number, "template"), "input-assigned-twice", _assignment(session))
        given[assignment] += 1


def _last_day(paper: RotaPaper) -> date:
    try:
        return paper.from_date + timedelta(days=DAYS_IN_WEEK * paper.weeks - 1)
    except OverflowError:  # the year 9999
        return date.max


def _assignment(session: PlannedSession) -> Facts:
    return {
        "practitioner": session.practitioner,
        "date": str(session.on),
        "template": session.template,
        "site": session.site,
    }


def _not_monday(location: Location, day: date) -> Iterator[Fault]:
    if day.weekday():
        yield Fault(location, "input-not-monday", {"date": str(day)})


def _strangers(paper: RotaPaper, practice: Practice) -> Iterator[Fault]:
    """Names in a rota that the practice does not know, and templates at sites that do not offer them."""
    offered = {template.id: template.sites for template in practice.templates}
    known = {
        "practitioner": [person.id for person in practice.practitioners],
        "template": list(offered),
        "site": [site.id for site in practice.sites],
    }
    for number, session in enumerate(paper.sessions):
        unknown = list(_unknown(session, known))
        yield from (replace(fault, location=("sessions", number, *fault.location)) for fault in unknown)
        sites = offered.get(session.template, "all")
        if not unknown and sites != "all" and session.site not in sites:
            facts = {"template": session.template, "site": session.site, "sites": listed(list(sites))}
            yield Fault(("sessions", number, "site"), "input-not-offered-there", facts)


def _unknown(session: PlannedSession, known: dict[str, list[str]]) -> Iterator[Fault]:
    for kind, names in known.items():
        name = str(getattr(session, kind))
        if name not in names:
            facts = {"name": name, "known": listed(names), **nearest(name, names)}
            yield Fault((kind,), f"input-unknown-{kind}", facts)


def _ledger_faults(ledger: Ledger) -> Iterator[Fault]:
    """Practitioners entered twice, and weeks that begin on no Monday or are given twice."""
    seen: set[str] = set()
    for number, entry in enumerate(ledger.entries):
        if entry.practitioner in seen:
            yield Fault(("entries", number, "practitioner"), "input-twice-in-ledger", {"name": entry.practitioner})
        seen.add(entry.practitioner)
        for fault in _week_faults(entry):
            yield replace(fault, location=("entries", number, *fault.location))


def _week_faults(entry: LedgerEntry) -> Iterator[Fault]:
    seen: set[date] = set()
    for number, week in enumerate(entry.weeks):
        yield from _not_monday(("weeks", number, "monday"), week.monday)
        if week.monday in seen:
            yield Fault(("weeks", number, "monday"), "input-week-twice", {"date": str(week.monday)})
        seen.add(week.monday)
