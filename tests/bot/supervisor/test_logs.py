"""Logs: rotated, private, without secrets."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from bot.supervisor import logs
from bot.supervisor.logs import LogFile, masked, secrets
from settings import Settings


def test_secrets_are_urls_and_passwords_quoted_or_not(tmp_path):
    settings = Settings(
        home=tmp_path,
        tracker_url="postgresql://me:hu%2Fsh@db/x",
        lock_url="redis://:quiet@cache:6379/1",
        events_url="sqlite:////srv/events.db",
    )
    assert set(secrets(settings)) == {
        "postgresql://me:hu%2Fsh@db/x",
        "hu%2Fsh",
        "hu/sh",
        "redis://:quiet@cache:6379/1",
        "quiet",
    }
    assert masked("postgresql://me:hu%2Fsh@db/x and hu/sh", secrets(settings)) == "********** and **********"


def test_the_token_is_a_secret_whole_and_by_its_second_half(tmp_path):
    settings = Settings(
        home=tmp_path,
        telegram_token="123456789:hush-hush-hush",
        database_url="postgresql://me:silent@db/x",
    )
    assert set(secrets(settings)) == {
        "123456789:hush-hush-hush",
        "hush-hush-hush",
        "postgresql://me:silent@db/x",
        "silent",
    }
    line = "GET https://api.telegram.org/bot123456789:hush-hush-hush/getMe and 123456789%3Ahush-hush-hush"
    assert masked(line, secrets(settings)) == (
        "GET https://api.telegram.org/bot**********/getMe and 123456789%3A**********"
    )


def test_what_opens_other_services_is_a_secret(tmp_path):
    settings = Settings(home=tmp_path, caldav_password="hush-hush", speech_key="sk-quiet")
    assert set(secrets(settings)) == {"hush-hush", "sk-quiet"}


def test_without_passwords_nothing_is_masked(tmp_path):
    assert secrets(Settings(home=tmp_path, tracker_url="postgresql://me@db/x")) == ()


def test_a_file_is_rotated_and_old_ones_are_dropped(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "LOG_BYTES", 1000)
    log = LogFile(tmp_path / "logs" / "rasa.log")
    for number in range(100):
        log.write(f"{number:099d}")
    log.close()
    files = sorted((tmp_path / "logs").iterdir())
    assert [file.name for file in files] == ["rasa.log", "rasa.log.1", "rasa.log.2", "rasa.log.3"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert max(file.stat().st_size for file in files) <= 1000
    assert files[0].read_text().splitlines()[-1] == f"{99:099d}"


def test_line_ends_are_ours(tmp_path):
    log = LogFile(tmp_path / "a.log")
    assert log.write("one\r\n") == "one"
    log.close()
    assert (tmp_path / "a.log").read_bytes() == b"one\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_costs_lines_and_nothing_else():
    log = LogFile(Path("/dev/full"))
    assert log.write("lost") == "lost"
    log.close()
