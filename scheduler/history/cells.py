"""How whole columns of cells become texts, numbers and truth values; what cannot be read becomes null."""

from __future__ import annotations

import polars as pl

from scheduler.history.columns import Kind

_NUMBER = r"^[+-]?\d{1,12}(?:[.,]\d{1,12})?$"
_TRUTHS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def is_readable(dtype: pl.DataType, kind: Kind) -> bool:
    """Whether columns of a type can hold such cells at all; text always can."""
    if isinstance(dtype, pl.String | pl.Categorical | pl.Enum | pl.Null):
        return True
    if kind is Kind.TIME:
        return isinstance(dtype, pl.Date | pl.Datetime)
    if kind is Kind.TRUTH:
        return isinstance(dtype, pl.Boolean) or dtype.is_integer()
    return dtype.is_numeric() or (kind is Kind.NUMBER and isinstance(dtype, pl.Boolean))


def texts(cells: pl.Series) -> pl.Series:
    """Texts without the blanks around them; an empty one is null."""
    bare = cells.cast(pl.String).str.strip_chars()
    return bare.set(bare == "", None)


def numbers(cells: pl.Series) -> pl.Series:
    """Numbers, with a point or a comma before the decimals."""
    if cells.dtype.is_numeric() or cells.dtype == pl.Boolean:
        return cells.cast(pl.Float64).fill_nan(None)
    bare = texts(cells)
    sound = bare.set(~bare.str.contains(_NUMBER), None)
    return sound.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def truths(cells: pl.Series) -> pl.Series:
    """True or false from true, false, yes, no, 1, 0, whatever their capitals."""
    if cells.dtype == pl.Boolean:
        return cells
    return texts(cells).str.to_lowercase().replace_strict(_TRUTHS, default=None, return_dtype=pl.Boolean)


def is_given(cells: pl.Series) -> pl.Series:
    """Which cells hold something."""
    if cells.dtype.is_float():
        return cells.fill_nan(None).is_not_null()
    return texts(cells).is_not_null() if cells.dtype == pl.String else cells.is_not_null()
