"""The search as those who ask meet it: who comes first, what is counted, and what is seen of bookings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from scheduler.agenda.masks import mask_of
from scheduler.agenda.papers import KeptDay
from scheduler.booking.days import AgendaDay, Claim, Diary, PlaceClaim, Published, Taken, TakenDays
from scheduler.booking.judge import refusals, slot_of
from scheduler.booking.offer import SearchResult
from scheduler.booking.refusal import RefusedError
from scheduler.booking.request import DayPart
from scheduler.booking.search import search
from scheduler.booking.without import without
from scheduler.calendar import show_clock
from scheduler.motives import Channel
from scheduler.staff import Profession
from tests.booking import (
    NOW,
    PRACTICE,
    a_day,
    a_diary,
    a_patient,
    a_practice_with_booking,
    a_published,
    a_request,
    a_slot,
    a_visit,
    an_agenda_day,
    an_appointment,
    an_id,
    an_order,
    at,
    taken,
)
from tests.builders import A_MONDAY, span
from tests.practices import a_doctor

HALF_HOUR = "09:00 open 09:20"
CROWD = tuple(an_agenda_day("09:00 open 12:00", who, a_day(day)) for who in ("ada", "ben") for day in range(3))


def find(
    diary: Diary, motive: str = "follow-up", now: datetime = NOW, count: int = 1_000, **asked: Any
) -> SearchResult:
    """A search at `NOW`."""
    return search(diary, a_request(motive, **asked), now, count)


def told(found: SearchResult) -> list[str]:
    """The offers as "ada 09:00", with the weekday where it is not Monday."""
    return [f"{s.practitioner} {_day(s.day)}{show_clock(s.begin)}" for s in (one.slot for one in found.offers)]


def _day(day: date) -> str:
    return "" if day == A_MONDAY else f"{day:%a} ".lower()


def kept(slots: int, **stated: Any) -> dict[tuple[str, date], KeptDay]:
    """The reserve of nation on Monday."""
    working = {"expected": 5, "sd": 2, "wanted": slots, "minutes": 0, "turned_away": 0, "unused": 0}
    told = KeptDay.model_validate({"site": "nation", "date": A_MONDAY, "slots": slots} | working | stated)
    return {("nation", A_MONDAY): told}


def test_own_doctor_comes_first_then_the_site_then_others() -> None:
    """Each step of sharing costs more than a day or two of waiting."""
    diary = a_diary(
        *(an_agenda_day(HALF_HOUR, who, site=at) for who, at in OFFICES), an_agenda_day(HALF_HOUR, day=a_day(2))
    )
    found = find(diary, own_doctor="ada")
    assert told(found) == ["ada 09:00", "ada wed 09:00", "ben 09:00", "chloe 09:00"]
    assert [one.reasons[0] for one in found.offers] == ["own_doctor", "own_doctor", "soonest", "other_site"]


OFFICES = (("ada", "nation"), ("ben", "nation"), ("chloe", "bastille"))


def test_own_doctor_far_beyond_what_the_motive_bears_comes_last() -> None:
    """A colleague today is better than the own doctor three days late."""
    practice = a_practice_with_booking({"ranking": {"late_day": 12}})
    days = [an_agenda_day(HALF_HOUR, "ben"), an_agenda_day(HALF_HOUR, "ada", a_day(10))]
    diary = a_diary(*days, practice=practice, published={"last_day": a_day(13)})
    assert told(find(diary, own_doctor="ada")) == ["ben 09:00", "ada thu 09:00"]


def test_nurse_at_the_own_doctors_site_needs_no_sharing() -> None:
    """The own doctor does not see what nurses see: at home they cost nothing, elsewhere the order decides."""
    practice = a_practice_with_booking(
        {"sharing": ["other_site"], "shared": []},
        practitioners=[
            {"id": "ada", "name": "Ada", "profession": "gp", "contract": "full-time", "home_site": "nation"},
            {"id": "nora", "name": "Nora", "profession": "nurse", "contract": "full-time", "home_site": "nation"},
        ],
        motives=[{"id": "dressing", "name": "Dressing", "professions": ["nurse"]}],
        lengths=[{"motive": "dressing", "minutes": 20}],
    )
    days = [an_agenda_day("09:00 open 09:20 away 10:00 open@bastille 10:20", "nora"), an_agenda_day(HALF_HOUR)]
    found = find(a_diary(*days, practice=practice), "dressing", own_doctor="ada")
    assert [(one.slot.site, one.cost.sharing) for one in found.offers] == [("nation", 0), ("bastille", 20)]


def test_urgent_teleconsultations_are_offered_by_all_sites() -> None:
    """At the own doctor's site by a colleague, elsewhere by the step of teleconsultation."""
    diary = a_diary(
        an_agenda_day("09:00 tele 09:10", "ben"), an_agenda_day("09:00 tele 09:10", "chloe", site="bastille")
    )
    found = find(diary, "tele", own_doctor="ada")
    assert [(one.slot.practitioner, one.cost.sharing) for one in found.offers] == [("ben", 10), ("chloe", 20)]
    assert {one.slot.channel for one in found.offers} == {Channel.TELE}


def test_filters_narrow_the_search() -> None:
    """Practitioners, sites, professions, parts of the day, dates and the own doctor alone."""
    diary = a_diary(*CROWD, an_agenda_day("14:00 open 16:00", "chloe", site="bastille"))
    whole = {(one.slot.practitioner, one.slot.day, one.slot.begin) for one in find(diary).offers}
    for asked, keeps in (
        ({"practitioners": ("ben",)}, lambda who, *_: who == "ben"),
        ({"sites": ("bastille",)}, lambda who, *_: who == "chloe"),
        ({"profession": Profession.NURSE}, lambda *_: False),
        ({"parts": (DayPart.AFTERNOON,)}, lambda _, __, begin: begin >= 13 * 60),
        ({"first_day": a_day(1), "last_day": a_day(1)}, lambda _, day, __: day == a_day(1)),
        ({"own_doctor": "ada", "own_doctor_only": True}, lambda who, *_: who == "ada"),
        ({"own_doctor_only": True}, lambda *_: False),
    ):
        offers = find(diary, **asked).offers
        expected = {one for one in whole if keeps(*one)}
        assert {(one.slot.practitioner, one.slot.day, one.slot.begin) for one in offers} == expected, asked


def test_wish_ranks_and_a_part_insisted_upon_filters() -> None:
    """Starts that were not wished for come later; those outside the part asked for do not come."""
    diary = a_diary(an_agenda_day("11:00 open 11:20 away 14:00 open 14:20"))
    assert told(find(diary, wishes=(DayPart.AFTERNOON,))) == ["ada 14:00", "ada 11:00"]
    assert told(find(diary, parts=(DayPart.AFTERNOON,))) == ["ada 14:00"]


def test_category_and_practitioner_set_the_length() -> None:
    """A chronic patient needs five minutes more."""
    assert find(a_diary()).minutes == 20
    assert {one.slot.minutes for one in find(a_diary(), category="chronic").offers} == {25}


def test_known_patient_brings_category_and_own_doctor() -> None:
    """Nothing need be said of one whom the practice knows."""
    diary = a_diary(*CROWD, patients=[a_patient(category="chronic", own_doctor="ben")])
    found = find(diary, category=None, patient="p-1")
    assert (found.minutes, found.offers[0].slot.practitioner) == (25, "ben")


def test_visit_takes_its_travel_from_the_agenda() -> None:
    """The patient is told 20 minutes; 40 are taken."""
    found = find(a_diary(an_agenda_day("09:00 visit 10:00")), "visit")
    assert {(one.slot.minutes, one.slot.taken_minutes) for one in found.offers} == {(20, 40)}
    assert told(found) == ["ada 09:00", "ada 09:05", "ada 09:10", "ada 09:15", "ada 09:20"]


def test_travel_is_rounded_up_to_the_grid() -> None:
    """Twenty minutes and the cited nineteen of travel take forty."""
    motives = [{"id": "visit", "name": "Visit", "channel": "visit"}]
    practice = a_practice_with_booking({"shared": []}, motives=motives, lengths=[{"motive": "visit", "minutes": 20}])
    found = find(a_diary(an_agenda_day("09:00 visit 10:00"), practice=practice), "visit")
    assert found.offers[0].slot.taken_minutes == 40


def test_group_is_offered_while_a_place_is_left() -> None:
    """A place takes no grains; it lasts as long as its block."""
    day = an_agenda_day("14:00 group/workshop*2 15:30 open 16:00")
    diary = a_diary(day, taken={(day.holder, day.day): Taken(1, places=(PlaceClaim(an_id(1), 840),))})
    (offer,) = find(diary, "workshop").offers
    assert (offer.slot.group, offer.slot.minutes, offer.slot.mask) == (True, 90, 0)
    full = Taken(2, places=(PlaceClaim(an_id(1), 840), PlaceClaim(an_id(2), 840)))
    diary.put_taken(day.holder, day.day, full)
    assert find(diary, "workshop").emptied_by == {"group_full": 1}


def test_shared_device_is_chosen_with_the_slot() -> None:
    """The first unit that is free; where none is, nothing is offered."""
    shared = {"id": "echo", "site": "nation", "count": 2, "motives": ["scan"]}
    practice = a_practice_with_booking({"shared": [shared]})
    diary = a_diary(
        an_agenda_day("09:00 open 10:00"), practice=practice, taken={("echo/1", A_MONDAY): taken("09:00-09:30")}
    )
    found = find(diary, "scan")
    assert {show_clock(one.slot.begin): one.slot.resources for one in found.offers} == {
        "09:00": ("echo/2",),
        "09:15": ("echo/2",),
        "09:30": ("echo/1",),
    }
    diary.put_taken("echo/2", A_MONDAY, taken("09:15-09:45"))
    assert told(find(diary, "scan")) == ["ada 09:30"]
    assert find(diary, "scan").offers[0].slot.resources == ("echo/1",)


def test_booking_is_seen_at_once() -> None:
    """What is put into the diary after a search is missing from the next, and back when it is given back."""
    diary = a_diary(an_agenda_day("09:00 open 10:00"))
    before = told(find(diary))
    diary.put_taken("ada", A_MONDAY, taken("09:20-09:40"))
    assert told(find(diary)) == ["ada 09:00", "ada 09:40"]
    diary.put_taken("ada", A_MONDAY, Taken(2))
    assert told(find(diary)) == before


def test_hold_counts_until_it_ends() -> None:
    """The same diary, a moment later."""
    diary = a_diary(an_agenda_day(HALF_HOUR))
    diary.put_taken("ada", A_MONDAY, Taken(1, claims=(Claim(an_id(1), mask_of(*span("09:00-09:20")), NOW),)))
    assert told(find(diary, now=NOW - timedelta(seconds=1))) == []
    assert told(find(diary, now=NOW)) == ["ada 09:00"]


@pytest.mark.parametrize("kind", [TakenDays, dict])
def test_reserve_follows_bookings_of_the_whole_site(kind: type[dict[Any, Any]]) -> None:
    """Acute slots that a colleague loses are no longer there to be spared, however the diary keeps its days."""
    days = [an_agenda_day("09:00 acute 09:30"), an_agenda_day("09:00 acute 09:30", "ben")]
    diary = a_diary(*days, published={"reserve": kept(2)}, taken=kind())
    assert told(find(diary)) == ["ada 09:00", "ben 09:00", "ada 09:05", "ben 09:05", "ada 09:10", "ben 09:10"]
    diary.put_taken("ben", A_MONDAY, taken("09:00-09:15"))
    assert find(diary).emptied_by == {"acute_reserve": 3, "time_taken": 3}
    diary.put_taken("ben", A_MONDAY, Taken(2))
    assert len(find(diary).offers) == 6


def test_move_counts_its_own_time_as_free() -> None:
    """In a diary without the appointment its time, its acute slots and its patient are free."""
    day = an_agenda_day("09:00 acute 09:15", "ben")
    diary = a_diary(day, an_agenda_day(HALF_HOUR), published={"reserve": kept(1)})
    mine = an_appointment(a_slot("09:00", 20), patient="p-1")
    diary.put_taken("ada", A_MONDAY, taken("09:00-09:20"))
    diary.visits["p-1"] = (replace(a_visit("09:00"), appointment=mine.id),)
    assert told(find(diary, patient="p-1")) == []
    assert told(find(without(diary, mine), patient="p-1")) == ["ada 09:00"]


def test_acute_time_displaced_ranks_behind_open_time() -> None:
    """A planned motive takes acute time last, by the chance that it is needed."""
    day = an_agenda_day("09:00 acute 10:00 open 10:20")
    diary = a_diary(day, published={"reserve": kept(2)})
    found = find(diary)
    assert told(found)[0] == "ada 10:00"
    assert found.offers[0].cost.acute == 0
    assert all(one.cost.acute > 0 and "displaces_acute" in one.reasons for one in found.offers[1:])


def test_third_next_available_counts_days() -> None:
    """Two starts today and one on Wednesday."""
    days = [an_agenda_day("09:00 open 09:25"), an_agenda_day(HALF_HOUR, day=a_day(2))]
    assert find(a_diary(*days)).third_next_available == 2
    assert find(a_diary(days[0])).third_next_available is None


def test_count_of_one_still_has_the_next_page() -> None:
    """Every page begins where the last ended."""
    diary, after, seen = a_diary(*CROWD), None, list[str]()
    for _ in range(5):
        page = search(diary, a_request(), NOW, 1, after)
        seen += told(page)
        after = page.next_page
    assert seen == told(find(diary))[:5]


def test_short_page_is_the_head_of_the_long_one() -> None:
    """However early the search may stop: a site far off today before the own doctor being late, in order of names."""
    names = [f"gp-{number:02d}" for number in range(20, 0, -1)]
    people = [a_doctor(name, home_site="nation" if name == "gp-20" else "bastille") for name in names]
    practice = a_practice_with_booking(practitioners=people)
    late = (an_agenda_day(HALF_HOUR, "gp-20", a_day(number)) for number in range(8, 12))
    today = (an_agenda_day(HALF_HOUR, name, site="bastille") for name in names[1:])
    diary = a_diary(*late, *today, practice=practice, published={"last_day": a_day(13)})
    request = a_request(own_doctor="gp-20")
    whole = search(diary, request, NOW, 1_000)
    assert told(whole)[:20] == [*(f"{name} 09:00" for name in sorted(names[1:])), "gp-20 tue 09:00"]
    for count in range(1, 24):
        assert search(diary, request, NOW, count).offers == whole.offers[:count]


def test_page_beyond_the_last_is_empty() -> None:
    """Asked for more than there is, nothing is given, and no rule is blamed."""
    found = search(a_diary(), a_request(), NOW, 5, (1e9, NOW.isoformat(), "zoe"))
    assert (found.offers, found.next_page, found.emptied_by) == ((), None, {})


def test_search_tells_what_emptied_it() -> None:
    """The rule that refused last stands first, each start counted once."""
    day = an_agenda_day("09:00 open 09:20 desk 09:40")
    diary = a_diary(day, taken={("ada", A_MONDAY): taken("09:00-09:20")})
    assert find(diary).emptied_by == {"time_taken": 1, "not_bookable": 4}
    assert find(diary, practitioners=("ben",)).emptied_by == {"no_agenda": 0}
    assert find(diary, now=at("09:10")).emptied_by == {"notice": 3, "past": 2}


def test_patient_with_an_appointment_is_told_so() -> None:
    """Nothing is offered, and the rule is named with the starts that there would be."""
    diary = a_diary(an_agenda_day(HALF_HOUR), visits={"p-1": (a_visit("15:00"),)})
    assert find(diary, patient="p-1").emptied_by == {"one_future": 1}


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"motive": "flu"}, "unknown_motive"),
        ({"category": "baby"}, "unknown_category"),
        ({"practitioners": ("zoe",)}, "unknown_practitioner"),
        ({"own_doctor": "zoe"}, "unknown_practitioner"),
        ({"sites": ("lyon",)}, "unknown_site"),
    ],
)
def test_what_the_practice_does_not_have_is_refused(asked: dict[str, Any], rule: str) -> None:
    """Named, not just answered with nothing."""
    with pytest.raises(RefusedError) as error:
        find(a_diary(), **asked)
    assert [one.rule for one in error.value.refusals] == [rule]


def test_nothing_published_is_no_agenda() -> None:
    """Before the first publication there is nothing to refuse."""
    assert search(Diary(Published(PRACTICE)), a_request(), NOW).emptied_by == {"no_agenda": 0}


NIGHT = "01:00 open 04:00"


def in_the_night(day: date) -> Diary:
    """Ada works through the hour at which the clocks change; nothing is kept for acute problems."""
    practice = a_practice_with_booking(acute_windows={"before": None, "after": None, "holidays": False})
    published = {"first_day": day, "last_day": day}
    return a_diary(an_agenda_day(NIGHT, day=day), practice=practice, published=published)


def test_hour_skipped_in_spring_is_not_offered() -> None:
    """On the last Sunday of March nothing begins from two to three, and what is offered can be ordered."""
    day = date(2026, 3, 29)
    diary, now = in_the_night(day), datetime(2026, 3, 28, 20, tzinfo=UTC)
    found = find(diary, now=now)
    begins = {one.slot.begin for one in found.offers}
    assert begins
    assert not any(120 <= begin < 180 for begin in begins)
    for one in found.offers:
        order = an_order(starts=one.slot.starts)
        assert slot_of(diary, order, now) == one.slot
        assert refusals(diary, order, one.slot, now) == ()


def test_nothing_is_booked_into_the_hour_skipped_in_spring() -> None:
    """What would still last when the clocks go from two to three is refused by one rule, and not offered."""
    day = date(2026, 3, 29)
    diary, now = in_the_night(day), datetime(2026, 3, 28, 20, tzinfo=UTC)
    order = an_order(starts=datetime(2026, 3, 29, 0, 50, tzinfo=UTC))
    slot = slot_of(diary, order, now)
    assert (slot.begin, slot.taken_minutes) == (110, 20)
    assert [one.rule for one in refusals(diary, order, slot, now)] == ["not_in_agenda"]
    assert all(
        one.slot.begin + one.slot.taken_minutes <= 120 or one.slot.begin >= 180 for one in find(diary, now=now).offers
    )


def test_hour_shown_twice_in_autumn_is_offered_once() -> None:
    """On the last Sunday of October each clock time is offered once, the first that the clocks show."""
    day = date(2026, 10, 25)
    diary, now = in_the_night(day), datetime(2026, 10, 24, 20, tzinfo=UTC)
    found = find(diary, now=now)
    by_begin = {one.slot.begin: one.slot.starts for one in found.offers}
    assert len(by_begin) == len(found.offers)
    assert by_begin[120] == datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    assert by_begin[180] == datetime(2026, 10, 25, 2, 0, tzinfo=UTC)


def test_first_of_the_hours_shown_twice_can_be_over() -> None:
    """While the second two o'clock is shown, the first is past: three o'clock is the next start."""
    diary = in_the_night(date(2026, 10, 25))
    now = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert min(one.slot.begin for one in find(diary, now=now, acute=True).offers) == 180


EASTER_MONDAY = date(2026, 4, 6)


def on_a_holiday(**booking: Any) -> Diary:
    """Ada works on Easter Monday from nine to ten."""
    practice = a_practice_with_booking(booking)
    published = {"first_day": EASTER_MONDAY, "last_day": EASTER_MONDAY}
    return a_diary(an_agenda_day("09:00 open 10:00", day=EASTER_MONDAY), practice=practice, published=published)


def test_public_holiday_waits_for_acute_problems() -> None:
    """All day long is a window: planned motives wait until eight on the day, acute ones do not."""
    eve, day = datetime(2026, 4, 5, 10, tzinfo=UTC), datetime(2026, 4, 6, 6, tzinfo=UTC)
    assert find(on_a_holiday(), now=eve).emptied_by == {"acute_window": 9}
    assert find(on_a_holiday(), "acute", now=eve).offers
    assert find(on_a_holiday(), now=day - timedelta(minutes=1)).emptied_by
    assert find(on_a_holiday(), now=day).offers


def test_holiday_that_is_never_released_stays_acute() -> None:
    """null means never."""
    diary = on_a_holiday(window_release={"holiday": None})
    assert find(diary, now=datetime(2026, 4, 6, 6, 30, tzinfo=UTC)).emptied_by == {"acute_window": 9}


def lay_out(diary: Diary, *days: AgendaDay) -> None:
    """Publish days anew."""
    diary.days |= {(day.holder, day.day): day for day in days}
    diary.published = a_published()


def test_published_anew_is_seen() -> None:
    """A day replaced, added or closed by a publication is searched as it is now."""
    diary = a_diary(an_agenda_day(HALF_HOUR))
    assert told(find(diary)) == ["ada 09:00"]
    lay_out(diary, an_agenda_day("10:00 open 10:20"))
    assert told(find(diary)) == ["ada 10:00"]
    lay_out(diary, AgendaDay("ada", A_MONDAY, 2, (), ()), an_agenda_day(HALF_HOUR, "ben"))
    assert told(find(diary)) == ["ben 09:00"]
    lay_out(diary, an_agenda_day(HALF_HOUR, day=a_day(1)))
    assert told(find(diary)) == ["ben 09:00", "ada tue 09:00"]


def test_new_policy_is_seen() -> None:
    """A publication with a shorter horizon offers less."""
    diary = a_diary(an_agenda_day(HALF_HOUR), an_agenda_day(HALF_HOUR, day=a_day(2)))
    assert len(find(diary).offers) == 2
    diary.published = a_published(a_practice_with_booking({"horizon_days": 1}))
    assert told(find(diary)) == ["ada 09:00"]
