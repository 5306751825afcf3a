"""The example practice, opened for booking with a key that may do everything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.auth import Caller, Keys
from api.limits import Limits
from api.publication import example_publication
from api.scopes import Scope
from api.settings import Settings
from api.store.postgres import opened
from scheduler.lengths import motives_of
from scheduler.motives import Channel


@dataclass(frozen=True)
class Shown:
    """What is open for booking, and how to try it."""

    practice: str
    first: date
    last: date
    key: str
    category: str | None
    motive: str


async def publish_example(url: str) -> Shown:
    """Publish the example for the coming weeks, and make a key for it."""
    settings = Settings(database=url)
    now = settings.clock()
    publication = example_publication(now)
    practice = publication.published.practice
    caller = Caller(settings.new_id(), practice.practice.id, "example", frozenset(Scope))
    async with opened(url) as store:
        await store.acting_as(None, "publish").publish(publication, now)
        key = await Keys(store.engine, Limits(settings.ticks)).create(caller, settings.new_secret(), now)
    planned = next(one for one in motives_of(practice) if not one.acute and one.channel is Channel.IN_PERSON)
    category = practice.categories[0].id if practice.categories else None
    return Shown(practice.practice.id, publication.first, publication.last, key, category, planned.id)
