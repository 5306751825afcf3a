"""What each session and each hour should hold at most of what is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from scheduler.agenda.build.diary import Diary
from scheduler.agenda.build.parts import minutes_in
from scheduler.agenda.problem import BlockKind, Need, Share
from scheduler.calendar import MINUTES_IN_DAY

HOUR = 60
WHOLE_DAY = (0, MINUTES_IN_DAY)


def fair_shares(diary: Diary, needs: Iterable[Need]) -> Iterator[Share]:
    """By open time, rounded up: acute slots by session (and one more) and by hour, a list's work by session."""
    needs = list(needs)
    acute = [need for need in needs if need.rule == "acute_short"]
    yield from _acute_by_session(diary, acute)
    for need in acute:
        yield from _by_hour(diary, need)
    for need in needs:
        if need.rule in ("review_short", "messages_short"):
            yield from _by_session(diary, need)


def _acute_by_session(diary: Diary, needs: Iterable[Need]) -> Iterator[Share]:
    most: dict[int, int] = {}
    for need in needs:
        for number, share in _shares(diary, need).items():
            most[number] = most.get(number, 1) + share
    for number, share in sorted(most.items()):
        yield _of_session(diary, "acute_even", BlockKind.ACUTE, number, share)


def _by_session(diary: Diary, need: Need) -> Iterator[Share]:
    for number, share in sorted(_shares(diary, need).items()):
        yield _of_session(diary, "week_even", need.kind, number, share)


def _of_session(diary: Diary, rule: str, kind: BlockKind, number: int, most: int) -> Share:
    about = diary.sessions[number]
    return Share(rule, kind, frozenset([number]), most, person=about.person, day=about.day, site=about.site)


def _by_hour(diary: Diary, need: Need) -> Iterator[Share]:
    whole = _open_minutes(diary, need.sessions, (need.begin, need.end))
    for begin in range(need.begin, need.end, HOUR):
        end = min(begin + HOUR, need.end)
        if minutes := _open_minutes(diary, need.sessions, (begin, end)):
            most = ceil(need.amount * minutes / whole)
            yield Share("acute_bunched", need.kind, need.sessions, most, begin, end, day=need.day, site=need.site)


def _shares(diary: Diary, need: Need) -> dict[int, int]:
    """Each session's share of a need by its open time, rounded up; sessions without open time have none."""
    minutes = {n: _open_minutes(diary, [n], (need.begin, need.end)) for n in need.sessions}
    whole = sum(minutes.values())
    return {number: ceil(need.amount * own / whole) for number, own in minutes.items() if own}


def _open_minutes(diary: Diary, sessions: Iterable[int], span: tuple[int, int] = WHOLE_DAY) -> int:
    segments = (s for n in sessions for s in diary.sessions[n].segments if s.fill is BlockKind.OPEN)
    return minutes_in(((s.begin, s.end) for s in segments), span)
