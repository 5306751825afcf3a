"""The slot of a learned length is the cheapest of the session it sits in."""

from __future__ import annotations

import pytest

from scheduler.lengths import motives_of
from scheduler.motives import Motive
from scheduler.practice import Practice
from solver.learning.slot_choice import USUAL_SESSION, SlotChoice, SlotChooser, usual_session
from tests.practices import a_practice, a_site, a_template

VISITS = a_template("visits", kind="visits", start="14:00", end="16:00")


def motive(practice: Practice, name: str) -> Motive:
    """A motive of a practice."""
    return next(one for one in motives_of(practice) if one.id == name)


def choice(
    mean: float = 18, sd: float = 6, absent: float = 0.04, in_use: int | None = 20, **changes: object
) -> SlotChoice:
    """The slot chosen for a follow-up."""
    practice = a_practice(**changes)
    return SlotChooser(practice).choose(motive(practice, "follow-up"), (mean, sd), absent, in_use)


def test_chosen_slot_costs_least_and_is_no_rounded_mean() -> None:
    """16 minutes round to 15; at the usual prices 20 costs less, as waiting piles up over a session."""
    found = choice(mean=16.4, sd=8)
    assert found.chosen.length == 20
    assert found.before == found.chosen


def test_dear_idle_time_shortens_slots_and_dear_waiting_lengthens_them() -> None:
    """The prices of the practice decide."""
    keen = choice(prices={"waiting_minute": 0.1, "idle_minute": 10, "overtime_minute": 0.5}).chosen.length
    kind = choice(prices={"waiting_minute": 10, "idle_minute": 1, "overtime_minute": 10}).chosen.length
    assert keen < 20 < kind


def test_many_absences_shorten_slots() -> None:
    """Where a third does not come, a slot that fits everybody wastes much."""
    assert choice(absent=0.35).chosen.length < choice(absent=0.0).chosen.length


def test_slot_in_use_is_weighed_beside() -> None:
    """What the slot in use brings stands beside: shorter slots mean more waiting."""
    found = choice(in_use=15)
    assert found.before is not None
    assert found.before.length == 15
    assert found.before.waiting > found.chosen.waiting
    assert found.before.cost > found.chosen.cost


def test_slot_in_use_longer_than_the_session_has_no_figures() -> None:
    """A slot that does not fit into the session cannot be compared."""
    assert choice(in_use=300).before is None
    assert choice(in_use=None).before is None


def test_lengths_beyond_the_usual_find_a_slot() -> None:
    """A workshop of two hours gets two hours."""
    assert choice(mean=118, sd=5, in_use=None, templates=[a_template(start="09:00", end="18:00")]).chosen.length == 120


def test_usual_session_is_the_median_on_offer() -> None:
    """Four-hour mornings on five days against one short Saturday, breaks left out; sites count each."""
    pause = {"start": "12:00", "minutes": 30}
    templates = [
        a_template("morning", start="08:00", end="12:00"),
        a_template("long", start="08:00", end="18:00", days="mon", **{"break": pause}),
        a_template("saturday", start="09:00", end="11:00", days="sat"),
    ]
    practice = a_practice(templates=templates)
    assert usual_session(practice, motive(practice, "follow-up")) == 240
    alone = a_practice(templates=templates[1:2])
    assert usual_session(alone, motive(alone, "follow-up")) == 570


def test_sites_that_offer_a_session_weigh_it() -> None:
    """A session at two sites is on offer twice as often as one at a single site."""
    templates = [
        a_template("short", start="08:00", end="10:00", days="mon-wed", sites=["nation"]),
        a_template("long", start="08:00", end="13:00", days="mon-tue"),
    ]
    practice = a_practice(templates=templates, sites=[a_site(), a_site("italie")])
    assert usual_session(practice, motive(practice, "follow-up")) == 300


def test_visits_sit_in_sessions_for_visits() -> None:
    """If there are any; otherwise in consulting sessions like all others."""
    practice = a_practice(templates=[a_template(), VISITS])
    assert usual_session(practice, motive(practice, "visit")) == 120
    assert usual_session(practice, motive(practice, "follow-up")) == 240
    without = a_practice()
    assert usual_session(without, motive(without, "visit")) == 240


def test_practice_without_consulting_has_a_usual_session_all_the_same() -> None:
    """Nothing breaks where no consulting session is on offer."""
    practice = a_practice(templates=[a_template(kind="desk")])
    assert usual_session(practice, motive(practice, "follow-up")) == USUAL_SESSION


@pytest.mark.parametrize("absent", [0.0, 0.3])
def test_somebody_of_a_group_always_comes(absent: float) -> None:
    """The chance that one of eight stays away does not shorten their workshop."""
    walk = {"id": "walk", "name": "Walk", "channel": "group", "places": 8}
    practice = a_practice(motives=[walk])
    assert SlotChooser(practice).choose(practice.motives[0], (58, 4), absent, None).chosen.length == 60
