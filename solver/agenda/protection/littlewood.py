"""Littlewood's rule: how many slots two classes keep for the upper one."""

from __future__ import annotations

from solver.agenda.protection.demand import Demand


def littlewood(upper: Demand, upper_worth: float, lower_worth: float) -> float:
    """The slots to keep for the upper class: the smallest y ≥ 0 with upper_worth × P(D > y) ≤ lower_worth.

    For a normal demand y = F⁻¹(1 − lower_worth ÷ upper_worth). For a count this is the largest whole y with
    upper_worth × P(D ≥ y) > lower_worth: the y-th slot is worth more kept than given; a draw goes to the lower class.
    ValueError unless 0 < lower_worth < upper_worth. Littlewood 1972; Talluri & van Ryzin 2004, section 2.2.1.
    """
    if not 0 < lower_worth < upper_worth:
        raise ValueError(f"worths are above 0 and the upper one is larger, not {upper_worth} and {lower_worth}")
    return max(0, upper.upper_quantile(lower_worth / upper_worth))
