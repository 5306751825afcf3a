"""Whoever leaves last stops the server, unless it was started to stay; whoever is killed leaves no trace."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from api.store.embedded import ensure_running, is_alive, is_used, used
from tests.api.embedded.processes import a_user, end, kill_postmaster, postmaster, wait_until
from tests.databases import run_sql

TERMINATED = 128 + signal.SIGTERM


def test_the_only_user_stops_the_server_at_sigterm(folder: Path) -> None:
    """SIGTERM of the process that uses the server alone stops the server."""
    with a_user(folder) as user:
        assert is_alive(folder)
        assert end(user, signal.SIGTERM) == TERMINATED
    assert not is_alive(folder)


def test_a_user_leaves_the_server_to_another(folder: Path) -> None:
    """SIGTERM of the process that started the server leaves it to another user, whose end stops it."""
    with a_user(folder) as first, a_user(folder) as second:
        end(first, signal.SIGTERM)
        assert is_alive(folder)
        assert end(second, signal.SIGTERM) == TERMINATED
    assert not is_alive(folder)


def test_ctrl_c_ends_cleanly(folder: Path) -> None:
    """Ctrl-C of the only user stops the server."""
    with a_user(folder) as user:
        end(user, signal.SIGINT)
    assert not is_alive(folder)


def test_a_killed_user_leaves_the_server_to_the_next(folder: Path) -> None:
    """After SIGKILL of its only user the same server serves the next one, who is not fooled by a stale user."""
    with a_user(folder) as user:
        number = postmaster(folder)
        end(user, signal.SIGKILL)
    assert is_alive(folder)
    assert not is_used(folder)
    with a_user(folder) as user:
        assert postmaster(folder) == number
        end(user, signal.SIGTERM)
    assert not is_alive(folder)


def test_a_server_started_to_stay_stays(folder: Path) -> None:
    """A server that was started on its own outlives its users."""
    ensure_running(folder)
    with used(folder):
        assert is_used(folder)
    assert is_alive(folder)


def test_a_users_child_does_not_stop_the_server(folder: Path) -> None:
    """A forked child of a user that leaves stops nothing: the server is its parent's."""
    child = -1
    try:
        with used(folder):
            child = os.fork()
            if child:
                os.waitpid(child, 0)
                assert is_alive(folder)
    finally:
        if child == 0:
            os._exit(0)
    assert not is_alive(folder)


def test_an_error_within_still_stops_the_server(folder: Path) -> None:
    """An error while the server is used ends its use, and is passed on."""
    with pytest.raises(ZeroDivisionError), used(folder):
        raise ZeroDivisionError
    assert not is_alive(folder)


def test_signals_are_given_back(folder: Path) -> None:
    """After its use the signals have their former handlers, and handlers of others are never replaced."""
    with used(folder):
        assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_watched_server_comes_back(folder: Path) -> None:
    """A server that is killed while it is watched is started again without anybody asking."""
    with used(folder, watch=True) as url:
        run_sql(url, "CREATE TABLE kept AS SELECT 7 AS number")
        number = postmaster(folder)
        kill_postmaster(folder)
        wait_until(lambda: is_alive(folder))
        assert postmaster(folder) != number
        run_sql(url, "SELECT number FROM kept")
    assert not is_alive(folder)
