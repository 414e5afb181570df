"""What the doctor finds, check by check, on real files, ports and stores."""

from __future__ import annotations

import io
import os
import socket
import tarfile

import pytest

from bot import doctor
from bot.doctor import Finding, Level, examine
from bot.supervisor.ports import free
from bot.supervisor.state import Running, StateFile
from knowledge.encoder import Encoder, EnglishEncoder
from knowledge.index import update
from settings import Settings
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("ATTACHE_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    (tmp_path / "home").mkdir(mode=0o700)
    return Settings(home=tmp_path / "home", rasa_port=free("127.0.0.1"), actions_port=free("127.0.0.1"))


def found(settings: Settings, *whats: str) -> list[Finding]:
    return [finding for finding in examine(settings) if finding.what in whats]


def levels(settings: Settings, *whats: str) -> list[Level]:
    return [finding.level for finding in found(settings, *whats)]


def test_what_fails_says_what_to_do(settings):
    findings = list(examine(settings))
    assert len(findings) > 8
    assert [finding for finding in findings if finding.level is not Level.OK and not finding.todo] == []


def test_this_python_and_these_packages_are_right(settings):
    assert levels(settings, "python", "packages") == [Level.OK, Level.OK]


def test_a_missing_package_is_named(settings, monkeypatch):
    monkeypatch.setattr(doctor, "PACKAGES", ("rasa", "no-such-package"))
    assert found(settings, "packages") == [Finding("packages", Level.FAIL, "missing: no-such-package", "make ready")]


def test_a_home_that_others_can_read_is_a_warning(settings):
    settings.home.chmod(0o755)
    (finding,) = found(settings, "home folder")
    assert (finding.level, finding.todo) == (Level.WARN, f"chmod 700 {settings.home}")


def test_a_home_that_is_not_there_is_a_warning(settings):
    settings.home.rmdir()
    assert levels(settings, "home folder")[0] is Level.WARN


def test_little_room_on_the_disk_is_a_warning(settings, monkeypatch):
    monkeypatch.setattr(doctor, "DISK_BYTES", 10**18)
    assert levels(settings, "disk") == [Level.WARN]


def test_a_model_that_is_cut_off_says_how_to_get_rid_of_it(settings):
    settings.models_dir.mkdir()
    path = settings.models_dir / "attache.tar.gz"
    path.write_bytes(b"\x1f\x8b cut")
    (finding,) = found(settings, "dialogue model")
    assert (finding.level, finding.todo) == (Level.FAIL, f"rm {path}; attache train")


def test_a_model_of_something_else_is_a_warning(settings):
    settings.models_dir.mkdir()
    with tarfile.open(settings.models_dir / "attache.tar.gz", "w:gz") as archive:
        about = tarfile.TarInfo("metadata.json")
        about.size = 2
        archive.addfile(about, io.BytesIO(b"{}"))
    assert levels(settings, "dialogue model") == [Level.WARN]


def test_conversations_in_a_damaged_file_are_a_failure(settings):
    assert levels(settings, "conversations") == [Level.OK]
    (settings.home / "conversations.db").write_bytes(b"no database" * 1000)
    assert levels(settings, "conversations") == [Level.FAIL]


def test_a_redis_that_is_away_is_a_failure(settings):
    away = settings.copy(update={"lock_url": Settings(lock_url=f"redis://127.0.0.1:{free('127.0.0.1')}/1").lock_url})
    assert levels(away, "locks") == [Level.FAIL]


def test_free_ports_are_fine_and_taken_ones_a_warning(settings):
    rasa, actions = f"port {settings.rasa_port}", f"port {settings.actions_port}"
    assert levels(settings, "engine", rasa, actions) == [Level.OK] * 3
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", settings.rasa_port))
        listener.listen(1)
        assert levels(settings, rasa, actions) == [Level.WARN, Level.OK]


def test_a_running_engine_is_asked_how_it_is(settings, server):
    state = StateFile(settings.home)
    state.hold()
    state.publish(Running(pid=4711, url=server.url, actions_url=server.url, started="2026-11-24T11:00:00+00:00"))
    server.says({"status": "failed", "reason": "There is no index yet."}, 503)
    findings = found(settings, "dialogue engine", "action server")
    assert [finding.level for finding in findings] == [Level.FAIL, Level.FAIL]
    assert findings[1].found == f"failed: There is no index yet. at {server.url}/health"
    server.says({"status": "ready"})
    assert levels(settings, "dialogue engine", "action server") == [Level.OK, Level.OK]
    state.release()


def with_telegram(settings: Settings, url: str, token: str) -> Settings:
    return Settings(**{**settings.dict(), "telegram_token": token, "telegram_url": url})


def test_without_a_token_telegram_is_off_and_says_how_to_turn_it_on(settings):
    (finding,) = found(settings, "Telegram", "people")
    assert (finding.level, finding.found) == (
        Level.OK,
        "off; TELEGRAM_BOT_TOKEN=... (from @BotFather) turns it on in attache up",
    )


def test_with_a_token_telegram_is_asked_for_the_name(settings):
    with BotApi() as api:
        url = f"http://127.0.0.1:{api.port}"
        assert found(with_telegram(settings, url, api.token), "Telegram", "Telegram updates", "people") == [
            Finding("Telegram", Level.OK, f"@{api.world.bot['username']} at {url}"),
            Finding("Telegram updates", Level.OK, "asked for (long polling); 0 wait at Telegram"),
            Finding("people", Level.OK, str(settings.home / "attache.db")),
        ]
        wrong = with_telegram(settings, url, "7000000001:another-one-altogether")
        (finding,) = found(wrong, "Telegram")
    assert (finding.level, finding.todo) == (Level.FAIL, "correct ATTACHE_TELEGRAM_TOKEN")
    assert [one for one in examine(wrong) if "another-one" in one.found + one.todo] == []


def test_a_telegram_that_is_away_is_a_failure_and_no_fault_of_the_token(settings):
    away = with_telegram(settings, f"http://127.0.0.1:{free('127.0.0.1')}", "7000000001:only-for-tests")
    (finding,) = found(away, "Telegram")
    assert (finding.level, finding.todo) == (Level.FAIL, "check network, proxy and firewall")


def test_a_memory_of_people_that_is_damaged_is_a_failure(settings):
    (settings.home / "attache.db").write_bytes(b"no database" * 1000)
    away = with_telegram(settings, f"http://127.0.0.1:{free('127.0.0.1')}", "7000000001:only-for-tests")
    assert levels(away, "people") == [Level.FAIL]


def test_secrets_are_masked_and_misspelt_settings_named(settings, monkeypatch):
    monkeypatch.setenv("ATTACHE_LANGAUGE", "fr")
    secret = settings.copy(
        update={"events_url": Settings(events_url="postgresql://me:hush@/x?host=/nowhere").events_url}
    )
    findings = list(examine(secret))
    assert [finding for finding in findings if "hush" in finding.found + finding.todo] == []
    assert Finding("ATTACHE_EVENTS_URL", Level.OK, "**********") in findings
    assert [finding.level for finding in findings if finding.what == "ATTACHE_LANGAUGE"] == [Level.WARN]


def test_an_engine_that_others_can_reach_is_a_warning(settings):
    assert levels(settings.copy(update={"host": "0.0.0.0"}), "ATTACHE_HOST")[0] is Level.WARN  # noqa: S104


def test_a_check_that_breaks_is_a_finding(settings, monkeypatch):
    def broken(settings: Settings) -> None:
        raise ZeroDivisionError("odd")

    monkeypatch.setattr(doctor, "_home", broken)
    findings = list(examine(settings))
    assert findings[2].level is Level.FAIL
    assert "ZeroDivisionError: odd" in findings[2].found
    assert len(findings) > 5


@pytest.mark.encoder
def test_both_encoders_are_looked_at(settings, encoder_folder, second_encoder_folder):
    both = settings.copy(update={"encoder_path": encoder_folder, "second_encoder": str(second_encoder_folder)})
    first, second = found(both, "encoder", "second encoder")
    assert (first.level, second.level) == (Level.OK, Level.OK)
    assert "multilingual-e5-small" in first.found
    assert "all-mpnet-base-v2" in second.found
    missing = both.copy(update={"second_encoder": str(settings.home / "none")})
    (finding,) = found(missing, "second encoder")
    assert (finding.level, finding.todo) == (Level.WARN, "attache ready")
    assert found(both.copy(update={"second_encoder": "none"}), "second encoder") == []
    (older,) = found(both.copy(update={"second_adapter": "none"}), "second encoder")  # the folder has one
    assert (older.level, older.todo) == (Level.WARN, "attache ready")
    assert "what was learned of questions" in older.found
    (lost,) = found(both.copy(update={"second_adapter": str(settings.home)}), "second encoder")
    assert lost.level is Level.FAIL
    assert "no usable adapter" in lost.found


@pytest.mark.encoder
def test_an_index_from_before_the_second_encoder(settings, tmp_path, encoder_folder, second_encoder_folder):
    both = settings.copy(update={"encoder_path": encoder_folder, "second_encoder": str(second_encoder_folder)})
    (tmp_path / "rules.md").write_text("# House rules\n\nThe hall closes at six in the evening.\n", encoding="utf-8")
    encoders = [Encoder.load(encoder_folder)]
    update([tmp_path / "rules.md"], both.index_dir, encoders=encoders, cache_dir=both.home / "vectors")
    ready, unheard = found(both, "index")
    assert (ready.level, unheard.level, unheard.todo) == (Level.OK, Level.WARN, "attache ready")
    assert "second encoder" in unheard.found
    assert levels(both.copy(update={"second_encoder": "none"}), "index") == [Level.OK]
    second = EnglishEncoder.load(second_encoder_folder)
    # The second one without its words is as much from before.
    for more, level in (([second], [Level.OK, Level.WARN]), (second.all, [Level.OK])):
        update([tmp_path / "rules.md"], both.index_dir, encoders=[*encoders, *more], cache_dir=both.home / "vectors")
        assert levels(both, "index") == level
