"""The notation of `tests/spec/agenda` (explained in its README): from words to an agenda problem and an agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scheduler.agenda.agenda import Agenda
from scheduler.agenda.problem import AgendaProblem, BlockKind, Calls, Item, Need, Segment, Session, Share
from tests.agendas import NEED_RULES, SHARED, a_segment, an_agenda_problem, blocks
from tests.builders import clock
from tests.notation import day_number, hours

Words = Mapping[str, Any]

_ASIDE = ("soon", "longest_run", "acute_minutes", "weeks")


@dataclass(frozen=True)
class AgendaNames:
    """The numbers behind the names of one example."""

    sites: Sequence[str]
    people: Sequence[str]
    items: Sequence[str]
    sessions: Sequence[str]

    def some(self, kind: str, names: Sequence[str] | None) -> frozenset[int]:
        """The numbers of those names, of all if None."""
        known = getattr(self, kind)
        return frozenset(range(len(known)) if names is None else map(known.index, names))


def problem_and_agenda(rule: str, words: Words) -> tuple[AgendaProblem, Agenda, AgendaNames]:
    """The problem, the agenda and the names of one example of a rule."""
    sessions: Mapping[str, Words] = {name: _session_words(entry) for name, entry in words["sessions"].items()}
    names = AgendaNames(
        sites=words.get("sites") or list(dict.fromkeys(entry["site"] for entry in sessions.values())),
        people=words.get("people") or list(dict.fromkeys(name.split()[0] for name in sessions)),
        items=list(words.get("items", {})),
        sessions=list(sessions),
    )
    items = [_item(name, entry) for name, entry in words.get("items", {}).items()]
    problem = an_agenda_problem(
        items or (Item(BlockKind.REVIEW, 20),),
        [_session(names, name, entry) for name, entry in sessions.items()],
        people=tuple(names.people),
        sites=tuple(names.sites),
        needs=[_need(names, items, entry) for entry in words.get("needs", ())],
        shares=[_share(rule, names, entry) for entry in words.get("shares", ())],
        calls=[_calls(names, entry) for entry in words.get("calls", ())],
        **{name: words[name] for name in _ASIDE if name in words},
    )
    return problem, _agenda(names, words["agenda"]), names


def _item(name: str, entry: int | Words) -> Item:
    words: Words = {"minutes": entry} if isinstance(entry, int) else entry
    return Item(BlockKind(words.get("kind", name)), words["minutes"], words.get("motive"))


def _session_words(entry: str | Sequence[str] | Words) -> dict[str, Any]:
    words = dict(entry) if isinstance(entry, Mapping) else {"time": entry}
    time = words["time"]
    return words | {"time": [time] if isinstance(time, str) else time, "site": words.get("site", "centre")}


def _session(names: AgendaNames, name: str, words: Words) -> Session:
    person, day, *_ = name.split()
    return Session(
        person=names.people.index(person),
        day=day_number(day),
        site=names.sites.index(words["site"]),
        segments=tuple(_segment(names, stretch) for stretch in words["time"]),
        open_lengths=tuple(words.get("slots", (20,))),
    )


def _segment(names: AgendaNames, words: str) -> Segment:
    """ "08:00-10:00", "08:00-10:00 desk" or "08:00-10:00 for review, acute"."""
    stretch, _, rest = words.partition(" ")
    if rest.startswith("for "):
        named = [name.strip() for name in rest.removeprefix("for ").split(",")]
        return a_segment(stretch, items=names.some("items", named))
    return a_segment(stretch, rest or "open", None if rest else names.some("items", None))


def _need(names: AgendaNames, items: Sequence[Item], words: Words) -> Need:
    kind = BlockKind(words["kind"])
    usual = 5 if kind is BlockKind.OPEN else next((item.minutes for item in items if item.kind is kind), 30)
    begin, end = hours(words.get("hours"))
    return Need(
        words.get("rule", NEED_RULES[kind]),
        kind,
        names.some("sessions", words.get("sessions")),
        words["amount"],
        words.get("unit", usual),
        words.get("motive"),
        begin,
        end,
        **_subject(names, words),
    )


def _share(rule: str, names: AgendaNames, words: Words) -> Share:
    begin, end = hours(words.get("hours"))
    return Share(
        words.get("rule", rule),
        BlockKind(words.get("kind", SHARED.get(rule, "acute"))),
        names.some("sessions", words.get("sessions")),
        words["most"],
        begin,
        end,
        **_subject(names, words),
    )


def _calls(names: AgendaNames, words: Words) -> Calls:
    return Calls(
        names.sites.index(words.get("site", names.sites[0])),
        day_number(words.get("day", "mon")),
        tuple(map(clock, words["times"])),
        names.some("sessions", words.get("sessions")),
        clock(words["last"]),
    )


def _subject(names: AgendaNames, words: Words) -> dict[str, int]:
    """The first site on Monday unless said, or a person alone."""
    found = {"day": day_number(words.get("day", "mon"))}
    if "person" in words:
        found["person"] = names.people.index(words["person"])
    if "site" in words or "person" not in words:
        found["site"] = names.sites.index(words.get("site", names.sites[0]))
    return found


def _agenda(names: AgendaNames, table: Words) -> Agenda:
    """From {session: line or lines}."""
    return Agenda.of(
        block
        for session, lines in table.items()
        for line in ([lines] if isinstance(lines, str) else lines)
        for block in blocks(names.sessions.index(session), line)
    )
