"""Every test of this room runs on SQLite in a temporary folder and, where its wheel exists, on a real PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
import sqlalchemy as sa

from programme.bookings import Bookings
from programme.database import Database
from programme.inbox import Inbox
from programme.outbox import Outbox
from programme.people import People
from programme.questions import Questions
from programme.sessions import Sessions
from programme.staff import Staff


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory):
    """A real PostgreSQL, over a Unix socket."""
    pgserver = pytest.importorskip("pgserver", reason="PostgreSQL comes as a wheel for some kinds of machine only")
    server = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'attache.db'}"
        return
    address = request.getfixturevalue("postgresql")
    yield address
    database = Database(address)
    with database.session() as session:
        session.execute(sa.text("DROP SCHEMA public CASCADE"))
        session.execute(sa.text("CREATE SCHEMA public"))
    database.close()


@pytest.fixture
def database(url):
    """A database with its tables."""
    database = Database(url)
    database.create()
    yield database
    database.close()


@pytest.fixture
def inbox(database):
    return Inbox(database)


@pytest.fixture
def outbox(database):
    return Outbox(database)


@pytest.fixture
def people(database):
    return People(database)


@pytest.fixture
def team(database):
    return Staff(database)


@pytest.fixture
def queue(database):
    return Questions(database)


@pytest.fixture
def noon():
    return datetime(2026, 3, 2, 12, tzinfo=timezone.utc)


@pytest.fixture
def sessions(database):
    return Sessions(database)


@pytest.fixture
def bookings(database):
    return Bookings(database)


@pytest.fixture
def somebody(people):
    """Makes people, each behind a key."""

    def one(key: str) -> str:
        return people.remember("telegram", key, consent=datetime(2027, 1, 4, 12, tzinfo=timezone.utc)).id

    return one
