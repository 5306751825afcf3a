"""Sexes as histories write them."""

from __future__ import annotations

import polars as pl

from scheduler.history.cells import texts
from scheduler.patients import Sex

_SEXES = {
    "f": Sex.F,
    "female": Sex.F,
    "femme": Sex.F,
    "m": Sex.M,
    "male": Sex.M,
    "h": Sex.M,
    "homme": Sex.M,
}


def sexes(cells: pl.Series) -> pl.Series:
    """ "f" or "m" from f, female, femme, m, male, h, homme, whatever their capitals."""
    known = {written: sex.value for written, sex in _SEXES.items()}
    return texts(cells).str.to_lowercase().replace_strict(known, default=None, return_dtype=pl.String)
