"""The tasks: what each job of the queue does. A task may run twice, so that each leaves the same either way."""

from __future__ import annotations

from uuid import UUID

from procrastinate import App, BaseConnector, JobContext

from api.jobs.again import Again
from api.jobs.rota.watch import Attempt, solve_rota
from api.jobs.shop import Shop
from api.store.job_queue import DELIVER, DISPATCH, OFFER_FREED, QUICK, ROTA, SOLVING
from api.store.postgres import opened
from api.store.sweep import sweep_expired, sweep_retention
from api.store.waiting_lines import anybody_waits, with_lapsed_offers
from scheduler.booking.desk import FrontDesk
from scheduler.booking.waitlist import MOST_OFFERS

SHOP = "shop"
"""Under which name a worker hands its shop to the tasks."""

MINUTELY, HOURLY = "* * * * *", "7 * * * *"


def job_app(connector: BaseConnector) -> App:
    """The queue's tasks over a connection."""
    app = App(connector=connector)
    for name, queue, does in (
        (ROTA, SOLVING, rota),
        (DISPATCH, QUICK, dispatch),
        (DELIVER, QUICK, deliver),
        (OFFER_FREED, QUICK, offer_freed),
    ):
        app.task(name=name, queue=queue, pass_context=True, retry=Again())(does)
    for cron, sweep in ((MINUTELY, sweep_minutely), (HOURLY, sweep_hourly)):
        # The next sweep does what a failed one left: no retry.
        swept = app.task(name=sweep.__name__, queue=QUICK, pass_context=True, queueing_lock=sweep.__name__)(sweep)
        app.periodic(cron=cron)(swept)
    return app


async def rota(context: JobContext, practice: str, rota: str) -> None:
    """Solve a rota."""
    shop = _shop(context)
    attempt = Attempt(shop.rotas, practice, UUID(rota), shop.new_id(), shop.clock, shop.closing)
    await solve_rota(attempt)
    shop.queue.nudge(practice)


async def dispatch(context: JobContext, practice: str) -> None:
    """Put the messages about a practice's new events into the queue."""
    await _shop(context).postman.dispatch(practice)


async def deliver(context: JobContext, practice: str, webhook: str, event: int) -> None:
    """Send one message."""
    await _shop(context).postman.deliver(practice, UUID(webhook), event, context.job.attempts)


async def offer_freed(context: JobContext, practice: str) -> None:
    """Offer time that is free to those who wait."""
    shop = _shop(context)
    if await anybody_waits(shop.engine, practice):
        async with opened(shop.url, size=2, now=shop.clock) as store:
            desk = FrontDesk(store.acting_as(None, "offer"))
            await desk.offer_freed(practice, shop.clock(), tuple(shop.new_id() for _ in range(MOST_OFFERS)))
        shop.queue.nudge(practice)


async def sweep_minutely(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - told to every periodic task
    """Give back what expired holds keep, offer it on, and tell what a lost nudge left untold."""
    shop = _shop(context)
    await sweep_expired(shop.engine, shop.clock())
    for practice in await with_lapsed_offers(shop.engine, shop.clock()):
        shop.queue.offer_freed(practice)
    await shop.postman.dispatch_all()


async def sweep_hourly(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - told to every periodic task
    """Forget what is not to be kept any longer."""
    shop = _shop(context)
    await sweep_retention(shop.engine, shop.clock())


def _shop(context: JobContext) -> Shop:
    shop: Shop = context.additional_context[SHOP]
    return shop
