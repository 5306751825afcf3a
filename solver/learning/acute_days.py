"""Acute requests counted by site and date, with what the calendar says of the date.

A request counts on the day on which it was made, not on that on which it was met: a full Monday sends patients to
Tuesday, and days counted by who was seen would only show again what the rota offered.
"""

from __future__ import annotations

import polars as pl

from scheduler.forecast import features
from scheduler.lengths import motives_of
from scheduler.practice import Practice


def acute_requests(frame: pl.DataFrame, practice: Practice) -> pl.DataFrame:
    """The acute requests at known sites, whatever became of them: seen, missed, cancelled or refused.

    Columns: site, day (of the appointment), start, requested_at, wanted. A row that does not say whether it is acute is
    what its motive is; the only site of a practice need not be named. `wanted` is the first day from that of the
    request on which the site saw patients, the next one if its last appointment had begun by then; the day of the
    appointment where the request is not known. Null for a refusal on a day on which the site saw nobody. A patient who
    asked several times for one day counts once. Acute visits and groups are not counted: they have needs of their own.
    """
    acute = {motive.id: motive.asks_for_the_day for motive in motives_of(practice)}
    by_motive = pl.col("motive").replace_strict(acute, default=None, return_dtype=pl.Boolean)
    elsewhere = [one.id for one in motives_of(practice) if one.acute and not one.asks_for_the_day]
    told = pl.coalesce("acute", by_motive).fill_null(value=False) & ~pl.col("motive").is_in(elsewhere).fill_null(
        value=False
    )
    return _once(_wanted(_at_sites(frame, practice).filter(told), active_days(frame, practice)))


def _once(requests: pl.DataFrame) -> pl.DataFrame:
    """Each known patient once a site and day: who was refused at one hour and seen at another asked once."""
    known = requests.filter(pl.col("patient").is_not_null())
    # Null starts come last, so that the row kept says when the patient was seen, where one was.
    kept = known.sort("start", nulls_last=True, maintain_order=True).unique(
        ["site", "patient", "wanted"], keep="first", maintain_order=True
    )
    return pl.concat([requests.filter(pl.col("patient").is_null()), kept]).drop("patient")


def active_days(frame: pl.DataFrame, practice: Practice) -> pl.DataFrame:
    """Site and day wherever patients were seen or due, and `last`, the latest start of the day; sorted by day."""
    due = pl.col("status").is_in(["attended", "did_not_attend"])
    return (
        _at_sites(frame, practice)
        .filter(due)
        .group_by("site", "day")
        .agg(pl.col("start").max().alias("last"))
        .sort("day")
    )


def _wanted(requests: pl.DataFrame, active: pl.DataFrame) -> pl.DataFrame:
    asked = pl.min_horizontal(pl.coalesce("requested_on", "day"), "day")
    rows = requests.select("site", "patient", "day", "start", "requested_at", asked.alias("asked"))
    closing = active.select("site", pl.col("day").alias("asked"), "last")
    late = (pl.col("requested_at") > pl.col("last")).fill_null(value=False)
    rows = rows.join(closing, on=["site", "asked"], how="left")
    rows = rows.with_columns(asked=pl.col("asked") + pl.duration(days=late.cast(pl.Int64)))
    following = active.select("site", pl.col("day").alias("wanted"))
    found = rows.sort("asked").join_asof(
        following, left_on="asked", right_on="wanted", by="site", strategy="forward", check_sortedness=False
    )
    kept = pl.when(pl.col("wanted") <= pl.col("day")).then("wanted")
    return found.with_columns(kept.alias("wanted")).drop("asked", "last")


def acute_days(frame: pl.DataFrame, practice: Practice) -> pl.DataFrame:
    """Acute requests of each site and date on which it saw patients, none included.

    Columns: site, day, requests, kind (of day), before_holiday, after_holiday; in order of site and day. Requests for
    a day on which the site was closed are left out.
    """
    active = active_days(frame, practice).select("site", "day")
    asked = acute_requests(frame, practice).group_by("site", pl.col("wanted").alias("day")).len("requests")
    counted = active.join(asked, on=["site", "day"], how="left")
    calendar = _calendar(active["day"].unique().sort(), practice)
    requests = pl.col("requests").fill_null(0).cast(pl.Int64)
    return counted.with_columns(requests).join(calendar, on="day").sort("site", "day")


def _at_sites(frame: pl.DataFrame, practice: Practice) -> pl.DataFrame:
    known = [site.id for site in practice.sites]
    site = pl.col("site") if len(known) > 1 else pl.col("site").fill_null(known[0])
    return frame.with_columns(site).filter(pl.col("site").is_in(known) & pl.col("day").is_not_null())


def _calendar(days: pl.Series, practice: Practice) -> pl.DataFrame:
    holidays = practice.public_holidays
    rows = [{"day": day, "kind": str(holidays.kind_of(day)), **features(day, holidays)} for day in days.to_list()]
    types = {"day": pl.Date, "kind": pl.String, "before_holiday": pl.Boolean, "after_holiday": pl.Boolean}
    return pl.DataFrame(rows, schema=types)
