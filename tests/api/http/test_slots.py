"""Searching over HTTP: offers best first, pages, the reason of an empty answer, and what is offered can be booked."""

from __future__ import annotations

from typing import Any

import pytest

from api.scopes import Scope
from tests.api.http.service import Office, Service, an_order, on
from tests.booking import an_agenda_day

OF_CHLOE = {"own_doctor": "chloe", "own_doctor_only": True}


def test_offers_tell_what_is_needed_to_book(office: Office) -> None:
    """An offer names practitioner, site, start with the practice's offset, minutes and the reason of its rank."""
    found = office.search(own_doctor="ada", **{"from": "2026-01-05", "to": "2026-01-05"})
    first = found["offers"][0]
    assert first["practitioner"] == "ada"
    assert first["site"] == "nation"
    assert first["starts"] == on("09:30")
    assert first["minutes"] == found["minutes"] == 20
    assert first["channel"] == "in_person"
    assert len(first["reason"]) > 5
    assert len(found["offers"]) == 10
    assert found["third_next_available"] == 0
    assert found["emptied_by"] == []


def test_reasons_are_in_the_language_of_the_client(office: Office) -> None:
    """The same offer gives its reason in French and in English."""
    body = {"category": "adult", "motive": "follow-up"}
    reasons = {
        language: office.post("/slots/search", body, Accept_Language=language).json()["offers"][0]["reason"]
        for language in ("fr", "en")
    }
    assert reasons["fr"] != reasons["en"]


def test_only_the_own_doctor_is_offered_if_nobody_else_will_do(office: Office) -> None:
    """`own_doctor_only` leaves out everybody else."""
    found = office.search(own_doctor="ben", own_doctor_only=True, count=50)
    assert {offer["practitioner"] for offer in found["offers"]} == {"ben"}


def test_sites_and_parts_of_the_day_are_insisted_upon(office: Office) -> None:
    """Only the site asked for and only mornings are offered."""
    found = office.search(sites=["bastille"], parts=["morning"], count=100)
    assert found["offers"]
    assert {offer["site"] for offer in found["offers"]} == {"bastille"}
    assert all(offer["starts"][11:13] < "13" for offer in found["offers"])


def test_pages_continue_where_the_last_one_ended(office: Office) -> None:
    """Pages repeat nothing, leave nothing out, and the last one has no next."""
    whole = office.search(count=100, sites=["nation"], to="2026-01-05")
    assert whole["next_page"] is None
    found, page = [], None
    while page is not None or not found:
        answer = office.search(count=7, sites=["nation"], to="2026-01-05", page=page)
        found += answer["offers"]
        page = answer["next_page"]
    assert found == whole["offers"]


def test_an_empty_answer_says_which_rules_emptied_it(service: Service) -> None:
    """Without any offer, the rules that refused are told with a sentence."""
    office = service.open(an_agenda_day("09:00 acute 10:00"))
    found = office.search()
    assert found["offers"] == []
    assert found["third_next_available"] is None
    assert found["emptied_by"]
    assert all(one["sentence"].endswith(".") and one["starts"] >= 0 for one in found["emptied_by"])


@pytest.mark.parametrize("asked", [{}, {"motive": "scan"}, {"motive": "acute"}, {"motive": "annual-review"}, OF_CHLOE])
def test_what_is_offered_can_be_booked(office: Office, asked: dict[str, Any]) -> None:
    """Whichever offer of a search is taken is booked as it was offered, and is offered no more."""
    order = {"motive": "follow-up"} | {name: asked[name] for name in ("motive", "own_doctor") if name in asked}
    for number in (0, 7, 3, 11, 1):
        offers = office.search(count=20, **asked)["offers"]
        offer = offers[min(number, len(offers) - 1)]
        chosen = {name: offer[name] for name in ("practitioner", "starts")}
        booked = office.book(**order, **chosen)
        assert {name: booked[name] for name in (*chosen, "minutes", "site")} == {
            name: offer[name] for name in (*chosen, "minutes", "site")
        }
        again = office.search(count=100, **asked)["offers"]
        assert chosen not in [{name: one[name] for name in chosen} for one in again]


def test_places_of_a_group_are_counted_down(service: Service) -> None:
    """A workshop says how many places are left, and is full after its last one."""
    office = service.open(an_agenda_day("14:00 group/workshop*2 15:00"))
    for left in (2, 1):
        (offer,) = office.search(motive="workshop")["offers"]
        assert offer["group"]
        assert offer["places_left"] == left
        office.book(time="14:00", motive="workshop", channel="group")
    assert office.search(motive="workshop")["offers"] == []


def test_a_booking_is_seen_with_its_token(office: Office) -> None:
    """A search that bears the token of a booking does not offer its time."""
    booked = office.post("/appointments", an_order())
    body = {"category": "adult", "motive": "follow-up", "practitioners": ["ada"], "count": 100}
    found = office.good(office.post("/slots/search", body, Creneau_Token=booked.headers["Creneau-Token"]))
    assert on("10:00") not in {offer["starts"] for offer in found["offers"]}


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("motive", "tap-dance", "motive"),
        ("category", "tall", "category"),
        ("own_doctor", "zoe", "practitioner"),
        ("practitioners", ["ada", "zoe"], "practitioner"),
        ("sites", ["atlantis"], "site"),
    ],
)
def test_ids_must_refer(office: Office, field: str, value: object, kind: str) -> None:
    """An id that the practice does not have is told by its field, with the value."""
    answer = office.post("/slots/search", {"category": "adult", "motive": "follow-up", field: value})
    assert answer.status_code == 422
    (wrong,) = answer.json()["errors"]
    assert wrong["field"] == (f"{field}.{len(value) - 1}" if isinstance(value, list) else field)
    assert wrong["message"] == f"The practice has no such {kind}."
    assert wrong["value"] == (value[-1] if isinstance(value, list) else value)


def test_the_fixed_route_answers_like_a_search(office: Office) -> None:
    """The route that load studies compare with needs the same key and gives ten offers of the same shape."""
    body = {"category": "adult", "motive": "follow-up"}
    fixed, real = (office.good(office.post(f"/slots/{name}", body)) for name in ("fixed", "search"))
    assert len(fixed["offers"]) == 10
    assert fixed["offers"][0].keys() == real["offers"][0].keys()
    assert office.with_scopes(Scope.PATIENTS_READ).post("/slots/fixed", body).status_code == 403
