"""What happened before the period, from the previous rota and the ledger."""

from __future__ import annotations

from datetime import timedelta

from scheduler.calendar import DAYS_IN_WEEK
from scheduler.rota.build.frame import Frame
from scheduler.rota.papers import Ledger, LedgerEntry, PlannedSession, RotaPaper, template_key
from scheduler.rota.problem import Assignment, PastSession, Template

DAYS_REMEMBERED = 14


class Past:
    """The previous rota and the ledger, as seen from a period. Sessions of people who left are passed over."""

    def __init__(
        self, frame: Frame, templates: tuple[Template, ...], previous: RotaPaper | None, ledger: Ledger | None
    ) -> None:
        self._frame = frame
        self._templates = templates
        self._previous = previous
        self._sessions = [
            (frame.day_of(session.on), session)
            for session in (previous.sessions if previous else ())
            if session.practitioner in frame.people
        ]
        self._entries = {entry.practitioner: entry for entry in (ledger.entries if ledger else ())}

    @property
    def days(self) -> int:
        """How many days just before the period the previous rota covers, at most 14."""
        if self._previous is None:
            return 0
        first = self._frame.day_of(self._previous.from_date)
        return min(DAYS_REMEMBERED, -first) if first < 0 <= first + self._previous.weeks * DAYS_IN_WEEK else 0

    def sessions(self) -> dict[str, tuple[PastSession, ...]]:
        """The sessions of the days remembered, by practitioner."""
        found: dict[str, list[PastSession]] = {}
        for day, session in self._sessions:
            if -self.days <= day < 0:
                found.setdefault(session.practitioner, []).append(self._past(day, session))
        return {name: tuple(sorted(past, key=lambda p: (p.day, p.start))) for name, past in found.items()}

    def _past(self, day: int, session: PlannedSession) -> PastSession:
        number = self._template(session)
        if number is None:
            raise ValueError(f"the previous rota holds a session that the practice does not offer: {_words(session)}")
        template = self._templates[number]
        return PastSession(day, template.start, template.end, template.worked, template.site, number)

    def reference(self) -> frozenset[Assignment] | None:
        """The previous rota's sessions in the period, None if it covers no day of it."""
        if not self.reference_days():
            return None
        return frozenset(found for _, found in self._in_period() if found)

    def reference_days(self) -> frozenset[int]:
        """The days of the period that the previous rota covers."""
        if self._previous is None:
            return frozenset()
        first = self._frame.day_of(self._previous.from_date)
        covered = range(first, first + self._previous.weeks * DAYS_IN_WEEK)
        return frozenset(day for day in range(len(self._frame.dates)) if day in covered)

    def pinned(self) -> frozenset[Assignment]:
        """The previous rota's pinned sessions in the period."""
        pinned = [(session, found) for session, found in self._in_period() if session.pinned]
        for session, found in pinned:
            if found is None:
                raise ValueError(
                    f"the previous rota pins a session that the practice does not offer: {_words(session)}"
                )
        return frozenset(found for _, found in pinned if found)

    def _in_period(self) -> list[tuple[PlannedSession, Assignment | None]]:
        return [
            (session, self._assignment(day, session))
            for day, session in self._sessions
            if 0 <= day < len(self._frame.dates)
        ]

    def _assignment(self, day: int, session: PlannedSession) -> Assignment | None:
        template = self._template(session)
        return None if template is None else Assignment(self._frame.people[session.practitioner], day, template)

    def _template(self, session: PlannedSession) -> int | None:
        return self._frame.templates.get(template_key(session.template, session.site))

    def entry(self, person: str) -> LedgerEntry:
        """What the ledger says of a practitioner, an empty entry if nothing."""
        return self._entries.get(person) or LedgerEntry(practitioner=person)

    def weeks(self, person: str) -> tuple[int, ...]:
        """The minutes of the weeks just before the period, the latest last, back to the first that is not known."""
        known = {week.monday: week.minutes for week in self.entry(person).weeks}
        minutes: list[int] = []
        monday = self._frame.first_day - timedelta(weeks=1)
        while monday in known:
            minutes.insert(0, known[monday])
            monday -= timedelta(weeks=1)
        return tuple(minutes)


def _words(session: PlannedSession) -> str:
    return f"{session.practitioner}, {session.on}, {session.template} at {session.site}"
