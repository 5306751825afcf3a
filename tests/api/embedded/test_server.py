"""The server is found by asking it, started by one process at a time, and comes back after every kind of death."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from api.store.embedded import DatabaseError, ensure_running, is_alive, stop, url_of
from api.store.embedded.locks import is_held
from tests.api.embedded.processes import STARTS, begin, is_living, kill_postmaster, postmaster, wait_until
from tests.databases import a_data_folder, run_sql

SECRET = "pseudonym-4711"


def value(url: str, statement: str) -> object:
    """The one value of a query."""
    with psycopg.connect(url) as connection:
        row = connection.execute(statement).fetchone()
    assert row is not None
    return row[0]


def socket_folder(url: str) -> Path:
    """Where a URL's socket lies."""
    return Path(parse_qs(urlsplit(url).query)["host"][0])


def test_processes_that_start_at_once_share_one_server(empty_folder: Path) -> None:
    """Of three processes on an empty folder one starts the server, and all get the same working URL."""
    processes = [begin(STARTS, empty_folder) for _ in range(3)]
    answers = {process.communicate(timeout=60)[0].strip() for process in processes}
    assert len(answers) == 1
    assert value(answers.pop(), "SELECT current_database()") == "creneau"
    assert (empty_folder / "postgres.log").read_text().count("starting PostgreSQL") == 1


def test_a_server_is_found_again(folder: Path) -> None:
    """A second call finds the running server, and after a stop the next start has the same URL and data."""
    url = ensure_running(folder)
    run_sql(url, "CREATE TABLE kept AS SELECT 7 AS number")
    number = postmaster(folder)
    assert ensure_running(folder) == url == url_of(folder)
    assert postmaster(folder) == number
    assert stop(folder)
    assert ensure_running(folder) == url
    assert value(url, "SELECT number FROM kept") == 7


def test_a_missing_database_is_created(folder: Path) -> None:
    """A server that lost its database, as after a start that was cut short, gets it again."""
    url = ensure_running(folder)
    run_sql(url.replace("@/creneau", "@/postgres"), "DROP DATABASE creneau")
    assert value(ensure_running(folder), "SELECT 1") == 1


def test_stop_says_whether_the_server_ran(folder: Path) -> None:
    """A stop ends every process of the server; a second one finds nothing."""
    ensure_running(folder)
    assert is_alive(folder)
    assert stop(folder)
    assert not is_alive(folder)
    assert not is_held(folder / "server.lock")
    assert not stop(folder)


def test_nothing_is_made_by_asking(tmp_path: Path) -> None:
    """Asking or stopping in a folder that is not there creates none."""
    assert not is_alive(tmp_path / "none")
    assert not stop(tmp_path / "none")
    assert not list(tmp_path.iterdir())


def test_a_killed_server_comes_back(folder: Path) -> None:
    """After SIGKILL under a live connection the server is seen dead, and started anew with what was committed."""
    url = ensure_running(folder)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        kill_postmaster(folder)
        assert not is_alive(folder)
        assert ensure_running(folder) == url
        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")
    assert value(url, "SELECT number FROM kept") == 7


def test_leftover_processes_are_waited_for(folder: Path) -> None:
    """A backend still at work after the postmaster was killed is gone before the next server starts."""
    url = ensure_running(folder)
    run_sql(url, "CREATE TABLE kept AS SELECT 7 AS number")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET statement_timeout = '1s'")
        backend = connection.info.backend_pid
        working = threading.Thread(target=_work, args=(connection,))
        working.start()
        wait_until(lambda: value(url, f"SELECT state FROM pg_stat_activity WHERE pid = {backend}") == "active")
        kill_postmaster(folder)
        assert is_living(backend)
        ensure_running(folder)
        assert not is_living(backend)
        working.join()
    assert value(url, "SELECT number FROM kept") == 7


def _work(connection: psycopg.Connection) -> None:
    with pytest.raises(psycopg.Error):
        connection.execute("DO $$ BEGIN LOOP END LOOP; END $$")


@pytest.mark.parametrize("died", [True, False], ids=["killed", "stopped"])
def test_a_stale_number_fools_nobody(folder: Path, died: bool) -> None:
    """A postmaster.pid and a socket lock with the number of a living stranger neither stop a start nor harm him."""
    url = ensure_running(folder)
    cluster = (folder / "postgres").stat()
    text = (folder / "postgres" / "postmaster.pid").read_text()
    if died:
        kill_postmaster(folder)
    else:
        stop(folder)
    switch = {"user": cluster.st_uid, "group": cluster.st_gid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], **switch) as stranger:  # type: ignore[call-overload]
        stale = "\n".join([str(stranger.pid), *text.splitlines()[1:]])
        (folder / "postgres" / "postmaster.pid").write_text(stale)
        (folder / "run" / ".s.PGSQL.5432.lock").write_text(stale)
        try:
            assert not is_alive(folder)
            assert not stop(folder)
            assert ensure_running(folder) == url
            assert stranger.poll() is None
        finally:
            stranger.kill()
    assert postmaster(folder) != stranger.pid


def test_the_server_is_nobodys_child(folder: Path) -> None:
    """The server outlives the process that started it, and does not hear a Ctrl-C in its terminal."""
    begin(STARTS, folder).communicate(timeout=60)
    number = postmaster(folder)
    assert is_living(number)
    assert os.getsid(number) != os.getsid(0)


def test_nobody_else_reaches_the_server(folder: Path) -> None:
    """The server listens on no network, and its socket lies in a folder closed to all but its account."""
    url = ensure_running(folder)
    assert value(url, "SHOW listen_addresses") == ""
    assert value(url, "SHOW unix_socket_directories") == f'"{folder / "run"}"'
    assert (folder / "run").stat().st_mode & 0o777 == 0o700
    assert (folder / "run").stat().st_uid == (folder / "postgres").stat().st_uid


def test_settings_are_safe(empty_folder: Path) -> None:
    """What was committed is on the disk; as many connections as several workers need are allowed."""
    url = ensure_running(empty_folder)
    names = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums", "max_connections", "TimeZone")
    assert [value(url, f"SHOW {name}") for name in names] == ["on", "on", "on", "on", "200", "UTC"]


def test_the_log_holds_nothing_about_patients(folder: Path) -> None:
    """Refused statements and a crash while one runs leave no value of theirs in the log."""
    url = ensure_running(folder)
    run_sql(url, "CREATE TABLE patient (pseudonym text PRIMARY KEY)", f"INSERT INTO patient VALUES ('{SECRET}')")
    for statement in (f"INSERT INTO patient VALUES ('{SECRET}')", f"SELECT '{SECRET}'::int", f"SELECT {SECRET}"):
        with pytest.raises(psycopg.Error), psycopg.connect(url) as connection:
            connection.execute(statement)
    with psycopg.connect(url) as connection:
        threading.Timer(0, _kill_when_asleep, [url, connection.info.backend_pid]).start()
        with pytest.raises(psycopg.Error):
            connection.execute(f"SELECT pg_sleep(60), '{SECRET}'")
    log = folder / "postgres.log"
    wait_until(lambda: "terminated by signal 9" in log.read_text())
    assert SECRET not in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_server_that_recovers_is_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stop that comes right after a crash waits for the recovery, and ends well."""
    monkeypatch.setattr("api.store.embedded.server.PATIENCE", 20)
    url = ensure_running(folder)
    with psycopg.connect(url) as connection:
        os.kill(connection.info.backend_pid, signal.SIGKILL)
        with pytest.raises(psycopg.Error):
            connection.execute("SELECT 1")
    wait_until(lambda: "reinitializing" in (folder / "postgres.log").read_text())
    assert stop(folder)
    assert "immediate shutdown" not in (folder / "postgres.log").read_text()


def _kill_when_asleep(url: str, backend: int) -> None:
    query = f"SELECT coalesce(wait_event, '') FROM pg_stat_activity WHERE pid = {backend}"
    wait_until(lambda: value(url, query) == "PgSleep")
    os.kill(backend, signal.SIGKILL)


def test_a_server_that_cannot_start_says_why(folder: Path) -> None:
    """A setting that PostgreSQL refuses comes back in the error with the end of its log; without it all is well."""
    ensure_running(folder)
    stop(folder)
    settings = folder / "postgres" / "postgresql.auto.conf"
    settings.write_text("max_connections = many\n")
    with pytest.raises(DatabaseError) as told:
        ensure_running(folder)
    assert 'invalid value for parameter "max_connections"' in told.value.in_language("fr")
    settings.write_text("")
    assert value(ensure_running(folder), "SELECT 1") == 1


def test_a_cluster_of_a_version_that_is_not_there(folder: Path) -> None:
    """A cluster that another version wrote is left alone, and the version is named."""
    ensure_running(folder)
    stop(folder)
    (folder / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(DatabaseError, match="PostgreSQL 9"):
        ensure_running(folder)


def test_what_a_cut_start_left_is_swept_away(empty_folder: Path) -> None:
    """A half-made cluster is never used, and removed by the next start."""
    (empty_folder / "postgres.part-x").mkdir()
    (empty_folder / "postgres.part-x" / "PG_VERSION").write_text("18\n")
    ensure_running(empty_folder)
    assert not list(empty_folder.glob("postgres.part-*"))


@pytest.mark.parametrize("name", ["x" * 120, "one,two", 'a"b'], ids=["long", "comma", "quote"])
def test_a_path_that_no_socket_takes(name: str) -> None:
    """Where the data folder's path cannot hold a socket, a private folder elsewhere does, the same at every start."""
    with a_data_folder() as above:
        url = ensure_running(above / name)
        place = socket_folder(url)
        try:
            assert value(url, "SELECT 1") == 1
            assert not place.is_relative_to(above)
            assert place.stat().st_mode & 0o777 == 0o700
            assert stop(above / name)
            assert ensure_running(above / name) == url
        finally:
            stop(above / name)
            shutil.rmtree(place)


def test_a_copy_of_a_data_folder_is_another_server(folder: Path) -> None:
    """A copied data folder does not take the original's server, reached through the recorded socket, for its own."""
    original, copy = folder / ("x" * 120), folder / ("y" * 120)
    url = ensure_running(original)
    stop(original)
    subprocess.run(["cp", "-a", original, copy], check=True)
    ensure_running(original)
    try:
        assert url_of(copy) != url
        assert not is_alive(copy)
    finally:
        stop(original)
        for one in (url, url_of(copy)):
            shutil.rmtree(socket_folder(one))


@pytest.mark.parametrize("name", ["with space", "été", "per%20cent", "a&b=c"])
def test_paths_with_odd_characters(folder: Path, name: str) -> None:
    """Blanks, accents and signs of URLs in the path stand in the URL so that it still leads there."""
    try:
        assert value(ensure_running(folder / name), "SELECT 1") == 1
    finally:
        stop(folder / name)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """A data folder that is a file, or lies under one, is refused as bad input that names it."""
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match="file"):
        ensure_running(tmp_path / "file")
    with pytest.raises(DatabaseError, match="below"):
        ensure_running(tmp_path / "file" / "below")
