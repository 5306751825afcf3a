"""The rows of a synthetic history obey the documented schema and the practice's own facts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import polars as pl
import pytest

from benchmarks.history.rows import COLUMNS
from scheduler.calendar import DayKind
from tests.benchmarks.history.listed import FIRST_DAY, a_history, a_listed_practice, attended, two_years
from tests.practices import a_doctor, a_template

BOOKED = ["practitioner", "start", "planned_minutes"]


def test_the_same_seed_draws_the_same_history():
    """Nothing but the generator that is passed in decides."""
    assert a_history(seed=7).frame.equals(a_history(seed=7).frame)


def test_another_seed_draws_another_history():
    """The seed matters."""
    assert not a_history(seed=7).frame.equals(a_history(seed=8).frame)


def test_columns_and_types_are_those_of_the_schema():
    """Names in the documented order; times, whole numbers, texts and truth values as such."""
    frame = a_history().frame
    assert tuple(frame.columns) == COLUMNS
    kinds = {
        pl.Datetime("us"): ["requested_at", "start", "cancelled_at"],
        pl.Int32: ["age", "conditions"],
        pl.Int64: ["planned_minutes", "wait_minutes", "actual_minutes"],
        pl.Boolean: ["acute"],
    }
    expected = {name: kind for kind, names in kinds.items() for name in names}
    assert dict(frame.schema) == {name: expected.get(name, pl.String) for name in COLUMNS}


def test_only_what_happened_is_recorded():
    """Each status fills its own columns."""
    frame = two_years().frame
    filled = {
        "attended": [*BOOKED, "wait_minutes", "actual_minutes"],
        "did_not_attend": BOOKED,
        "cancelled": [*BOOKED, "cancelled_at"],
        "refused": [],
    }
    assert set(frame["status"]) == set(filled)
    always = [name for name in COLUMNS if name not in {"wait_minutes", "actual_minutes", "cancelled_at", *BOOKED}]
    for status, columns in filled.items():
        rows = frame.filter(pl.col("status") == status)
        assert [name for name in COLUMNS if rows[name].null_count() == 0] == [
            name for name in COLUMNS if name in {*always, *columns}
        ]
        assert [name for name in COLUMNS if rows[name].null_count() == len(rows)] == [
            name for name in COLUMNS if name not in {*always, *columns}
        ]


def test_every_row_lies_in_the_period():
    """By its start, or by its request if it was refused; the first and last weeks are like the others."""
    frame = two_years().frame.with_columns(pl.coalesce("start", "requested_at").dt.date().alias("day"))
    assert frame["day"].min() == FIRST_DAY
    assert frame["day"].max() == date(2028, 1, 4)
    monday = pl.col("start").dt.truncate("1w").dt.date()
    weeks = attended().group_by(monday.alias("week")).len().sort("week")["len"]
    assert weeks[0] > 0.8 * float(weeks.mean())
    assert weeks[-3] > 0.5 * float(weeks.mean())
    refused = frame.filter(~pl.col("acute")).with_columns((pl.col("status") == "refused").alias("refused"))
    assert float(refused.filter(pl.col("day") > date(2027, 12, 1))["refused"].mean()) < 0.1


def test_nobody_comes_before_asking():
    """Requests precede starts, cancellations lie between."""
    frame = two_years().frame
    assert (frame["requested_at"] <= frame["start"]).all()
    cancelled = frame.filter(pl.col("status") == "cancelled")
    assert (cancelled["requested_at"] <= cancelled["cancelled_at"]).all()
    assert (cancelled["cancelled_at"] + timedelta(hours=2) <= cancelled["start"]).all()


def test_no_practitioner_is_booked_twice():
    """Planned times of what was not cancelled never overlap, so no two attended appointments start together."""
    booked = two_years().frame.filter(pl.col("status").is_in(["attended", "did_not_attend"]))
    assert overlaps(booked) == 0


def test_a_time_is_given_again_only_once_it_is_free():
    """Of two bookings of the same time the first was cancelled before the second was asked for."""
    booked = two_years().frame.filter(pl.col("start").is_not_null()).sort("requested_at")
    held: dict[tuple[str, datetime], datetime] = {}
    for row in booked.iter_rows(named=True):
        for step in range(0, row["planned_minutes"], 5):
            grain = (row["practitioner"], row["start"] + timedelta(minutes=step))
            assert held.get(grain, row["requested_at"]) <= row["requested_at"]
            held[grain] = row["cancelled_at"] or row["start"] + timedelta(days=1)


def overlaps(booked: pl.DataFrame) -> int:
    """How many appointments begin before the same practitioner's previous one should end."""
    ends = pl.col("start") + pl.duration(minutes=pl.col("planned_minutes"))
    ordered = booked.sort("practitioner", "start").with_columns(ends.shift(1).over("practitioner").alias("before"))
    return len(ordered.filter(pl.col("start") < pl.col("before")))


def test_sessions_and_opening_hours_are_kept():
    """Every appointment lies within a session of its day; at noon and on ordinary Sundays there is none."""
    practice = a_listed_practice()
    sessions = {"weekday": [(480, 720), (840, 1140)], "saturday": [(540, 780)]}
    for row in two_years().frame.filter(pl.col("start").is_not_null()).iter_rows(named=True):
        start = row["start"]
        kind = practice.public_holidays.kind_of(start.date())
        minute = start.hour * 60 + start.minute
        inside = sessions["saturday" if kind in {DayKind.SAT, DayKind.HOLIDAY} else "weekday"]
        assert kind is not DayKind.SUN
        assert any(begin <= minute and minute + row["planned_minutes"] <= end for begin, end in inside)


def test_a_date_that_the_practice_closes_is_empty():
    """Opening hours of single dates count, for requests as for appointments."""
    closed = {"hours": {"mon-fri": "08:00-19:00"}, "dates": {"2026-01-14": "closed", "2026-01-15": "08:00-10:00"}}
    frame = a_history(sites=[{"id": "nation", "name": "Nation", "rooms": {"consulting": 3}, **closed}]).frame
    assert not frame.filter(pl.col("start").dt.date() == date(2026, 1, 14)).height
    assert not frame.filter(pl.col("requested_at").dt.date() == date(2026, 1, 14)).height
    short = frame.filter(pl.col("start").dt.date() == date(2026, 1, 15))
    assert short.height
    assert short["start"].dt.hour().max() < 10


def test_absences_of_the_practice_file_are_kept():
    """Nobody is seen by who is away; the others go on."""
    away = [{"practitioner": "ada", "from": "2026-01-12", "to": "2026-01-18"}]
    frame = a_history(absences=away).frame.filter(
        pl.col("start").dt.date().is_between(date(2026, 1, 12), date(2026, 1, 18))
    )
    assert "ada" not in set(frame["practitioner"])
    assert len(frame)


def test_no_patient_is_outside_the_lists():
    """Pseudonyms of an own doctor and category are never more than the list holds, and each has one of both."""
    frame = two_years().frame
    sizes = {(entry.practitioner, entry.category): entry.patients for entry in a_listed_practice().lists}
    of_list = frame.group_by("own_doctor", "category").agg(pl.col("patient").n_unique())
    assert all(count <= sizes[doctor, category] for doctor, category, count in of_list.iter_rows())
    facts = ["own_doctor", "category", "age", "sex", "conditions"]
    assert frame.group_by("patient").agg(pl.col(facts).n_unique()).select(pl.max_horizontal(facts)).max().item() == 1


def test_ages_and_conditions_lead_back_to_the_category():
    """The first category of the file that fits a patient is the patient's."""
    categories = a_listed_practice().categories
    rows = two_years().frame.unique("patient").select("category", "age", "conditions", "sex")
    for category, age, conditions, sex in rows.iter_rows():
        assert next(one.id for one in categories if one.fits(age, conditions, sex)) == category


def test_pseudonyms_tell_nothing():
    """Neither list nor category can be read from the number."""
    frame = two_years().frame.unique("patient").with_columns(pl.col("patient").str.slice(1).cast(int).alias("number"))
    means = frame.group_by("category").agg(pl.col("number").mean())["number"]
    assert means.max() - means.min() < 0.15 * 2400


def test_motives_are_seen_by_their_professions_at_the_practice_slots():
    """A nurse sees what is hers; the slot is the one stated."""
    motives = [
        {"id": "acute", "name": "Acute", "acute": True},
        {"id": "dressing", "name": "Dressing", "professions": ["nurse"]},
    ]
    frame = a_history(
        motives=motives,
        lengths=[{"motive": "acute", "minutes": 15}, {"motive": "dressing", "minutes": 35}],
        practitioners=[a_doctor("ada"), a_doctor("ben"), a_doctor("chloe"), a_doctor("nils", profession="nurse")],
        templates=[
            a_template("morning", professions=["gp", "nurse"]),
            a_template("afternoon", start="14:00", end="18:00", professions=["gp", "nurse"]),
        ],
    ).frame.filter(pl.col("start").is_not_null())
    seen = (
        frame.group_by("motive")
        .agg(pl.col("practitioner").unique().sort(), pl.col("planned_minutes").unique())
        .sort("motive")
    )
    assert seen.rows() == [("acute", ["ada", "ben", "chloe"], [15]), ("dressing", ["nils"], [35])]


def test_visits_go_to_their_own_sessions_with_travel():
    """Between two visits there is the time to travel."""
    visits = [
        {"id": "acute", "name": "Acute", "acute": True},
        {"id": "visit", "name": "Visit", "channel": "visit", "travel_minutes": 30},
    ]
    frame = a_history(
        motives=visits,
        contacts=[{"motive": "acute", "per_year": 2}, {"motive": "visit", "per_year": 0.5}],
        templates=[
            a_template("morning", start="08:00", end="12:00"),
            a_template("rounds", kind="visits", start="14:00", end="18:00", room=None),
        ],
    ).frame.filter(pl.col("motive") == "visit", pl.col("status").is_in(["attended", "did_not_attend"]))
    assert frame["start"].dt.hour().min() >= 14
    gaps = frame.sort("practitioner", "start").select(
        pl.col("start").diff().over("practitioner", pl.col("start").dt.date())
    )
    assert gaps["start"].min() >= timedelta(minutes=20 + 30)


def test_groups_are_left_out():
    """Several patients at one start are not what the schema can hold."""
    motives = [
        {"id": "acute", "name": "Acute", "acute": True},
        {"id": "workshop", "name": "Workshop", "channel": "group", "places": 8},
    ]
    contacts = [{"motive": "acute", "per_year": 2}, {"motive": "workshop", "per_year": 2}]
    assert set(a_history(motives=motives, contacts=contacts).frame["motive"]) == {"acute"}


@pytest.mark.parametrize("doctors", [["ada"], ["ada", "ben", "chloe"]])
def test_refusals_follow_from_full_agendas(doctors: list[str]):
    """With one doctor for the lists of three many are turned away; with three few."""
    everybody = [a_doctor("ada"), a_doctor("ben"), a_doctor("chloe")]
    staff = [one if one["id"] in doctors else one | {"profession": "coordinator"} for one in everybody]
    frame = a_history(practitioners=staff).frame
    share = len(frame.filter(pl.col("status") == "refused")) / len(frame)
    assert share > 0.3 if doctors == ["ada"] else share < 0.15
