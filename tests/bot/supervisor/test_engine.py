"""What has to be right before anything is started. (The engine itself at work: tests/conversations.)"""

from __future__ import annotations

import io
import socket
import tarfile

import pytest
from pydantic import SecretStr

from bot.errors import AlreadyRunning, NotBuilt, PortInUse, StoreUnreachable, TokenRefused
from bot.supervisor import Engine, running
from bot.supervisor.ports import free
from settings import Settings
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback


def add_model(settings: Settings) -> None:
    settings.models_dir.mkdir()
    with tarfile.open(settings.models_dir / "attache.tar.gz", "w:gz") as archive:
        about = tarfile.TarInfo("metadata.json")
        about.size = 2
        archive.addfile(about, io.BytesIO(b"{}"))


@pytest.fixture
def settings(tmp_path):
    return Settings(home=tmp_path, rasa_port=free("127.0.0.1"), actions_port=free("127.0.0.1"))


def test_without_a_model_it_says_what_builds_one(settings):
    with pytest.raises(NotBuilt) as error:
        Engine(settings).start()
    assert str(error.value) == f"There is no trained model in {settings.models_dir} yet. Run: attache ready."


def test_a_model_that_is_cut_off_is_named(settings):
    add_model(settings)
    path = settings.models_dir / "attache.tar.gz"
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(NotBuilt) as error:
        Engine(settings).start()
    assert str(error.value) == f"The model {path} is cut off or is none. Delete it and run: attache train."


@pytest.mark.parametrize("name", ["rasa_port", "actions_port"])
def test_a_port_in_use_is_named_with_its_setting(settings, name):
    add_model(settings)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", getattr(settings, name)))
        listener.listen(1)
        with pytest.raises(PortInUse, match=rf"^Port {getattr(settings, name)} .* set ATTACHE_{name.upper()} "):
            Engine(settings).start()
    assert not settings.logs_dir.exists()  # nothing was started


def test_a_damaged_database_stops_the_start(settings):
    add_model(settings)
    (settings.home / "conversations.db").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreUnreachable):
        Engine(settings).start()


def test_after_a_failed_start_the_folder_is_free_again(settings):
    for _ in range(2):
        with pytest.raises(NotBuilt):
            Engine(settings).start()
    assert running(settings.home) is None


def test_one_engine_a_home_folder(settings):
    from bot.supervisor.state import StateFile

    state = StateFile(settings.home)
    state.hold()
    with pytest.raises(AlreadyRunning):
        Engine(settings).start()
    state.release()


def test_an_engine_of_ones_own_takes_free_ports_and_leaves_no_trace(settings):
    engine = Engine(settings, own_ports=True)
    assert engine.settings.rasa_port not in (settings.rasa_port, engine.settings.actions_port)
    assert engine.url == f"http://127.0.0.1:{engine.settings.rasa_port}"
    assert engine.actions_url == f"http://127.0.0.1:{engine.settings.actions_port}"
    with pytest.raises(NotBuilt):
        engine.start()
    assert not (settings.home / "run").exists()


@pytest.fixture
def api():
    with BotApi() as one:
        yield one


def with_telegram(settings: Settings, api: BotApi, token: str = "") -> Settings:
    add_model(settings)
    address = f"http://127.0.0.1:{api.port}"
    return Settings(**{**settings.dict(), "telegram_token": token or api.token, "telegram_url": address})


def test_a_token_that_telegram_does_not_know_stops_the_start(settings, api):
    with pytest.raises(TokenRefused, match=r"^Telegram \(.*\) does not accept the token\. ") as error:
        Engine(with_telegram(settings, api, "7000000001:another-one-altogether")).start()
    assert "another-one" not in str(error.value)
    assert not settings.logs_dir.exists()


def test_a_damaged_memory_of_people_stops_the_start(settings, api):
    (settings.home / "attache.db").write_bytes(b"no database" * 1000)
    with pytest.raises(StoreUnreachable, match=r"^The database .*/attache\.db cannot be used: "):
        Engine(with_telegram(settings, api)).start()


def parts_of(engine: Engine) -> list[str]:
    return [part.child.name for part in engine._prepare()]


def test_with_a_token_the_bot_is_a_part_and_its_name_is_known(settings, api):
    engine = Engine(with_telegram(settings, api))
    assert engine.telegram is None
    telegram = engine._prepare()[-1]
    assert (telegram.child.name, telegram.after) == ("Telegram bot", True)
    assert telegram.child.log == settings.logs_dir / "telegram.log"
    assert (telegram.watched, telegram.health().status) == (True, "loading")  # it has not been started
    assert api.token not in " ".join(telegram.child._command)
    assert engine.telegram == f"@{api.world.bot['username']}"


def test_without_a_token_nothing_is_asked(settings, api):
    add_model(settings)
    engine = Engine(Settings(**{**settings.dict(), "telegram_url": f"http://127.0.0.1:{api.port}"}))
    assert parts_of(engine) == ["dialogue engine", "action server", "timekeeper"]
    assert (engine.telegram, api.calls) == (None, [])


def test_the_timekeeper_is_a_part_without_its_password_in_the_command_line(settings):
    add_model(settings)
    engine = Engine(settings.copy(update={"caldav_password": SecretStr("hush-hush")}))
    timekeeper = engine._prepare()[-1]
    assert (timekeeper.child.name, timekeeper.after) == ("timekeeper", True)
    assert timekeeper.child.log == settings.logs_dir / "timekeeper.log"
    assert (timekeeper.watched, timekeeper.health().status) == (True, "loading")
    assert "hush-hush" not in " ".join(timekeeper.child._command)


def test_the_port_of_the_calendars_is_asked_for_where_they_are_served_only(settings):
    add_model(settings)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        taken = settings.copy(update={"calendar_port": listener.getsockname()[1]})
        assert parts_of(Engine(taken)) == ["dialogue engine", "action server", "timekeeper"]
        with pytest.raises(PortInUse, match="set ATTACHE_CALENDAR_PORT "):
            Engine(taken.copy(update={"calendar_url": "https://bot.example.org/calendar"})).start()


def test_an_engine_of_ones_own_leaves_telegram_to_the_one_that_listens(settings, api):
    engine = Engine(with_telegram(settings, api), own_ports=True)
    assert parts_of(engine) == ["dialogue engine", "action server"]
    assert api.calls == []


def test_a_telegram_that_is_away_is_no_reason_not_to_start(settings, api):
    settings = with_telegram(settings, api).copy(update={"telegram_url": f"http://127.0.0.1:{free('127.0.0.1')}"})
    engine = Engine(settings)
    assert parts_of(engine) == ["dialogue engine", "action server", "timekeeper", "Telegram bot"]
    assert engine.telegram == (
        f"Telegram ({settings.telegram_url}) is not reached from this machine. It is tried again until it works."
    )
