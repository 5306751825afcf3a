"""The benchmark's own judge: its value by hand, each hard constraint, and agreement with our audit."""

import random

import pytest

from benchmarks.instances.rostering.instance import Instance, Worked
from benchmarks.instances.rostering.objective import RosterError, breaches_of, value_of
from benchmarks.instances.rostering.problem import problem_of, roster_of
from scheduler.rota.audit import audit
from scheduler.rota.problem import Assignment
from scheduler.rota.rota import Rota
from tests.benchmarks.ward import VALID, ward, worked


def test_the_value_by_hand():
    """Two requests refused (2 + 1), one early too many (2), three earlies and two nights too few (30 + 20)."""
    assert value_of(ward(), worked(VALID)) == 2 + 1 + 2 + 30 + 20


def test_an_on_request_costs_on_any_other_shift():
    """Ann asks for the night of day 0 (3); working the early of that day does not grant it."""
    other = worked(VALID.replace("ann:NN", "ann:EN"))
    # One night fewer (10), one early too many (2), the request (3).
    assert value_of(ward(("1000,4", "900,4")), other) == 55 + 10 + 2 + 3


@pytest.mark.parametrize(
    ("shifts", "told"),
    [
        ("ann:NE---NN", "ann works E on day 1 after N"),
        ("bob:--NN---", "bob works 2 shifts N, at most 0"),
        ("cleo:EEEE---", "cleo works 4 shifts E, at most 3"),
        ("ann:N------", "ann works 600 minutes, not 1000 to 3000"),
        ("bob:EEEEEE-", "bob works 2880 minutes, not 960 to 2400"),
        ("ann:EEEEE--", "ann works 5 days in a row from day 0, at most 4"),
        ("bob:EE--E--", "bob works only 1 days in a row from day 4, not 2"),
        ("bob:EE-EE--", "bob is off only 1 days in a row from day 2, not 2"),
        ("ann:-----EE", "ann works on day 6, a day off"),
    ],
)
def test_each_hard_constraint(shifts: str, told: str):
    """A roster that breaks a constraint has no value, and the breach is told."""
    name = shifts.split(":", maxsplit=1)[0]
    others = " ".join(word for word in VALID.split() if not word.startswith(name))
    with pytest.raises(RosterError) as error:
        value_of(ward(), worked(f"{others} {shifts}"))
    assert told in error.value.breaches


def test_a_short_run_at_either_end_is_no_breach():
    """The neighbouring periods may go on with the same: only runs inside the horizon can be too short."""
    edges = worked("ann:N--NN-- bob:E--EE-- cleo:-E----E")
    told = [breach for breach in breaches_of(ward(), edges) if "only" in breach]
    assert told == ["cleo works only 1 days in a row from day 1, not 2"]


def test_weekends_count_once():
    """Saturday, Sunday or both are one weekend."""
    weekend = worked("ann:NN----- bob:-----EE cleo:--EE---")
    assert not list(breaches_of(ward(), weekend))
    told = list(breaches_of(ward(("2400,960,5,2,2,1", "2400,960,5,2,2,0")), weekend))
    assert told == ["bob works 1 weekends, at most 0"]


def test_two_shifts_on_a_day_are_a_breach():
    """The rows of a roster can say what its table cannot."""
    assert "bob works two shifts on day 0" in list(breaches_of(ward(), (*worked(VALID), Worked("bob", 0, "E"))))


@pytest.mark.parametrize(
    "row", [Worked("dan", 0, "E"), Worked("ann", 7, "E"), Worked("ann", -1, "E"), Worked("ann", 0, "X")]
)
def test_strangers_are_a_breach(row: Worked):
    """Unknown names and days outside the horizon have no value."""
    with pytest.raises(RosterError, match="does not belong"):
        value_of(ward(), (row,))


def two_weeks() -> Instance:
    """The ward over two weeks, with room for many valid rosters."""
    cover = "".join(f"{day},{shift},{day % 3},7,3\n" for day in range(7, 14) for shift in "EN")
    ann = ("N=7,3000,1000,4,2,2,1", "N=7,4200,900,4,2,2,2")
    cleo = ("E=3|N=3,2400,960,5,2,2,1", "E=6|N=6,4200,900,5,2,2,1")
    bob = ("2400,960,5,2,2,1", "3400,900,5,2,2,2")
    return ward(("\n7\n", "\n14\n"), ("6,N,0,10,2\n", f"6,N,0,10,2\n{cover}"), ann, cleo, bob)


def random_rota(dice: random.Random, instance: Instance) -> Rota:
    """Any rota, in runs of one shift, so that some keep every rule."""
    chosen = []
    for person in range(len(instance.employees)):
        day = dice.randrange(0, 4)
        while day < instance.days:
            run, shift = dice.choice((1, 2, 2, 3, 3, 4)), dice.randrange(2 if person != 1 else 1)
            chosen += [Assignment(person, on, shift) for on in range(day, min(day + run, instance.days))]
            day += run + dice.choice((1, 2, 2, 3, 3))
    return Rota.of(chosen)


def test_our_audit_and_the_benchmark_agree_on_any_rota():
    """One is valid exactly when the other is, at the same cost: two judges written apart."""
    instance = two_weeks()
    problem = problem_of(instance)
    dice = random.Random(7)
    valid = 0
    for _ in range(2500):
        rota = random_rota(dice, instance)
        roster, audited = roster_of(instance, rota), audit(problem, rota)
        assert audited.valid is not any(breaches_of(instance, roster))
        if audited.valid:
            valid += 1
            assert audited.cost == value_of(instance, roster)
    assert 20 < valid < 2500
