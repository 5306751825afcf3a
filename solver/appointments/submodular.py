"""A set that makes a submodular function negative, or the proof that there is none.

Wolfe's search for the point of least norm in the base polytope, as Fujishige put it to this use: every point x of the
polytope proves that no set has a value below the sum of the negative entries of x. Sources: Wolfe, Finding the nearest
point in a polytope, Mathematical Programming 11 (1976) 128-149; Fujishige and Isotani, A submodular function
minimization algorithm based on the minimum-norm base, Pacific Journal of Optimization 7 (2011) 3-17.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from solver.appointments.arrays import Ints, Reals

Chain = Callable[[Ints], Reals]
"""From an order of n elements, the values of its first 0, 1, …, n elements; the value of the empty set is 0."""

VANISHING = 1e-12


@dataclass(frozen=True)
class Verdict:
    """Members of a set with a negative value, or None; `proven` if there certainly is none below the tolerance."""

    members: Ints | None
    proven: bool


UNDECIDED = Verdict(None, proven=False)


class NegativeSetSearch:
    """The search for a set of `size` elements with a value below -`tolerance`; it can be interrupted and resumed."""

    def __init__(self, chain: Chain, size: int, tolerance: float) -> None:
        self._chain, self._size, self._tolerance = chain, size, tolerance
        self._corral: _Corral | None = None
        self._verdict = UNDECIDED if size else Verdict(None, proven=True)

    def advance(self, most_chains: int) -> Verdict:
        """Go on for so many chains, or until a set is found or it is proven that there is none."""
        for _ in range(most_chains):
            if self._verdict is not UNDECIDED:
                break
            self._verdict = self._one_more()
        return self._verdict

    def _one_more(self) -> Verdict:
        order = np.arange(self._size)[::-1] if self._corral is None else np.argsort(self._corral.nearest, kind="stable")
        values = self._chain(order)
        least = int(np.argmin(values))
        if values[least] < -self._tolerance:
            return Verdict(order[:least], proven=False)
        vertex = np.empty(self._size)
        vertex[order] = np.diff(values)
        self._corral = _Corral(vertex) if self._corral is None else self._corral.joined_by(vertex)
        below = float(np.minimum(self._corral.nearest, 0).sum())
        return Verdict(None, proven=True) if below >= -self._tolerance else UNDECIDED


class _Corral:
    """Vertices of the base polytope, shape (vertices, n), and the weights of their nearest point to the origin."""

    def __init__(self, vertex: Reals) -> None:
        self._vertices, self._weights = vertex[None], np.ones(1)

    @property
    def nearest(self) -> Reals:
        """The point of least norm among the mixtures of the vertices."""
        return np.asarray(self._weights @ self._vertices, dtype=np.float64)

    def joined_by(self, vertex: Reals) -> _Corral:
        """The corral with one vertex more, less those that its nearest point does not need."""
        self._vertices = np.vstack([self._vertices, vertex])
        self._weights = np.append(self._weights, 0.0)
        while not self._settled():
            pass
        return self

    def _settled(self) -> bool:
        """Move towards the nearest affine mixture, up to where the first weight vanishes; whether all stay."""
        wanted = _least_affine(self._vertices)
        falling = wanted <= VANISHING
        if not falling.any():
            self._weights = wanted
            return True
        weights = self._weights
        share = (weights[falling] / np.maximum(weights[falling] - wanted[falling], VANISHING)).min()
        weights = weights + min(1.0, share) * (wanted - weights)
        kept = weights > VANISHING
        kept &= ~falling | (weights > weights[falling].min())
        self._vertices, self._weights = self._vertices[kept], weights[kept] / weights[kept].sum()
        return False


def _least_affine(vertices: Reals) -> Reals:
    """Weights, of either sign and adding up to 1, of the affine mixture that is nearest to the origin."""
    count = len(vertices)
    system = np.ones((count + 1, count + 1))
    system[0, 0] = 0
    system[1:, 1:] = vertices @ vertices.T
    right = np.zeros(count + 1)
    right[0] = 1
    return np.asarray(np.linalg.lstsq(system, right, rcond=None)[0][1:], dtype=np.float64)
