"""What sessions and hours should hold at most: their share by open time, rounded up."""

from __future__ import annotations

from typing import Any

from scheduler.agenda.problem import AgendaProblem, BlockKind, Share
from scheduler.learned import DayPart
from tests.builders import clock
from tests.practices import a_template
from tests.scheduler.agenda.diaries import an_asked_problem

TEMPLATES = [
    a_template("early", start="07:00", end="10:00"),
    a_template("morning", start="09:00", end="13:00"),
    a_template("day", start="10:00", end="16:00"),
]


def a_problem(*sessions: str, **reserved: int) -> AgendaProblem:
    """Sessions with so many acute slots kept on Monday."""
    parts = {DayPart(part): slots for part, slots in reserved.items()}
    return an_asked_problem(*sessions, reserved={(0, 0): parts}, templates=TEMPLATES)


def shares_of(problem: AgendaProblem, rule: str) -> list[Share]:
    """The shares of a rule."""
    return [share for share in problem.shares if share.rule == rule]


def by_session(problem: AgendaProblem, rule: str, kind: BlockKind) -> dict[int, int]:
    """The most that each session should hold of a kind."""
    found = [share for share in shares_of(problem, rule) if share.kind is kind]
    assert all(len(share.sessions) == 1 for share in found)
    return {min(share.sessions): share.most for share in found}


def test_session_holds_its_share_of_acute_slots_and_one_more() -> None:
    """Seven of the morning: two hours, four and three of open time make 1.6, 3.1 and 2.3 of them."""
    problem = a_problem("ada mon early", "ben mon morning", "ada mon day", morning=7)
    assert [session.template for session in problem.sessions] == ["early", "day", "morning"]
    assert by_session(problem, "acute_even", BlockKind.ACUTE) == {0: 3, 1: 4, 2: 5}


def test_shares_of_several_parts_of_the_day_add_up() -> None:
    """Two of the morning and five of the afternoon: of two people there all day each has half of both."""
    problem = a_problem("ada mon day", "ben mon day", morning=2, afternoon=5)
    assert by_session(problem, "acute_even", BlockKind.ACUTE) == {0: 1 + 1 + 3, 1: 1 + 1 + 3}


def test_share_tells_whom_it_concerns() -> None:
    """The session's own person, day and site."""
    problem = a_problem("ada mon morning", "ben mon morning", morning=2)
    assert [(share.person, share.day, share.site) for share in shares_of(problem, "acute_even")] == [
        (0, 0, 0),
        (1, 0, 0),
    ]


def test_each_hour_has_its_share_of_acute_slots() -> None:
    """Six of the morning over 1, 1.5 and 3 persons' hours; the hour after 13:00 is another part's."""
    problem = a_problem("ada mon early", "ben mon morning", morning=6)
    found = {(share.begin, share.end): share.most for share in shares_of(problem, "acute_bunched")}
    hour = {clock(f"{h:02d}:00"): most for h, most in ((8, 1), (9, 2), (10, 1), (11, 1), (12, 1))}
    assert found == {(begin, begin + 60): most for begin, most in hour.items()}
    assert {(share.day, share.site, share.person) for share in shares_of(problem, "acute_bunched")} == {(0, 0, None)}
    assert all(share.sessions == frozenset({0, 1}) for share in shares_of(problem, "acute_bunched"))


def test_windows_are_nobodys_share() -> None:
    """Slots kept early lie in the window anyway."""
    problem = a_problem("ada mon early", early=4)
    assert shares_of(problem, "acute_even") == shares_of(problem, "acute_bunched") == []


def test_work_of_a_list_is_shared_among_its_sessions() -> None:
    """19 reviews and 11 stretches of desk time: of two, four and six hours."""
    problem = an_asked_problem("ada mon early", "ada tue morning", "ada wed day", templates=TEMPLATES)
    assert by_session(problem, "week_even", BlockKind.REVIEW) == {0: 4, 1: 7, 2: 10}
    assert by_session(problem, "week_even", BlockKind.DESK) == {0: 2, 1: 4, 2: 6}


def test_desk_sessions_have_no_share_of_the_lists_work() -> None:
    """All of it is shared among the others."""
    desk: dict[str, Any] = a_template("desk", kind="desk", start="14:00", end="16:00")
    problem = an_asked_problem("ada mon morning", "ada mon desk", templates=[*TEMPLATES, desk])
    assert by_session(problem, "week_even", BlockKind.DESK) == {0: 11}
