"""How the acute requests of a day spread over its parts, and how long before the day they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import polars as pl

from scheduler.agenda.build.parts import part_bounds
from scheduler.calendar import MINUTES_IN_DAY, DayKind
from scheduler.learned import DayPart, StillExpected
from scheduler.practice import Practice, Site

Shares: TypeAlias = dict[str, dict[DayKind, dict[DayPart, float]]]

PRIOR_REQUESTS = 10.0
"""Requests that the shares of all days of a site are worth beside those of one kind of day."""

MOMENTS = ((7, 18), (2, 18), (1, 18), *((0, hour) for hour in range(8, 21)))
"""Days before and hour of the moments at which it is said how much is still to come."""


def fit_shares(requests: pl.DataFrame, days: pl.DataFrame, practice: Practice) -> Shares:
    """The shares of each part by site and kind of day, from the starts of acute requests met on the day.

    A kind of day with few requests is drawn to all days of its site, as far as the site is open in those parts.
    """
    met = requests.filter(pl.col("wanted") == pl.col("day"))
    calendar = days.select("day", "kind").unique()
    minute = pl.col("start").dt.hour().cast(pl.Int64) * 60 + pl.col("start").dt.minute()
    started = met.drop_nulls("start").join(calendar, on="day").with_columns(minute.alias("minute"))
    found = {site.id: dict(_of_site(_at(started, site), _at(days, site), practice, site)) for site in practice.sites}
    return {site: shares for site, shares in found.items() if shares}


def _at(rows: pl.DataFrame, site: Site) -> pl.DataFrame:
    return rows.filter(pl.col("site") == site.id)


def _of_site(
    started: pl.DataFrame, days: pl.DataFrame, practice: Practice, site: Site
) -> Iterator[tuple[DayKind, dict[DayPart, float]]]:
    """The shares of the kinds of day on which the site saw patients."""
    spans = part_bounds(practice.windows_of(site))
    whole = _counts(started, spans)
    if not sum(whole.values()):
        return
    for kind in (kind for kind in DayKind if kind in set(days["kind"])):
        own = _counts(started.filter(pl.col("kind") == kind), spans)
        possible = {part for part, span in spans.items() if own[part] or _is_open(site, kind, span)}
        yield kind, _drawn(own, {part: count if part in possible else 0 for part, count in whole.items()})


def _counts(started: pl.DataFrame, spans: Mapping[DayPart, tuple[int, int]]) -> dict[DayPart, int]:
    minutes = started["minute"]
    return {part: int(((minutes >= begin) & (minutes < end)).sum()) for part, (begin, end) in spans.items()}


def _is_open(site: Site, kind: DayKind, span: tuple[int, int]) -> bool:
    return any(begin < span[1] and span[0] < end for begin, end in site.week.get(kind, ()))


def _drawn(own: Mapping[DayPart, int], prior: Mapping[DayPart, int]) -> dict[DayPart, float]:
    """Dirichlet shares: a day's own counts beside `PRIOR_REQUESTS` spread as the prior is."""
    base = prior if sum(prior.values()) else own
    weights = {part: own[part] + PRIOR_REQUESTS * base[part] / max(1, sum(base.values())) for part in own}
    return _whole({part: weight / max(1e-9, sum(weights.values())) for part, weight in weights.items()})


def _whole(shares: Mapping[DayPart, float]) -> dict[DayPart, float]:
    """The shares to four decimals, the largest taking what rounding leaves, so that they make one."""
    rounded = {part: round(share, 4) for part, share in shares.items()}
    largest = max(shares, key=lambda part: shares[part])
    others = sum(share for part, share in rounded.items() if part is not largest)
    return rounded | {largest: round(1 - others, 4)}


def fit_still_expected(requests: pl.DataFrame) -> tuple[StillExpected, ...]:
    """The share of a day's acute requests that come at or after each moment, from when they were made."""
    made = requests.drop_nulls(["requested_at", "wanted"])
    ahead = (made["requested_at"] - made["wanted"].cast(pl.Datetime("us"))).dt.total_minutes()
    ahead = ahead.filter(ahead < MINUTES_IN_DAY)
    if ahead.is_empty():
        return ()
    return tuple(
        StillExpected(days_before=days, hour=hour, share=_share_from(ahead, 60 * hour - MINUTES_IN_DAY * days))
        for days, hour in MOMENTS
    )


def _share_from(ahead: pl.Series, moment: int) -> float:
    return round(int((ahead >= moment).sum()) / len(ahead), 4)
