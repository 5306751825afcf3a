"""Tiny problems on which a soft rule costs one agenda more than another."""

from __future__ import annotations

from dataclasses import replace

from scheduler.agenda.problem import Calls
from scheduler.agenda.rules import NEED_RULES
from tests.agendas import NEED_RULES as RULE_OF
from tests.agendas import a_need, a_segment, a_session, a_share, an_item
from tests.agreement.agenda.case import AgendaCase, case

REVIEW = an_item("review", 10)
ACUTE = an_item("acute", 5)
BREAK = an_item("break", 5)
KINDS = {rule: kind for kind, rule in RULE_OF.items()}
LAID = [rule for rule in NEED_RULES if rule != "open_short"]
FIRST, SECOND = frozenset({0}), frozenset({1})
EIGHT = 480
"""08:00."""

SHORTAGES: tuple[AgendaCase, ...] = tuple(
    made
    for rule in LAID
    for kind in [KINDS[rule].value]
    for made in (
        case(
            rule,
            "two needs of one session, met in part by other blocks",
            (an_item(kind, 10), an_item(kind, 5), REVIEW if kind != "review" else BREAK),
            a_session("08:00-08:20"),
            needs=[a_need(kind, 3, 5), a_need(kind, 1, 10), replace(a_need(kind, 2, 5), rule="other_short")],
        ),
        case(
            rule,
            "by the clock, at two places of the day",
            (an_item(kind, 5),),
            a_session("08:00-08:10", "08:15-08:30"),
            needs=[a_need(kind, 2, 5, end=EIGHT + 10), a_need(kind, 1, 5, begin=EIGHT + 20, end=EIGHT + 25)],
        ),
        case(
            rule,
            "two people share a need, one has more",
            (an_item(kind, 5), an_item("tele" if kind != "tele" else "desk", 10)),
            a_session("08:00-08:15"),
            a_session("08:00-08:10", person=1),
            needs=[a_need(kind, 3, 5), a_need(kind, 1, 5, sessions=SECOND)],
        ),
    )
)

SOFT_CASES: tuple[AgendaCase, ...] = (
    *SHORTAGES,
    case(
        "acute_short",
        "a window gives whole slots, and what begins in time counts",
        (an_item("acute", 10),),
        a_session("07:45-08:00 window", "08:00-08:20"),
        needs=[
            a_need("acute", 2, 10),
            a_need("acute", 2, 10, end=EIGHT),
            a_need("acute", 1, 10, begin=EIGHT, end=EIGHT + 5),
        ],
    ),
    case(
        "messages_short",
        "desk time that is there anyway, and a need that it meets alone",
        (an_item("desk", 10),),
        a_session("08:00-08:20", "08:20-08:35 desk"),
        needs=[a_need("desk", 2, 10), a_need("desk", 1, 10)],
    ),
    case(
        "visit_short",
        "a session of visits beside one that takes a visit",
        (an_item("visit", 10),),
        a_session("08:00-08:20"),
        a_session("08:00-08:25 visit", person=1),
        needs=[a_need("visit", 4, 10), a_need("visit", 1, 10, sessions=FIRST)],
    ),
    case(
        "group_short",
        "one motive, the other, and both together",
        (an_item("group", 10, "back"), an_item("group", 5, "sugar")),
        a_session("08:00-08:20"),
        needs=[a_need("group", 2, 5, motive="sugar"), a_need("group", 1, 10, motive="back"), a_need("group", 5, 5)],
    ),
    case(
        "open_short",
        "what blocks take, in two sessions and in one",
        (REVIEW, ACUTE),
        a_session("08:00-08:15"),
        a_session("08:00-08:10", person=1),
        needs=[a_need("open", 4, 5), a_need("open", 2, 5, sessions=SECOND), a_need("open", 9, 5, sessions=FIRST)],
    ),
    case(
        "open_short",
        "open time that takes nothing, and time for something else",
        (REVIEW,),
        a_session("08:00-08:10", a_segment("08:10-08:20", items=frozenset()), "08:20-08:30 desk"),
        needs=[a_need("open", 3, 5), a_need("open", 1, 5), a_need("open", 7, 5)],
    ),
    case(
        "acute_wait",
        "calls all through, and the last that can be seen",
        (ACUTE, REVIEW),
        a_session("08:00-08:25"),
        calls=[Calls(0, 0, (EIGHT - 5, EIGHT, EIGHT + 5, EIGHT + 10, EIGHT + 20), frozenset({0}), EIGHT + 25)],
        soon=5,
    ),
    case(
        "acute_wait",
        "a window in the midst, and two people",
        (an_item("acute", 10),),
        a_session("08:00-08:10", "08:10-08:20 window"),
        a_session("08:05-08:25", person=1),
        a_session("08:00-08:20", person=2),
        calls=[
            Calls(0, 0, (EIGHT, EIGHT + 10), frozenset({0, 1}), EIGHT + 25),
            Calls(0, 0, (EIGHT,), frozenset({1}), EIGHT + 15),
        ],
        soon=10,
    ),
    case(
        "acute_wait",
        "a block of several slots, and one too short for any",
        (an_item("acute", 20), an_item("acute", 5)),
        a_session("08:00-08:25"),
        calls=[Calls(0, 0, (EIGHT, EIGHT + 10, EIGHT + 15), frozenset({0}), EIGHT + 40)],
        soon=5,
        acute_minutes=10,
    ),
    case("useless_gap", "slots of fifteen minutes", (ACUTE, REVIEW), a_session("08:00-08:25", open_lengths=(15,))),
    case(
        "useless_gap",
        "slots of ten and of fifteen minutes, and time that is always lost",
        (ACUTE,),
        a_session(a_segment("07:55-08:00", items=frozenset()), "08:00-08:25", open_lengths=(10, 15)),
    ),
    case("useless_gap", "no slot at all", (REVIEW,), a_session("08:00-08:15", open_lengths=())),
    case("long_run", "one break or more", (BREAK, REVIEW), a_session("08:00-08:25"), longest_run=10),
    case(
        "long_run",
        "a pause ends a run, a bound within the day does not, and who cannot pause is let be",
        (BREAK,),
        a_session("08:00-08:10", "08:10-08:15 window", "08:20-08:30"),
        a_session("08:00-08:15 window", person=1),
        a_session(a_segment("08:00-08:15", items=frozenset()), person=2),
        longest_run=5,
    ),
    case("long_run", "a long break", (an_item("break", 10), ACUTE), a_session("08:00-08:25"), longest_run=5),
    case(
        "acute_even",
        "a share of each session and of both",
        (ACUTE, an_item("acute", 10)),
        a_session("08:00-08:15"),
        a_session("08:00-08:10", person=1),
        shares=[
            a_share("acute_even", 1, sessions=FIRST),
            a_share("acute_even", 0, sessions=SECOND),
            a_share("acute_even", 2),
            a_share("acute_bunched", 0),
        ],
    ),
    case(
        "acute_even",
        "slots of a window are nobody's share",
        (ACUTE,),
        a_session("07:50-08:00 window", "08:00-08:15"),
        shares=[a_share("acute_even", 1)],
    ),
    case(
        "acute_bunched",
        "by stretches of the day that meet",
        (ACUTE, REVIEW),
        a_session("08:00-08:15"),
        a_session("08:00-08:10", person=1),
        shares=[
            a_share("acute_bunched", 1, begin=EIGHT, end=EIGHT + 5),
            a_share("acute_bunched", 0, begin=EIGHT + 5, end=EIGHT + 20),
        ],
    ),
    case(
        "acute_bunched",
        "a stretch that no block begins in",
        (ACUTE,),
        a_session("08:00-08:10", "08:15-08:25"),
        shares=[
            a_share("acute_bunched", 0, begin=EIGHT + 10, end=EIGHT + 15),
            a_share("acute_bunched", 1, begin=EIGHT + 5, end=EIGHT + 20),
        ],
    ),
    case(
        "week_even",
        "reviews of one session, desk time of the other",
        (REVIEW, an_item("desk", 5)),
        a_session("08:00-08:20"),
        a_session("08:00-08:10", person=1),
        shares=[a_share("week_even", 0, sessions=SECOND), a_share("week_even", 2, kind="desk", sessions=FIRST)],
    ),
    case(
        "week_even",
        "a session of desk time holds no share",
        (an_item("desk", 5),),
        a_session("08:00-08:15", "08:15-08:25 desk"),
        shares=[a_share("week_even", 1, kind="desk")],
    ),
)
