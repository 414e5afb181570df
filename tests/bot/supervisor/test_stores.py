"""Where conversations are kept: reached or named, and kept by Rasa's own stores as the files tell it to."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from bot.errors import StoreUnreachable
from bot.supervisor.endpoints import environment, write
from bot.supervisor.ports import free
from bot.supervisor.stores import check, check_database, check_redis, place
from settings import Settings
from tests.bot.processes import wait_for


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory):
    """A real PostgreSQL, over a Unix socket."""
    pgserver = pytest.importorskip("pgserver", reason="PostgreSQL comes as a wheel for some kinds of machine only")
    server = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def redis_url(tmp_path):
    """A real Redis, where there is one on this machine."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        pytest.skip("There is no redis-server on this machine.")
    port = free("127.0.0.1")
    process = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    url = f"redis://127.0.0.1:{port}/1"

    def answers() -> bool:
        try:
            check_redis(url, "ATTACHE_LOCK_URL")
        except StoreUnreachable:
            return False
        return True

    assert wait_for(answers)
    yield url
    process.terminate()
    process.wait()


def rasa_endpoints(settings: Settings, monkeypatch):
    """What Rasa makes of the files that we write for it."""
    from rasa.core.utils import AvailableEndpoints

    for name, value in environment(settings).items():
        if name.startswith("ATTACHE_"):
            monkeypatch.setenv(name, value)
    return AvailableEndpoints.read_endpoints(str(write(settings, settings.home / "run")[0]))


async def remember_and_recall(settings: Settings, monkeypatch) -> list[str]:
    """What a second engine finds of a conversation that a first one kept."""
    from rasa.core.tracker_store import TrackerStore
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import SlotSet, UserUttered

    config = rasa_endpoints(settings, monkeypatch).tracker_store
    first = TrackerStore.create(config, domain=Domain.empty())
    tracker = await first.get_or_create_tracker("delegate", append_action_listen=False)
    tracker.update(UserUttered("May a refugee be returned? ¿Y en el mar? 难民"))
    tracker.update(SlotSet("language", "es"))
    await first.save(tracker)
    second = TrackerStore.create(config, domain=Domain.empty())
    recalled = await second.retrieve("delegate")
    return [event.as_dict().get("text") or event.as_dict().get("value") for event in recalled.events]


async def test_conversations_are_kept_in_sqlite(tmp_path, monkeypatch):
    recalled = await remember_and_recall(Settings(home=tmp_path), monkeypatch)
    assert recalled == ["May a refugee be returned? ¿Y en el mar? 难民", "es"]
    assert (tmp_path / "conversations.db").stat().st_size > 0


async def test_conversations_are_kept_in_postgresql(tmp_path, postgresql, monkeypatch):
    settings = Settings(home=tmp_path, tracker_url=postgresql)
    check(settings)
    assert await remember_and_recall(settings, monkeypatch) == ["May a refugee be returned? ¿Y en el mar? 难民", "es"]
    assert not (tmp_path / "conversations.db").exists()


async def test_every_event_also_goes_to_the_events_database(tmp_path, monkeypatch):
    from rasa.core.brokers.broker import EventBroker

    settings = Settings(home=tmp_path, events_url=f"sqlite:///{tmp_path}/events.db")
    broker = await EventBroker.create(rasa_endpoints(settings, monkeypatch).event_broker)
    broker.publish({"sender_id": "delegate", "event": "user", "text": "May a refugee be returned?"})
    with broker.session_scope() as session:
        rows = session.query(broker.SQLBrokerEvent).all()
    assert [row.sender_id for row in rows] == ["delegate"]


@pytest.mark.loopback
def test_locks_are_kept_in_redis(tmp_path, redis_url, monkeypatch):
    from rasa.core.lock_store import LockStore, RedisLockStore

    settings = Settings(home=tmp_path, lock_url=redis_url)
    check(settings)
    store = LockStore.create(rasa_endpoints(settings, monkeypatch).lock_store)
    assert type(store) is RedisLockStore
    ticket = store.issue_ticket("delegate")
    assert store.get_lock("delegate").last_issued == ticket


def test_a_database_that_is_away_is_named_without_its_password(tmp_path):
    url = f"postgresql://me:hush@/attache?host={tmp_path}"
    with pytest.raises(StoreUnreachable) as error:
        check_database(url, "ATTACHE_TRACKER_URL")
    assert str(error.value).startswith("The database at postgresql:///attache cannot be used: ")
    assert str(error.value).endswith("Start it, or correct ATTACHE_TRACKER_URL.")
    assert "hush" not in str(error.value)


def test_a_wrong_database_name_is_named(postgresql):
    url = postgresql.replace("/postgres?", "/nowhere?")
    assert url != postgresql
    with pytest.raises(StoreUnreachable, match=r'database "nowhere" does not exist'):
        check_database(url, "ATTACHE_TRACKER_URL")


@pytest.mark.loopback
def test_a_redis_that_is_away_is_named_without_its_password():
    port = free("127.0.0.1")
    with pytest.raises(StoreUnreachable) as error:
        check_redis(f"redis://:hush@127.0.0.1:{port}/1", "ATTACHE_LOCK_URL")
    assert str(error.value).startswith(f"The Redis at redis://127.0.0.1:{port}/1 cannot be used: ")
    assert str(error.value).endswith("Start it, or correct ATTACHE_LOCK_URL.")
    assert "hush" not in str(error.value)


def test_a_damaged_sqlite_file_is_named_and_kept(tmp_path):
    path = tmp_path / "conversations.db"
    path.write_bytes(b"not a database, but somebody's notes\n" * 100)
    with pytest.raises(StoreUnreachable) as error:
        check(Settings(home=tmp_path))
    assert str(error.value) == (
        f"The database {path} cannot be used: file is not a database. "
        "Make the folder writable, or move a damaged file away (a new one is made)."
    )
    assert path.read_bytes().startswith(b"not a database")


@pytest.mark.skipif(os.getuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreUnreachable, match=r"^The database .* cannot be used"):
        check(Settings(home=tmp_path))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://me:hush@db:5432/attache", "postgresql://db:5432/attache"),
        ("redis://:hush@cache/1", "redis://cache/1"),
        ("sqlite:////srv/attache/conversations.db", "/srv/attache/conversations.db"),
    ],
)
def test_a_place_has_neither_name_nor_password(url, expected):
    assert place(url) == expected
