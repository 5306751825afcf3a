"""How many slots a class of patients asks for, as a distribution."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import NormalDist

import numpy as np

from solver.agenda.protection import tables
from solver.agenda.protection.tables import Reals

STANDARD = NormalDist()


@dataclass(frozen=True)
class Demand(ABC):
    """The demand D of one class in one part of a day: `mean` and `sd` in slots.

    Raises ValueError for a mean or a deviation that is negative or not finite.
    """

    mean: float
    sd: float

    def __post_init__(self) -> None:
        if not (0 <= self.mean < math.inf and 0 <= self.sd < math.inf):
            raise ValueError(f"a demand needs a mean and a deviation of at least 0, not {self.mean} and {self.sd}")

    @abstractmethod
    def tail(self, y: float) -> float:
        """The chance that more than `y` slots are asked for, P(D > y)."""

    @abstractmethod
    def upper_quantile(self, chance: float) -> float:
        """The smallest y with P(D > y) ≤ chance; whole for counts. ValueError unless 0 < chance < 1."""

    @abstractmethod
    def excess(self, y: float) -> float:
        """The slots asked for beyond `y` to expect, E[(D − y)+]."""

    @abstractmethod
    def thinned(self, share: float) -> Demand:
        """The part still to come, when each request is still to come with chance `share`, independently."""

    @abstractmethod
    def counted(self) -> CountDemand:
        """The same demand in whole slots."""

    def quantile(self, chance: float) -> float:
        """The smallest y with P(D ≤ y) ≥ chance; whole for counts. ValueError unless 0 < chance < 1."""
        return self.upper_quantile(1 - chance)


@dataclass(frozen=True)
class NormalDemand(Demand):
    """A normal demand, for large means; what it says of fewer than 0 slots is taken literally unless stated.

    `thinned` keeps the mean and variance that thinning gives a count: mean × share and
    variance × share² + mean × share × (1 − share).
    """

    def tail(self, y: float) -> float:
        """P(D > y)."""
        return 0.5 * math.erfc(self._standard(y) / math.sqrt(2)) if self.sd else float(y < self.mean)

    def upper_quantile(self, chance: float) -> float:
        """The y with P(D > y) = chance."""
        _check_open_share(chance)
        return self.mean - self.sd * STANDARD.inv_cdf(chance)

    def excess(self, y: float) -> float:
        """E[(D − y)+] = sd × (φ(z) − z × P(Z > z)) with z = (y − mean) ÷ sd."""
        if not self.sd:
            return max(0.0, self.mean - y)
        z = self._standard(y)
        return max(0.0, self.sd * (STANDARD.pdf(z) - z * self.tail(y)))

    def thinned(self, share: float) -> NormalDemand:
        """The normal demand with the mean and variance of the part still to come."""
        _check_share(share)
        variance = self.sd**2 * share**2 + self.mean * share * (1 - share)
        return NormalDemand(self.mean * share, math.sqrt(variance))

    def counted(self) -> EmpiricalDemand:
        """Rounded to the nearest whole number, 0 for less than 0."""
        edges = [self.tail(k + 0.5) for k in range(int(self.mean + 10 * self.sd) + 2)]
        return EmpiricalDemand(tuple(tables.trimmed(-np.diff([1.0, *edges])).tolist()))

    def _standard(self, y: float) -> float:
        return (y - self.mean) / self.sd


class CountDemand(Demand):
    """A demand in whole slots."""

    @property
    @abstractmethod
    def table(self) -> Reals:
        """P(D = 0), P(D = 1), … up to where less than about 1e-17 is left."""

    def pmf(self, most: int) -> Reals:
        """P(D = 0) … P(D = most), as an array of most + 1 chances."""
        kept = self.table[: most + 1]
        return np.pad(kept, (0, most + 1 - len(kept)))

    def tail(self, y: float) -> float:
        """P(D > y)."""
        return 1.0 if y < 0 else float(self._tails[min(math.floor(y), self.most)])

    def upper_quantile(self, chance: float) -> int:
        """The smallest whole y with P(D > y) ≤ chance."""
        _check_open_share(chance)
        return int(np.searchsorted(-self._tails, -chance))

    def excess(self, y: float) -> float:
        """E[(D − y)+]: the sum of P(D > k) over whole k ≥ y, and linear in between."""
        if y < 0:
            return self.mean - y
        whole = min(math.floor(y), self.most)
        return max(0.0, float(self._excesses[whole] - (y - whole) * self._tails[whole]))

    def counted(self) -> CountDemand:
        """Itself."""
        return self

    @property
    def most(self) -> int:
        """The most slots that `table` knows."""
        return len(self.table) - 1

    @abstractmethod
    def thinned(self, share: float) -> CountDemand:
        """The part still to come, exactly."""

    @cached_property
    def _tails(self) -> Reals:
        return np.append(_sums_from(self.table)[1:], 0.0)

    @cached_property
    def _excesses(self) -> Reals:
        return _sums_from(self._tails)


@dataclass(frozen=True)
class PoissonDemand(CountDemand):
    """A Poisson count: requests that know nothing of one another."""

    sd: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sd", math.sqrt(max(0.0, self.mean)))
        super().__post_init__()

    @cached_property
    def table(self) -> Reals:
        """Poisson chances."""
        return tables.negative_binomial(self.mean)

    def thinned(self, share: float) -> PoissonDemand:
        """Poisson with mean × share."""
        _check_share(share)
        return PoissonDemand(self.mean * share)


@dataclass(frozen=True)
class NegativeBinomialDemand(CountDemand):
    """A count with variance mean + dispersion × mean²: a Poisson count whose mean differs from day to day.

    The day's mean is a gamma variable with coefficient of variation √dispersion. Dispersion 0 is Poisson.
    """

    sd: float = field(init=False)
    dispersion: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.dispersion < math.inf:
            raise ValueError(f"a dispersion is at least 0, not {self.dispersion}")
        object.__setattr__(self, "sd", math.sqrt(max(0.0, self.mean + self.dispersion * self.mean**2)))
        super().__post_init__()

    @cached_property
    def table(self) -> Reals:
        """Negative binomial chances."""
        return tables.negative_binomial(self.mean, self.dispersion)

    def thinned(self, share: float) -> NegativeBinomialDemand:
        """Negative binomial with mean × share and the same dispersion."""
        _check_share(share)
        return NegativeBinomialDemand(self.mean * share, self.dispersion)


@dataclass(frozen=True)
class EmpiricalDemand(CountDemand):
    """A count by its chances: `probabilities[k]` is P(D = k). ValueError unless they are a distribution."""

    mean: float = field(init=False)
    sd: float = field(init=False)
    probabilities: tuple[float, ...]

    def __post_init__(self) -> None:
        if not all(chance >= 0 for chance in self.probabilities) or abs(sum(self.probabilities) - 1) > 1e-9:
            raise ValueError("chances are at least 0 and sum to 1")
        k = np.arange(len(self.table))
        mean = float(self.table @ k)
        object.__setattr__(self, "mean", mean)
        object.__setattr__(self, "sd", math.sqrt(float(self.table @ (k - mean) ** 2)))

    @classmethod
    def observed(cls, counts: Sequence[int]) -> EmpiricalDemand:
        """Every observed count as likely as it was frequent; ValueError without any or with one below 0."""
        if not counts or min(counts) < 0:
            raise ValueError("observed counts are at least one whole number, none below 0")
        return cls(tuple((np.bincount(np.asarray(counts, dtype=np.int64)) / len(counts)).tolist()))

    @cached_property
    def table(self) -> Reals:
        """The chances given."""
        return tables.trimmed(np.asarray(self.probabilities, dtype=np.float64))

    def thinned(self, share: float) -> EmpiricalDemand:
        """The binomial mixture."""
        _check_share(share)
        return EmpiricalDemand(tuple(tables.thinned(self.table, share).tolist()))


def _sums_from(values: Reals) -> Reals:
    return np.cumsum(values[::-1])[::-1]


def _check_share(share: float) -> None:
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1, not at {share}")


def _check_open_share(chance: float) -> None:
    if not 0 < chance < 1:
        raise ValueError(f"a chance here lies strictly between 0 and 1, not at {chance}")
