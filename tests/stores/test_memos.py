"""A repeated request gives the same answer and is done once, in every store."""

from __future__ import annotations

import pytest

from scheduler.booking.store import MemoReusedError, SlotTakenError
from tests.booking import NOW, a_slot, an_id
from tests.stores.stand import Stand, a_memo

ANSWER = {"id": str(an_id(1))}


def test_nothing_is_remembered_at_first(opened: Stand) -> None:
    """A key that was never used has no answer."""
    assert opened.do(opened.store.remembered(opened.practice, a_memo())) is None


def test_a_booking_is_done_once(opened: Stand) -> None:
    """Asked again, the answer is that of the first time, and the time is taken once."""
    first = opened.book(memo=a_memo())
    again = opened.book(number=2, memo=a_memo())

    assert (first.again, first.thing) == (False, opened.appointment(1))
    assert (again.again, again.answer, again.thing) == (True, ANSWER, None)
    assert opened.taken() == ["09:00-09:20"]
    assert opened.do(opened.store.remembered(opened.practice, a_memo())).answer == ANSWER


def test_what_was_done_before_has_a_token(opened: Stand) -> None:
    """Whoever lost the first answer sees the booking all the same: the token is not older than that of the booking."""
    first = opened.book(memo=a_memo())
    looked_up = opened.do(opened.store.remembered(opened.practice, a_memo()))

    assert opened.book(memo=a_memo()).token >= first.token > 0
    assert (looked_up.again, looked_up.token >= first.token) == (True, True)


def test_a_hold_is_done_once(opened: Stand) -> None:
    """Holds are remembered like bookings."""
    opened.hold(memo=a_memo())

    assert opened.hold(number=2, memo=a_memo()).answer == ANSWER


def test_a_line_of_the_waiting_list_is_written_once(opened: Stand) -> None:
    """Lines are remembered like bookings."""
    opened.put_waiting(opened.a_waiting(1), memo=a_memo())

    assert opened.put_waiting(opened.a_waiting(2), memo=a_memo()).answer == ANSWER
    assert len(opened.do(opened.store.waiting_list(opened.practice))) == 1


def test_a_key_is_for_one_request(opened: Stand) -> None:
    """Another request under the same key is refused, whatever it asks for."""
    opened.book(memo=a_memo())
    other = a_memo(fingerprint="another request")

    for call in (
        opened.store.book(opened.an_appointment(a_slot("10:00"), 2), NOW, memo=other),
        opened.store.hold(opened.a_hold(a_slot("10:00"), 2), NOW, other),
        opened.store.put_waiting(opened.a_waiting(2), NOW, other),
        opened.store.remembered(opened.practice, other),
    ):
        with pytest.raises(MemoReusedError):
            opened.do(call)
    assert opened.taken() == ["09:00-09:20"]


def test_a_refusal_is_not_remembered(opened: Stand) -> None:
    """A request that was refused can be made again under its key and be done."""
    opened.book(number=1)
    with pytest.raises(SlotTakenError):
        opened.book(number=2, memo=a_memo())
    opened.cancel(1)

    assert opened.book(number=2, memo=a_memo()).thing == opened.appointment(2)


def test_an_answer_outlives_what_it_is_about(opened: Stand) -> None:
    """Asked again after the cancellation, the first answer is given, and nothing is booked anew."""
    opened.book(memo=a_memo())
    opened.cancel()

    assert opened.book(memo=a_memo()).answer == ANSWER
    assert opened.taken() == []


def test_a_repeated_booking_of_a_hold(opened: Stand) -> None:
    """The hold is gone since the first time, and the answer is there all the same."""
    opened.hold(number=5)
    opened.book(number=1, hold=5, memo=a_memo())

    assert opened.book(number=1, hold=5, memo=a_memo()).answer == ANSWER


def test_keys_of_practices_are_apart(opened: Stand) -> None:
    """The same key in another practice is another one."""
    other = Stand(opened.store, opened._run, f"{opened.practice}-too")
    other.publish()
    opened.book(memo=a_memo())

    assert other.do(other.store.remembered(other.practice, a_memo("once", "something else"))) is None
    assert not other.book(memo=a_memo("once", "something else")).again


def test_many_copies_of_a_request_at_once(opened: Stand) -> None:
    """Ten copies of one request that arrive together make one appointment, and all are answered alike."""
    one = opened.an_appointment()

    results = opened.all_at_once([opened.store.book(one, NOW, memo=a_memo()) for _ in range(10)])

    answers = [result.answer or {"id": str(result.thing.id)} for result in results]
    assert answers == [ANSWER] * 10
    assert sum(not result.again for result in results) == 1
    assert opened.taken() == ["09:00-09:20"]
