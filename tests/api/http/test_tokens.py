"""Every answer to a write bears the token from which on any process shows it; what is not known is not promised."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from api.answers import TOKEN
from api.idempotency import REPLAYED
from api.store.errors import EndLostError, OutcomeUnknownError
from api.store.tables import change
from tests.api.http.service import Office, Service, an_order, on
from tests.api.publish.test_publications_route import TILLEULS, papers
from tests.booking import an_agenda_day

WANTED = {"patient": "p-1", "category": "adult", "motive": "follow-up", "from": "2026-01-05", "to": "2026-01-09"}


def newest(office: Office) -> int:
    """The practice's newest number in the change log."""

    async def read() -> int:
        asked = select(change.c.number).where(change.c.practice == office.practice)
        async with office.service.parts.engine.connect() as connection:
            return max((await connection.execute(asked)).scalars())

    number: int = office.service.portal.call(read)
    return number


def test_a_publication_answers_a_token(service: Service) -> None:
    """Whoever searches at once, on whichever process, need not hear that nothing is published."""
    tilleuls = Office(service, TILLEULS, service.key(TILLEULS))
    answer = tilleuls.post("/publications", papers())
    assert answer.status_code == 201
    assert int(answer.headers[TOKEN]) == newest(tilleuls)


def test_an_erasure_answers_a_token(office: Office) -> None:
    """It is later than the write before."""
    office.know("p-1")
    before = int(office.post("/appointments", an_order(patient="p-1")).headers[TOKEN])
    erased = office.send("DELETE", "/patients/p-1")
    assert erased.json()["cancelled"]
    assert int(erased.headers[TOKEN]) > before


def test_offers_answer_a_token(service: Service) -> None:
    """Time that was offered is held wherever one looks."""
    office = service.open(an_agenda_day("09:00 open 09:20"))
    office.know("p-1")
    before = int(office.post("/waitlist", WANTED).headers[TOKEN])
    offers = office.post("/waitlist/offers")
    assert [one["patient"] for one in offers.json()["offered"]] == ["p-1"]
    assert int(offers.headers[TOKEN]) > before


def test_leaving_shows_that_what_was_held_is_free(service: Service) -> None:
    """The token is that of the later of the two writes."""
    office = service.open(an_agenda_day("09:00 open 09:20"))
    office.know("p-1")
    line = office.good(office.post("/waitlist", WANTED))
    office.post("/waitlist/offers")
    left = int(office.send("DELETE", f"/waitlist/{line['id']}").headers[TOKEN])
    assert left == newest(office)


@pytest.mark.parametrize("path", ["/appointments", "/holds", "/waitlist"])
def test_a_replay_answers_a_token(office: Office, path: str) -> None:
    """The answer that was lost on its way is given again with a token that shows what was done."""
    office.know("p-1")
    body = WANTED if path == "/waitlist" else an_order(time="10:00")
    first = office.post(path, body, idempotency_key="once")
    again = office.post(path, body, idempotency_key="once")
    assert again.headers[REPLAYED] == "true"
    assert int(again.headers[TOKEN]) >= int(first.headers[TOKEN])


@pytest.mark.parametrize("error", [OutcomeUnknownError(), EndLostError(None, None, ValueError())])
def test_an_unknown_outcome_is_a_problem_of_its_own(
    office: Office, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Nobody is told that nothing was written: 503, and to ask again with the same key."""

    def lost(*_: object) -> object:
        raise error

    monkeypatch.setattr("api.store.transactions.Transactions.write", lost)
    answer = office.post("/appointments", an_order(), accept_language="en")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:creneau:problem:outcome-unknown")
    assert "same Idempotency-Key" in answer.json()["detail"]
    assert answer.headers["Retry-After"] == "1"


async def away(*_: object) -> None:
    """There is no database."""
    raise OperationalError("SELECT 1", None, ValueError())


def test_what_was_done_is_told_even_if_nobody_can_remember_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database goes away between the write and the keeping of its answer: the write is acknowledged."""
    booked = office.book()
    monkeypatch.setattr("api.remembered.Answers.keep", away)
    answer = office.post(f"/appointments/{booked['id']}/status", {"state": "arrived"}, idempotency_key="k")
    assert (answer.status_code, answer.json()["state"]) == (200, "arrived")


def test_an_unknown_outcome_is_told_even_if_the_database_stays_away(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That the request cannot be forgotten either does not turn it into one that was not done."""

    def lost(*_: object) -> object:
        raise OutcomeUnknownError

    booked = office.book()
    monkeypatch.setattr("api.remembered.Answers.forget", away)
    monkeypatch.setattr("api.store.transactions.Transactions.write", lost)
    answer = office.post(f"/appointments/{booked['id']}/status", {"state": "arrived"}, idempotency_key="k")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:creneau:problem:outcome-unknown")


def test_what_was_booked_is_told_even_if_the_clocks_cannot_be_read_any_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that an answer needs beside the write is there before it: after a cancellation nothing can go wrong."""
    booked = office.book()
    cancel, store = type(office.service.parts.store).cancel, type(office.service.parts.store)

    async def cancel_and_go_stale(self: object, *args: object) -> object:
        done = await cancel(self, *args)  # type: ignore[arg-type]
        monkeypatch.setattr(store, "diary", stale)
        return done

    async def stale(*_: object) -> object:
        raise OutcomeUnknownError

    monkeypatch.setattr(store, "cancel", cancel_and_go_stale)
    answer = office.send("DELETE", f"/appointments/{booked['id']}", params={"reason": "patient"})
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert answer.json()["starts"] == on("10:00")
