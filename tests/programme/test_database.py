"""The database: made once, waited for, and honest when it cannot be used."""

from __future__ import annotations

import sqlite3
import threading

import pytest
import sqlalchemy as sa

from programme.database import Database
from programme.errors import BadDatabaseUrl, DatabaseBusy, DatabaseFailed
from programme.models import metadata, people
from tests.programme.workers import finish, start


@pytest.fixture(scope="module")
def kept():
    return False


def names(database):
    with database.session(write=False) as session:
        return [row.id for row in session.execute(sa.select(people).order_by(people.c.id))]


def names_written(database):
    with database.session() as session:
        return session.execute(sa.select(people.c.id)).all()


def test_processes_that_make_the_tables_at_once_all_succeed(url):
    finish([start("create", url) for _ in range(4)])
    database = Database(url)
    made = set(sa.inspect(database.engine).get_table_names()) - {"sqlite_sequence"}  # SQLite's own
    assert made == {*metadata.tables, "alembic_version"}
    database.close()


def test_tables_that_are_there_are_left_alone(database):
    with database.session() as session:
        session.execute(sa.insert(people).values(id="one"))
    database.create()
    assert names(database) == ["one"]


def test_a_session_that_fails_leaves_nothing(database):
    with pytest.raises(RuntimeError), database.session() as session:
        session.execute(sa.insert(people).values(id="one"))
        raise RuntimeError
    assert names(database) == []


def test_whoever_is_second_waits_for_the_first(database):
    with database.session() as session:
        session.execute(sa.insert(people).values(id="one"))

    def add(letter):
        with database.session() as session:
            row = session.execute(sa.select(people).where(people.c.id == "one").with_for_update()).one()
            session.execute(sa.update(people).values(language=(row.language or "") + letter))

    threads = [threading.Thread(target=add, args=[letter]) for letter in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.session(write=False) as session:
        assert sorted(session.execute(sa.select(people.c.language)).scalar_one()) == list("abcdefgh")


def test_a_wait_has_an_end_and_says_so(database, url):
    impatient = Database(url, busy_seconds=0.1)
    with database.session() as session:
        session.execute(sa.insert(people).values(id="one"))
        with pytest.raises(DatabaseBusy) as caught, impatient.session() as other:
            other.execute(sa.insert(people).values(id="one"))
    assert str(caught.value) == f"{impatient.shown} was busy for more than 0.1 seconds. Try again."
    impatient.close()


def test_who_only_reads_waits_for_nobody(database, url):
    with database.session() as session:
        session.execute(sa.insert(people).values(id="one"))
        impatient = Database(url, busy_seconds=0.1)
        assert names(impatient) == []
        impatient.close()
    assert names(database) == ["one"]


def test_sqlite_is_set_to_lose_nothing_and_is_its_owner_s_alone(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'deep' / 'a.db'}")
    database.create()
    with database.session() as session:
        said = [
            session.execute(sa.text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        ]
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in database.file.parent.iterdir()}
    assert said == ["wal", 2, 1, 1, 30000]
    assert modes == {"a.db": "0o600", "a.db-shm": "0o600", "a.db-wal": "0o600"}


@pytest.mark.parametrize(
    ("url", "text"),
    [
        (
            "nothing at all",
            "The database's address cannot be read. Write it as sqlite:////folder/file.db or postgresql://user@host/name.",
        ),
        ("mysql://u:secret@h/d", "The database is 'mysql'. It must be sqlite or postgresql."),
        (
            "sqlite://",
            "The database is in memory, where no other process sees it. Name a file: sqlite:////folder/file.db.",
        ),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url, text):
    with pytest.raises(BadDatabaseUrl) as caught:
        Database(url)
    assert str(caught.value) == text


def test_an_old_name_of_postgresql_is_understood():
    assert Database("postgres://me:secret@localhost/d").shown == "postgresql://me:***@localhost/d"


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path):
    database = Database(f"postgresql://me:secret@/d?host={tmp_path}")
    with pytest.raises(DatabaseFailed) as caught:
        database.create()
    assert (
        str(caught.value)
        == f"{database.shown} is not reached or cannot be used. Check that it runs and may be written."
    )
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "a.db").write_text("This is a letter, and a long one, of more than a hundred bytes. " * 4)
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(DatabaseFailed):
        database.create()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").touch()
    database = Database(f"sqlite:///{tmp_path / 'file' / 'a.db'}")
    with pytest.raises(DatabaseFailed) as caught:
        database.create()
    assert str(caught.value).startswith(f"{tmp_path / 'file' / 'a.db'} cannot be made: ")


def test_missing_tables_are_no_silent_failure(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(DatabaseFailed):
        names(database)


def test_another_program_s_lock_is_waited_for_too(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'a.db'}", busy_seconds=0.1)
    database.create()
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy):
        names_written(database)
    other.execute("COMMIT")
    other.close()
    with database.session() as session:
        session.execute(sa.insert(people).values(id="one"))
    assert names(database) == ["one"]
