"""`creneau schema`: the JSON Schema of the practice file, for editors that check and complete it."""

from __future__ import annotations

import json

import typer


def schema() -> None:
    """Print the schema."""
    from scheduler.files import schema as practice_schema

    typer.echo(json.dumps(practice_schema(), ensure_ascii=False, indent=2))
