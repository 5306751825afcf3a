"""Statements that name every column of a table, made once from the table itself."""

from __future__ import annotations

from psycopg.sql import SQL, Composed, Identifier, Placeholder
from sqlalchemy import Table


def _names(table: Table, *, without_key: bool = False) -> list[str]:
    return [column.name for column in table.columns if not (without_key and column.primary_key)]


def _same(name: str) -> Composed:
    return SQL("{} = {}").format(Identifier(name), Placeholder(name))


def insert_into(table: Table) -> bytes:
    """Insert a row, parameters named as the columns; gives no row if its key is there."""
    names = _names(table)
    columns, values = SQL(", ").join(map(Identifier, names)), SQL(", ").join(map(Placeholder, names))
    statement = SQL("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT DO NOTHING RETURNING true")
    return statement.format(Identifier(table.name), columns, values).as_bytes()


def update_version(table: Table) -> bytes:
    """Replace the row of which `version` is the next; gives no row if its version is not the one before."""
    changes = SQL(", ").join(map(_same, _names(table, without_key=True)))
    key = SQL(" AND ").join(_same(column.name) for column in table.primary_key.columns)
    statement = SQL("UPDATE {} SET {} WHERE {} AND version = %(version)s - 1 RETURNING true")
    return statement.format(Identifier(table.name), changes, key).as_bytes()
