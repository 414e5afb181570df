"""What Rasa itself has written is shown and erased, on both databases; nothing of anybody else's is."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from programme.conversations import Conversations
from programme.errors import BadValue, DatabaseBusy

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
SECRET = "Xylophone-wombat"


@pytest.fixture
def rasa_writes(url):
    """Rasa's own tracker store on the database: ``rasa_writes(sender, at, text, answer)``."""
    from rasa.core.tracker_store import SQLTrackerStore
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    store = SQLTrackerStore(Domain.empty(), host=url)

    def write(sender, at, text, answer):
        before = asyncio.run(store.retrieve_full_tracker(sender))
        tracker = before or DialogueStateTracker(sender, [])
        moment = at.timestamp()
        tracker.update(ActionExecuted("action_listen", timestamp=moment))
        tracker.update(UserUttered(text, {"name": "ask"}, timestamp=moment))
        tracker.update(BotUttered(answer, timestamp=moment + 1))
        asyncio.run(store.save(tracker))

    yield write
    SQLTrackerStore.Base.metadata.drop_all(store.engine)
    store.engine.dispose()


@pytest.fixture
def conversations(url):
    one = Conversations(url)
    yield one
    one.close()


def test_one_conversation_is_shown_and_erased(rasa_writes, conversations) -> None:
    rasa_writes("amina", NOON, "May they be sent back?", "No.")
    rasa_writes("amina", NOON + timedelta(minutes=1), "وماذا عن الأطفال؟", "نعم")
    rasa_writes("amina-group", NOON + timedelta(minutes=2), "In the group?", "Yes.")
    rasa_writes("aminata", NOON, "Somebody else", "Here.")
    spoken = [
        {"at": "2026-03-02T12:00:00+00:00", "from": "you", "text": "May they be sent back?"},
        {"at": "2026-03-02T12:00:01+00:00", "from": "attache", "text": "No."},
        {"at": "2026-03-02T12:01:00+00:00", "from": "you", "text": "وماذا عن الأطفال؟"},
        {"at": "2026-03-02T12:01:01+00:00", "from": "attache", "text": "نعم"},
    ]
    assert conversations.export("amina") == spoken
    assert [each["text"] for each in conversations.export("amina", parts=True)][4:] == ["In the group?", "Yes."]
    assert conversations.erase("amina") == 2
    assert conversations.export("amina") == []
    assert len(conversations.export("amina-group")) == 2
    assert conversations.erase("amina", parts=True) == 1
    assert conversations.erase("amina", parts=True) == 0
    assert len(conversations.export("aminata")) == 2
    rasa_writes("amina", NOON, "Again", "Yes.")  # and Rasa goes on with a new conversation
    assert [each["text"] for each in conversations.export("amina")] == ["Again", "Yes."]


def test_conversations_nobody_goes_on_with_are_erased_whole(rasa_writes, conversations) -> None:
    for number in range(3):
        rasa_writes(f"old-{number}", NOON - timedelta(days=40 + number), "long ago", "yes")
    rasa_writes("going on", NOON - timedelta(days=40), "long ago", "yes")
    rasa_writes("going on", NOON - timedelta(days=1), "yesterday", "yes")
    assert conversations.erase_idle(NOON - timedelta(days=30)) == 3
    assert conversations.erase_idle(NOON - timedelta(days=30)) == 0
    assert len(conversations.export("going on")) == 4
    assert conversations.export("old-0") == []


def test_what_is_not_there_yet_holds_nothing_and_is_not_made(tmp_path, url) -> None:
    file = tmp_path / "none" / "conversations.db"
    for address in (f"sqlite:///{file}", url):
        conversations = Conversations(address, f"sqlite:///{tmp_path / 'copies.db'}")
        assert (conversations.erase("amina"), conversations.erase_idle(NOON), conversations.export("amina")) == (
            0,
            0,
            [],
        )
        conversations.close()
    assert not file.parent.exists()
    assert not (tmp_path / "copies.db").exists()


def test_the_copy_of_the_event_broker_goes_too_and_no_word_stays_in_a_file(tmp_path) -> None:
    from rasa.core.brokers.sql import SQLEventBroker

    kept, copies = tmp_path / "kept.db", tmp_path / "copies.db"
    broker = SQLEventBroker(host=f"sqlite:///{copies}")
    for sender in ("amina", "boris", "old"):
        broker.publish({"event": "user", "sender_id": sender, "text": SECRET if sender != "boris" else "other"})
    broker.engine.dispose()
    _table(kept)
    _event(kept, "amina", NOON, SECRET)
    _event(kept, "boris", NOON, "other")
    _event(kept, "old", NOON - timedelta(days=90), SECRET)
    conversations = Conversations(f"sqlite:///{kept}", f"sqlite:///{copies}")
    assert conversations.erase("amina") == 1
    assert conversations.erase_idle(NOON - timedelta(days=30)) == 1
    conversations.close()
    with sqlite3.connect(copies) as connection:
        assert connection.execute("SELECT sender_id FROM events").fetchall() == [("boris",)]
    connection.close()
    assert {SECRET.encode() in file.read_bytes() for file in tmp_path.iterdir()} == {False}


def test_a_database_in_use_is_waited_for_and_then_said(tmp_path) -> None:
    file = tmp_path / "kept.db"
    _table(file)
    _event(file, "amina", NOON, "text")
    Conversations(f"sqlite:///{file}").export("amina")
    conversations = Conversations(f"sqlite:///{file}", busy_seconds=0.2)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusy):
        conversations.erase("amina")
    other.execute("ROLLBACK")
    other.close()
    assert conversations.erase("amina") == 1


def test_bad_values_are_refused(tmp_path) -> None:
    conversations = Conversations(f"sqlite:///{tmp_path / 'kept.db'}")
    with pytest.raises(BadValue):
        conversations.erase("")
    with pytest.raises(BadValue):
        conversations.erase_idle(datetime(2026, 3, 2))


def _table(file) -> None:
    engine = sa.create_engine(f"sqlite:///{file}", future=True)
    from rasa.core.tracker_store import SQLTrackerStore

    SQLTrackerStore.Base.metadata.create_all(engine)
    engine.dispose()


def _event(file, sender, at, text) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(
            "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, 'user', ?, json_object('text', ?))",
            (sender, at.timestamp(), text),
        )
    connection.close()
