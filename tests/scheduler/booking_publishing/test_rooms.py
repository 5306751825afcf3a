"""Every session gets a room, never two at once one room, and people stay where they were."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from scheduler.booking.rooms import NoRoomError, Stay, rooms_of
from tests.booking import a_practice_with_booking
from tests.builders import A_MONDAY, span
from tests.practices import a_site

PRACTICE = a_practice_with_booking(
    sites=[a_site("nation", rooms={"consulting": 2, "nursing": 1}), a_site("bastille", rooms={"consulting": 1})]
)


def a_stay(number: int, who: str, hours: str, site: str = "nation", kind: str = "consulting") -> Stay:
    """A session in a room on the first Monday."""
    return Stay(number, who, site, kind, A_MONDAY, *span(hours))


def test_sessions_at_once_get_different_rooms() -> None:
    """Two doctors at the same time sit in two rooms, at each site and of each kind counted from one."""
    stays = [
        a_stay(0, "ada", "09:00-13:00"),
        a_stay(1, "ben", "09:00-13:00"),
        a_stay(2, "chloe", "09:00-13:00", site="bastille"),
        a_stay(3, "nina", "09:00-13:00", kind="nursing"),
    ]
    assert rooms_of(PRACTICE, stays) == {0: 1, 1: 2, 2: 1, 3: 1}


def test_people_come_back_to_their_room() -> None:
    """After lunch everybody has the room of the morning, though another is free first."""
    stays = [
        a_stay(0, "ada", "09:00-12:00"),
        a_stay(1, "ben", "09:00-13:00"),
        a_stay(2, "ben", "14:00-18:00"),
        a_stay(3, "ada", "15:00-18:00"),
    ]
    assert rooms_of(PRACTICE, stays) == {0: 1, 1: 2, 2: 2, 3: 1}


def test_rooms_of_the_period_before_are_kept() -> None:
    """Whoever had a room last has it again."""
    stays = [a_stay(0, "ada", "09:00-13:00"), a_stay(1, "ben", "09:00-13:00")]
    last = {("ada", "nation", "consulting"): 2, ("ben", "nation", "consulting"): 1}
    assert rooms_of(PRACTICE, stays, last) == {0: 2, 1: 1}


def test_newcomers_leave_the_room_of_somebody_who_comes_later() -> None:
    """A room that somebody will want while the newcomer is there is left alone."""
    stays = [a_stay(0, "new", "08:00-12:00"), a_stay(1, "ada", "09:00-13:00")]
    assert rooms_of(PRACTICE, stays, {("ada", "nation", "consulting"): 1}) == {0: 2, 1: 1}


def test_room_that_is_taken_is_no_reason_to_have_none() -> None:
    """Somebody whose room is taken sits in another."""
    stays = [a_stay(0, "ada", "09:00-13:00"), a_stay(1, "ben", "10:00-13:00")]
    both = {("ada", "nation", "consulting"): 1, ("ben", "nation", "consulting"): 1}
    assert rooms_of(PRACTICE, stays, both) == {0: 1, 1: 2}


def test_room_that_the_site_has_not_any_more_is_forgotten() -> None:
    """A number beyond the rooms of the site is never given."""
    assert rooms_of(PRACTICE, [a_stay(0, "ada", "09:00-13:00")], {("ada", "nation", "consulting"): 7}) == {0: 1}


def test_what_was_given_already_stays() -> None:
    """Who comes first now, and whoever had the room last, has another one."""
    stays = [a_stay(0, "new", "08:00-12:00"), a_stay(1, "ada", "09:00-13:00"), a_stay(2, "new", "13:00-14:00")]
    last = {("new", "nation", "consulting"): 1}
    assert rooms_of(PRACTICE, stays, last, {1: 1}) == {0: 2, 1: 1, 2: 2}
    assert rooms_of(PRACTICE, stays, last, {1: 7}) == {0: 1, 1: 2, 2: 1}


def test_everybody_has_a_room_even_if_what_was_given_cannot_stay() -> None:
    """Two short sessions in two rooms leave none for one that meets both; in one room they do."""
    stays = [a_stay(0, "ada", "09:00-10:00"), a_stay(1, "ben", "10:00-11:00"), a_stay(2, "new", "09:00-11:00")]
    rooms = rooms_of(PRACTICE, stays, kept={0: 1, 1: 2})
    assert rooms[0] == rooms[1] != rooms[2]


def test_too_few_rooms_are_told() -> None:
    """The session for which no room is left is named."""
    with pytest.raises(NoRoomError) as told:
        rooms_of(PRACTICE, [a_stay(n, f"p{n}", "09:00-13:00", "bastille") for n in range(2)])
    assert told.value.stay.practitioner == "p1"


@pytest.mark.parametrize("seed", range(40))
def test_as_many_rooms_as_the_busiest_moment_needs_are_enough(seed: int) -> None:
    """Whatever people had before, sessions get rooms where the busiest moment has enough, and never share one."""
    random = Random(seed)
    begins = [random.randrange(480, 1100, 5) for _ in range(12)]
    stays = [
        Stay(
            n, f"p{random.randrange(5)}", "nation", "consulting", A_MONDAY, begin, begin + random.randrange(30, 300, 5)
        )
        for n, begin in enumerate(begins)
    ]
    busiest = max(sum(one.begin <= at < one.end for one in stays) for at in begins)
    practice = a_practice_with_booking(sites=[a_site("nation", rooms={"consulting": busiest}), a_site("bastille")])
    last = {(f"p{n}", "nation", "consulting"): random.randint(1, busiest) for n in range(5)}
    kept = {n: room for n, room in rooms_of(practice, stays).items() if random.random() < 0.5}
    rooms = rooms_of(practice, stays, last, kept)
    assert set(rooms) == set(range(12))
    for one, other in combinations(stays, 2):
        if one.begin < other.end and other.begin < one.end:
            assert rooms[one.number] != rooms[other.number]
