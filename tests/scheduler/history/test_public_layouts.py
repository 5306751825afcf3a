"""Two layouts of public data are read as they stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scheduler.history import BOOKING_COLUMNS, Layout, missing
from tests.scheduler.history.histories import at, noted, read_text, rejected, the_practice

HEADER = (
    "PatientId,AppointmentID,Gender,ScheduledDay,AppointmentDay,Age,Neighbourhood,Scholarship,"
    "Hipertension,Diabetes,Alcoholism,Handcap,SMS_received,No-show\n"
)


def an_appointment(**stated: str) -> str:
    """A line of the table: a woman of 62 with high blood pressure, who came on the day of her request."""
    line = {
        "patient": "111",
        "booking": "5",
        "gender": "F",
        "scheduled": "2016-04-29T18:38:08Z",
        "day": "2016-04-29T00:00:00Z",
        "age": "62",
        "place": "CARATOÍRA",
        "scholarship": "0",
        "hipertension": "1",
        "diabetes": "0",
        "alcoholism": "0",
        "handcap": "0",
        "sms": "0",
        "missed": "No",
    }
    return ",".join((line | stated).values()) + "\n"


def test_no_shows_come_in(tmp_path: Path) -> None:
    """Every field that is used stands where it belongs, times as they stand."""
    history = read_text(tmp_path, HEADER + an_appointment(diabetes="1", handcap="3"))
    row = history.frame.row(0, named=True)
    assert history.layout is Layout.NO_SHOWS
    assert {name: value for name, value in row.items() if value is not None} == {
        "requested_at": at("2016-04-29T18:38:08"),
        "requested_on": date(2016, 4, 29),
        "patient": "111",
        "category": "chronic",
        "age": 62,
        "sex": "f",
        "conditions": 3,
        "day": date(2016, 4, 29),
        "status": "attended",
        "row": 2,
    }
    known = {"requested_at", "requested_on", "patient", "age", "sex", "conditions", "day", "status"}
    assert history.columns_given == known
    assert noted(history) == []


def test_request_of_the_evening_stays_on_its_date(tmp_path: Path) -> None:
    """Taken for universal time, a request at 23:30 would come after its appointment in Paris."""
    line = an_appointment(scheduled="2016-04-29T23:30:00Z")
    assert rejected(read_text(tmp_path, HEADER + line)) == []


def test_yes_means_absent(tmp_path: Path) -> None:
    """The column says who did not come."""
    frame = read_text(tmp_path, HEADER + an_appointment(missed="Yes")).frame
    assert frame["status"].to_list() == ["did_not_attend"]


def test_bad_appointments_are_named_as_the_table_names_them(tmp_path: Path) -> None:
    """The well-known faults of the table are rejected: ages, requests after the day, the same appointment twice."""
    lines = [
        an_appointment(),
        an_appointment(booking="6", age="-1"),
        an_appointment(booking="7", age="116"),
        an_appointment(booking="8", scheduled="2016-04-30T08:00:00Z"),
        an_appointment(booking="9", missed="Perhaps"),
        an_appointment(booking="10", day="sometime"),
        an_appointment(booking="5"),
        an_appointment(booking="11", missed=""),
        an_appointment(booking="12"),
    ]
    history = read_text(tmp_path, HEADER + "".join(lines))
    assert rejected(history) == [
        (3, "Age", "history-age-impossible"),
        (4, "Age", "history-age-impossible"),
        (5, "ScheduledDay", "history-requested-after"),
        (6, "No-show", "history-status-unknown"),
        (7, "AppointmentDay", "history-start-unreadable"),
        (8, "AppointmentID", "history-duplicate"),
        (9, "No-show", "history-status-missing"),
    ]
    assert history.frame["row"].to_list() == [2, 10]


def test_other_spellings_and_columns_do_no_harm(tmp_path: Path) -> None:
    """Corrected spellings are the same columns; an index without a name and further columns are left alone."""
    text = ",AppointmentDay,NoShow,Hypertension,Handicap,colour\n0,2016-04-29,No,1,2,red\n1,2016-04-29,No,,,red\n"
    history = read_text(tmp_path, text)
    assert history.frame["conditions"].to_list() == [2, None]
    assert history.columns_given == {"conditions", "day", "status"}


def test_strange_conditions_are_noted(tmp_path: Path) -> None:
    """A mark that is none leaves the number of conditions open."""
    history = read_text(tmp_path, HEADER + an_appointment(diabetes="x"))
    assert noted(history) == [("history-conditions-impossible", "Hipertension", 1)]
    assert history.frame["conditions"].to_list() == [None]


def test_no_shows_teach_no_shows(tmp_path: Path) -> None:
    """What the table cannot tell is all that needs hours, motives, minutes or sites."""
    text = HEADER + an_appointment() + an_appointment(booking="6", missed="Yes")
    parts = set(missing(read_text(tmp_path, text)))
    assert parts == {
        "lengths",
        "lengths_by_category",
        "lengths_by_practitioner",
        "acute_demand",
        "acute_parts",
        "release",
    }


TIMES = "visit_type,wait_min,consult_min\n"


def test_consultation_times_come_in(tmp_path: Path) -> None:
    """Visit classes are motives as they stand, and every row is a visit that took place, without a date."""
    history = read_text(tmp_path, TIMES + "RV,0,30\nFV,14,8.5\n", "times.csv.gz")
    assert history.layout is Layout.CONSULTATION_TIMES
    assert history.columns_given == {"motive", "wait_minutes", "actual_minutes"}
    columns = ("motive", "wait_minutes", "actual_minutes", "status", "day", "category", "site", "acute")
    assert history.frame.select(columns).rows() == [
        ("RV", 0.0, 30.0, "attended", None, None, None, None),
        ("FV", 14.0, 8.5, "attended", None, None, None, None),
    ]
    assert noted(history) == []


def test_class_that_is_a_motive_of_the_practice_is_that_motive(tmp_path: Path) -> None:
    """Equal ids mean the same, acuteness included."""
    practice = the_practice(motives=[{"id": "fv", "name": "First visit", "acute": True}])
    frame = read_text(tmp_path, TIMES + "fv,0,30\nFV,0,30\n", practice=practice).frame
    assert frame.select("motive", "acute").rows() == [("fv", True), ("FV", None)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("RV,3,", "history-minutes-missing"),
        ("RV,3,0", "history-minutes-impossible"),
        ("RV,3,481", "history-minutes-impossible"),
        ("RV,3,x", "history-minutes-impossible"),
    ],
)
def test_consultation_without_length_is_rejected(tmp_path: Path, line: str, reason: str) -> None:
    """A row that tells no length tells nothing."""
    assert rejected(read_text(tmp_path, f"{TIMES}{line}\nRV,0,9\n")) == [(2, "consult_min", reason)]


def test_strange_wait_leaves_the_length(tmp_path: Path) -> None:
    """Only the wait is left out."""
    history = read_text(tmp_path, TIMES + "RV,-3,12\n")
    assert noted(history) == [("history-wait-impossible", "wait_min", 1)]
    assert history.frame["actual_minutes"].to_list() == [12.0]


def test_consultation_times_teach_lengths_only(tmp_path: Path) -> None:
    """Of all parts, lengths by motive alone can be learned."""
    assert "lengths" not in missing(read_text(tmp_path, TIMES + "RV,0,12\n"))
    assert len(missing(read_text(tmp_path, TIMES + "RV,0,12\n"))) == 7


def test_layouts_share_no_needed_columns() -> None:
    """A header of one layout is never taken for another's."""
    assert not set(BOOKING_COLUMNS) & {"visit_type", "consult_min", "appointmentday", "no_show"}
