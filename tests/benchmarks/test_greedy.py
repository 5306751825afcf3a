"""The rota by hand: valid, repeated week by week, and no better than its rules allow."""

from benchmarks.rivals.greedy import greedy_rota
from benchmarks.rivals.needs import Needs, Tally
from scheduler.rota.audit import audit
from scheduler.rota.problem import (
    Assignment,
    ContractTarget,
    Cover,
    Duty,
    FairShare,
    RoomStock,
    RotaProblem,
)
from tests.builders import a_person, a_problem, a_template, people, soft

MORNING, EVENING = a_template("08:00-12:00"), a_template("14:00-20:00")


def a_need(day: int, template: int = 0, least: int = 1, **stated: object) -> Cover:
    """A need that everybody can meet."""
    return Cover(f"{day},{template}", day, frozenset(range(9)), frozenset({template}), least, **stated)  # type: ignore[arg-type]


def needs_of_weekdays(weeks: int, template: int = 0, least: int = 1) -> tuple[Cover, ...]:
    """The same need on every Monday to Friday."""
    return tuple(a_need(7 * week + day, template, least) for week in range(weeks) for day in range(5))


def worked(problem: RotaProblem) -> set[tuple[int, int, int]]:
    """The greedy rota as triples, after its audit."""
    rota = greedy_rota(problem)
    assert audit(problem, rota).valid
    return {(item.person, item.day, item.template) for item in rota.assignments}


def test_cover_is_met_and_not_exceeded():
    """A session that takes nothing off the cost is not planned."""
    problem = a_problem(people=people(3), weeks=2, cover=needs_of_weekdays(2), soft=soft())
    found = worked(problem)
    assert sorted(day for _, day, _ in found) == [day for day in range(14) if day % 7 < 5]


def test_the_usual_week_is_repeated():
    """With nobody away, each week is the first again."""
    problem = a_problem(people=people(3), weeks=3, cover=needs_of_weekdays(3), soft=soft())
    weeks = [{(person, day % 7) for person, day, _ in worked(problem) if day // 7 == week} for week in range(3)]
    assert weeks[0] == weeks[1] == weeks[2]


def test_an_absence_is_stood_in_for():
    """The session of the usual week falls away, and somebody else fills the hole."""
    free = a_problem(people=people(2), weeks=2, cover=(a_need(0), a_need(7)), soft=soft())
    ((usual, _, _),) = {item for item in worked(free) if item[1] == 0}
    away = tuple(a_person(f"p{n}", absent=((7, 0, 1440),) if n == usual else ()) for n in range(2))
    found = worked(a_problem(people=away, weeks=2, cover=(a_need(0), a_need(7)), soft=soft()))
    assert {day for _, day, _ in found} == {0, 7}


def test_hard_limits_hold():
    """Two days in a row at most, and the rest between evening and morning."""
    staff = people(2, longest_run_on=2, daily_rest=13 * 60, most_minutes=2400)
    cover = needs_of_weekdays(2, 0) + needs_of_weekdays(2, 1)
    assert worked(a_problem((MORNING, EVENING), staff, 2, cover=cover, soft=soft()))


def test_a_limit_over_the_weeks_shares_a_weekday():
    """Nobody may work both Saturdays: the usual week gives way to turns."""
    staff = people(2, saturdays=1)
    found = worked(a_problem(people=staff, weeks=2, cover=(a_need(5), a_need(12)), soft=soft()))
    assert {day for _, day, _ in found} == {5, 12}
    assert len({person for person, _, _ in found}) == 2


def test_rooms_bound_the_sessions():
    """Three are wanted, two rooms are there."""
    template = a_template(room="consulting")
    stock = (RoomStock(0, "consulting", 2),)
    found = worked(a_problem((template,), people(4), rooms=stock, cover=(a_need(0, least=3),), soft=soft()))
    assert len(found) == 2


def test_pinned_sessions_stay():
    """Even where nobody needs them."""
    pinned = frozenset({Assignment(1, 3, 0)})
    assert (1, 3, 0) in worked(a_problem(people=people(2), pinned=pinned, soft=soft()))


def test_contracts_are_filled_when_cover_is_met():
    """Eight hours owed are two mornings."""
    someone = a_person(targets=(ContractTarget(0, 6, 480),))
    assert len(worked(a_problem(people=(someone,), soft=soft()))) == 2


def test_desk_time_is_planned_as_desk_sessions():
    """Owed desk time takes desk sessions and no others."""
    someone = a_person(targets=(ContractTarget(0, 6, 480), ContractTarget(0, 6, 360, desk=True)))
    found = worked(a_problem((MORNING, a_template("14:00-20:00", kind="desk")), (someone,), soft=soft()))
    assert [template for _, _, template in found].count(1) == 1


def test_a_duty_goes_to_whom_the_ledger_owes_it():
    """Of two equals the one who carried less comes first."""
    share = FairShare(Duty.LATE, "all", (0, 1), (10, 10), (3, 0), frozenset({(0, 0)}))
    assert worked(a_problem(people=people(2), cover=(a_need(0),), fair_shares=(share,), soft=soft())) == {(1, 0, 0)}


def test_a_trainee_consults_beside_a_supervisor():
    """Only on the day on which the supervisor is there."""
    trainee = a_person("trainee", supervisors=frozenset({0}), targets=(ContractTarget(0, 6, 960),))
    problem = a_problem(people=(a_person(), trainee), cover=(a_need(2, least=1),), soft=soft())
    assert worked(problem) == {(0, 2, 0), (1, 2, 0)}


def test_a_tally_costs_on_both_sides():
    """Below least and above most, nothing between."""
    tally = Tally(1, under=5, over=2, least=3, most=4)
    assert [tally.gain(amount) for amount in (1, 3, 4, 6)] == [5, 15, 15, 11]


def test_needs_count_what_is_planned():
    """A met need gives nothing more."""
    needs = Needs(a_problem(cover=(a_need(0, amount=60),), soft=soft("cover_under", weight=3)))
    session = Assignment(0, 0, 0)
    assert needs.gain([session]) == (180, 0, 0)
    needs.plan(session)
    assert needs.gain([session]) == (0, 0, 0)
