"""What does not belong together is refused, and the place is named."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from scheduler.booking.publishing import publication_of
from scheduler.booking.publishing_faults import UnpublishableError
from scheduler.learned import Learned
from scheduler.messages import say
from tests.booking import PRACTICE
from tests.builders import A_MONDAY
from tests.scheduler.booking_publishing.papers import a_rota, a_session, an_agenda

MORNING = "ada mon morning"
BLOCK = ("agenda", "agendas", 0, "blocks", 0)
ZOE = {"sessions": [a_session("zoe mon morning")]}
KEPT = {
    "site": "nation", "date": str(A_MONDAY), "expected": 3.0, "sd": 1.0, "wanted": 4, "slots": 4,
    "minutes": 60, "turned_away": 0.05, "unused": 1.0,
}  # fmt: skip


def an_odd_agenda(**block: Any) -> dict[str, Any]:
    """The agenda of the morning with one block, open from nine to one unless stated."""
    blocks = [{"from": "09:00", "to": "13:00", "kind": "open"} | block]
    return {"agendas": [a_session(MORNING) | {"blocks": blocks}]}


@pytest.mark.parametrize(
    ("rota", "agenda", "place", "reason"),
    [
        ({"practice": "other"}, {}, ("rota", "practice"), "input-other-practice"),
        ({}, {"practice": "other"}, ("agenda", "practice"), "input-other-practice"),
        ({}, {"weeks": 2}, ("agenda", "from"), "input-other-period"),
        ({}, {"from": "2026-01-12"}, ("agenda", "from"), "input-other-period"),
        ({"from": "2026-01-06"}, {"from": "2026-01-06"}, ("rota", "from"), "input-not-monday"),
        ({"sessions": []}, {}, ("agenda", "agendas", 0, "template"), "input-agenda-of-no-session"),
        ({}, {"agendas": []}, ("agenda", "agendas"), "publish-session-without-agenda"),
        (ZOE, {}, ("rota", "sessions", 0, "practitioner"), "input-unknown-practitioner"),
        ({}, an_odd_agenda(to="13:05"), (*BLOCK, "to"), "publish-outside-session"),
        ({}, an_odd_agenda(**{"from": "08:55"}), (*BLOCK, "from"), "publish-outside-session"),
        ({}, an_odd_agenda(motive="cold"), (*BLOCK, "motive"), "input-unknown-motive"),
        ({}, an_odd_agenda(kind="group", places=3), (*BLOCK, "motive"), "publish-group-without-motive"),
        ({}, an_odd_agenda(kind="group", motive="workshop"), (*BLOCK, "places"), "publish-group-without-places"),
        ({}, {"reserve": [KEPT | {"site": "vaise"}]}, ("agenda", "reserve", 0, "site"), "input-unknown-site"),
        ({}, {"reserve": [KEPT | {"date": "2026-01-12"}]}, ("agenda", "reserve", 0, "date"), "input-outside-period"),
        ({}, {"reserve": [KEPT, KEPT]}, ("agenda", "reserve", 1), "publish-reserve-twice"),
    ],
)
def test_fault_is_found(rota: dict[str, Any], agenda: dict[str, Any], place: tuple[Any, ...], reason: str) -> None:
    """Each fault is told with its place, and can be said in both languages."""
    with pytest.raises(UnpublishableError) as told:
        publication_of(PRACTICE, a_rota(MORNING, **rota), an_agenda(MORNING, **agenda))
    fault = told.value.faults[0]
    assert (fault.location, fault.reason_key) == (place, reason)
    for language in ("fr", "en"):
        facts = {name: fact for name, fact in fault.facts.items() if name != "nearest"}
        assert say(reason, language, **facts)


def test_blocks_of_two_sessions_may_not_overlap() -> None:
    """A morning that reaches into another session of the same day is told at the later block."""
    lines = ("ada mon morning", "ada mon morning@bastille")
    with pytest.raises(UnpublishableError) as told:
        publication_of(PRACTICE, a_rota(*lines), an_agenda(*lines))
    (fault,) = told.value.faults
    assert (fault.location, fault.reason_key) == (("agenda", "agendas", 1, "blocks", 0, "from"), "publish-overlap")
    assert fault.facts == {"practitioner": "ada", "date": "2026-01-05", "until": "13:00"}


def test_blocks_that_touch_are_fine() -> None:
    """One block may begin when the one before ends."""
    agenda = an_agenda(MORNING, blocks={MORNING: "09:00 open 11:00 acute 13:00"})
    assert publication_of(PRACTICE, a_rota(MORNING), agenda).days


def test_too_few_rooms_are_told_at_the_session() -> None:
    """Four doctors in three rooms cannot be published."""
    lines = [f"{who} mon morning" for who in ("ada", "ben", "chloe")]
    practice = PRACTICE.model_copy(
        update={"sites": tuple(s.model_copy(update={"rooms": {"consulting": 2}}) for s in PRACTICE.sites)}
    )
    with pytest.raises(UnpublishableError) as told:
        publication_of(practice, a_rota(*lines), an_agenda(*lines))
    (fault,) = told.value.faults
    assert (fault.location, fault.reason_key) == (("rota", "sessions", 2), "publish-no-room")
    assert say("publish-no-room", "fr", **fault.facts)


def test_learned_figures_of_another_practice_are_refused() -> None:
    """What was learned elsewhere says nothing of this practice."""
    learned = Learned.model_validate({"practice": "other", "history": {"rows": 1, "used": 1}})
    with pytest.raises(UnpublishableError) as told:
        publication_of(PRACTICE, a_rota(MORNING), an_agenda(MORNING), learned)
    assert [fault.location for fault in told.value.faults] == [("learned", "practice")]


@pytest.mark.parametrize("monday", ["2300-01-01", "9999-12-27"])
def test_years_beyond_the_calendar_are_refused(monday: str) -> None:
    """No date is reckoned beyond the end of the calendar."""
    nothing = {"from": monday}
    with pytest.raises(UnpublishableError) as told:
        publication_of(PRACTICE, a_rota(**nothing), an_agenda(**nothing))
    assert [fault.reason_key for fault in told.value.faults] == ["publish-beyond-calendar"]
    assert say("publish-beyond-calendar", "fr", **told.value.faults[0].facts)


def test_faults_survive_another_process() -> None:
    """The error comes through as it was raised, since papers are judged in a process of their own."""
    with pytest.raises(UnpublishableError) as told:
        publication_of(PRACTICE, a_rota(MORNING, practice="other"), an_agenda(MORNING))
    again = pickle.loads(pickle.dumps(told.value))
    assert again.faults == told.value.faults
    assert str(again) == "rota.practice: input-other-practice"
