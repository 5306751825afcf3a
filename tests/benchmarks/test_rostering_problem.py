"""An instance as a rota problem, and a roster as a file."""

from pathlib import Path

from benchmarks.instances.rostering.best_known import BestKnown, best_known
from benchmarks.instances.rostering.problem import problem_of, roster_of
from benchmarks.instances.rostering.roster_file import read_roster, write_roster
from scheduler.rota.problem import Want
from scheduler.rota.rules import CARDS
from tests.benchmarks.ward import VALID, ward, worked
from tests.builders import a_rota


def test_a_shift_limit_of_zero_is_eligibility():
    """Bob has no nights; Cleo's three are a limit; a limit of one a day limits nothing."""
    ann, bob, cleo = problem_of(ward()).people
    assert (ann.eligible, bob.eligible) == ({0, 1}, {0})
    assert (ann.limits.templates, cleo.limits.templates) == ({}, {0: 3, 1: 3})


def test_limits_keep_the_order_of_max_and_min():
    """The file names Max before Min."""
    limits = problem_of(ward()).people[0].limits
    assert (limits.least_minutes, limits.most_minutes) == (1000, 3000)
    assert (limits.shortest_run_on, limits.longest_run_on, limits.shortest_run_off) == (2, 4, 2)


def test_two_shifts_of_a_day_cannot_be_combined():
    """All shifts overlap."""
    assert not problem_of(ward()).compatible(0, 1)


def test_a_day_off_leaves_no_candidate():
    """Ann is off on day 6."""
    problem = problem_of(ward())
    assert problem.candidates(0, 6) == ()
    assert problem.candidates(0, 5) == (0, 1)


def test_cover_wants_exactly_its_requirement():
    """Under and over cost what the line says, everybody counts."""
    need = problem_of(ward()).cover[0]
    assert (need.least, need.most, need.weight_under, need.weight_over, need.people) == (1, 1, 10, 2, {0, 1, 2})


def test_requests_are_wishes_for_one_shift():
    """On before off, in the file's order."""
    wishes = problem_of(ward()).wishes
    assert [(wish.person, wish.day, wish.want, wish.template, wish.weight) for wish in wishes] == [
        (0, 0, Want.ON, 1, 3),
        (1, 1, Want.ON, 0, 2),
        (2, 2, Want.OFF, 0, 1),
        (0, 1, Want.OFF, 1, 2),
    ]


def test_the_soft_rules_have_cards():
    """The problem sets rules that exist."""
    assert set(problem_of(ward()).soft) <= set(CARDS)


def test_a_roster_comes_back_from_its_file(tmp_path: Path):
    """One row a worked shift, header first."""
    path = tmp_path / "ward.csv"
    write_roster(path, worked(VALID))
    assert path.read_text(encoding="utf-8").splitlines()[:2] == ["employee,day,shift", "ann,0,N"]
    assert read_roster(path) == worked(VALID)


def test_a_rota_is_told_in_the_names_of_the_file():
    """By employee, then day."""
    assert roster_of(ward(), a_rota((1, 0, 0), (0, 1, 1), (0, 0, 1))) == worked("ann:NN bob:E")


def test_best_known_values_lie_beside_the_file(tmp_path: Path):
    """None without a file, without a row, or with a row that is no figure."""
    instance = tmp_path / "ward.txt"
    assert best_known(instance) is None
    (tmp_path / "best_known.csv").write_text("instance,lower,upper\nward,50,55\nother,-,7\n")
    assert best_known(instance) == BestKnown(50, 55)
    assert best_known(tmp_path / "other.txt") is None
    assert best_known(tmp_path / "unknown.txt") is None
