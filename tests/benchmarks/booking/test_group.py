"""The group of the speed study: a practice without faults, its agendas by rule, its random bookings."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

from benchmarks.booking.filling import MOTIVE_OF, minutes_of
from benchmarks.booking.group import CUTS, REVIEW, YEAR, practice_of
from benchmarks.booking.picture import picture_of
from benchmarks.booking.searches import SEARCHES
from benchmarks.booking.year import year_of
from scheduler.agenda.masks import mask_of
from scheduler.booking.publishing import publication_of
from scheduler.calendar import parse_clock
from scheduler.consistency import find_faults
from tests.benchmarks.booking.groups import MONDAY, NOW, SMALL, the_picture, the_year


def test_sixty_doctors_at_five_sites() -> None:
    """The practice of the study is without faults."""
    practice = practice_of(YEAR)
    homes = Counter(one.home_site for one in practice.practitioners)
    assert sorted(homes.values()) == [12] * 5
    assert find_faults(practice) == []


def test_blocks_fill_their_sessions() -> None:
    """From begin to end, either way round, without a hole."""
    for begin, end, cut in CUTS.values():
        assert sum(minutes for _, minutes in cut) == parse_clock(end) - parse_clock(begin)
    year = the_year()
    templates = {one.id: one for one in year.practice.templates}
    for one in year.agenda.agendas:
        template = templates[one.template]
        assert (one.blocks[0].begin, one.blocks[-1].end) == (template.start, template.end)
        assert all(before.end == after.begin for before, after in pairwise(one.blocks))


def test_nobody_works_on_holidays_and_weekends() -> None:
    """The group is closed then."""
    year = the_year()
    days = {one.on for one in year.rota.sessions}
    assert all(day.weekday() < 5 and year.practice.public_holidays.name_of(day) is None for day in days)
    assert len(days) < 5 * SMALL.weeks


def test_everybody_has_a_day_off_and_leave() -> None:
    """In a year sixty doctors work four days a week, but for every tenth week."""
    year = year_of(YEAR, MONDAY)
    weeks = Counter((one.practitioner, one.on.isocalendar()[:2]) for one in year.rota.sessions)
    assert max(weeks.values()) == 2 * 4
    worked = Counter(practitioner for practitioner, _ in weeks)
    assert set(worked.values()) <= {46, 47}


def test_what_is_published_is_the_rota() -> None:
    """The papers can be published, and a day is open for everyone who works."""
    year = the_year()
    publication = publication_of(year.practice, year.rota, year.agenda)
    assert {(day.holder, day.day) for day in publication.days} == {(s.practitioner, s.on) for s in year.rota.sessions}
    assert publication.last == year.last_day == MONDAY + timedelta(days=41)


def test_the_agenda_is_as_full_as_it_should_be() -> None:
    """85 % of what can be booked, on average; days differ."""
    picture = the_picture()
    assert abs(picture.share - 0.85) < 0.02
    shares = {
        round(picture.diary.taken_of(*key).booked.bit_count() / day.bookable.bit_count(), 1)
        for key, day in picture.diary.days.items()
    }
    assert len(shares) > 2


def test_bookings_keep_the_promise() -> None:
    """No two overlap, each lies in a block of its kind and lasts as long as its motive does."""
    picture = the_picture()
    taken: dict[object, int] = {}
    for one in picture.appointments:
        key = one.slot.practitioner, one.slot.day
        assert not taken.get(key, 0) & one.slot.mask
        taken[key] = taken.get(key, 0) | one.slot.mask
        kind = next(kind for kind, motive in MOTIVE_OF.items() if motive == one.motive)
        assert not one.slot.mask & ~picture.diary.days[key].masks[kind]
        assert one.slot.minutes == minutes_of(one.motive, one.category)
    assert {key: day.booked for key, day in picture.diary.taken.items()} == taken


def test_a_patient_has_one_review() -> None:
    """The promise of one future appointment, where the policy does not allow several."""
    reviews = Counter(one.patient for one in the_picture().appointments if one.motive == REVIEW and one.patient)
    assert set(reviews.values()) == {1}
    assert all(
        one.only_future == (one.motive == REVIEW and one.patient is not None) for one in the_picture().appointments
    )


def test_the_same_seed_books_the_same() -> None:
    """And another one otherwise."""
    again = picture_of(the_year(), NOW)
    assert again.appointments == the_picture().appointments
    assert picture_of(the_year(), NOW, seed=2).appointments != again.appointments


def test_nothing_is_booked_that_has_begun() -> None:
    """A service would not find it in its picture of what is to come."""
    later = NOW + timedelta(days=3)
    assert all(one.slot.starts > later for one in picture_of(the_year(), later).appointments)


def test_what_is_sent_is_what_is_asked() -> None:
    """The body over HTTP says the same as the request in memory; each search has its own days."""
    for search in SEARCHES:
        asked = search.requests(SMALL, NOW.date())
        assert asked == search.requests(SMALL, NOW.date())
        assert len({str(one.body) for one in asked}) > 20
        for one in asked:
            first, last = one.request.first_day, one.request.last_day
            assert first is not None
            assert last == first + timedelta(days=search.days - 1)
            assert (one.body["from"], one.body["to"], one.body["count"]) == (str(first), str(last), 10)
            assert one.body.get("patient") == one.request.patient


def test_masks_of_a_day_are_its_blocks() -> None:
    """What the fill counts on: bookable time is all but breaks."""
    day = next(iter(the_picture().diary.days.values()))
    blocks = sum(mask_of(piece.begin, piece.end).bit_count() for piece in day.pieces if piece.kind != "break")
    assert day.bookable.bit_count() == blocks
