"""What contracts ask for: limits, minutes owed and the share of duties they bring."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from scheduler.calendar import DAYS_IN_WEEK, GRAIN, WEEKDAYS, DayKind, HalfDay
from scheduler.presets.limits import limit_presets
from scheduler.rota.build.frame import Frame
from scheduler.rota.problem import ContractTarget, Limits
from scheduler.staff import Balance, Contract, Practitioner

USUAL_WEEK = 5
HALVES = len(HalfDay)
TENTHS = 10


def build_limits(frame: Frame, contract: Contract) -> Limits:
    """The preset's limits, those the contract sets in their place, and its days a week."""
    figures: dict[str, int | None] = {name: f.value for name, f in limit_presets().of(contract).limits.items()}
    own = contract.limits.model_fields_set - {"templates"}
    figures.update({name: getattr(contract.limits, name) for name in own})
    # Null is the default of every limit that can be absent; the few others keep theirs.
    stated = {name: value for name, value in figures.items() if value is not None}
    templates = {n: most for name, most in contract.limits.templates.items() for n in frame.placements(name)}
    return Limits(days_per_week=contract.days_per_week, templates=templates, **stated)


def work_days(person: Practitioner, contract: Contract) -> frozenset[DayKind]:
    """The weekdays that an absence takes from the contract: the usual ones, else the first of the week."""
    return person.usual_days or frozenset(WEEKDAYS[: max(USUAL_WEEK, contract.days_per_week)])


def absent_halves(frame: Frame, number: int) -> set[tuple[int, HalfDay]]:
    """The half-days of the period on which a practitioner would usually work and is absent."""
    person = frame.practice.practitioners[number]
    usual = work_days(person, frame.contracts[number])
    return {
        (day, half)
        for absence in frame.absences_of(person)
        for day in frame.days_between(absence.from_date, absence.to_date)
        if WEEKDAYS[day % DAYS_IN_WEEK] in usual
        for half in ([absence.half_day] if absence.half_day else HalfDay)
    }


def holiday_halves(frame: Frame, number: int) -> set[tuple[int, HalfDay]]:
    """The half-days of usual work that public holidays take from a contract that counts them."""
    contract = frame.contracts[number]
    usual = work_days(frame.practice.practitioners[number], contract)
    return {
        (day, half)
        for day, name in enumerate(frame.holidays)
        if contract.holidays_count and name and WEEKDAYS[day % DAYS_IN_WEEK] in usual
        for half in HalfDay
    }


def present_shares(frame: Frame, number: int, away: set[tuple[int, HalfDay]]) -> list[Fraction]:
    """The share of each week of the contract that is left after the half-days away."""
    owed = frame.contracts[number].days_per_week * HALVES
    lost = [0] * frame.weeks
    for day, _ in away:
        lost[day // DAYS_IN_WEEK] += 1
    return [Fraction(max(0, owed - halves), owed) for halves in lost]


def build_targets(frame: Frame, number: int) -> tuple[ContractTarget, ...]:
    """The minutes owed after absences, by week or over the period: all work, then desk work."""
    contract = frame.contracts[number]
    away = absent_halves(frame, number) | holiday_halves(frame, number)
    shares = present_shares(frame, number, away)
    minutes = _targets(contract, shares, contract.minutes_per_week, desk=False)
    desk = _targets(contract, shares, contract.desk_minutes_per_week, desk=True)
    return (*minutes, *desk)


def _targets(contract: Contract, shares: list[Fraction], weekly: int, *, desk: bool) -> list[ContractTarget]:
    if not weekly:
        return []
    step = 1 if contract.balance is Balance.WEEK else len(shares)
    return [
        ContractTarget(
            first=week * DAYS_IN_WEEK,
            last=(week + step) * DAYS_IN_WEEK - 1,
            minutes=_to_grain(weekly * sum(shares[week : week + step], Fraction())),
            tolerance=contract.tolerance_minutes * step,
            desk=desk,
        )
        for week in range(0, len(shares), step)
    ]


def _to_grain(minutes: Fraction) -> int:
    return GRAIN * floor(minutes / GRAIN + Fraction(1, 2))


def period_exposure(frame: Frame, number: int) -> int:
    """The contract share brought in the period, in tenths of a full-time week, weeks present only.

    A full-time week is the largest contract of the profession. At least 1 for anyone present at all.
    """
    profession = frame.practice.practitioners[number].profession
    full = max(frame.contracts[other].minutes_per_week for other in frame.members([profession]))
    present = sum(present_shares(frame, number, absent_halves(frame, number)), Fraction())
    share = TENTHS * present * frame.contracts[number].minutes_per_week / full
    return max(1, round(share)) if share else 0
