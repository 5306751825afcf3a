"""`creneau bench`: lists the studies, runs one, renders the recorded results. Joins the command line by entry point."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.record import RESULTS, read_rows, render
from benchmarks.registry import STUDIES

app = typer.Typer(help="Studies: does it help, and is it quick.", no_args_is_help=False)

for study in STUDIES:
    app.command(study.name, help=study.shows)(study.command)


@app.callback(invoke_without_command=True)
def list_studies(context: typer.Context) -> None:
    """List the studies when none is named."""
    if context.invoked_subcommand is None:
        Console().print(studies_table())


@app.command("all")
def run_all(
    quick: Annotated[bool, typer.Option("--quick", help="A few seconds for each method, on fewer weeks.")] = False,
) -> None:
    """Run every study that needs no files of one's own, one after the other."""
    for entry in STUDIES:
        if entry.quick is None:
            typer.echo(f"{entry.name}: left out, it needs files", err=True)
        elif quick:
            entry.quick()
        else:
            entry.command()


@app.command()
def report(
    page: Annotated[Path, typer.Argument(help="The Markdown page whose tables are renewed.")],
    results: Annotated[Path, typer.Option(help="The folder of recorded rows.")] = RESULTS,
) -> None:
    """Render the tables of recorded results into a page."""
    text = page.read_text(encoding="utf-8") if page.exists() else "# Benchmarks\n"
    page.write_text(render(text, read_rows(results)), encoding="utf-8")


def studies_table() -> Table:
    """Every study with what it shows and its usual time."""
    table = Table("study", "what it shows", "pace", "usual time", title="creneau bench STUDY")
    for entry in STUDIES:
        table.add_row(entry.name, entry.shows, entry.pace, entry.usual_time)
    return table
