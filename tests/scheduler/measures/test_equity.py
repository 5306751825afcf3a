"""Shares of a duty and how far apart they are."""

from __future__ import annotations

import pytest

from scheduler.measures.equity import person_shares, spreads
from scheduler.rota.problem import Duty, FairShare
from tests.builders import a_problem, a_rota, people

SATURDAYS = frozenset({(5, 0), (12, 0)})


def a_share(exposure: tuple[int, ...] = (10, 5), carried: tuple[int, ...] = (0, 0)) -> FairShare:
    """Saturdays shared by a full-time person and one who works half."""
    return FairShare(Duty.SATURDAY, "saturday", (0, 1), exposure, carried, SATURDAYS)


def test_fair_share_follows_contract_share() -> None:
    """Of three sessions two are for the full-time person and one for the other."""
    problem = a_problem(people=people(2), weeks=2, fair_shares=(a_share(),))
    shares = person_shares(problem, a_rota((0, 5, 0), (0, 12, 0), (1, 12, 0)))
    assert [share.fair for share in shares] == [2, 1]
    assert [share.distance for share in shares] == [0, 0]


def test_sessions_are_scaled_to_full_time() -> None:
    """One session at half time weighs like two at full time."""
    problem = a_problem(people=people(2), weeks=2, fair_shares=(a_share(),))
    (spread,) = spreads(problem, a_rota((0, 5, 0), (1, 12, 0)))
    assert (spread.least, spread.most) == (1, 2)
    assert spread.farthest == pytest.approx(1 / 3)


def test_what_was_carried_over_counts() -> None:
    """Whoever did more before has more in all."""
    problem = a_problem(people=people(2), weeks=2, fair_shares=(a_share((10, 10), (3, 0)),))
    shares = person_shares(problem, a_rota((1, 5, 0)))
    assert [(share.total, share.distance) for share in shares] == [(3, 1), (1, -1)]


def test_other_sessions_do_not_count() -> None:
    """A Monday is no Saturday; a duty without sessions has no spread."""
    problem = a_problem(people=people(2), weeks=2, fair_shares=(a_share(),))
    assert spreads(problem, a_rota((0, 0, 0))) == ()
