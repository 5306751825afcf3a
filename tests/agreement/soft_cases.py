"""Tiny problems on which a soft rule costs one rota more than another."""

from __future__ import annotations

from scheduler.rota.problem import Duty
from tests.agreement.case import Case, case

HALVES = {"early": "08:00-12:00", "late": "14:00-18:00"}
SITES = {
    "north": "08:00-12:00 at north",
    "evening": "17:00-20:00 at north",
    "south": "13:00-16:00 at south",
    "desk": {"hours": "08:00-10:00 at north", "kind": "desk"},
}
TRIO: dict[str, object] = {"ada": {}, "bob": {}, "cleo": {}}
TRAVEL = {"north-south": 30}
WITH_DESK = {
    "day": {"hours": "08:00-15:00", "break": "12:00-13:00"},
    "desk": {"hours": "15:00-17:00", "kind": "desk"},
    "note": {"hours": "16:00-16:50", "kind": "desk"},
}

SHORTAGES: tuple[Case, ...] = tuple(
    made
    for rule, acute in (("acute_window", True), ("cover_under", False))
    for made in (
        case(
            rule,
            "several needs, acute and not",
            {"mon": "early late", "tue": "early"},
            templates=HALVES,
            people=TRIO,
            cover={
                "two": {"day": "mon", "hours": "08:00-09:00", "least": 2, "acute": acute, "weight_under": 3},
                "one": {"day": "tue", "hours": "08:00-12:00", "least": 1, "acute": acute},
                "other": {"day": "tue", "hours": "08:00-12:00", "least": 3, "acute": not acute, "weight_under": 5},
                "nobody": {"day": "wed", "least": 1, "amount": 11, "acute": acute},
            },
        ),
        case(
            rule,
            "some people and some templates only, and no need at all",
            {"mon": "early late", "tue": "late"},
            templates=HALVES,
            people=TRIO,
            cover={
                "ada or bob early": {
                    "day": "mon",
                    "people": ["ada", "bob"],
                    "templates": ["early"],
                    "least": 1,
                    "amount": 5,
                    "acute": acute,
                },
                "two late": {"day": "mon", "templates": ["late"], "least": 2, "amount": 9, "acute": acute},
                "none": {"day": "tue", "least": 0, "acute": acute},
                "free": {"day": "tue", "least": 1, "amount": 0, "acute": acute},
                "weightless": {"day": "tue", "least": 2, "weight_under": 0, "acute": acute},
            },
        ),
        case(
            rule,
            "pinned sessions that are no candidates count",
            {"mon": "early late"},
            templates=HALVES,
            people={"ada": {}, "bob": {"absent": {"mon": "09:00-09:30"}}, "cleo": {"eligible": []}},
            pinned={"bob": {"mon": "early"}, "cleo": {"mon": "early"}},
            cover={"three": {"day": "mon", "hours": "08:00-10:00", "templates": ["early"], "least": 3, "acute": acute}},
        ),
    )
)

FAIRNESS: tuple[Case, ...] = tuple(
    made
    for duty in Duty
    for made in (
        case(
            f"equity_{duty}",
            "equal shares without tolerance",
            {"mon-tue, sat": "duty", "sun": "duty other"},
            templates={"duty": "16:00-20:00", "other": "13:00-15:00"},
            people={"ada": {}, "bob": {}},
            fair_shares=[
                {"duty": str(duty), "exposure": {"ada": 1, "bob": 1}, "sessions": {"mon-sun": "duty"}, "tolerance": 0}
            ],
        ),
        case(
            f"equity_{duty}",
            "unequal shares with a past, and somebody outside the group",
            {"mon-thu": "duty"},
            templates={"duty": "16:00-20:00"},
            people=TRIO,
            fair_shares=[
                {
                    "duty": str(duty),
                    "exposure": {"ada": 7, "bob": 3},
                    "carried": {"ada": 4, "bob": 5},
                    "sessions": {"mon, wed-thu": "duty"},
                    "tolerance": 1,
                }
            ],
        ),
        case(
            f"equity_{duty}",
            "three people, two templates, two groups, and another duty's share",
            {"mon": "duty other", "tue": "duty", "wed": "duty"},
            templates={"duty": "16:00-20:00", "other": "13:00-16:00"},
            people=TRIO,
            fair_shares=[
                {
                    "duty": str(duty),
                    "group": "all",
                    "exposure": {"ada": 10, "bob": 5, "cleo": 8},
                    "carried": {"bob": 2},
                    "sessions": {"mon": ["duty", "other"], "tue-wed": "duty"},
                    "tolerance": 0,
                },
                {
                    "duty": str(duty),
                    "group": "two",
                    "exposure": {"cleo": 1, "ada": 2},
                    "sessions": {"mon-tue": "duty"},
                    "tolerance": 0,
                },
                {
                    "duty": "early" if duty is not Duty.EARLY else "late",
                    "exposure": {"ada": 1, "bob": 1},
                    "carried": {"ada": 9},
                    "sessions": {"mon": "other"},
                    "tolerance": 0,
                },
            ],
        ),
        case(
            f"equity_{duty}",
            "a past no rota makes up for, and a tolerance",
            {"mon-tue": "duty", "mon2": "duty"},
            weeks=2,
            templates={"duty": "16:00-20:00"},
            people=TRIO,
            fair_shares=[
                {
                    "duty": str(duty),
                    "exposure": {"ada": 3, "bob": 3, "cleo": 1},
                    "carried": {"ada": 12, "cleo": 1},
                    "sessions": {"mon-mon2": "duty"},
                    "tolerance": 2,
                }
            ],
        ),
    )
)

CHANGES: tuple[Case, ...] = tuple(
    made
    for rule in ("change", "change_inside_notice")
    for made in (
        case(
            rule,
            "sessions added and dropped, before and after the notice",
            {"mon-wed": "early late"},
            templates=HALVES,
            people={"ada": {}, "bob": {"eligible": ["late"]}},
            reference={"ada": {"mon-tue": "early", "wed": ["early", "late"]}, "bob": {"mon": "late"}},
            notice_until="tue",
        ),
        case(
            rule,
            "sessions of the reference that can no longer be worked, and pinned ones that never could",
            {"mon-tue, thu": "early late"},
            templates=HALVES,
            people={"ada": {"absent": {"tue": "13:00-15:00"}, "eligible": ["late"]}, "bob": {}},
            reference={"ada": {"mon-thu": ["early", "late"]}, "bob": {"fri": "early"}},
            pinned={"ada": {"mon": "early", "tue": "late"}},
            notice_until="thu",
        ),
        case(
            rule,
            "a reference that covers some of the days",
            {"mon-wed": "early late"},
            templates=HALVES,
            people={"ada": {}},
            reference={"ada": {"mon": "early", "wed": "late"}},
            reference_days="mon-tue",
            notice_until="tue",
        ),
        case(
            rule,
            "an empty reference, over the week's border",
            {"sun, mon2": "early late"},
            weeks=2,
            templates=HALVES,
            people={"ada": {}, "bob": {}},
            reference={},
            notice_until="mon2",
        ),
    )
)

SOFT_CASES: tuple[Case, ...] = (
    *SHORTAGES,
    *FAIRNESS,
    *CHANGES,
    case(
        "change",
        "the notice is over",
        {"mon-tue": "early late"},
        templates=HALVES,
        reference={"ada": {"mon": "early"}},
        notice_until="wed0",
    ),
    case(
        "change_inside_notice",
        "the notice is longer than the period",
        {"mon, sun": "early late"},
        templates=HALVES,
        reference={"ada": {"mon": "early", "sun": "late"}},
        notice_until="wed2",
    ),
    case(
        "cover_over",
        "several upper needs",
        {"mon": "early late", "tue": "early"},
        templates=HALVES,
        people=TRIO,
        cover={
            "one": {"day": "mon", "hours": "08:00-09:00", "templates": ["early"], "most": 1, "weight_over": 3},
            "none": {"day": "mon", "hours": "14:00-18:00", "templates": ["late"], "most": 0, "acute": True},
            "any": {"day": "tue", "least": 2},
            "never": {"day": "tue", "most": 3},
        },
    ),
    case(
        "cover_over",
        "both templates of a day count, some people only",
        {"mon-tue": "early late"},
        templates=HALVES,
        people=TRIO,
        cover={
            "two": {"day": "mon", "people": ["ada", "cleo"], "most": 2, "amount": 30},
            "one": {"day": "tue", "people": ["bob"], "least": 1, "most": 1, "amount": 10, "weight_over": 2},
        },
    ),
    case(
        "cover_over",
        "pinned sessions that are no candidates count",
        {"mon": "early late"},
        templates=HALVES,
        people={"ada": {}, "bob": {"absent": {"mon": "09:00-09:30"}}, "cleo": {"eligible": []}},
        pinned={"bob": {"mon": "early"}, "cleo": {"mon": "early"}},
        cover={"one": {"day": "mon", "hours": "08:00-10:00", "templates": ["early"], "most": 1}},
    ),
    case(
        "demand_short",
        "half-days cut sessions, and breaks are not presence",
        {"mon": "day late", "tue": "day"},
        templates={"day": {"hours": "08:00-17:00", "break": "12:00-14:00"}, "late": "17:00-20:00"},
        people=TRIO,
        demand={
            "morning": {"day": "mon", "hours": "08:00-13:00", "minutes": "7h"},
            "afternoon": {"day": "mon", "hours": "13:00-24:00", "minutes": "10h50"},
            "whole": {"day": "tue", "minutes": "15h", "people": ["ada", "cleo"]},
        },
    ),
    case(
        "demand_short",
        "some templates only, nothing expected, and nobody there",
        {"mon": "early late", "tue": "late"},
        templates=HALVES,
        people={"ada": {}, "bob": {}},
        demand={
            "early": {"day": "mon", "minutes": "5h", "templates": ["early"]},
            "nothing": {"day": "mon", "minutes": 0},
            "a minute": {"day": "tue", "hours": "08:00-14:01", "minutes": 1},
            "closed": {"day": "wed", "minutes": 30},
            "late": {"day": "tue", "hours": "17:00-19:00", "minutes": 90, "templates": ["late"]},
        },
    ),
    case(
        "supervision",
        "two supervisors who relieve each other",
        {"mon": "early late all"},
        templates={
            "early": "08:00-11:00",
            "late": "10:00-14:00",
            "all": {"hours": "08:00-15:00", "break": "12:00-13:00"},
        },
        people={"ada": {}, "bob": {"eligible": ["late", "all"]}, "tim": {"supervisors": ["ada", "bob"]}},
    ),
    case(
        "supervision",
        "other sites, desk work, and breaks",
        {"mon": "early paused away desk", "tue": "early desk"},
        templates={
            "early": "08:00-12:00 at north",
            "paused": {"hours": "13:00-18:00 at north", "break": "14:00-15:00"},
            "away": "08:00-12:00 at south",
            "desk": {"hours": "12:00-14:30 at north", "kind": "desk"},
        },
        people={"ada": {}, "tim": {"supervisors": ["ada"]}},
    ),
    case(
        "supervision",
        "two trainees, one of whom supervises the other, and one whom nobody may supervise",
        {"mon": "early late"},
        templates={"early": "08:00-11:00", "late": "10:00-14:00"},
        people={
            "ada": {"supervisors": ["ada", "bob"]},
            "bob": {"supervisors": ["cleo"]},
            "cleo": {},
            "tim": {"supervisors": []},
        },
    ),
    case(
        "contract_under",
        "a tolerance, and targets that overlap",
        {"fri-sun, mon2": "day desk"},
        weeks=2,
        templates=WITH_DESK,
        people={
            "ada": {
                "targets": [
                    {"days": "mon-sun", "minutes": "16h", "tolerance": "1h30"},
                    {"days": "sun-mon2", "minutes": "7h"},
                    {"days": "mon-sun2", "minutes": "9h", "desk": True},
                ]
            }
        },
    ),
    case(
        "contract_under",
        "people apart, and a target within its tolerance",
        {"mon-tue": "day note"},
        templates=WITH_DESK,
        people={
            "ada": {"targets": [{"days": "mon-sun", "minutes": "12h50"}]},
            "bob": {
                "targets": [
                    {"days": "mon-sun", "minutes": "3h", "tolerance": "3h"},
                    {"days": "tue-wed", "minutes": "6h30"},
                ]
            },
        },
    ),
    case(
        "contract_over",
        "a tolerance, and targets that overlap",
        {"fri-sun, mon2": "day desk"},
        weeks=2,
        templates=WITH_DESK,
        people={
            "ada": {
                "targets": [
                    {"days": "mon-sun", "minutes": "10h", "tolerance": "1h30"},
                    {"days": "sun-mon2", "minutes": "7h"},
                    {"days": "mon-sun2", "minutes": "0h", "desk": True},
                ]
            }
        },
    ),
    case(
        "contract_over",
        "people apart, and a target that asks for nothing",
        {"mon-tue": "day note"},
        templates=WITH_DESK,
        people={
            "ada": {"targets": [{"days": "mon-sun", "minutes": "6h"}]},
            "bob": {"targets": [{"days": "mon-sun", "minutes": 0, "tolerance": 10}]},
        },
    ),
    case(
        "desk_short",
        "desk work only, with a tolerance",
        {"mon-tue": "day desk", "wed, mon2": "desk note"},
        weeks=2,
        templates=WITH_DESK,
        people={
            "ada": {
                "targets": [
                    {"days": "mon-sun", "minutes": "5h", "tolerance": "0h30", "desk": True},
                    {"days": "mon-sun", "minutes": "20h"},
                    {"days": "mon2-sun2", "minutes": "1h", "desk": True},
                ]
            }
        },
    ),
    case(
        "desk_short",
        "people apart, one of whom has no desk",
        {"mon-tue": "day note"},
        templates=WITH_DESK,
        people={
            "ada": {"targets": [{"days": "mon-tue", "minutes": "1h40", "desk": True}]},
            "bob": {"eligible": ["day"], "targets": [{"days": "mon-tue", "minutes": "0h50", "desk": True}]},
        },
    ),
    case(
        "wish_off",
        "a template, hours, and the whole day",
        {"mon-wed": "early late"},
        templates=HALVES,
        people={"ada": {}, "bob": {"eligible": ["early"]}},
        wishes=[
            {"person": "ada", "day": "mon", "want": "off", "template": "late", "weight": 3},
            {"person": "ada", "day": "tue", "want": "off", "hours": "12:00-14:30", "weight": 2},
            {"person": "ada", "day": "wed", "want": "off"},
            {"person": "bob", "day": "mon", "want": "off", "hours": "12:00-14:00"},
            {"person": "bob", "day": "tue", "want": "off", "hours": "11:00-12:00"},
            {"person": "bob", "day": "wed", "want": "on"},
        ],
    ),
    case(
        "wish_off",
        "nothing to work, pinned sessions, and the same wish twice",
        {"mon": "early late"},
        templates=HALVES,
        people={"ada": {"absent": {"tue": "all day"}}, "bob": {}},
        pinned={"ada": {"tue": "late"}},
        wishes=[
            {"person": "ada", "day": "tue", "want": "off", "weight": 5},
            {"person": "ada", "day": "wed", "want": "off"},
            {"person": "bob", "day": "mon", "want": "off"},
            {"person": "bob", "day": "mon", "want": "off", "template": "early", "weight": 2},
            {"person": "bob", "day": "mon", "want": "off"},
        ],
    ),
    case(
        "wish_on",
        "a template, hours, and the whole day",
        {"mon-wed": "early late"},
        templates=HALVES,
        people={"ada": {}, "bob": {"eligible": ["early"]}},
        wishes=[
            {"person": "ada", "day": "mon", "want": "on", "template": "late", "weight": 3},
            {"person": "ada", "day": "tue", "want": "on", "hours": "12:00-14:30", "weight": 2},
            {"person": "ada", "day": "wed", "want": "on"},
            {"person": "bob", "day": "mon", "want": "on", "hours": "12:00-14:00"},
            {"person": "bob", "day": "tue", "want": "on", "hours": "11:00-12:00"},
            {"person": "bob", "day": "wed", "want": "off"},
        ],
    ),
    case(
        "wish_on",
        "a session nobody can grant, and a pinned one",
        {"mon": "early late"},
        templates=HALVES,
        people={"ada": {"absent": {"tue": "all day"}}, "bob": {"eligible": ["early"]}},
        pinned={"ada": {"tue": "late"}},
        wishes=[
            {"person": "ada", "day": "tue", "want": "on", "weight": 5},
            {"person": "ada", "day": "wed", "want": "on"},
            {"person": "bob", "day": "mon", "want": "on", "template": "late", "weight": 4},
            {"person": "bob", "day": "mon", "want": "on", "template": "early", "weight": 2},
        ],
    ),
    case(
        "presence_days",
        "days, not sessions, at the site of the list, each week on its own",
        {"mon": "north evening south", "tue": "north desk", "wed": "evening", "mon2": "north south"},
        weeks=2,
        templates=SITES,
        travel=TRAVEL,
        people={
            "ada": {
                "presence": [
                    {"week": 1, "site": "north", "days": 2, "available": "mon-tue, fri"},
                    {"week": 2, "site": "north", "days": 1, "available": "mon2"},
                ]
            }
        },
    ),
    case(
        "presence_days",
        "two sites, more days than there are, and no day",
        {"mon": "north south", "tue": "evening south", "wed": "desk"},
        templates=SITES,
        travel=TRAVEL,
        people={
            "ada": {
                "presence": [
                    {"week": 1, "site": "north", "days": 4, "available": "mon-wed"},
                    {"week": 1, "site": "south", "days": 1, "available": "mon-fri"},
                ]
            },
            "bob": {"presence": [{"week": 1, "site": "north", "days": 0, "available": "mon-wed"}]},
        },
    ),
    case(
        "presence_gap",
        "in a row across the weekend",
        {"wed, fri": "north south", "mon2-tue2": "north", "mon2": "north desk", "wed2": "south"},
        weeks=2,
        templates=SITES,
        travel=TRAVEL,
        people={"ada": {"home": "north", "presence_gap": 2, "presence_days": "tue-fri, mon2-wed2"}},
    ),
    case(
        "presence_gap",
        "no gap at all, more than the period holds, and no home",
        {"mon-tue": "north evening"},
        templates=SITES,
        travel=TRAVEL,
        people={
            "ada": {"home": "north", "presence_gap": 0, "presence_days": "mon-wed"},
            "bob": {"home": "north", "presence_gap": 1, "presence_days": "mon-tue"},
            "cleo": {"presence_gap": 0, "presence_days": "mon-tue"},
        },
    ),
    case(
        "steady_week",
        "days usually worked and days usually off",
        {"mon": "early late", "tue-wed, fri, sun": "early"},
        templates=HALVES,
        people={"ada": {"usual": {"mon": "on", "tue": "off", "wed": "on", "thu": "on", "sat": "off", "sun": "off"}}},
    ),
    case(
        "steady_week",
        "people apart, over the week's border",
        {"sun, mon2": "early late"},
        weeks=2,
        templates=HALVES,
        people={"ada": {"usual": {"sun": "off", "mon2": "on"}}, "bob": {"usual": {"sun": "on"}, "eligible": ["late"]}},
    ),
    case(
        "split_day",
        "a pause that another session fills",
        {"mon": "a b c d", "tue": "a c", "wed": "b d"},
        templates={"a": "08:00-10:00", "b": "10:30-11:30", "c": "12:30-14:00", "d": "15:01-18:00"},
    ),
    case(
        "split_day",
        "overlaps, and people with pauses of their own",
        {"mon": "a b c d"},
        templates={
            "a": {"hours": "08:00-12:00", "break": "09:00-11:00"},
            "b": "11:00-13:00",
            "c": "13:00-14:00",
            "d": "14:30-18:00",
        },
        people={"ada": {"split_gap": 30}, "bob": {"split_gap": 0}, "cleo": {"split_gap": 120}},
    ),
    case(
        "home_site",
        "people with a home, and without one",
        {"mon": "north south", "tue": "south"},
        templates=SITES,
        travel=TRAVEL,
        people={"ada": {"home": "north"}, "bob": {"home": "south"}, "cleo": {}},
    ),
    case(
        "home_site",
        "a pinned session that is no candidate",
        {"mon": "north south"},
        templates=SITES,
        travel=TRAVEL,
        people={"ada": {"home": "north", "absent": {"tue": "all day"}}},
        pinned={"ada": {"tue": "south"}},
    ),
)
