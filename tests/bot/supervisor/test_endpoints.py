"""What Rasa is told, read back with Rasa's own reader."""

from __future__ import annotations

import stat

import pytest
import yaml
from pydantic import SecretStr

from bot.supervisor.endpoints import (
    actions_environment,
    conversations_url,
    credentials,
    endpoints,
    environment,
    telegram_environment,
    timekeeper_environment,
    write,
)
from settings import PROJECT, Settings

SECRET = {
    "tracker_url": "postgresql://me:hush@db/attache",
    "lock_url": "rediss://worker:qui%40et@cache:6380/2",
    "events_url": "postgresql://me:hush@other/events",
    "database_url": "postgresql://me:hush@db/remembered",
    "telegram_token": "123456789:hush-hush-hush",
    "speech_key": "sk-hush",
}


@pytest.fixture
def plain(tmp_path):
    return Settings(home=tmp_path)


@pytest.fixture
def secret(tmp_path):
    return Settings(home=tmp_path, **SECRET)


def test_by_default_everything_stays_on_this_machine(plain, tmp_path):
    assert endpoints(plain) == {
        "action_endpoint": {"url": "http://127.0.0.1:5055/webhook"},
        "nlg": {"type": "nlu.nlg.CatalogueGenerator"},
        "tracker_store": {"type": "SQL", "url": "${ATTACHE_TRACKER_URL}"},
    }
    assert environment(plain)["ATTACHE_TRACKER_URL"] == f"sqlite:///{tmp_path}/conversations.db"


def test_stores_come_from_the_settings(secret):
    found = endpoints(secret)
    assert found["lock_store"] == {
        "type": "redis",
        "url": "cache",
        "port": 6380,
        "db": 2,
        "use_ssl": True,
        "key_prefix": "attache",
        "username": "${ATTACHE_LOCK_USER}",
        "password": "${ATTACHE_LOCK_PASSWORD}",
    }
    assert found["event_broker"] == {"type": "SQL", "url": "${ATTACHE_EVENTS_URL}"}


def test_a_redis_without_a_password_gets_none(tmp_path):
    store = endpoints(Settings(home=tmp_path, lock_url="redis://cache"))["lock_store"]
    assert store == {
        "type": "redis",
        "url": "cache",
        "port": 6379,
        "db": 0,
        "use_ssl": False,
        "key_prefix": "attache",
    }


def test_secrets_are_in_the_environment_and_nowhere_else(secret, tmp_path):
    found = environment(secret)
    assert found["ATTACHE_TRACKER_URL"] == SECRET["tracker_url"]
    assert found["ATTACHE_EVENTS_URL"] == SECRET["events_url"]
    assert (found["ATTACHE_LOCK_USER"], found["ATTACHE_LOCK_PASSWORD"]) == ("worker", "qui@et")
    written = "".join(path.read_text() for path in write(secret, tmp_path / "run"))
    assert "hush" not in written
    assert "qui" not in written


def test_children_get_these_very_settings(plain, tmp_path):
    found = environment(plain)
    assert found["ATTACHE_HOME"] == str(tmp_path)
    assert found["ATTACHE_RASA_PORT"] == "5005"
    assert found["ATTACHE_INDEX_PATH"] == ""
    assert {f"ATTACHE_{field.upper()}" for field in Settings.__fields__} <= set(found)


def test_nothing_is_sent_to_anybody(plain):
    found = environment(plain)
    assert (found["RASA_TELEMETRY_ENABLED"], found["HF_HUB_OFFLINE"]) == ("false", "1")


def test_bytecode_is_kept_where_writing_beside_the_sources_is_not_wanted(plain, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    found = environment(plain)
    assert "PYTHONDONTWRITEBYTECODE" not in found
    assert found["PYTHONPYCACHEPREFIX"] == str(PROJECT / "var" / "cache" / "bytecode")


def test_files_are_private_and_say_what_the_functions_say(plain, tmp_path):
    paths = write(plain, tmp_path / "run" / "5005")
    assert [yaml.safe_load(path.read_text()) for path in paths] == [endpoints(plain), credentials()]
    assert [path.name for path in sorted(paths[0].parent.iterdir())] == ["credentials.yml", "endpoints.yml"]
    assert stat.S_IMODE(paths[0].parent.stat().st_mode) == 0o700


def test_where_conversations_are(plain, secret, tmp_path):
    assert conversations_url(plain) == f"sqlite:///{tmp_path}/conversations.db"
    assert conversations_url(secret) == SECRET["tracker_url"]


def test_the_token_goes_to_the_process_that_talks_to_telegram_and_to_no_other(secret, monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", SECRET["telegram_token"])
    others, telegram = environment(secret), telegram_environment(secret)
    assert [name for name, value in others.items() if SECRET["telegram_token"] in value] == []
    assert [name for name, value in telegram.items() if SECRET["telegram_token"] in value] == ["ATTACHE_TELEGRAM_TOKEN"]
    different = {name for name, value in telegram.items() if others[name] != value}
    assert different == {"ATTACHE_TELEGRAM_TOKEN", "ATTACHE_DATABASE_URL", "ATTACHE_SPEECH_KEY"}
    assert [name for name, value in telegram.items() if SECRET["speech_key"] in value] == ["ATTACHE_SPEECH_KEY"]
    assert telegram["ATTACHE_DATABASE_URL"] == SECRET["database_url"]


def test_the_password_of_the_calendar_server_goes_to_the_timekeeper_and_to_no_other(plain):
    secret = plain.copy(update={"caldav_password": SecretStr("hush-hush")})
    for others in (environment(secret), telegram_environment(secret)):
        assert [name for name, value in others.items() if "hush-hush" in value] == []
    timekeeper = timekeeper_environment(secret)
    assert [name for name, value in timekeeper.items() if "hush-hush" in value] == ["ATTACHE_CALDAV_PASSWORD"]
    assert timekeeper["ATTACHE_DATABASE_URL"] == plain.database


def test_the_action_server_has_the_database_of_the_programme_and_no_other_secret_more(secret):
    others, actions = environment(secret), actions_environment(secret)
    assert {name for name, value in actions.items() if others[name] != value} == {"ATTACHE_DATABASE_URL"}
    assert actions["ATTACHE_DATABASE_URL"] == SECRET["database_url"]


def test_what_is_remembered_lies_in_the_home_folder_by_default(plain, tmp_path):
    assert telegram_environment(plain)["ATTACHE_DATABASE_URL"] == f"sqlite:///{tmp_path}/attache.db"
