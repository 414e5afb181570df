"""The Telegram bot as a child of the supervisor, against a strict Bot API server. (Its work: tests/telegram.)"""

from __future__ import annotations

import pytest

from bot.supervisor import endpoints
from bot.supervisor.logs import secrets
from bot.supervisor.ports import free
from bot.supervisor.process import Child
from bot.supervisor.telegram import bot_health
from settings import Settings
from tests.bot.processes import gone, wait_for
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback


@pytest.fixture
def api():
    with BotApi() as one:
        yield one


@pytest.fixture
def start(tmp_path, api):
    """Start the bot as ``attache up`` does; it is stopped at the end."""
    made: list[Child] = []

    def make(**changed: str) -> Child:
        given = {"telegram_token": api.token, "telegram_url": f"http://127.0.0.1:{api.port}", **changed}
        settings = Settings(home=tmp_path, rasa_port=free("127.0.0.1"), log_level="DEBUG", **given)
        made.append(
            Child(
                "Telegram bot",
                "bot.telegram",
                environment=endpoints.telegram_environment(settings),
                log=settings.logs_dir / "telegram.log",
                hidden=secrets(settings),
            )
        )
        made[-1].start()
        return made[-1]

    yield make
    for one in made:
        one.stop()


def test_it_asks_for_updates_and_ends_in_order_when_it_is_told_to(start, api, tmp_path):
    child = start()
    assert wait_for(lambda: api.called("getUpdates") != []), child.log.read_text()
    assert (tmp_path / "attache.db").exists()
    pid = child.pid
    child.stop()
    assert gone(pid)
    assert child.exit_status == 0


def test_the_token_is_in_no_log_and_in_no_command_line(start, api):
    child = start()
    assert wait_for(lambda: api.called("getUpdates") != []), child.log.read_text()
    assert api.token not in " ".join(child._command)
    child.stop()
    assert api.token not in child.log.read_text()
    assert api.token.partition(":")[2] not in child.log.read_text()


def test_a_token_that_is_not_known_any_more_ends_it_with_a_sentence(start):
    child = start(telegram_token="7000000001:another-one-altogether")
    assert wait_for(lambda: child.exit_status is not None), child.log.read_text()
    assert child.exit_status == 1
    assert child.last_words.startswith("Telegram refuses the bot's token. ")


def test_it_says_how_it_is(start, api, tmp_path):
    child = start()
    assert bot_health(tmp_path, child.pid).status in ("loading", "ready")
    assert wait_for(lambda: bot_health(tmp_path, child.pid).works), child.log.read_text()
    health = bot_health(tmp_path, child.pid)
    assert health.details is not None
    assert (health.details["way"], health.details["waiting"], health.details["outgoing"]) == ("polling", 0, 0)
    api.fails("502", "getUpdates", times=1_000)
    api.world.user("Amina").starts()  # ends the call that waits
    assert wait_for(lambda: bot_health(tmp_path, child.pid).status == "degraded")
    assert str(bot_health(tmp_path, child.pid).reason).startswith("Telegram is not reached. (since ")
    api.faults.clear()
    assert wait_for(lambda: bot_health(tmp_path, child.pid).works)
    child.stop()
    assert bot_health(tmp_path, child.pid).status == "loading"
    assert list((tmp_path / "run").iterdir()) == []
