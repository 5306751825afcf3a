"""Reading a history: the gate through which every one comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from scheduler.files.problems import bad_file
from scheduler.history.bookings import bookings
from scheduler.history.columns import FRAME_SCHEMA
from scheduler.history.consultation_times import consultation_times
from scheduler.history.csv_table import read_csv_table
from scheduler.history.draft import Draft
from scheduler.history.given import Given, given_columns
from scheduler.history.history import History
from scheduler.history.layouts import Layout
from scheduler.history.no_shows import no_shows
from scheduler.history.note_rules import note_rules, without_doubtful
from scheduler.history.parquet_table import read_parquet_table
from scheduler.history.rejects import Rejects
from scheduler.history.resolve import resolved
from scheduler.history.row_rules import judged
from scheduler.history.table import Table
from scheduler.practice import Practice
from scheduler.zones import zone_of

READERS: dict[Layout, Callable[[Given, str], Draft]] = {
    Layout.BOOKINGS: bookings,
    Layout.NO_SHOWS: no_shows,
    Layout.CONSULTATION_TIMES: consultation_times,
}


def read_history(
    path: Path, practice: Practice, layout: Layout | None = None, motives: Mapping[str, str] | None = None
) -> History:
    """The history in a file (.csv, .csv.gz, .parquet), of the layout that its header tells unless one is stated.

    `motives`: the practice's id for each motive or class of visit that the file calls otherwise.
    `BadInput` if the file as a whole cannot be used; single rows that cannot are in `History.rejects`.
    """
    table = _read_table(path)
    given = given_columns(table, layout)
    draft = READERS[given.layout](given, zone_of(practice.practice).key).with_motives(motives or {})
    kept, rejected = judged(draft, given.layout)
    sound, notes = without_doubtful(kept, note_rules(practice, given.layout), draft)
    frame = resolved(sound, practice, given.layout, draft.held).select(*FRAME_SCHEMA)
    return History(
        frame, Rejects(rejected), draft.held, given.layout, table.synthetic, draft.frame.height, tuple(notes)
    )


def _read_table(path: Path) -> Table:
    name = path.name.lower()
    if name.endswith((".csv", ".csv.gz")):
        return read_csv_table(path)
    if name.endswith(".parquet"):
        return read_parquet_table(path)
    raise bad_file(path, "history-unknown-file-type")
