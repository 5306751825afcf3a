"""Parts of a model that have nothing to do with each other: no row joins them, so each can be solved on its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solver.linear import Ints, Matrix


@dataclass(frozen=True)
class Block:
    """One such part: `names[i]` is the column of the whole model that is column i of `matrix`."""

    matrix: Matrix
    names: Ints
    decisions: int

    def cost(self, values: Ints, tier: int) -> int:
        """What the block costs in a tier, given the values of all columns of the whole model."""
        return self.matrix.objectives[tier].value(values[self.names])


def blocks_of(matrix: Matrix) -> tuple[Block, ...]:
    """The blocks of a model, small ones first. Columns that no decision can reach belong to none."""
    labels = _labels(matrix)
    found = []
    for label in np.unique(labels[matrix.is_decision]):
        free = matrix.is_decision & (labels == label)
        part = matrix.restricted(free, np.zeros(matrix.width, dtype=np.int64))
        found.append(Block(part.matrix, part.names, int(free.sum())))
    return tuple(sorted(found, key=lambda block: block.decisions))


def _labels(matrix: Matrix) -> Ints:
    """For each column, the least column that rows join it to, directly or through others."""
    labels = np.arange(matrix.width)
    while True:
        least = np.full(matrix.height, matrix.width)
        np.minimum.at(least, matrix.rows, labels[matrix.columns])
        lower = labels.copy()
        np.minimum.at(lower, matrix.columns, least[matrix.rows])
        if (lower == labels).all():
            return labels
        labels = lower


def unreached_costs(matrix: Matrix, blocks: tuple[Block, ...]) -> dict[int, int]:
    """What each tier costs whatever the rota: the least of the columns outside every block."""
    outside = np.ones(matrix.width, dtype=np.bool_)
    for block in blocks:
        outside[block.names] = False
    return {
        tier: int((objective.costs * matrix.lower[objective.columns])[outside[objective.columns]].sum())
        for tier, objective in matrix.objectives.items()
    }
