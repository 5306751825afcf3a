"""What can go wrong with a database."""

from __future__ import annotations

from scheduler.files import BadInput, InputProblem
from scheduler.files.problems import Place


class DatabaseError(BadInput):
    """The database cannot be used; the sentence says what failed, with the end of the server's log where it helps."""

    def __init__(self, where: object, reason_key: str, **facts: str | int) -> None:
        super().__init__([InputProblem(Place(str(where)), None, reason_key, facts)])
