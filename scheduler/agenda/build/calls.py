"""When acute patients call."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.build.diary import Diary
from scheduler.agenda.build.parts import minutes_in
from scheduler.agenda.problem import Calls
from scheduler.motives import Use

BETWEEN_CALLS = 30


def calls(diary: Diary) -> Iterator[Calls]:
    """A call every half hour in which a site is open, for days with somebody to see acute patients.

    A call after which nobody is there within `soon` is left out: no agenda could serve it.
    """
    soon = diary.practice.agenda.soon
    for expected in diary.expected:
        site, day = expected.site, expected.day
        sessions = diary.serving(diary.on[site, day], Use.ACUTE)
        if sessions and expected.mean > 0:
            hours = diary.expectations.frame.open_hours(day, site)
            present = [(s.begin, s.end) for n in sessions for s in diary.sessions[n].segments]
            times = tuple(
                time
                for begin, end in hours
                for time in range(begin, end, BETWEEN_CALLS)
                if minutes_in(present, (time, time + soon)) >= diary.acute_minutes
            )
            yield Calls(site, day, times, sessions, max(diary.sessions[n].end for n in sessions))
