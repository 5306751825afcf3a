"""Tiny problems in which some agendas keep a hard rule and some break it."""

from __future__ import annotations

from scheduler.agenda.problem import Segment
from tests.agendas import ALL, a_need, a_segment, a_session, an_item
from tests.agreement.agenda.case import AgendaCase, case

REVIEW = an_item("review", 10)
ACUTE = an_item("acute", 5)
VISIT = an_item("visit", 5)
DESK = an_item("desk", 5)
BOTH = (REVIEW, ACUTE)
FIRST, SECOND = frozenset({0}), frozenset({1})

HARD_CASES: tuple[AgendaCase, ...] = (
    case("tiled", "one stretch of open time", BOTH, a_session("08:00-08:20")),
    case("tiled", "a pause between two segments", (REVIEW,), a_session("08:00-08:10", "08:15-08:25")),
    case("tiled", "open time that meets desk time", (REVIEW,), a_session("08:00-08:10", "08:10-08:20 desk")),
    case("tiled", "two sessions at the same time", BOTH, a_session("08:00-08:10"), a_session("08:00-08:10", person=1)),
    case(
        "allowed_block",
        "another item in each segment",
        BOTH,
        a_session(a_segment("08:00-08:10", items=FIRST), a_segment("08:10-08:20", items=SECOND)),
    ),
    case(
        "allowed_block",
        "items that differ by their motive only",
        (an_item("group", 10, "back"), an_item("group", 5, "sugar")),
        a_session(a_segment("08:00-08:20", items=FIRST)),
    ),
    case(
        "allowed_block",
        "a session that takes nothing beside one that does",
        (REVIEW,),
        a_session("08:00-08:10"),
        a_session(a_segment("08:00-08:10", items=frozenset()), person=1),
    ),
    case("windows_hold", "an early window", BOTH, a_session("07:50-08:00 window", "08:00-08:10")),
    case(
        "windows_hold",
        "a late window beside a segment that may hold anything",
        (ACUTE, REVIEW),
        a_session("19:50-20:00", a_segment("20:00-20:10", "window")),
    ),
    case(
        "windows_hold",
        "a window into which blocks are laid",
        BOTH,
        a_session(Segment(480, 490, items=ALL, window=True), "08:10-08:20"),
    ),
    case("no_more_than_asked", "one review and no acute slot", BOTH, a_session(), needs=[a_need("review", 1)]),
    case(
        "no_more_than_asked",
        "acute slots by part of the segment",
        BOTH,
        a_session(),
        needs=[a_need("acute", 1, 5, end=490), a_need("acute", 2, 5, begin=490), a_need("review", 0, 10)],
    ),
    case(
        "no_more_than_asked",
        "desk time that is there anyway",
        (DESK, REVIEW),
        a_session("08:00-08:10", "08:10-08:20 desk"),
        needs=[a_need("desk", 3, 5)],
    ),
    case(
        "no_more_than_asked",
        "more desk time there than asked for",
        (DESK, REVIEW),
        a_session("08:00-08:10", "08:10-08:20 desk"),
        needs=[a_need("desk", 1, 5)],
    ),
    case(
        "no_more_than_asked",
        "a long block counts several times, a short one not at all",
        (an_item("review", 15), ACUTE),
        a_session(),
        needs=[a_need("review", 2, 5), a_need("acute", 1, 10)],
    ),
    case(
        "no_more_than_asked",
        "one motive limited, and all motives together",
        (an_item("group", 5, "back"), an_item("group", 5, "sugar")),
        a_session(),
        needs=[a_need("group", 1, 5, motive="sugar"), a_need("group", 2, 5)],
    ),
    case(
        "no_more_than_asked",
        "two sessions share a need, a third has none, and open time is never too much",
        (REVIEW,),
        a_session("08:00-08:10"),
        a_session("08:00-08:10", person=1),
        a_session("08:00-08:10", person=2),
        needs=[a_need("review", 1, 10, sessions=frozenset({0, 1})), a_need("open", 0, 5)],
    ),
    case("visit_at_edge", "one stretch has two edges", (VISIT, REVIEW), a_session()),
    case("visit_at_edge", "a pause is no edge", (VISIT,), a_session("08:00-08:15", "08:20-08:30")),
    case(
        "visit_at_edge",
        "segments that meet share no edge, and visits in time for visits lie anywhere",
        (an_item("visit", 10),),
        a_session("08:00-08:10 visit", "08:10-08:20", "08:20-08:30"),
    ),
)
