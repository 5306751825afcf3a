"""Routes are thin: they neither ask the database, nor catch errors, nor assert."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import api.routes

FILES = sorted(Path(api.routes.__file__).parent.glob("*.py"))
HEAVY = (ast.Try, ast.Assert)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_route_is_thin(file: Path) -> None:
    """No `try`, no `assert`, no SQL: what is more than asking and showing stands elsewhere."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, HEAVY)] == []
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    assert not {module for module in imported if module.partition(".")[0] in ("sqlalchemy", "psycopg")}
    assert "api.store.tables" not in imported
