"""A process that runs queued jobs: `python -m api.jobs.worker`, with the database's URL in the environment.

On SIGTERM or Ctrl-C it takes no more jobs; a solve under way is ended, and its rota goes back into the queue for
another worker to begin anew. As many workers, on as many machines, as wanted may share a database.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass

from procrastinate import App
from procrastinate.exceptions import ProcrastinateException
from sqlalchemy.exc import SQLAlchemyError

from api.jobs.connector import connector_to
from api.jobs.rescue import rescue
from api.jobs.shop import Shop, opened
from api.jobs.tasks import SHOP, job_app
from api.logs import log_libraries
from api.store.job_queue import QUICK, SOLVING
from api.store.urls import DATABASE_URL

QUICK_AT_ONCE = 4
PAUSE = 1.0
"""Seconds before what failed with the database is begun again."""

GRACE = 5.0
"""Seconds that quick jobs have to end once the worker is to end."""

AWAY = (ProcrastinateException, SQLAlchemyError, OSError)
"""What is raised when the database is away."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WorkerSettings:
    """How a worker works.

    `concurrency`: solves at once, each in its own process. `beat`: seconds between two signs of life. `silent`:
    seconds without one after which a worker counts as dead; the same for all workers of a database. `parent`: the
    number of the process that began this one, to end with it.
    """

    concurrency: int = 1
    beat: float = 3.0
    silent: float = 20.0
    parent: int | None = None


def worker_command(settings: WorkerSettings | None = None) -> list[str]:
    """The command of a worker process, by default one that ends with this process.

    Its environment is `worker_environment`.
    """
    told = settings or WorkerSettings(parent=os.getpid())
    figures = {name: str(value) for name, value in asdict(told).items() if value is not None}
    return [
        sys.executable,
        "-m",
        "api.jobs.worker",
        *(part for name in figures for part in (f"--{name}", figures[name])),
    ]


def worker_environment(url: str) -> dict[str, str]:
    """The environment of a worker process: the URL may hold a password, which a command line would show."""
    return {**os.environ, DATABASE_URL: url}


async def work(url: str, settings: WorkerSettings, on_ready: Callable[[], None] = lambda: None) -> None:
    """Run jobs until a signal ends it; nothing of a database that goes away and comes back ends it.

    `on_ready` is called once signals are heard.
    """
    closing = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, closing.set)
    async with opened(url, closing) as shop:
        on_ready()
        tasks = [asyncio.create_task(one) for one in (_again_and_again(shop, settings), _watch_parent(shop, settings))]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        closing.set()
        # A database that is away would be waited for much longer.
        await asyncio.wait(tasks, timeout=2 * GRACE)
        for task in tasks:
            task.cancel()
        with suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks)


async def _again_and_again(shop: Shop, settings: WorkerSettings) -> None:
    while not shop.closing.is_set():
        try:
            app = job_app(connector_to(shop.url))
            async with app.open_async():
                await _run(app, shop, settings)
        except AWAY as failure:
            _log.warning("the worker begins again: %s", type(failure).__name__)
            await _pause(shop.closing, PAUSE)


async def _run(app: App, shop: Shop, settings: WorkerSettings) -> None:
    """Serve both queues until the worker is to end or one of them fails."""
    tasks = [
        asyncio.create_task(_serve(app, shop, settings, SOLVING, settings.concurrency)),
        asyncio.create_task(_serve(app, shop, settings, QUICK, QUICK_AT_ONCE)),
        asyncio.create_task(_rescue_now_and_then(app, shop, settings)),
        asyncio.create_task(_closed(shop.closing)),
    ]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for task in done:
        task.result()


async def _closed(closing: asyncio.Event) -> None:
    await closing.wait()


async def _serve(app: App, shop: Shop, settings: WorkerSettings, queue: str, at_once: int) -> None:
    await app.run_worker_async(
        queues=[queue],
        name=queue,
        concurrency=at_once,
        fetch_job_polling_interval=0.5,
        # Polled, not notified: a notification needs a connection that no restart of the database ends.
        listen_notify=False,
        shutdown_graceful_timeout=GRACE,
        delete_jobs="always",
        install_signal_handlers=False,
        update_heartbeat_interval=settings.beat,
        stalled_worker_timeout=settings.silent,
        additional_context={SHOP: shop},
    )


async def _rescue_now_and_then(app: App, shop: Shop, settings: WorkerSettings) -> None:
    while True:
        try:
            rescued = await rescue(app, shop.engine, settings.silent)
            if rescued:
                _log.warning("jobs of dead workers: %d", rescued)
        except AWAY as failure:
            _log.warning("no look at dead workers: %s", type(failure).__name__)
        await asyncio.sleep(settings.beat)


async def _watch_parent(shop: Shop, settings: WorkerSettings) -> None:
    """Wait until the worker is to end, or the process that began it is gone, however it ended."""
    while not shop.closing.is_set() and settings.parent in (None, os.getppid()):
        await _pause(shop.closing, PAUSE)


async def _pause(closing: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(closing.wait(), seconds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a worker on the database that the environment names."""
    usual = WorkerSettings()
    parser = argparse.ArgumentParser(prog="python -m api.jobs.worker")
    parser.add_argument("--concurrency", type=int, default=usual.concurrency)
    parser.add_argument("--beat", type=float, default=usual.beat)
    parser.add_argument("--silent", type=float, default=usual.silent)
    parser.add_argument("--parent", type=int)
    told = parser.parse_args(arguments)
    log_libraries()
    asyncio.run(work(os.environ[DATABASE_URL], WorkerSettings(**vars(told))))


if __name__ == "__main__":
    main()
