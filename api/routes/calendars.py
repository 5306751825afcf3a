"""Private calendar feeds: an address that only the practitioner knows."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from api.dependencies import Call, needs, parts_of
from api.export.feed import feed_calendar
from api.remembered import secret_once
from api.schemas.calendars import NewFeed
from api.scopes import Scope
from api.store.feeds import Feed, Feeds, secret_of
from api.unchanged import has_since, has_tag
from scheduler.booking.store import UnknownError
from scheduler.practice import Practice
from scheduler.zones import zone_of

router = APIRouter(tags=["calendars"], route_class=secret_once("url"))

Writes = Annotated[Call, Depends(needs(Scope.CALENDARS_WRITE))]
PATH = "/calendars"
PAST, COMING = timedelta(weeks=2), timedelta(weeks=8)
SETTLED = timedelta(seconds=10)
"""After so long a write is there or never will be: twice the longest transaction."""
SHAPE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}\.[A-Za-z0-9_-]{20,100}")
PRIVATE = {
    "Cache-Control": "private, max-age=300",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


@router.post(f"{PATH}/{{practitioner}}", status_code=201, summary="Make a calendar feed")
async def make(practitioner: str, call: Writes) -> NewFeed:
    """A private address of a practitioner's appointments, without patients. An address made before ends."""
    known = await call.known()
    if practitioner not in known.practitioner:
        raise UnknownError
    secret = secret_of(call.practice, call.parts.settings.new_secret())
    feed = Feed(call.practice, practitioner, call.now)
    await Feeds(call.parts.engine).put(feed, secret, call.caller.key)
    url = str(call.request.base_url.replace(path=f"{PATH}/{secret}.ics"))
    return NewFeed(practitioner=practitioner, url=url, created_at=call.now.astimezone(await call.zone()))


@router.delete(f"{PATH}/{{practitioner}}", status_code=204, summary="End a calendar feed")
async def end(practitioner: str, call: Writes) -> None:
    """The address leads nowhere any more."""
    await Feeds(call.parts.engine).revoke(call.practice, practitioner, call.now, call.caller.key)


@router.get(
    f"{PATH}/{{secret}}.ics",
    summary="Read a calendar feed",
    response_class=Response,
    responses={200: {"content": {"text/calendar": {}}}, 304: {"description": "Nothing has changed"}},
)
async def feed(secret: str, request: Request) -> Response:
    """The appointments of the past two and the coming eight weeks; the address itself is the key."""
    parts = parts_of(request)
    if not SHAPE.fullmatch(secret):
        raise UnknownError
    feeds, now = Feeds(parts.engine), parts.settings.clock()
    opened = await feeds.of_secret(secret)
    practice = (await parts.store.diary(opened.practice)).published.practice
    changed = await _changed(feeds, opened, practice, now)
    if has_since(request.headers, changed):
        return Response(status_code=304, headers=PRIVATE)
    body = await _body(feeds, opened, practice, now)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {**PRIVATE, "ETag": tag, **_since(changed, now)}
    if has_tag(request.headers, tag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="text/calendar; charset=utf-8")


async def _body(feeds: Feeds, opened: Feed, practice: Practice, now: datetime) -> bytes:
    today = now.astimezone(zone_of(practice.practice)).date()
    first, last = today - PAST, today + COMING
    return feed_calendar(opened, await feeds.busy(opened, first, last), practice, first, last)


async def _changed(feeds: Feeds, opened: Feed, practice: Practice, now: datetime) -> datetime:
    """Since when the calendar is what it is, at the latest: the last write of the practice, or the day's beginning."""
    zone = zone_of(practice.practice)
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)
    written = await feeds.last_write(opened.practice) or midnight
    return max(midnight, opened.created_at, written).replace(microsecond=0)


def _since(changed: datetime, now: datetime) -> dict[str, str]:
    """`Last-Modified`, once no write can still appear that bears the same second."""
    return {"Last-Modified": format_datetime(changed, usegmt=True)} if now - changed >= SETTLED else {}
