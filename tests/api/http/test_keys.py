"""Keys and scopes: who may ask what, how often, and how a key ends."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text

from api.auth import STRANGERS_PER_MINUTE
from api.scopes import Scope
from tests.api.http.service import Office, Service, an_order
from tests.booking import an_agenda_day

NEEDED = {
    ("POST", "/slots/search"): Scope.SLOTS_READ,
    ("POST", "/holds"): Scope.APPOINTMENTS_WRITE,
    ("GET", "/holds/{id}"): Scope.APPOINTMENTS_READ,
    ("DELETE", "/holds/{id}"): Scope.APPOINTMENTS_WRITE,
    ("POST", "/appointments"): Scope.APPOINTMENTS_WRITE,
    ("GET", "/appointments?practitioner=ada&from=2026-01-05"): Scope.APPOINTMENTS_READ,
    ("GET", "/appointments/{id}"): Scope.APPOINTMENTS_READ,
    ("PATCH", "/appointments/{id}"): Scope.APPOINTMENTS_WRITE,
    ("DELETE", "/appointments/{id}?reason=patient"): Scope.APPOINTMENTS_WRITE,
    ("POST", "/appointments/{id}/status"): Scope.APPOINTMENTS_WRITE,
    ("POST", "/waitlist"): Scope.WAITLIST_WRITE,
    ("GET", "/waitlist"): Scope.WAITLIST_READ,
    ("GET", "/waitlist/{id}"): Scope.WAITLIST_READ,
    ("DELETE", "/waitlist/{id}"): Scope.WAITLIST_WRITE,
    ("POST", "/waitlist/offers"): Scope.WAITLIST_WRITE,
    ("PUT", "/patients/p-1"): Scope.PATIENTS_WRITE,
    ("GET", "/patients/p-1"): Scope.PATIENTS_READ,
    ("DELETE", "/patients/p-1"): Scope.PATIENTS_WRITE,
    ("GET", "/audit"): Scope.AUDIT_READ,
    ("POST", "/keys"): Scope.KEYS_WRITE,
    ("GET", "/keys"): Scope.KEYS_WRITE,
    ("GET", "/keys/{id}"): Scope.KEYS_WRITE,
    ("DELETE", "/keys/{id}"): Scope.KEYS_WRITE,
}


@pytest.mark.parametrize(("method", "path"), NEEDED)
def test_every_route_needs_its_scope(office: Office, method: str, path: str) -> None:
    """A key with every other scope is refused with the name of the scope that it lacks."""
    needed = NEEDED[method, path]
    other = office.with_scopes(*(scope for scope in Scope if scope is not needed))
    body = {"json": {}} if method in ("POST", "PUT", "PATCH") else {}
    refused = other.send(method, path.format(id=UUID(int=1)), **body)
    assert refused.status_code == 403, refused.text
    assert refused.json()["type"] == "urn:creneau:problem:scope-missing"
    assert needed.value in refused.json()["detail"]
    allowed = office.with_scopes(needed).send(method, path.format(id=UUID(int=1)), **body)
    assert allowed.status_code != 403


@pytest.mark.parametrize(("method", "path"), NEEDED)
def test_every_route_needs_a_key(service: Service, method: str, path: str) -> None:
    """Without a key, nothing is answered but how to send one."""
    body = {"json": {}} if method in ("POST", "PUT", "PATCH") else {}
    refused = service.send(method, path.format(id=UUID(int=1)), **body)
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"


def test_wrong_keys_are_refused(office: Office) -> None:
    """A key of another form, an unknown id, a wrong secret and another scheme all say the same."""
    _, name, secret = office.key.split("_", 2)
    wrong = [
        "Bearer nonsense",
        f"Bearer crn_{name}_{'x' * len(secret)}",
        f"Bearer crn_{UUID(int=1).hex}_{secret}",
        f"Basic {office.key}",
        "Bearer",
        "",
    ]
    answers = [office.service.send("GET", "/waitlist", headers={"Authorization": one}) for one in wrong]
    assert [answer.status_code for answer in answers] == [401] * len(wrong)
    assert len({answer.text for answer in answers}) == 1


def test_only_a_digest_is_kept(office: Office) -> None:
    """The database does not know the secret of a key."""
    secret = office.key.split("_", 2)[2]

    async def rows() -> str:
        async with office.service.parts.engine.connect() as connection:
            return str((await connection.execute(text("SELECT * FROM api_key"))).all())

    assert secret not in office.service.portal.call(rows)


def test_a_key_is_made_listed_and_revoked(office: Office) -> None:
    """A new key works at once and with its scopes only; revoked, it works no more."""
    answer = office.post("/keys", {"name": "portal", "scopes": ["slots:read"], "per_minute": 600})
    made = office.good(answer)
    read = office.good(office.get(answer.headers["Location"]))
    assert read == {name: fact for name, fact in made.items() if name != "key"}
    portal = Office(office.service, office.practice, made["key"])
    assert portal.search()["offers"]
    assert portal.post("/holds", an_order()).status_code == 403
    listed = office.good(office.get("/keys"))["keys"]
    assert made["id"] in {key["id"] for key in listed}
    assert "key" not in listed[0]
    gone = office.good(office.send("DELETE", f"/keys/{made['id']}"))
    assert gone["revoked_at"] is not None
    assert portal.post("/slots/search", {"motive": "follow-up", "category": "adult"}).status_code == 401


def test_a_key_gives_no_more_than_it_has(office: Office) -> None:
    """A key cannot make one that may do more."""
    maker = office.with_scopes(Scope.KEYS_WRITE, Scope.SLOTS_READ)
    assert maker.post("/keys", {"name": "n", "scopes": ["slots:read"]}).status_code == 201
    assert maker.post("/keys", {"name": "n", "scopes": ["audit:read"]}).status_code == 403


def test_a_key_gives_no_faster_key(office: Office) -> None:
    """A key cannot make one that may ask more often than itself."""
    maker = office.with_scopes(Scope.KEYS_WRITE, Scope.SLOTS_READ, per_minute=60)
    order = {"name": "n", "scopes": ["slots:read"]}
    assert maker.post("/keys", order | {"per_minute": 60}).status_code == 201
    refused = maker.post("/keys", order | {"per_minute": 61})
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "per_minute")


def test_guesses_do_not_lock_out_a_key_seen_before(office: Office) -> None:
    """While unknown keys are tried without end, a key that was known is known again after it was forgotten."""
    portal = office.with_scopes(Scope.SLOTS_READ)
    assert portal.search()
    guess = {"Authorization": "Bearer crn_" + "0" * 32 + "_" + "a" * 43}
    answers = [
        portal.send("POST", "/slots/search", guess, json={}).status_code for _ in range(STRANGERS_PER_MINUTE + 1)
    ]
    assert (answers[0], answers[-1]) == (401, 429)
    office.service.parts.keys.forget()
    assert portal.search()


def test_keys_of_other_practices_do_not_exist(office: Office, service: Service) -> None:
    """A practice lists and revokes its own keys only."""
    other = service.open(an_agenda_day())
    (mine,) = office.good(office.get("/keys"))["keys"]
    assert other.send("DELETE", f"/keys/{mine['id']}").status_code == 404
    assert other.get(f"/keys/{mine['id']}").status_code == 404
    assert mine["id"] not in {key["id"] for key in other.good(other.get("/keys"))["keys"]}
    assert office.get("/keys").status_code == 200


def test_a_revoked_key_is_forgotten_by_other_processes(office: Office) -> None:
    """What another process writes ends a key that this one has in memory, through the change log."""
    portal = office.with_scopes(Scope.SLOTS_READ)
    assert portal.search()
    key = UUID(hex=portal.key.split("_")[1])
    parts = office.service.parts

    async def revoke_elsewhere() -> None:
        async with parts.engine.begin() as connection:
            await connection.execute(text("UPDATE api_key SET revoked_at = now() WHERE id = :key"), {"key": key})
            line = "INSERT INTO change (practice, kind, subject) VALUES (:practice, 'key', :key) RETURNING number"
            found = await connection.execute(text(line), {"practice": office.practice, "key": str(key)})
            number = found.scalar_one()
        await parts.store.diary(office.practice, number)

    office.service.portal.call(revoke_elsewhere)
    assert portal.post("/slots/search", {"motive": "follow-up", "category": "adult"}).status_code == 401


def test_a_key_that_asks_too_often_waits(office: Office) -> None:
    """Beyond its rate a key is told when it may ask again; after that time it may."""
    slow = office.with_scopes(Scope.WAITLIST_READ, per_minute=6)
    answers = [slow.get("/waitlist") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 6 + [429]
    assert answers[-1].headers["Retry-After"] == "10"
    assert answers[-1].json()["type"] == "urn:creneau:problem:too-many-requests"
    office.service.clock.pass_by(seconds=9)
    assert slow.get("/waitlist").status_code == 429
    office.service.clock.pass_by(seconds=2)
    assert slow.get("/waitlist").status_code == 200
    assert office.get("/waitlist").status_code == 200


def test_what_cannot_be_read_counts_too(office: Office) -> None:
    """A request with a wrong consistency token is one of those that the rate allows."""
    slow = office.with_scopes(Scope.WAITLIST_READ, per_minute=2)
    answers = [slow.get("/waitlist", headers={"Creneau-Token": "now"}).status_code for _ in range(3)]
    assert answers == [400, 400, 429]
