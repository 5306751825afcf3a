"""What single sessions need: breaks, and a supervisor's time for each session of a trainee."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.build.diary import Asked, Diary
from scheduler.agenda.problem import BlockKind, Item, Need, Session
from scheduler.calendar import GRAIN


def break_needs(diary: Diary) -> Iterator[Asked]:
    """As many breaks as it takes that nobody works longer than the longest run between them."""
    settings = diary.practice.agenda
    item = Item(BlockKind.BREAK, settings.break_minutes)
    for number in sorted(diary.filled_with(range(len(diary.sessions)), BlockKind.OPEN)):
        session = diary.sessions[number]
        breaks = sum((end - begin - 1) // settings.longest_run for begin, end in session.presences)
        need = Need(
            "break_short",
            BlockKind.BREAK,
            frozenset([number]),
            breaks,
            item.minutes,
            person=session.person,
            day=session.day,
            site=session.site,
        )
        yield Asked(need, item)


def supervision_needs(diary: Diary) -> Iterator[Asked]:
    """For each consulting session of a trainee, one stretch of a supervisor's time while it lasts.

    Only where a supervisor is there long enough: that nobody is there is the rota's affair.
    """
    minutes = diary.practice.agenda.supervision_minutes
    people = diary.expectations.rota.people
    for number in sorted(diary.filled_with(range(len(diary.sessions)), BlockKind.OPEN) if minutes else ()):
        session = diary.sessions[number]
        supervisors = people[session.person].supervisors
        if supervisors is None:
            continue
        here = diary.filled_with(diary.on[session.site, session.day], BlockKind.OPEN)
        theirs = frozenset(
            n
            for n in here
            if diary.sessions[n].person in supervisors and _open_minutes(diary.sessions[n], session) >= minutes
        )
        need = Need(
            "supervision_short",
            BlockKind.SUPERVISION,
            theirs,
            1,
            minutes,
            begin=session.begin,
            end=session.end - minutes + GRAIN,
            person=session.person,
            day=session.day,
            site=session.site,
        )
        yield Asked(need, Item(BlockKind.SUPERVISION, minutes))


def _open_minutes(session: Session, while_open: Session) -> int:
    """The longest stretch of a session's open time during another session."""
    return max(
        min(segment.end, while_open.end) - max(segment.begin, while_open.begin)
        for segment in session.segments
        if segment.fill is BlockKind.OPEN
    )
