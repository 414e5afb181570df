"""Files of replies, saved where one is."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.attachments import NOBODY
from bot.replies import Attachment, Reply
from bot.terminal_files import TerminalFiles
from programme import Bookings, Database, People, Plan, Sessions

SENDER = "terminal-1000"


@pytest.fixture
def database(tmp_path):
    one = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    one.create()
    yield one
    one.close()


@pytest.fixture
def session(database):
    now = datetime.now(timezone.utc)
    starts = (now + timedelta(days=3)).replace(tzinfo=None, second=0, microsecond=0)
    one = Sessions(database).add(Plan(title="Climate mobility", starts=starts, minutes=90, zone="UTC"), now)
    person = People(database).remember("terminal", SENDER, consent=now)
    Bookings(database).register(one.id, person.id, now)
    return one


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "here"
    made.mkdir()
    return made


def reply(path, name="attache-session.ics", language="en"):
    return Reply("Done.", language, attachments=(Attachment(name, "text/calendar", path),))


def files(database, folder, sender=SENDER):
    return TerminalFiles(f"sqlite:///{database.file}", NOBODY, sender, folder)


def test_it_is_saved_and_its_place_is_told(database, session, folder):
    saves = files(database, folder)
    for _ in range(2):  # of the same session the newest counts
        lines = saves.save(reply(f"calendar:{session.id}"))
        assert lines == [f"Saved for your calendar: {folder}/attache-session-{session.id}.ics"]
    [file] = folder.iterdir()
    assert b"METHOD:REQUEST" in file.read_bytes()


def test_of_somebody_else_it_is_the_public_side(database, session, folder):
    files(database, folder, "terminal-2000").save(reply(f"calendar:{session.id}", language="fr"))
    [file] = folder.iterdir()
    assert b"METHOD:PUBLISH" in file.read_bytes()


@pytest.mark.parametrize("path", ["calendar:nobody", "calendar:", "calendar:../../x"])
def test_what_is_not_there_is_said(database, folder, path):
    assert files(database, folder).save(reply(path)) == ["The file attache-session.ics could not be made just now."]
    assert list(folder.iterdir()) == []


def test_a_name_leads_to_no_other_folder(database, session, folder):
    files(database, folder).save(reply(f"calendar:{session.id}", name="../../x.ics"))
    assert [file.name for file in folder.iterdir()] == [f"x-{session.id}.ics"]


def test_a_folder_that_cannot_be_written_is_said(database, session, folder):
    [line] = files(database, folder / "gone").save(reply(f"calendar:{session.id}", language="es"))
    assert line.startswith("No se ha podido guardar el archivo attache-session.ics: ")


def test_a_reply_without_files_says_nothing(database, folder):
    assert files(database, folder).save(Reply("Done.", "en")) == []
