"""A problem whose best rota nobody proves in the time of a test."""

from __future__ import annotations

from random import Random

from scheduler.rota.problem import ContractTarget, Cover, Duty, FairShare, RotaProblem, Want, Wish
from tests.builders import a_person, a_problem, a_template, soft

WEEKS = 2
PEOPLE = 10


def a_long_search() -> RotaProblem:
    """Ten people, two weeks, too few hands, odd contracts, fair late sessions and many wishes."""
    rng = Random(1)
    templates = [a_template("08:00-13:00"), a_template("13:30-18:50"), a_template("17:00-21:00")]
    everybody, days = frozenset(range(PEOPLE)), range(7 * WEEKS)
    staff = [
        a_person(
            f"person {number}",
            daily_rest=720,
            days_per_week=4,
            longest_run_on=3,
            shortest_run_off=2,
            targets=tuple(ContractTarget(7 * week, 7 * week + 6, rng.randrange(900, 2100)) for week in range(WEEKS)),
        )
        for number in range(PEOPLE)
    ]
    cover = [Cover(f"{day} {t}", day, everybody, frozenset({t}), 3, 4, 60) for day in days for t in range(3)]
    wishes = [Wish(rng.randrange(PEOPLE), rng.choice(days), rng.choice(tuple(Want)), 3) for _ in range(60)]
    late = frozenset((day, 2) for day in days)
    exposure = tuple(rng.randrange(1, 5) for _ in range(PEOPLE))
    share = FairShare(Duty.LATE, "all", tuple(range(PEOPLE)), exposure, (0,) * PEOPLE, late, tolerance=0)
    return a_problem(
        templates, staff, WEEKS, cover=tuple(cover), wishes=tuple(wishes), fair_shares=(share,), soft=soft()
    )
