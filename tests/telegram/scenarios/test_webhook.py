"""Updates that Telegram brings: over real HTTP, with and without the secret, twice, too large, into a crash."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.errors import StartFailed
from bot.supervisor.ports import free
from bot.telegram import wording
from bot.telegram.status import file_of, read
from bot.telegram.webhook import HEADER, MOST_BYTES, Address, token_of
from tests.telegram import running as stand
from tests.telegram.proxy import Proxy
from tests.telegram.running import running

if TYPE_CHECKING:
    from tests.telegram.chats import Chat
    from tests.telegram.engine import Engine
    from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback

PROJECT = Path(__file__).resolve().parents[3]


async def answers(api: BotApi, chat: Chat, count: int) -> None:
    """Wait for so many messages in a chat; a process of its own may be started for them."""
    await stand.answers(api, chat, count, 90)


@pytest.fixture
def hooked(chosen):
    """The options of a bot with a webhook."""
    port = free("127.0.0.1")
    return replace(chosen, webhook=Address(f"http://127.0.0.1:{port}/telegram", port=port))


@contextlib.asynccontextmanager
async def hooked_bot(api: BotApi, options):
    """The bot, when Telegram knows its webhook."""
    before = len(api.called("setWebhook"))
    async with running(options) as task:
        await api.world.until(lambda: task.done() or any(call.status for call in api.called("setWebhook")[before:]), 30)
        yield task


def written(home: Path) -> list[int]:
    """The numbers of the updates that were written down."""
    with sqlite3.connect(home / "attache.db") as connection:
        return [number for (number,) in connection.execute("SELECT update_id FROM inbox ORDER BY id")]


def unfinished(home: Path) -> int:
    with sqlite3.connect(home / "attache.db") as connection:
        return connection.execute("SELECT count(*) FROM inbox WHERE state != 'done'").fetchone()[0]


def update(number: int, person, text: str = "a forged question") -> dict:
    message = {"message_id": 77, "date": 0, "chat": {"id": person.id, "type": "private"}, "from": person.user}
    return {"update_id": number, "message": message | {"text": text}}


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_a_question_is_brought_and_answered_once(api, engine, hooked, language, caplog):
    caplog.set_level(logging.DEBUG)
    amina = api.world.user("Amina", language)
    async with hooked_bot(api, hooked):
        amina.says("/help")
        await answers(api, amina.chat, 1)
        assert wording.help_text(language).splitlines()[0] in amina.chat.last.text
        amina.says("first")
        amina.says("second")
        await answers(api, amina.chat, 3)
        await api.world.until(lambda: not api.world.updates.pending, 30)
    assert engine.texts == ["first", "second"]
    assert api.called("getUpdates") == []
    given = api.called("setWebhook")[0].parameters
    assert (given["url"], given.text("drop_pending_updates").lower()) == (hooked.webhook.url, "false")
    assert {"message", "edited_message", "callback_query"} <= set(given.data("allowed_updates"))
    assert 1 <= given.integer("max_connections") <= 100
    assert re.fullmatch(r"[A-Za-z0-9_-]{32,256}", given["secret_token"])
    kept = hooked.home / "telegram" / "webhook.key"
    assert (kept.read_text(), stat.S_IMODE(kept.stat().st_mode)) == (given["secret_token"], 0o600)
    own = "\n".join(each.getMessage() for each in caplog.records if each.name.startswith(("bot", "aiohttp.server")))
    assert given["secret_token"] not in own


async def test_the_secret_stays_the_same(api, hooked):
    for _ in range(2):
        async with hooked_bot(api, hooked):
            pass
    first, second = (call.parameters["secret_token"] for call in api.called("setWebhook"))
    assert first == second == token_of(hooked.home)


async def test_who_does_not_know_the_secret_is_turned_away(api, engine, hooked):
    amina = api.world.user("Amina")
    amina.starts()
    async with hooked_bot(api, hooked), aiohttp.ClientSession() as session:
        await answers(api, amina.chat, 1)
        before = written(hooked.home)
        right = token_of(hooked.home)
        for secret in (None, "", "wrong", right[:-1], f"{right}x", right.swapcase(), "sécret"):
            headers = {} if secret is None else {HEADER: secret}
            async with session.post(hooked.webhook.url, json=update(9_000_000_001, amina), headers=headers) as response:
                assert (response.status, await response.text()) == (403, "")
        assert written(hooked.home) == before
    assert engine.asked == []


async def test_what_is_no_update_is_refused_and_what_came_before_is_ignored(api, engine, hooked):
    amina = api.world.user("Amina")
    amina.starts()
    async with hooked_bot(api, hooked), aiohttp.ClientSession(headers={HEADER: token_of(hooked.home)}) as session:
        await answers(api, amina.chat, 1)

        async def post(body: bytes) -> int:
            async with session.post(hooked.webhook.url, data=body) as response:
                return response.status

        for body in (b"", b"no JSON", b"\xff\xfe", b"[1]", b"7", b"{}", b'{"update_id": "1"}', b'{"update_id": -1}'):
            assert await post(body) == 400
        assert await post(b"[" * 100_000) == 400
        assert await post(b'{"update_id": 1, "message": "' + b"x" * MOST_BYTES + b'"}') == 413
        for address, method, status in (
            (hooked.webhook.url, "GET", 405),
            (hooked.webhook.url, "PUT", 405),
            (f"{hooked.webhook.url}/more", "POST", 404),
            (hooked.webhook.url.replace("/telegram", "/"), "POST", 404),
        ):
            async with session.request(method, address, json=update(9_000_000_001, amina)) as response:
                assert response.status == status
        one = json.dumps(update(9_000_000_002, amina, "once")).encode()
        assert [await post(one) for _ in range(3)] == [200] * 3
        await answers(api, amina.chat, 2)
        assert await post(one) == 200
        assert await post(b'{"update_id": 9000000003, "of a kind that is not known yet": {"a": 1}}') == 200
        assert await post(b'{"update_id": 9000000004, "message": {"no": "message"}}') == 200
        amina.says("then")
        await answers(api, amina.chat, 3)
    assert engine.texts == ["once", "then"]


async def test_a_database_that_is_away_and_an_update_that_is_brought_again(api, engine, hooked):
    amina = api.world.user("Amina")
    async with Proxy(hooked.webhook.port) as proxy:
        chosen = replace(hooked, webhook=replace(hooked.webhook, url=proxy.url))
        async with hooked_bot(api, chosen):
            with sqlite3.connect(chosen.home / "attache.db") as connection:
                connection.execute("ALTER TABLE inbox RENAME TO away")
            amina.says("first")
            await api.world.until(lambda: 503 in proxy.answered and "last_error_message" in api.delivery.webhook, 30)
            assert engine.asked == []
            assert "503 Service Unavailable" in api.delivery.webhook["last_error_message"]
            with sqlite3.connect(chosen.home / "attache.db") as connection:
                connection.execute("ALTER TABLE away RENAME TO inbox")
            await answers(api, amina.chat, 1)
    assert engine.texts == ["first"]


def process(options, engine: Engine) -> subprocess.Popen:
    environment = {
        **os.environ,
        "ATTACHE_HOME": str(options.home),
        "ATTACHE_TELEGRAM_TOKEN": options.token,
        "ATTACHE_TELEGRAM_URL": options.base_url.removesuffix("/bot"),
        "ATTACHE_TELEGRAM_WEBHOOK_URL": options.webhook.url,
        "ATTACHE_TELEGRAM_WEBHOOK_PORT": str(options.webhook.port),
        "ATTACHE_RASA_PORT": str(engine.port),
    }
    return subprocess.Popen([sys.executable, "-m", "bot.telegram"], env=environment, cwd=PROJECT)


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_crash_between_writing_and_confirming(api, engine, hooked, language):
    """The update is written down, its 200 never leaves: Telegram brings it again, and it is answered once."""
    amina = api.world.user("Amina", language)
    async with Proxy(hooked.webhook.port) as proxy:
        chosen = replace(hooked, webhook=replace(hooked.webhook, url=proxy.url))
        child = process(chosen, engine)

        def dies(status: int) -> bool:
            child.send_signal(signal.SIGKILL)
            child.wait()
            return True

        proxy.losing = dies
        engine.gate.clear()
        try:
            amina.says("first")
            await api.world.until(lambda: child.poll() is not None, 90)
            assert (proxy.answered, len(written(chosen.home)), amina.chat.sent) == ([200], 1, [])
            proxy.losing = lambda _: False
            engine.gate.set()
            child = process(chosen, engine)
            await answers(api, amina.chat, 1)
            await api.world.until(lambda: not api.world.updates.pending, 30)
            amina.says("/help")
            await answers(api, amina.chat, 2)
        finally:
            child.terminate()
            assert child.wait(20) in (0, -signal.SIGKILL)
    assert (len(amina.chat.sent), amina.chat.last.text) == (2, wording.help_text(language))
    assert engine.counted == {"first": 1}


@pytest.mark.parametrize("kind", ["429", "500", "502", "drop", "lose"])
async def test_setting_it_fails_for_a_while(api, engine, hooked, kind):
    amina = api.world.user("Amina")
    api.fails(kind, "setWebhook", times=1)
    amina.says("first")
    async with running(hooked):
        await answers(api, amina.chat, 1)
    assert engine.texts == ["first"]


async def test_an_address_that_telegram_does_not_take_is_explained(api, hooked):
    chosen = replace(hooked, webhook=replace(hooked.webhook, url="https://bot.example.org:8081/telegram"))
    async with running(chosen):
        report = await api.world.until(
            lambda: (found := read(file_of(chosen.home))) and "webhook (" in found.trouble and found
        )
    assert report.trouble.startswith(
        "Telegram does not take the webhook (Bad webhook: webhook can be set up only on ports 80, 88, 443 or 8443). "
    )
    assert "ATTACHE_TELEGRAM_WEBHOOK_URL" in report.trouble


async def test_the_webhook_stays_at_the_end_and_what_came_meanwhile_is_answered(api, engine, hooked):
    amina = api.world.user("Amina")
    async with hooked_bot(api, hooked):
        pass
    assert api.delivery.webhook["url"] == hooked.webhook.url
    assert api.called("deleteWebhook") == []
    amina.says("meanwhile")
    await api.world.until(lambda: "last_error_message" in api.delivery.webhook, 30)
    async with running(hooked):
        await answers(api, amina.chat, 1)
    assert engine.texts == ["meanwhile"]


async def test_from_a_webhook_to_polling_and_back_nothing_is_lost(api, engine, chosen, hooked):
    amina = api.world.user("Amina")

    async def finished(count: int) -> None:
        await answers(api, amina.chat, count)
        await api.world.until(lambda: unfinished(chosen.home) == 0, 30)

    async with hooked_bot(api, hooked):
        amina.says("one")
        await finished(1)
    amina.says("two")
    async with running(chosen):
        await finished(2)
    assert api.delivery.webhook == {}
    amina.says("three")
    async with hooked_bot(api, hooked):
        await finished(3)
    assert engine.texts == ["one", "two", "three"]


async def test_nobody_else_may_poll_meanwhile(api, hooked):
    async with hooked_bot(api, hooked), Bot(api.token, base_url=api.base_url) as other:
        with pytest.raises(Conflict, match="webhook is active"):
            await other.get_updates()


async def test_a_port_that_is_taken(api, hooked):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", hooked.webhook.port))
        taken.listen(1)
        async with running(hooked) as task:
            with pytest.raises(StartFailed, match=f"port {hooked.webhook.port} of 127.0.0.1") as refused:
                await task
    assert "ATTACHE_TELEGRAM_WEBHOOK_PORT" in str(refused.value)
    assert api.called("setWebhook") == []
