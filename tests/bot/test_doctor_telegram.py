"""What the doctor finds about the webhook and the process, with a strict Bot API server."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from bot.doctor import Finding, Level
from bot.doctor_telegram import telegram
from bot.supervisor import Running
from bot.supervisor.state import StateFile
from bot.telegram.status import file_of
from settings import Settings
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback

URL = "https://bot.example.org/telegram"


@pytest.fixture
def api():
    with BotApi() as one:
        yield one


@pytest.fixture
def settings(tmp_path, api):
    return Settings(home=tmp_path, telegram_token=api.token, telegram_url=f"http://127.0.0.1:{api.port}")


def finding(settings: Settings, what: str) -> Finding | None:
    return next((one for one in telegram(settings) if one.what == what), None)


def hooked(settings: Settings) -> Settings:
    return settings.copy(update={"telegram_webhook_url": URL})


def test_inline_mode_is_named_where_its_owner_has_not_turned_it_on(api, settings):
    assert finding(settings, "inline mode") is None
    api.world.bot["supports_inline_queries"] = False
    assert finding(settings, "inline mode") == Finding(
        "inline mode", Level.OK, "off; its owner turns it on by sending /setinline to @BotFather"
    )


def test_a_webhook_that_works(api, settings):
    api.delivery.webhook = {"url": URL, "has_custom_certificate": False}
    assert finding(hooked(settings), "Telegram updates") == Finding(
        "Telegram updates", Level.OK, f"brought to {URL}; 0 wait at Telegram"
    )


def test_a_webhook_that_is_not_set_yet_and_one_that_should_not_be(api, settings):
    assert finding(hooked(settings), "Telegram updates") == Finding(
        "Telegram updates",
        Level.WARN,
        f"not brought to {URL} yet; 0 wait at Telegram",
        "attache up sets this right when it starts",
    )
    api.delivery.webhook = {"url": "https://other.example.org/hush", "has_custom_certificate": False}
    api.world.user("Amina").starts()
    assert finding(settings, "Telegram updates") == Finding(
        "Telegram updates",
        Level.WARN,
        "brought to a webhook at other.example.org; the settings have none; 1 wait at Telegram",
        "attache up sets this right when it starts",
    )


def test_a_webhook_that_telegram_does_not_reach(api, settings):
    api.delivery.webhook = {"url": URL, "has_custom_certificate": False, "last_error_message": "Connection refused"}
    api.delivery.webhook["last_error_date"] = 1_577_865_600
    assert finding(hooked(settings), "Telegram updates").level is Level.OK  # long ago, and nothing waits
    api.world.user("Amina").starts()
    found = finding(hooked(settings), "Telegram updates")
    assert (found.level, found.todo) == (
        Level.WARN,
        "see that attache up runs, and check the proxy and its certificate",
    )
    assert found.found == (
        f"brought to {URL}; 1 wait at Telegram; last failure: Connection refused (2020-01-01 08:00 UTC)"
    )


def test_how_the_process_is(api, settings):
    now = datetime.now(timezone.utc)
    report = {"pid": 1, "way": "polling", "written_at": now.isoformat(), "reached_at": "2026-11-29T08:00:00+00:00"}
    report |= {"trouble": "", "trouble_since": None, "waiting": 3, "outgoing": None}
    file = file_of(settings.home)
    file.parent.mkdir()
    file.write_text(json.dumps(report))
    assert finding(settings, "Telegram bot") is None  # nothing runs: the file was left behind
    state = StateFile(settings.home)
    state.hold()
    state.publish(Running(pid=1, url="http://127.0.0.1:1", actions_url="http://127.0.0.1:2", started="now"))
    try:
        counts = "Telegram reached 2026-11-29 08:00:00 UTC; 3 updates to work on, ? messages to send"
        assert finding(settings, "Telegram bot") == Finding("Telegram bot", Level.OK, f"ready; {counts}")
        away = {"trouble": "Telegram is not reached.", "trouble_since": "2026-11-29T08:00:07+00:00"}
        file.write_text(json.dumps(report | away))
        found = finding(settings, "Telegram bot")
        assert (found.level, found.todo) == (Level.WARN, f"see {settings.logs_dir / 'telegram.log'}")
        assert found.found == f"degraded: Telegram is not reached. (since 2026-11-29 08:00:07 UTC) {counts}"
        file.write_text(
            json.dumps(report | {"written_at": (now - timedelta(minutes=5)).isoformat(), "reached_at": None})
        )
        assert "It has not said how it is since" in finding(settings, "Telegram bot").found
    finally:
        state.release()
