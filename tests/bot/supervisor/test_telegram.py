"""Who the token belongs to, asked of a strict Bot API server, of other programs, and of nobody."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta, timezone

import pytest

from bot.supervisor.health import Health
from bot.supervisor.ports import free
from bot.supervisor.telegram import SILENT, Hook, bot_health, described, hook, whoami
from bot.telegram.status import Report
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback


@pytest.fixture
def api():
    with BotApi() as one:
        yield one


def url_of(api: BotApi) -> str:
    return f"http://127.0.0.1:{api.port}"


def test_a_token_that_telegram_knows_has_a_name(api):
    name = f"@{api.world.bot['username']}"
    assert whoami(url_of(api), api.token) == Health("ready", None, {"name": name, "inline": True})
    assert [call.method for call in api.calls] == ["getMe"]


def test_an_owner_who_has_not_turned_inline_mode_on(api):
    api.world.bot["supports_inline_queries"] = False
    details = whoami(url_of(api), api.token).details
    assert details is not None
    assert details["inline"] is False


@pytest.mark.parametrize("token", ["7000000001:another-one-altogether", "no token"])
def test_a_token_that_telegram_does_not_know_is_said_without_showing_it(api, token):
    health = whoami(url_of(api), token)
    assert health == Health(
        "failed",
        f"Telegram ({url_of(api)}) does not accept the token. Copy it again from @BotFather (/mybots), "
        "or remove ATTACHE_TELEGRAM_TOKEN to run without Telegram.",
    )
    assert token not in str(health)


def test_a_server_in_trouble_does_not_mean_a_wrong_token(server):
    server.says({"ok": False, "error_code": 502, "description": "Bad Gateway"}, 502)
    assert whoami(server.url, "1:x") == Health("unknown", f"Telegram ({server.url}) is in trouble (status 502).")


@pytest.mark.parametrize("said", [b"<html>Log in to this network</html>", b"", b"[]", b"{}", b"\xff", b'{"ok": true}'])
def test_another_program_is_not_taken_for_telegram(server, said):
    server.says(said)
    assert whoami(server.url, "1:x") == Health(
        "unknown", f"What answers at {server.url} is no Bot API. Check ATTACHE_TELEGRAM_URL."
    )


def test_nothing_there():
    url = f"http://127.0.0.1:{free('127.0.0.1')}"
    assert whoami(url, "1:x") == Health("down", f"Telegram ({url}) is not reached from this machine.")


def test_too_slow_is_not_reached(server):
    server.seconds = 2.0
    assert whoami(server.url, "1:x", seconds=0.2).status == "down"


def test_the_token_is_in_no_log(api, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="httpcore")  # another test may have silenced it, as the bot does
    whoami(url_of(api), api.token)
    ours = [record for record in caplog.records if record.name != "aiohttp.access"]  # that one is Telegram's own
    assert [record for record in ours if api.token in record.getMessage()] == []
    assert {record.name.partition(".")[0] for record in ours} >= {"httpcore"}  # something was logged


START = datetime(2026, 11, 29, 8, 0, tzinfo=timezone.utc)


def test_a_report_is_health():
    told = {"way": "polling", "reached_at": START, "waiting": 3, "outgoing": 2}
    well = Report(4711, "polling", START, START, waiting=3, outgoing=2)
    assert described(well, START + SILENT) == Health("ready", None, told)
    hangs = described(well, START + SILENT + timedelta(seconds=1))
    assert hangs == Health("degraded", "It has not said how it is since 2026-11-29 08:00:00 UTC.", told)
    away = Report(4711, "polling", START, START, "Telegram is not reached.", START, 3, 2)
    assert described(away, START) == Health(
        "degraded", "Telegram is not reached. (since 2026-11-29 08:00:00 UTC)", told
    )
    assert (described(away, START).works, described(away, START).started) == (False, True)


def test_before_its_first_word_a_process_is_loading(tmp_path):
    assert bot_health(tmp_path, 4711) == Health("loading")


def test_what_telegram_knows_of_the_webhook(api):
    assert hook(url_of(api), api.token) == Hook("", 0)
    api.delivery.webhook = {"url": "https://bot.example.org/telegram", "has_custom_certificate": False}
    api.delivery.webhook |= {"last_error_date": int(START.timestamp()), "last_error_message": "Connection refused"}
    api.world.user("Amina").starts()
    assert hook(url_of(api), api.token) == Hook("https://bot.example.org/telegram", 1, "Connection refused", START)
    assert hook(url_of(api), "7000000001:another-one-altogether") is None


@pytest.mark.parametrize("said", [b"<html>", b"[]", b"{}", b'{"ok": true, "result": {"url": 7}}'])
def test_another_program_knows_of_no_webhook(server, said):
    server.says(said)
    assert hook(server.url, "1:x") is None
