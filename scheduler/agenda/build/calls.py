"""When acute patients call."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.agenda.build.diary import Diary
from scheduler.agenda.problem import Calls
from scheduler.motives import Use

BETWEEN_CALLS = 30


def calls(diary: Diary) -> Iterator[Calls]:
    """A call every half hour in which a site is open, for days with somebody to see acute patients."""
    for expected in diary.expected:
        site, day = expected.site, expected.day
        sessions = diary.serving(diary.on[site, day], Use.ACUTE)
        if sessions and expected.mean > 0:
            hours = diary.expectations.frame.open_hours(day, site)
            times = tuple(time for begin, end in hours for time in range(begin, end, BETWEEN_CALLS))
            yield Calls(site, day, times, sessions, max(diary.sessions[n].end for n in sessions))
