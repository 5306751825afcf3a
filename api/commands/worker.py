"""`creneau worker`: runs queued jobs, beside `creneau serve` or on another machine."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Annotated

import typer

from api.commands.db import DatabaseOption, DataOption
from api.commands.language import LanguageOption, system_language, told
from api.commands.migrated import migrated
from api.commands.options import problem
from api.commands.outcome import bad_input_told, plain_console, refuse
from scheduler.files.problems import InputProblem
from scheduler.messages import say

MOST = 64


def worker(
    *,
    database: DatabaseOption = None,
    data: DataOption = None,
    concurrency: Annotated[int, typer.Option("--concurrency", metavar="N", help=told("concurrency"))] = 1,
    lang: LanguageOption = None,
) -> None:
    """Run jobs until Ctrl-C or SIGTERM; a solve under way goes back into the queue."""
    from api.jobs.worker import WorkerSettings, work
    from api.logs import log_libraries

    language = lang or system_language()
    with bad_input_told(language):
        refuse(list(_problems(concurrency)))
        with migrated(database, data, watch=True) as location:
            log_libraries()
            ready = lambda: plain_console().print(say("worker-ready", language))  # noqa: E731
            asyncio.run(work(location.url, WorkerSettings(concurrency=concurrency), ready))


def _problems(concurrency: int) -> Iterator[InputProblem]:
    if not 1 <= concurrency <= MOST:
        yield problem("--concurrency", concurrency, "option-concurrency", most=MOST)
