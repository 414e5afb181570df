"""Who the token belongs to, asked of a strict Bot API server, of other programs, and of nobody."""

from __future__ import annotations

import logging

import pytest

from bot.supervisor.health import Health
from bot.supervisor.ports import free
from bot.supervisor.telegram import whoami
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
    assert whoami(url_of(api), api.token) == Health("ready", None, {"name": name})
    assert [call.method for call in api.calls] == ["getMe"]


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
    whoami(url_of(api), api.token)
    ours = [record for record in caplog.records if record.name != "aiohttp.access"]  # that one is Telegram's own
    assert [record for record in ours if api.token in record.getMessage()] == []
    assert {record.name.partition(".")[0] for record in ours} >= {"httpcore"}  # something was logged
