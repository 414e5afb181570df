"""The tables change from version to version without a loss, whatever happens on the way."""

from __future__ import annotations

import logging
import signal
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from programme.database import Database
from programme.errors import DatabaseFailed, DatabaseNewer
from programme.inbox import Inbox
from programme.models import metadata
from programme.people import People, Person
from tests.programme.workers import finish, start

BEFORE = Path(__file__).parent / "before"
OLD = {"channels", "inbox", "outbox", "people", "telegram_newest", "telegram_sent"}
ROWS = """
INSERT INTO people (id, language, consented_at) VALUES ('p', 'fr', '2026-03-02 12:00:00+00:00');
INSERT INTO channels (channel, key, person) VALUES ('telegram', '77', 'p');
INSERT INTO inbox (channel, update_id, chat, sender, payload, state, claims, received_at)
VALUES ('telegram', 5, '77', '77', 'text', 'open', 0, '2026-03-02 12:00:00+00:00');
INSERT INTO telegram_sent (update_id, part, message_id, last) VALUES (5, 0, 61, '0');
INSERT INTO telegram_newest (id, message_id) VALUES (1, 62)
"""


@pytest.fixture(scope="module")
def kept():
    return False


def tables(database):
    return set(sa.inspect(database.engine).get_table_names()) - {"sqlite_sequence"}  # SQLite's own


def structure(database):
    """Every table with its columns, keys and indexes, under their names."""
    inspector = sa.inspect(database.engine)
    return {
        name: [
            plain(look(name))
            for look in (
                inspector.get_columns,
                inspector.get_pk_constraint,
                inspector.get_indexes,
                inspector.get_unique_constraints,
                inspector.get_check_constraints,
                inspector.get_foreign_keys,
            )
        ]
        for name in tables(database)
    }


def plain(value):
    """What can be compared."""
    if isinstance(value, dict):
        return sorted((key, plain(one)) for key, one in value.items())
    return sorted(map(plain, value), key=str) if isinstance(value, list) else str(value)


def rows(database, *names):
    with database.session(write=False) as session:
        return [[tuple(row) for row in session.execute(sa.select(metadata.tables[name]))] for name in names]


def version(database):
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def of_before(url):
    """A database of the version before revisions, with somebody in it."""
    database = Database(url)
    with database.session() as session:
        script = (BEFORE / ("sqlite.sql" if database.file else "postgresql.sql")).read_text()
        for statement in (script + ROWS).split(";\n"):
            if statement.strip():
                session.execute(sa.text(statement))
    return database


def is_whole(database, noon):
    assert People(database).of("telegram", "77") == Person("p", "fr", noon, None)
    assert Inbox(database).claim("telegram", now=noon).payload == "text"
    assert rows(database, "telegram_sent", "telegram_newest") == [[(5, 0, 61, False)], [(1, 62)]]


def test_the_revisions_make_what_the_models_say(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [change for change in compare_metadata(context, metadata) if "sqlite_sequence" not in str(change)]
        assert found == []


def test_there_and_back_and_there_again(database):
    made = structure(database)
    database.downgrade("base")
    assert tables(database) == {"alembic_version"}
    database.create()
    assert structure(database) == made


def test_on_the_way_back_a_person_is_not_lost(database, people, noon):
    person = people.remember("telegram", "77", consent=noon)
    database.downgrade("0001_first")
    assert tables(database) == OLD - {"telegram_newest", "telegram_sent"} | {"alembic_version"}
    assert rows(database, "channels") == [[("telegram", "77", person.id)]]
    database.create()
    assert people.of("telegram", "77") == person


def test_tables_from_before_revisions_are_taken_over(url, noon):
    database = of_before(url)
    database.create()
    is_whole(database, noon)
    taken_over = structure(database)
    database.downgrade("base")
    database.create()
    assert structure(database) == taken_over
    database.close()


def test_processes_that_take_it_over_at_once_all_succeed(url, noon):
    database = of_before(url)
    finish([start("create", url) for _ in range(3)])
    is_whole(database, noon)
    database.close()


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE alembic_version", "DROP TABLE telegram_sent_before", "ADD COLUMN zone"]
)
def test_killed_on_the_way_it_is_as_it_was(url, statement, noon):
    database = of_before(url)
    before = structure(database)
    process = start(f"create until {statement}", url)
    process.stdout.readline()
    process.communicate("go\n", timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert structure(database) == before
    database.create()
    is_whole(database, noon)
    database.close()


def test_tables_of_a_later_version_are_left_alone(database):
    with database.session() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '9999_later'"))
    before = structure(database)
    with pytest.raises(DatabaseNewer) as caught:
        database.create()
    assert str(caught.value).startswith(
        f"The tables of {database.shown} are at 9999_later, which this version does not know; it knows up to 0"
    )
    assert (structure(database), version(database)) == (before, "9999_later")


def test_a_row_that_belongs_to_none_is_no_reason_to_lose_it(url):
    database = of_before(url)
    if not database.file:
        pytest.skip("PostgreSQL keeps watch all the time")
    with sqlite3.connect(database.file) as connection:  # another program, which keeps no watch
        connection.execute("INSERT INTO channels VALUES ('telegram', '78', 'nobody')")
    before = structure(database)
    with pytest.raises(DatabaseFailed) as caught:
        database.create()
    assert str(caught.value) == f"{database.shown} has rows that belong to none. Its tables were left as they were."
    assert structure(database) == before


def test_nothing_is_said_about_it(url, caplog, capfd):
    caplog.set_level(logging.INFO)
    database = Database(url)
    database.create()
    database.close()
    assert [record for record in caplog.records if record.name.startswith("alembic")] == []
    assert capfd.readouterr() == ("", "")
