"""The kinds of block that a plan has, and how they are marked on a page."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.agenda.problem import BlockKind
from scheduler.messages import is_known, say, word
from solver.agenda.plan import AgendaPlan

LETTERS: dict[BlockKind, str] = {
    BlockKind.OPEN: "o",
    BlockKind.ACUTE: "a",
    BlockKind.REVIEW: "r",
    BlockKind.TELE: "t",
    BlockKind.VISIT: "v",
    BlockKind.GROUP: "g",
    BlockKind.SUPERVISION: "s",
    BlockKind.DESK: "d",
    BlockKind.BREAK: "b",
}
"""The class of each kind of block: one letter, as a page has thousands of them."""


@dataclass(frozen=True, slots=True)
class KindKey:
    """A kind of block in the key: its class, its word, and the letters printed on it ("" for none)."""

    kind: BlockKind
    letter: str
    name: str
    mark: str


def kind_keys(agenda: AgendaPlan, language: str) -> tuple[KindKey, ...]:
    """The kinds that are laid out or asked for, in a fixed order."""
    laid = {block.kind for block in agenda.result.agenda.blocks}
    asked = {need.kind for need in agenda.question.problem.needs}
    return tuple(
        KindKey(kind, LETTERS[kind], word("block", kind, language).capitalize(), _mark(kind, language))
        for kind in BlockKind
        if kind in laid | asked
    )


def _mark(kind: BlockKind, language: str) -> str:
    key = f"block-mark-{kind}"
    return say(key, language) if is_known(key, language) else ""
