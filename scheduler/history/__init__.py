"""Histories: bookings of a past time, read from the documented schema or a public layout, row by row judged."""

from scheduler.history.columns import BOOKING_COLUMNS, FRAME_SCHEMA, Status
from scheduler.history.history import History
from scheduler.history.layouts import Layout
from scheduler.history.missing import Part, missing
from scheduler.history.read import read_history
from scheduler.history.rejects import Note, Rejects, reason_sentence

__all__ = [
    "BOOKING_COLUMNS",
    "FRAME_SCHEMA",
    "History",
    "Layout",
    "Note",
    "Part",
    "Rejects",
    "Status",
    "missing",
    "read_history",
    "reason_sentence",
]
