"""The slot length follows what a consultation is like and what minutes cost."""

from itertools import pairwise

import pytest

from solver.appointments.durations import Duration
from solver.appointments.patients import Patient
from solver.appointments.prices import Prices
from solver.appointments.slot_length import best_slot_length
from solver.appointments.slots import evaluate_slots
from tests.solver.appointments.sessions import PRICES, a_duration

SESSION = 240


def length(mean: float = 18, sd: float = 8, no_show: float = 0.04, waiting: float = 1) -> int:
    """The best length in a usual session."""
    return best_slot_length(a_duration(mean, sd), no_show, SESSION, Prices(waiting, 5, 10)).length


def rises(lengths: list[int]) -> bool:
    """Whether the lengths never fall and rise at least once."""
    return all(before <= after for before, after in pairwise(lengths)) and lengths[0] < lengths[-1]


def test_a_usual_consultation_of_eighteen_minutes_gets_twenty() -> None:
    """Above the mean, on the grid."""
    assert length() == 20


def test_longer_consultations_get_longer_slots() -> None:
    """Means from eight to forty minutes, the same relative spread."""
    assert rises([length(mean, 0.4 * mean) for mean in range(8, 42, 4)])


def test_a_rounded_mean_is_not_the_answer() -> None:
    """Sixteen minutes are nearest to fifteen, and twenty is cheaper where waiting is dear."""
    assert length(16, 8, waiting=5) == 20


@pytest.mark.parametrize("waiting", [5, 10])
def test_less_sure_consultations_get_longer_slots_where_waiting_is_dear(waiting: float) -> None:
    """The same mean, more and more spread."""
    assert rises([length(18, sd, waiting=waiting) for sd in (2, 6, 10, 14, 18)])


def test_absences_make_slots_shorter() -> None:
    """From nobody to half of the patients."""
    assert rises([length(no_show=no_show) for no_show in (0.5, 0.3, 0.15, 0.05, 0.0)])


def test_cheap_waiting_makes_slots_shorter() -> None:
    """From almost free to dearer than the practitioner's time."""
    assert rises([length(15, 7, waiting=waiting) for waiting in (0.1, 0.5, 1, 3, 10, 20)])


def test_each_line_is_the_session_of_equal_slots() -> None:
    """Figures and cost of every length agree with the evaluation of that session."""
    patient = Patient(a_duration(), no_show=0.1)
    for line in best_slot_length(patient.duration, 0.1, SESSION, PRICES, candidates=[10, 15, 20, 25, 35]).table:
        seen = evaluate_slots([(patient, line.length)] * line.slots)
        assert line.slots == SESSION // line.length
        assert line.waiting == pytest.approx(seen.mean_wait)
        assert line.idle == pytest.approx(seen.idle + seen.spare)
        assert line.overtime == pytest.approx(seen.overtime)
        charged = seen.total_wait + 5 * (seen.idle + seen.spare) + 10 * seen.overtime
        assert line.cost == pytest.approx(charged / seen.patients)


def test_the_table_is_complete_and_its_least_cost_wins() -> None:
    """Every length of the grid that fits, shortest first."""
    found = best_slot_length(a_duration(10, 4), 0.04, 60, PRICES)
    assert [line.length for line in found.table] == list(range(5, 61, 5))
    assert found.best.cost == min(line.cost for line in found.table)
    assert found.best.length == found.length


def test_lengths_beyond_the_longest_duration_are_not_weighed() -> None:
    """Nobody would wait less."""
    found = best_slot_length(Duration.of_samples([8, 12]), 0, 240, PRICES)
    assert [line.length for line in found.table] == [5, 10, 15]


def test_a_sure_duration_gets_its_own_length() -> None:
    """No slack for what does not vary."""
    found = best_slot_length(Duration.fixed(15), 0, 240, PRICES)
    assert found.length == 15
    assert found.best.cost == pytest.approx(0, abs=1e-9)


def test_of_equal_lengths_the_shortest_wins() -> None:
    """Where nothing is charged."""
    assert best_slot_length(a_duration(), 0, 240, Prices(0, 0, 0)).length == 5


@pytest.mark.parametrize(
    ("session", "candidates", "told"),
    [(0, None, "session_minutes"), (10, [15, 20], r"candidates.*\[15, 20\].*10"), (60, [0, 10], "candidates.*0")],
)
def test_lengths_that_cannot_be_are_refused(session: int, candidates: list[int] | None, told: str) -> None:
    """The error names the field."""
    with pytest.raises(ValueError, match=told):
        best_slot_length(a_duration(), 0.04, session, PRICES, candidates)


def test_candidates_off_the_grid_of_the_durations_are_refused() -> None:
    """Twelve minutes on a grid of five."""
    with pytest.raises(ValueError, match=r"candidates.*5.*12"):
        best_slot_length(a_duration(step=5), 0.04, 60, PRICES, [12])
