"""Statements that name every column of a table, made once from the table itself."""

from __future__ import annotations

from psycopg.sql import SQL, Composed, Identifier, Placeholder
from sqlalchemy import Table

from api.store.tables import FINGERPRINT


def _names(table: Table, *, changing: bool = False) -> list[str]:
    """All columns, or those that a change may touch."""
    fixed = (column.primary_key or column.name == FINGERPRINT for column in table.columns)
    return [column.name for column, stays in zip(table.columns, fixed, strict=True) if not (changing and stays)]


def _same(name: str) -> Composed:
    return SQL("{} = {}").format(Identifier(name), Placeholder(name))


def insert_into(table: Table) -> bytes:
    """Insert a row, parameters named as the columns; gives no row if its key is there."""
    names = _names(table)
    columns, values = SQL(", ").join(map(Identifier, names)), SQL(", ").join(map(Placeholder, names))
    statement = SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING RETURNING true")
    return statement.format(Identifier(table.name), columns, values).as_bytes()


def update_version(table: Table) -> bytes:
    """Replace the row of which `version` is the next; gives no row if its version is not the one before.

    The fingerprint of the request that made it stays.
    """
    changes = SQL(", ").join(map(_same, _names(table, changing=True)))
    key = SQL(" AND ").join(_same(column.name) for column in table.primary_key.columns)
    statement = SQL("UPDATE {} SET {} WHERE {} AND version = %(version)s - 1 RETURNING true")
    return statement.format(Identifier(table.name), changes, key).as_bytes()
