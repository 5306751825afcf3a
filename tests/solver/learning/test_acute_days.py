"""Acute requests by site and date."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest

from solver.learning.acute_days import acute_days, acute_requests
from tests.practices import a_site
from tests.solver.learning.histories import A_MONDAY, a_frame, a_learning_practice, a_row

TUESDAY = date(2026, 1, 6)
MAY_DAY = date(2026, 5, 1)


def acute(**stated: object) -> dict[str, object]:
    """A row of an acute request."""
    return a_row(motive="acute", acute=True, **stated)


def counted(*rows: dict[str, object], **changes: object) -> list[tuple[str, date, int]]:
    """Site, date and requests."""
    found = acute_days(a_frame(rows), a_learning_practice(**changes))
    return list(found.select("site", "day", "requests").iter_rows())


def test_every_outcome_of_an_acute_request_counts() -> None:
    """Seen, missed, cancelled and refused were all asked for; planned bookings were not."""
    rows = [acute(status=status) for status in ("attended", "did_not_attend", "cancelled", "refused")]
    assert counted(*rows, a_row()) == [("nation", A_MONDAY, 4)]


def test_day_without_requests_is_a_zero() -> None:
    """A site that saw patients and had no acute request had none; that is a count too."""
    assert counted(acute(), a_row(day=TUESDAY)) == [("nation", A_MONDAY, 1), ("nation", TUESDAY, 0)]


def test_day_on_which_nobody_was_seen_is_no_day() -> None:
    """A request refused, or cancelled, for a day on which the site was closed is no demand that it could meet."""
    closed = [acute(day=TUESDAY, status="refused"), a_row(day=TUESDAY, status="cancelled")]
    assert counted(acute(), *closed) == [("nation", A_MONDAY, 1)]


def asked(made: str, seen: date, **stated: object) -> dict[str, object]:
    """An acute request made at a time and seen, unless stated otherwise, on a day at nine."""
    at = datetime.fromisoformat(made)
    return acute(requested_at=at, requested_on=at.date(), day=seen, **stated)


def open_days(*days: date) -> list[dict[str, object]]:
    """Planned bookings at nine that keep a site open."""
    return [a_row(day=day) for day in days]


def test_request_counts_on_the_day_on_which_it_was_made() -> None:
    """A full Monday sends patients to Tuesday: they asked on Monday."""
    found = counted(*open_days(A_MONDAY, TUESDAY), asked("2026-01-05T08:30", TUESDAY))
    assert found == [("nation", A_MONDAY, 1), ("nation", TUESDAY, 0)]


def test_request_after_the_last_appointment_is_for_the_next_day() -> None:
    """At ten, the last appointment of Monday had begun at nine."""
    found = counted(*open_days(A_MONDAY, TUESDAY), asked("2026-01-05T10:00", TUESDAY))
    assert found == [("nation", A_MONDAY, 0), ("nation", TUESDAY, 1)]


def test_request_on_a_closed_day_is_for_the_next_one_open() -> None:
    """Asked on Sunday, wanted on Monday, even if seen on Tuesday only."""
    found = counted(*open_days(A_MONDAY, TUESDAY), asked("2026-01-04T18:00", TUESDAY))
    assert found == [("nation", A_MONDAY, 1), ("nation", TUESDAY, 0)]


def test_request_with_a_date_only_counts_on_that_date() -> None:
    """Without its time nobody knows whether the day was over."""
    row = acute(requested_on=A_MONDAY, day=TUESDAY)
    assert counted(*open_days(A_MONDAY, TUESDAY), row) == [("nation", A_MONDAY, 1), ("nation", TUESDAY, 0)]


def test_request_before_the_history_counts_on_its_first_day() -> None:
    """Whoever asked before the first row is expected on the first day of the site."""
    assert counted(*open_days(A_MONDAY), asked("2026-01-02T18:00", A_MONDAY)) == [("nation", A_MONDAY, 1)]


def test_refused_request_counts_on_an_open_day_or_not_at_all() -> None:
    """Refused at eight in the morning of an open day it counts; of a day that never opened it does not."""
    refused = asked("2026-01-05T08:00", A_MONDAY, status="refused")
    assert counted(*open_days(A_MONDAY), refused) == [("nation", A_MONDAY, 1)]
    assert counted(*open_days(TUESDAY), refused) == [("nation", TUESDAY, 0)]


def test_requests_of_another_site_do_not_open_a_day() -> None:
    """Each site has its own days."""
    sites = [a_site(), a_site("italie")]
    rows = [*open_days(A_MONDAY), a_row(day=TUESDAY, site="italie"), asked("2026-01-06T08:00", TUESDAY, site="italie")]
    assert counted(*rows, sites=sites) == [("italie", TUESDAY, 1), ("nation", A_MONDAY, 0)]


def test_row_that_does_not_say_is_what_its_motive_is() -> None:
    """The motive tells where the column is empty; the column wins where it is not."""
    rows = [
        a_row(motive="acute", acute=None),
        a_row(motive="follow-up", acute=None),
        a_row(motive="acute", acute=False),
        a_row(motive=None, acute=True),
        a_row(motive=None, acute=None),
    ]
    assert len(acute_requests(a_frame(rows), a_learning_practice())) == 2


def test_only_site_need_not_be_named() -> None:
    """With one site a row without site is there; with two nobody knows where it was."""
    rows = [acute(site=None), acute()]
    assert counted(*rows) == [("nation", A_MONDAY, 2)]
    assert counted(*rows, sites=[a_site(), a_site("italie")]) == [("nation", A_MONDAY, 1)]


def test_sites_are_counted_apart() -> None:
    """In order of site and day."""
    rows = [acute(site="nation"), acute(site="italie"), acute(site="italie", day=TUESDAY)]
    found = counted(*rows, sites=[a_site(), a_site("italie")])
    assert found == [("italie", A_MONDAY, 1), ("italie", TUESDAY, 1), ("nation", A_MONDAY, 1)]


@pytest.mark.parametrize(
    ("day", "kind", "before", "after"),
    [
        (date(2026, 4, 30), "thu", True, False),
        (MAY_DAY, "holiday", False, False),
        (date(2026, 5, 2), "sat", False, True),
        (date(2026, 5, 4), "mon", False, False),
    ],
)
def test_calendar_of_a_day(day: date, kind: str, before: bool, after: bool) -> None:
    """Around 1 May 2026, a Friday."""
    found = acute_days(a_frame([acute(day=day)]), a_learning_practice())
    assert found.select("kind", "before_holiday", "after_holiday").row(0) == (kind, before, after)


def test_history_without_rows_has_no_days() -> None:
    """An empty frame is no error."""
    assert acute_days(a_frame([]), a_learning_practice()).is_empty()
    assert acute_days(a_frame([]), a_learning_practice()).schema["requests"] == pl.Int64
