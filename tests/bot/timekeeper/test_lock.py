"""One at a time, whoever ends and however."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.timekeeper.lock import Lock
from programme import Database

PROJECT = Path(__file__).resolve().parents[3]
_HOLD = """
import sys, time
from pathlib import Path
from bot.timekeeper.lock import Lock
from programme import Database
lock = Lock(Path(sys.argv[1]), Database(sys.argv[2]))
print(lock.held(), flush=True)
time.sleep(600)
"""


def test_the_first_has_it_until_it_lets_go(tmp_path, database):
    one, two = Lock(tmp_path, database), Lock(tmp_path, database)
    assert (one.held(), two.held(), one.held()) == (True, False, True)
    one.release()
    assert (two.held(), one.held()) == (True, False)
    two.release()


def test_a_holder_that_is_killed_has_it_no_longer(tmp_path, database):
    command = [sys.executable, "-c", _HOLD, str(tmp_path), f"sqlite:///{tmp_path / 'attache.db'}"]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"True\n"
        lock = Lock(tmp_path, database)
        assert not lock.held()
        process.kill()
        process.wait(10)
    assert lock.held()
    lock.release()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    pgserver = pytest.importorskip("pgserver", reason="PostgreSQL comes as a wheel for some kinds of machine only")
    one = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield one.get_uri()
    one.cleanup()


@pytest.fixture
def machines(server, tmp_path):
    """Two machines with a home folder each, and one PostgreSQL."""
    databases = [Database(server) for _ in range(2)]
    yield [Lock(tmp_path / str(number), database) for number, database in enumerate(databases)]
    for one in databases:
        one.close()


def test_of_two_machines_one_has_it(machines):
    one, two = machines
    assert (one.held(), two.held(), one.held()) == (True, False, True)
    one.release()
    assert (two.held(), one.held()) == (True, False)
    two.release()


def test_a_connection_that_breaks_loses_it(machines, server):
    one, two = machines
    assert one.held()
    other = Database(server)
    with other.engine.connect() as connection:
        ending = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        connection.execute(sa.text(ending))
    other.close()
    assert two.held()
    assert not one.held()
    two.release()
    assert one.held()
    one.release()
