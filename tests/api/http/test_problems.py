"""Problems: every error is answered as one, in the client's language, and tells nothing that it should not."""

from __future__ import annotations

import pytest
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import InterfaceError
from starlette.exceptions import HTTPException

from api.errors import OF_THE_WEB, PROBLEMS, kind_of
from api.problems import document_of
from api.scopes import Scope
from api.store.errors import BusyError
from scheduler.booking.store import StoreError, UnknownError
from scheduler.messages import LANGUAGES, is_known
from tests.api.http.service import Office, Service, an_order, on

SPEAKING = {"not-ready"}
"""Problems whose errors say their sentence themselves."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted({kind.name for kind in (*PROBLEMS.values(), *OF_THE_WEB.values())}))
def test_every_kind_has_its_sentences(name: str, language: str) -> None:
    """A title and a sentence for every kind of problem."""
    assert is_known(f"problem-title-{name}", language)
    assert name in SPEAKING or is_known(f"problem-{name}", language)


def test_the_nearest_class_of_the_table_counts() -> None:
    """An error is the problem of its nearest class, whatever else it is."""
    assert kind_of(BusyError()).name == "unavailable"
    assert kind_of(InterfaceError("", None, OSError())).status == 503
    assert (kind_of(HTTPException(404)).status, kind_of(HTTPException(405)).status) == (404, 405)
    assert kind_of(StoreError()).status == kind_of(KeyError()).status == 500


def test_a_document_has_the_fields_of_rfc_9457() -> None:
    """Type, title, status and detail, in the language asked for."""
    document = document_of(UnknownError(), kind_of(UnknownError()), "fr")
    assert document["type"] == "urn:creneau:problem:unknown"
    assert document["status"] == 404
    assert document["title"] == "Inconnu"
    assert document["detail"].startswith("Le cabinet n’a rien")


def test_hidden_values_are_not_told() -> None:
    """The value of a wrong pseudonym, of an unknown field, or of anything large is left out; others help."""
    wrong = [
        {"type": "string_too_long", "loc": ("body", "patient"), "input": "M" * 50, "ctx": {"max_length": 64}},
        {"type": "extra_forbidden", "loc": ("body", "name"), "input": "Marie"},
        {"type": "int_type", "loc": ("body", "count"), "input": {"patient": "Marie"}},
        {"type": "less_than_equal", "loc": ("body", "chosen", "minutes"), "input": 999, "ctx": {"le": 480}},
    ]
    error = RequestValidationError(wrong)
    told = document_of(error, kind_of(error), "en")["errors"]
    assert [one.get("value") for one in told] == [None, None, None, 999]
    assert told[3]["field"] == "minutes"
    assert "480" in told[3]["message"]


def test_addresses_and_methods_that_are_not_there(service: Service) -> None:
    """404 and 405 are problems too, in the language asked for."""
    lost = service.send("GET", "/nowhere", headers={"Accept-Language": "en"})
    assert (lost.status_code, lost.json()["title"]) == (404, "No such address")
    wrong = service.send("PUT", "/holds", headers={"Accept-Language": "fr"}, json={})
    assert (wrong.status_code, wrong.json()["title"]) == (405, "Méthode inconnue")
    assert wrong.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("accept", "title"),
    [
        ("fr", "Champs erronés"),
        ("en-GB,fr;q=0.5", "Wrong fields"),
        ("de, fr;q=0.8, en;q=0.9", "Wrong fields"),
        ("en;q=0, fr;q=0.1", "Champs erronés"),
        ("de", "Wrong fields"),
        (";;q=,", "Wrong fields"),
    ],
)
def test_the_language_liked_best_is_spoken(office: Office, accept: str, title: str) -> None:
    """French or English as the client likes; otherwise the practice's language, here English. Its header says which."""
    answer = office.post("/slots/search", {}, Accept_Language=accept)
    assert answer.json()["title"] == title
    spoken = {"Champs erronés": "fr", "Wrong fields": "en"}[title]
    assert (answer.headers["Content-Language"], answer.headers["Vary"]) == (spoken, "Accept-Language")


def test_a_practice_speaks_its_language(service: Service) -> None:
    """Without a wish of the client, a French practice answers in French."""
    office = service.open(practice={"id": "cabinet", "name": "Cabinet", "language": "fr"})
    cabinet = Office(service, "cabinet", service.key("cabinet"))
    assert cabinet.post("/slots/search", {}).json()["title"] == "Champs erronés"
    assert office.key != cabinet.key


@pytest.mark.parametrize("path", ["/slots/search", "/holds", "/appointments", "/waitlist", "/keys"])
def test_a_body_must_be_json(office: Office, path: str) -> None:
    """Another content type is 415, and text that is no JSON 4xx; nothing is written."""
    plain = office.send("POST", path, content=b"{}", headers={"Content-Type": "text/plain"})
    assert (plain.status_code, plain.json()["type"]) == (415, "urn:creneau:problem:not-json")
    nothing = office.send("POST", path, content=b"{}", headers={"Content-Type": ""})
    assert nothing.status_code == 415
    for broken in (b"{", b"\xff\xfe", b"[" * 100_000, b"nul", b'{"motive": "\\ud800"}'):
        answer = office.send("POST", path, content=broken, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422), broken[:10]
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_large_body_is_refused(office: Office) -> None:
    """Beyond a million bytes nothing is read, whether the length is told or not."""
    large = b" " * 1_000_001
    headers = {"Content-Type": "application/json"}
    told = office.send("POST", "/slots/search", content=large, headers=headers)
    assert (told.status_code, told.json()["type"]) == (413, "urn:creneau:problem:too-large")

    async def pieces() -> object:
        for _ in range(11):
            yield b" " * 100_000

    piecewise = office.send("POST", "/slots/search", content=pieces(), headers=headers)
    assert piecewise.status_code == 413


def test_a_body_in_pieces_is_read_whole(office: Office) -> None:
    """A body whose length is not told is as good as any."""

    async def pieces() -> object:
        for piece in (b'{"category": "adult", ', b'"motive": "tap-dance"}'):
            yield piece

    answer = office.send("POST", "/slots/search", content=pieces(), headers={"Content-Type": "application/json"})
    assert [one["field"] for one in answer.json()["errors"]] == ["motive"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("starts", "2026-01-05T10:00:00"),
        ("starts", "tomorrow"),
        ("starts", "0001-01-01T00:00:00+14:00"),
        ("starts", "9999-12-31T23:59:59-14:00"),
        ("starts", 1e300),
        ("starts", None),
        ("practitioner", "Ada"),
        ("practitioner", "a" * 65),
        ("practitioner", 7),
        ("patient", "../x"),
        ("patient", ""),
        ("patient", "p" * 65),
        ("minutes", 0),
        ("minutes", 7),
        ("minutes", 485),
        ("minutes", 10**400),
        ("channel", "pigeon"),
        ("enrolled", "perhaps"),
        ("override", 3),
        ("minutes_to_live", 61),
        ("minutes_to_live", 0),
        ("price", 25),
    ],
)
def test_a_field_out_of_range_is_told(office: Office, field: str, value: object) -> None:
    """Every wrong field of an order is a 422 that names it, and nothing is held."""
    answer = office.post("/holds", an_order() | {field: value})
    assert answer.status_code == 422, answer.text
    assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert office.post("/holds", an_order()).status_code == 201


@pytest.mark.parametrize(
    ("path", "body", "field", "message"),
    [
        ("/holds", {"starts": "tomorrow"}, "starts", "Not a date (YYYY-MM-DD) or time (YYYY-MM-DDTHH:MM±HH:MM)."),
        ("/holds", {"starts": "1999-01-05T10:00Z"}, "starts", "The year must lie between 2000 and 2199."),
        ("/holds", {"minutes_to_live": 61}, "minutes_to_live", "Must be at most 60."),
        ("/holds", {"minutes_to_live": 0}, "minutes_to_live", "Must be at least 1."),
        ("/holds", {"practitioner": "a" * 65}, "practitioner", "Too long: at most 64."),
        ("/holds", {"override": []}, "override", "Must be true or false."),
        ("/holds", {"channel": "pigeon"}, "channel", "Must be one of: in_person, tele, visit, group."),
        ("/slots/search", {"sites": "nation"}, "sites", "Must be a list."),
        ("/slots/search", {"from": "2026-01-07", "to": "2026-01-05"}, "to", "The last day is before the first."),
        ("/webhooks", {"url": "https://x.example", "events": []}, "events", "Too short: at least 1."),
    ],
)
def test_what_is_wrong_is_said_plainly(
    office: Office, path: str, body: dict[str, object], field: str, message: str
) -> None:
    """One sentence for one fault, in words of the field and not of a programming language."""
    known = {"/holds": an_order(), "/slots/search": {"motive": "follow-up", "category": "adult"}}
    errors = office.post(path, known.get(path, {}) | body).json()["errors"]
    assert [(one["field"], one["message"]) for one in errors] == [(field, message)]


def test_one_wrong_event_is_told_once(office: Office) -> None:
    """That the list is too short without it is no fault of its own."""
    answer = office.post("/webhooks", {"url": "https://x.example", "events": ["moon"]})
    assert [one["field"] for one in answer.json()["errors"]] == ["events.0"]


@pytest.mark.parametrize(("sent", "message"), [("[]", "Must be an object."), ('{"motive": ', "Not JSON.")])
def test_a_body_that_is_no_object_is_told(office: Office, sent: str, message: str) -> None:
    """It is the body as a whole that is wrong."""
    headers = {"Content-Type": "application/json", "Accept-Language": "en"}
    (error,) = office.send("POST", "/slots/search", headers, content=sent).json()["errors"]
    assert (error["field"], error["message"]) == ("body", message)


def test_periods_that_run_backwards_or_are_over_are_refused(office: Office) -> None:
    """Nobody is left waiting for days that have passed, nor told that a list is empty."""
    backwards = office.get("/appointments?practitioner=ada&from=2026-01-07&to=2026-01-05")
    assert (backwards.status_code, backwards.json()["errors"][0]["field"]) == (422, "to")
    line = {"patient": "p-1", "category": "adult", "motive": "follow-up", "from": "2025-12-01", "to": "2025-12-05"}
    over = office.post("/waitlist", line)
    assert (over.status_code, over.json()["errors"][0]["message"]) == (422, "This is over.")


def test_unknown_ids_and_past_times_are_refused(office: Office) -> None:
    """What the practice does not have is told by its field; the past and the far future by a rule."""
    lost = office.post("/appointments", an_order(practitioner="zoe", motive="tap-dance"))
    assert [one["field"] for one in lost.json()["errors"]] == ["practitioner", "motive"]
    for order in (an_order("10:00", -7), an_order("10:00", 300), an_order("10:03")):
        refused = office.post("/appointments", order)
        assert (refused.status_code, bool(refused.json()["refusals"])) == (409, True)
    listed = office.get("/appointments", params={"practitioner": "ada", "from": "2026-01-05"})
    assert listed.json()["appointments"] == []


@pytest.mark.parametrize("page", ["x", "W10", "bnVsbA", "%00", "WyJhIiwgImIiLCAiYyJd", "a" * 401])
@pytest.mark.parametrize("path", ["/appointments?practitioner=ada&from=2026-01-05&", "/waitlist?", "/audit?"])
def test_a_page_must_come_from_its_list(office: Office, path: str, page: str) -> None:
    """What is no cursor of the list is told as a wrong field."""
    answer = office.get(f"{path}page={page}")
    assert answer.status_code == 422, answer.text
    assert [one["field"] for one in answer.json()["errors"]] == ["page"]


def test_a_token_must_be_a_number(office: Office) -> None:
    """A consistency token that cannot be read is told by its header."""
    answer = office.post("/slots/search", {"category": "adult", "motive": "follow-up"}, Creneau_Token="now")
    assert (answer.status_code, answer.json()["detail"]) == (400, "The header Creneau-Token cannot be read.")


def test_an_address_ends_without_a_slash(office: Office) -> None:
    """A slash too many is another address: nobody is sent elsewhere without a word."""
    assert office.get("/waitlist/").json()["type"] == "urn:creneau:problem:no-such-path"


def test_nothing_is_known_before_the_first_publication(service: Service) -> None:
    """A key of a practice that has published nothing is answered 404."""
    early = Office(service, "not-yet", service.key("not-yet", (Scope.SLOTS_READ,)))
    assert early.post("/slots/search", {"category": "adult", "motive": "follow-up"}).status_code == 404


def test_a_fault_of_ours_tells_nothing(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unexpected error is a 500 problem without its text, and is logged without its values."""
    office = service.open()

    def broken(*_: object) -> object:
        raise RuntimeError("Marie Martin was here")

    monkeypatch.setattr(service.parts.store, "waiting_page", broken)
    answer = office.get("/waitlist")
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:creneau:problem:failed")
    assert "Marie" not in answer.text


def test_refusals_reach_the_audit_trail(office: Office) -> None:
    """A refused booking is in the trail with its rules, and searches are not."""
    office.book()
    office.post("/appointments", an_order())
    office.post("/slots/search", {"motive": "tap-dance"})
    refused = [line for line in office.get("/audit").json()["lines"] if line["outcome"] == "refused"]
    assert [line["action"] for line in refused] == ["book"]
    assert refused[0]["rules"]
    assert refused[0]["at"] <= on("07:00")


def test_an_idempotency_key_does_not_mend_a_body(office: Office) -> None:
    """A body that is no JSON is refused with a key as it is without."""
    headers = {"Content-Type": "application/json", "Idempotency-Key": "k"}
    for path in ("/slots/search", "/appointments"):
        assert office.send("POST", path, content=b"\xff{", headers=headers).status_code in (400, 422)


def test_the_methods_of_an_address_are_told(office: Office) -> None:
    """405 names all methods of the address, and those of a longer or shorter one not."""
    booked = office.book()
    allowed = {path: office.send("OPTIONS", path).headers["Allow"] for path in ("/appointments", "/keys")}
    assert allowed == {"/appointments": "GET, POST", "/keys": "GET, POST"}
    assert office.send("POST", f"/appointments/{booked['id']}").headers["Allow"] == "DELETE, GET, PATCH"
    assert office.get("/waitlist/offers").headers["Allow"] == "POST"


def test_a_large_body_of_nobody_known_is_not_read(office: Office) -> None:
    """Without a key a whole rota is turned away before its JSON is looked at."""
    answer = office.service.send("POST", "/rotas", content=b"{" * 100_000, headers={"Content-Type": "application/json"})
    assert answer.status_code == 401
