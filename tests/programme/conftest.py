"""Every test of this room runs on SQLite in a temporary folder and, where its wheel exists, on a real PostgreSQL."""

from __future__ import annotations

import shutil
from datetime import datetime, timezone

import pytest
import sqlalchemy as sa

from programme.bookings import Bookings
from programme.database import Database
from programme.inbox import Inbox
from programme.models import metadata
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
    """The address of a database: empty, or for the fixture ``database`` with its tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'attache.db'}"
        return
    if "database" in request.fixturenames and request.getfixturevalue("kept"):
        yield request.getfixturevalue("postgresql_kept")
        return
    address = request.getfixturevalue("postgresql")
    yield address
    database = Database(address)
    with database.session() as session:
        session.execute(sa.text("DROP SCHEMA public CASCADE"))
        session.execute(sa.text("CREATE SCHEMA public"))
    database.close()


@pytest.fixture(scope="module")
def kept():
    """Whether tests may share the tables; a module that changes the tables themselves says no."""
    return True


@pytest.fixture(scope="session")
def sqlite_kept(tmp_path_factory):
    """A file of SQLite with its tables. A copy of it is there much sooner than all the revisions."""
    file = tmp_path_factory.mktemp("kept") / "attache.db"
    create(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgresql_kept(postgresql):
    """A database of PostgreSQL with its tables, beside the one that begins empty."""
    server = sa.create_engine(sa.engine.make_url(postgresql), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE kept"))
    server.dispose()
    address = sa.engine.make_url(postgresql).set(database="kept").render_as_string(hide_password=False)
    create(address)
    return address


def create(url: str) -> None:
    database = Database(url)
    database.create()
    database.close()


def empty(database: Database) -> None:
    """Take every row out of PostgreSQL's tables, and begin every number anew."""
    with database.session() as session:
        each = (
            sa.select(sa.literal(name)).where(sa.exists().select_from(one)) for name, one in metadata.tables.items()
        )
        full = session.execute(sa.union_all(*each)).scalars().all()
        if full:
            session.execute(sa.text(f"TRUNCATE {', '.join(full)} CASCADE"))
        used = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
        for name in session.execute(sa.text(used)).scalars().all():
            session.execute(sa.text(f"ALTER SEQUENCE {name} RESTART"))


@pytest.fixture
def database(request, url, kept, tmp_path):
    """A database with its tables."""
    database = Database(url)
    if not kept:
        database.create()
    elif url.startswith("sqlite"):
        shutil.copy(request.getfixturevalue("sqlite_kept"), tmp_path / "attache.db")
    yield database
    if kept and not url.startswith("sqlite"):
        empty(database)
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
