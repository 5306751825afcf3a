"""The small parts behind the routes: rates, languages, cursors, references, the page of documentation."""

from __future__ import annotations

import asyncio
import re
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.ext.asyncio import create_async_engine

from api.auth import LOOKS_PER_MINUTE, Caller, KeyRecord, Keys, token_of
from api.errors import BadFieldsError, NotAuthorisedError, TooManyRequestsError
from api.known import KnownIds, known_of
from api.language import language_of
from api.limits import Limits
from api.reference import reference_page
from api.refusals import Refusals, Refused
from api.schemas.model import a_moment, a_text, as_cursor, from_cursor
from api.scopes import Scope
from api.store.tables import audit
from tests.api.http.service import Clock, Service
from tests.booking import NOW, PRACTICE, THE_PRACTICE, a_published


def test_a_bucket_refills_with_time() -> None:
    """A rate of 60 a minute gives 60 at once, then one each second."""
    clock = Clock()
    limits = Limits(lambda: clock.ticks)
    for _ in range(60):
        limits.take("key", 60)
    with pytest.raises(TooManyRequestsError) as refused:
        limits.take("key", 60)
    assert refused.value.headers["Retry-After"] == "1"
    clock.pass_by(seconds=1)
    limits.take("key", 60)
    limits.take("another", 60)


def test_processes_share_a_rate() -> None:
    """Each of four processes gives out a quarter of the rate, and at least one request."""
    limits = Limits(lambda: 0.0, workers=4)
    for _ in range(3):
        limits.take("key", 12)
    with pytest.raises(TooManyRequestsError):
        limits.take("key", 12)
    limits.take("slow", 1)


@pytest.mark.parametrize(
    ("accept", "language"),
    [(None, "fr"), ("en", "en"), ("EN-us", "en"), ("eng", "fr"), ("fr;q=0", "fr"), ("en;q=x", "en"), ("*", "fr")],
)
def test_the_best_liked_language_is_found(accept: str | None, language: str) -> None:
    """What cannot be read likes nothing, and what is liked nothing is otherwise French here."""
    assert language_of(accept, "fr") == language


def test_a_cursor_comes_back_as_it_was() -> None:
    """Numbers, moments and texts survive the way through a page."""
    page = as_cursor((1.5, NOW, "ada"))
    assert from_cursor(page, float, a_moment, a_text) == (1.5, NOW, "ada")
    assert re.fullmatch(r"[A-Za-z0-9_-]+", page)
    with pytest.raises(ValueError, match="not a page"):
        from_cursor(page, float, a_moment)


def test_every_unknown_id_is_told() -> None:
    """All fields that refer to nothing, not only the first."""
    known = known_of(PRACTICE)
    known.refer(practitioner="ada", sites=("nation",), category=None, own_doctor="ben")
    with pytest.raises(BadFieldsError) as refused:
        known.refer(practitioner="zoe", sites=("nation", "atlantis"), own_doctor="yves")
    assert [one.field for one in refused.value.problems] == ["practitioner", "sites.1", "own_doctor"]


def test_ids_are_those_of_the_last_publication() -> None:
    """A new publication brings its own ids; the same one is not looked at twice."""
    ids, first, second = KnownIds(), a_published(), a_published(generation=2)
    assert ids.of("p", first) is ids.of("p", first)
    assert ids.of("p", second) is not ids.of("p", first)


def test_the_documentation_needs_nothing_from_elsewhere(service: Service) -> None:
    """`/docs` shows every path and body, and loads nothing from any other address."""
    page = service.send("GET", "/docs")
    document = service.send("GET", "/openapi.json").json()
    assert page.headers["content-type"].startswith("text/html")
    for path in document["paths"]:
        assert path in page.text
    for schema in document["components"]["schemas"]:
        assert f'id="{schema}"' in page.text
    assert "http://" not in page.text.replace("http://creneau.test", "")
    assert "https://" not in page.text
    assert "<script" not in page.text


def test_descriptions_are_escaped() -> None:
    """What a description says cannot become markup."""
    operation = {"summary": "<b>", "description": "<script>", "responses": {"200": {"description": "&"}}}
    document = {
        "info": {"title": "t", "version": "1", "description": "d"},
        "paths": {"/x": {"get": operation}},
        "components": {"schemas": {}},
    }
    page = reference_page(document)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_refusals_are_written_together(service: Service) -> None:
    """Many refusals at once are all in the trail, in few transactions."""
    parts, key = service.parts, uuid4()
    transactions: list[int] = []

    async def tell_all() -> int:
        refusals = Refusals(parts.engine)
        count = event.listens_for(parts.engine.sync_engine, "commit")
        count(lambda _: transactions.append(1))
        told = (Refused("p-many", NOW, key, "book", None, ["time_taken"]) for _ in range(100))
        await asyncio.gather(*(refusals.tell(one) for one in told))
        asked = select(func.count()).select_from(audit).where(audit.c.key == key)
        async with parts.engine.connect() as connection:
            return int((await connection.execute(asked)).scalar_one())

    assert service.portal.call(tell_all) == 100
    assert 1 <= len(transactions) <= 5


class Ledger(Keys):
    """Keys whose database answers when it is told to: with the one good key, or not at all while it is away."""

    def __init__(self) -> None:
        super().__init__(create_async_engine("postgresql+psycopg://nowhere"), Limits(lambda: 0.0))
        self.looks, self.away, self.answers = 0, False, asyncio.Event()
        self.good = Caller(uuid4(), THE_PRACTICE, "portal", frozenset(Scope))
        self.answers.set()

    async def _record(self, key: UUID, digest: str) -> KeyRecord:
        self.looks += 1
        await self.answers.wait()
        if self.away:
            raise TimeoutError("away")
        if key != self.good.key:
            raise NotAuthorisedError
        self._seen.add(key)
        return KeyRecord(self.good, NOW)

    async def asked(self, key: UUID | None = None) -> Caller:
        """What a client that presents a key is taken for."""
        return await self.caller(f"Bearer {token_of(key or self.good.key, 'x' * 43)}")


def test_a_crowd_with_one_key_is_one_look() -> None:
    """However many ask with the same key at once, just after it was forgotten, none is refused."""

    async def run() -> None:
        keys = Ledger()
        for _ in range(2):
            keys.forget()
            keys.answers.clear()
            crowd = [asyncio.create_task(keys.asked()) for _ in range(10 * LOOKS_PER_MINUTE)]
            await asyncio.sleep(0)
            keys.answers.set()
            assert set(await asyncio.gather(*crowd)) == {keys.good}
        assert keys.looks == 2

    asyncio.run(run())


def test_a_database_that_is_away_shuts_no_key_out() -> None:
    """Looks that fail do not count, nor do those that find a key: it is known as soon as the database is back."""

    async def run() -> None:
        keys = Ledger()
        for away in (False, True, False):
            keys.away = away
            for _ in range(2 * LOOKS_PER_MINUTE):
                keys.forget()
                if away:
                    with pytest.raises(TimeoutError, match="away"):
                        await keys.asked()
                else:
                    assert await keys.asked() == keys.good

    asyncio.run(run())


def test_a_look_begun_before_a_key_ended_is_joined_by_nobody() -> None:
    """Who asks after a key was forgotten is answered by a look that began after that."""

    async def run() -> None:
        keys = Ledger()
        keys.answers.clear()
        early = asyncio.create_task(keys.asked())
        await asyncio.sleep(0)
        keys.forget(keys.good.key)
        late = asyncio.create_task(keys.asked())
        await asyncio.sleep(0)
        keys.answers.set()
        await asyncio.gather(early, late)
        assert keys.looks == 2

    asyncio.run(run())
