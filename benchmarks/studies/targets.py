"""What a study expects of our search: a sentence, and whether an entry meets it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.comparison import Entry


@dataclass(frozen=True, slots=True)
class Target:
    """One expectation."""

    says: str
    met: Callable[[Entry], bool]


def first_rota_within(seconds: float) -> Target:
    """The first audited rota stands within `seconds`."""
    return Target(
        f"first audited rota within {seconds:g} s",
        lambda entry: entry.first_rota_seconds is not None and entry.first_rota_seconds <= seconds,
    )


def gap_at_most(share: float) -> Target:
    """The proven gap at the end of the run is at most `share` of the cost."""
    return Target(f"gap of {share:.0%} or less at the end", lambda entry: entry.gap is not None and entry.gap <= share)


def optimal_within(seconds: float) -> Target:
    """The rota is proven to be the best within `seconds`."""
    return Target(f"optimal within {seconds:g} s", lambda entry: entry.status == "optimal" and entry.seconds <= seconds)
