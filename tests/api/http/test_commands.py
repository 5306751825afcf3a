"""`creneau key` and `creneau serve` as commands."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api import cli
from api.commands.serve import listening
from api.scopes import Scope
from tests.api.http.service import Office, Service, a_service, an_order


def run(*arguments: object) -> Result:
    """Run `creneau` with those arguments."""
    return CliRunner().invoke(cli.app, [str(one) for one in arguments])


def create(database: str, *further: object) -> Result:
    """Make a key of the practice `village`."""
    named = ("--practice", "village", "--name", "portal", "--scope", "slots:read")
    return run("key", "create", "--database", database, *named, "--lang", "en", *further)


def test_a_key_is_printed_once_and_works(migrated: str, service: Service) -> None:
    """The key stands alone on the output, opens what its scopes say, and is listed without its secret."""
    service.open(practice={"id": "village", "name": "Village", "language": "en"})
    made = create(migrated, "--scope", "waitlist:read", "--per-minute", 100)
    assert made.exit_code == 0, made.output
    (key,) = re.findall(r"crn_\w{32}_[\w-]{43}", made.stdout)
    assert made.stdout.strip() == key
    village = Office(service, "village", key)
    assert village.get("/waitlist").status_code == 200
    assert village.get("/audit").status_code == 403
    listed = run("key", "list", "--database", migrated, "--practice", "village", "--lang", "en")
    assert "portal" in listed.output
    assert "slots:read waitlist:read" in " ".join(listed.output.split())
    assert key.split("_", 2)[2] not in listed.output


def test_a_revoked_key_opens_nothing(migrated: str) -> None:
    """`key revoke` ends a key by its id, and says so when there is none."""
    key = re.findall(r"crn_(\w{32})_", create(migrated).stdout)[0]
    gone = run("key", "revoke", key, "--database", migrated, "--lang", "en")
    assert gone.exit_code == 0, gone.output
    listed = run("key", "list", "--database", migrated, "--practice", "village", "--lang", "en")
    assert "revoked" in listed.output
    unknown = run("key", "revoke", "0" * 32, "--database", migrated, "--lang", "en")
    assert (unknown.exit_code, "There is no such key." in unknown.stderr) == (2, True)
    assert run("key", "revoke", "portal", "--database", migrated).exit_code == 2


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--scope", "slots:eat", "There is no such scope. Known: slots:read"),
        ("--practice", "Le Cabinet", "--practice"),
        ("--name", "é", "A name has 1 to 100"),
        ("--per-minute", 0, "A rate lies between 1 and"),
        ("--database", "mysql://x", "The address of a database"),
        ("--database", "postgresql://127.0.0.1:1/x", "The database does not answer"),
    ],
)
def test_wrong_options_are_told(migrated: str, option: str, value: object, said: str) -> None:
    """Exit code 2, the option and a sentence; nothing is made."""
    refused = create(migrated, option, value)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert option in refused.stderr or option == "--database"


def test_a_practice_without_keys_says_so(migrated: str) -> None:
    """An empty list is a sentence."""
    listed = run("key", "list", "--database", migrated, "--practice", "nobody", "--lang", "fr")
    assert "Il n’y a pas de clé de nobody." in listed.output


def test_a_listed_id_can_be_copied(migrated: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However narrow the output, and with every scope: an id stands whole on one line, as `key revoke` takes it."""
    every = [part for scope in Scope for part in ("--scope", scope.value)]
    assert create(migrated, *every).exit_code == 0
    for settings in ({"COLUMNS": "40"}, {"COLUMNS": "40", "FORCE_COLOR": "1", "TERM": "dumb"}):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        listed = run("key", "list", "--database", migrated, "--practice", "village", "--lang", "fr")
        (found, *_) = re.findall(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", listed.stdout) or [None]
        assert found is not None, listed.stdout
        assert run("key", "revoke", found, "--database", migrated).exit_code == 0


def test_each_key_is_one_line_where_no_terminal_shows_it(migrated: str) -> None:
    """What another program reads has one line a key and one of headings."""
    named = ("--practice", "lines", *(part for scope in Scope for part in ("--scope", scope.value)))
    assert [create(migrated, *named).exit_code for _ in range(2)] == [0, 0]
    listed = run("key", "list", "--database", migrated, "--practice", "lines", "--lang", "en")
    assert len(listed.stdout.splitlines()) == 3


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Nothing has been published of nowhere yet"), ("fr", "Rien n’a encore été publié de nowhere")],
)
def test_a_key_of_a_practice_without_publications_is_noted(
    migrated: str, service: Service, language: str, said: str
) -> None:
    """The key is made, and stands alone on the output; with something published nothing is noted."""
    made = create(migrated, "--practice", "nowhere", "--lang", language)
    assert (made.exit_code, said in made.stderr) == (0, True), made.output
    assert re.fullmatch(r"crn_\w{32}_[\w-]{43}", made.stdout.strip())
    service.open(practice={"id": "somewhere", "name": "Somewhere", "language": "en"})
    noted = create(migrated, "--practice", "somewhere").stderr
    assert "somewhere" in noted
    assert "published" not in noted


def test_every_scope_can_be_given(migrated: str) -> None:
    """All scopes at once make a key."""
    every = [part for scope in Scope for part in ("--scope", scope.value)]
    assert create(migrated, *every).exit_code == 0


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    """`serve` says which port is taken, before it makes any database."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run("serve", "--port", port, "--data", tmp_path / "data", "--lang", "en")
    assert refused.exit_code == 2
    assert f"--port = {port}: Another program listens at this port." in refused.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--port", 0), "A port lies between 1 and 65535."),
        (("--port", 70_000), "A port lies between 1 and 65535."),
        (("--workers", 0), "The service needs at least 1 process."),
        (("--host", "192.0.2.1"), "This address cannot be listened at"),
        (("--host", "no.such.host.invalid"), "This address cannot be listened at"),
    ],
)
def test_options_that_cannot_be_used_are_told(options: tuple[object, ...], said: str, tmp_path: Path) -> None:
    """Exit code 2 and a sentence, before anything is begun."""
    refused = run("serve", "--data", tmp_path / "data", "--lang", "en", *options)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert not (tmp_path / "data").exists()


def test_answers_do_not_wait_for_one_another() -> None:
    """The socket sends small packets at once, and so do the connections that it accepts."""
    with listening("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_service_of_two_processes_shares_its_database(migrated: str) -> None:
    """What one process books another one knows by the token, and a key made by one works with the other."""
    with a_service(migrated) as one, a_service(migrated) as other:
        office = one.open()
        there = Office(other, office.practice, office.key)
        booked = office.post("/appointments", an_order())
        token = {"Creneau-Token": booked.headers["Creneau-Token"]}
        body = {"category": "adult", "motive": "follow-up", "practitioners": ["ada"], "count": 100}
        found = there.good(there.send("POST", "/slots/search", json=body, headers=token))
        assert booked.json()["starts"] not in {offer["starts"] for offer in found["offers"]}
        assert there.post("/appointments", an_order()).status_code == 409
