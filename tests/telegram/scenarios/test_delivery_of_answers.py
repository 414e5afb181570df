"""Every question gets one answer, whatever goes wrong on the way: over real HTTP, with a process that is killed."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from telegram import Bot

from bot.dialogue import TURNS_AT_ONCE
from bot.errors import StartFailed
from bot.telegram import wording
from tests.telegram.process import Process
from tests.telegram.running import running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.loopback


def unfinished(home: Path) -> int:
    with sqlite3.connect(home / "attache.db") as connection:
        return connection.execute("SELECT count(*) FROM inbox WHERE state != 'done'").fetchone()[0]


def quoted(chat) -> Counter:
    """How often each question was answered in a chat."""
    marked = [each.strip("\u2066\u2067\u2068\u2069“”") for one in chat.sent for each in one.marked("blockquote")]
    return Counter(each.removeprefix("No Contracting State shall expel (").removesuffix(").") for each in marked)


async def test_a_duplicate_is_answered_once(api, engine, chosen):
    api.world.updates.twice = True
    amina, boris = api.world.user("Amina"), api.world.user("Boris")
    async with running(chosen):
        for person in (amina, boris):
            person.says("first")
            person.says("second")
        await api.world.until(lambda: len(amina.chat.sent) >= 2 and len(boris.chat.sent) >= 2)
        api.world.updates.again(4)
        amina.says("third")
        await api.world.until(lambda: len(amina.chat.sent) >= 3)
    assert [list(quoted(person.chat).items()) for person in (amina, boris)] == [
        [("first", 1), ("second", 1), ("third", 1)],
        [("first", 1), ("second", 1)],
    ]
    assert engine.counted == {"first": 2, "second": 2, "third": 1}


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_engine_is_down_and_back(api, engine, chosen, language):
    amina = api.world.user("Amina", language)
    engine.stop()
    async with running(chosen):
        amina.says("first")
        amina.says("second")
        await api.world.until(lambda: amina.chat.sent)
        await asyncio.sleep(0.6)
        assert [one.text for one in amina.chat.sent] == [wording.busy(language)]
        engine.start()
        await api.world.until(lambda: len(quoted(amina.chat)) == 2, 10)
    assert quoted(amina.chat) == {"first": 1, "second": 1}
    assert engine.texts == ["first", "second"]


async def test_the_engine_is_still_loading(api, engine, chosen):
    amina = api.world.user("Amina")
    engine.status = 503
    async with running(chosen):
        amina.says("first")
        await api.world.until(lambda: amina.chat.sent)
        engine.status = 200
        await api.world.until(lambda: quoted(amina.chat))
    assert quoted(amina.chat) == {"first": 1}


async def test_a_turn_that_the_engine_cannot_finish_does_not_hold_up_the_next(api, engine, chosen):
    amina = api.world.user("Amina")
    engine.status = 500
    async with running(chosen):
        amina.says("first")
        await api.world.until(lambda: len(engine.texts) == 3 and len(amina.chat.sent) == 2, 10)
        engine.status = 200
        amina.says("second")
        await api.world.until(lambda: quoted(amina.chat))
    assert quoted(amina.chat) == {"second": 1}


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_waiting_question_can_be_dropped(api, engine, chosen, language):
    amina = api.world.user("Amina", language)
    engine.stop()
    async with running(chosen):
        amina.says("first")
        await api.world.until(lambda: amina.chat.sent)
        amina.says("/cancel")
        await api.world.until(lambda: len(amina.chat.sent) == 2)
        assert amina.chat.last.text == wording.cancelled(language)
        engine.start()
        amina.says("second")
        await api.world.until(lambda: quoted(amina.chat))
    assert quoted(amina.chat) == {"second": 1}
    assert engine.texts == ["second"]


async def test_somebody_who_blocked_the_bot_and_a_group_that_is_gone_hold_up_nobody(api, engine, chosen, caplog):
    caplog.set_level(logging.DEBUG)
    amina, boris = api.world.user("Amina"), api.world.user("Boris")
    group = api.world.group("Delegates", boris)
    engine.gate.clear()
    async with running(chosen):
        amina.says("first")
        boris.says("/ask second", chat=group)
        await api.world.until(lambda: engine.waiting == 2)
        amina.blocks()
        boris.removes_bot(group)
        engine.gate.set()
        boris.says("third")
        await api.world.until(lambda: quoted(boris.chat))
        await api.world.until(lambda: unfinished(chosen.home) == 0)
    assert (amina.chat.sent, group.sent, quoted(boris.chat)) == ([], [], {"third": 1})
    own = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith(("bot", "httpx", "teleg"))
    )
    secrets = (api.token, "first", "second", "third", str(amina.id), str(boris.id), str(group.id))
    assert [secret for secret in secrets if secret in own] == []


async def test_a_database_that_is_away_just_after_the_start(api, engine, chosen, caplog):
    amina = api.world.user("Amina")
    async with running(chosen):
        amina.says("first")
        await api.world.until(lambda: len(amina.chat.sent) == 1)
        await api.world.until(lambda: unfinished(chosen.home) == 0)
    caplog.clear()
    with sqlite3.connect(chosen.home / "attache.db") as connection:
        connection.execute("ALTER TABLE telegram_sent RENAME TO away")
    async with running(chosen) as task:
        await api.world.until(lambda: task.done() or "is not reached or cannot be used" in caplog.text)
        assert not task.done(), task.exception()
        with sqlite3.connect(chosen.home / "attache.db") as connection:
            connection.execute("ALTER TABLE away RENAME TO telegram_sent")
        amina.says("second")
        await api.world.until(lambda: len(amina.chat.sent) == 2)
    assert engine.counted == {"first": 1, "second": 1}


@pytest.mark.parametrize("kind", ["500", "502", "drop", "lose"])
async def test_a_network_that_fails_for_a_while(api, engine, chosen, kind):
    amina = api.world.user("Amina")
    api.fails(kind, "sendMessage", times=2)
    api.fails(kind, "getUpdates", times=1)
    async with running(chosen):
        amina.says("first")
        await api.world.until(lambda: quoted(amina.chat), 15)
    assert quoted(amina.chat) == {"first": 1}


async def test_a_limit_of_telegram_is_kept(api, engine, chosen):
    people = [api.world.user(f"Person {number}") for number in range(40)]
    async with running(chosen):
        for person in people:
            person.says("first")
        await api.world.until(lambda: all(quoted(person.chat) for person in people), 20)
    assert {tuple(quoted(person.chat).items()) for person in people} == {(("first", 1),)}
    assert api.world.limits.broken == 0


async def test_a_token_that_telegram_refuses_ends_with_a_sentence(api, engine, chosen, tmp_path):
    refused = type(chosen)(**{**vars(chosen), "token": "1:wrong"})
    async with running(refused) as task:
        with pytest.raises(StartFailed, match="refuses the bot's token") as caught:
            await asyncio.wait_for(task, 10)
    assert "1:wrong" not in str(caught.value)


@pytest.fixture
def process(api, engine, tmp_path):
    one = Process(api, engine, tmp_path)
    yield one
    if one.alive:
        one.kill()


async def test_killed_in_the_middle_of_as_many_chats_as_are_worked_on_at_once(api, engine, process, tmp_path):
    """Some answers are out and noted, others are being worked on, a second question waits in each chat."""
    people = [api.world.user(f"Person {number}") for number in range(TURNS_AT_ONCE)]
    engine.held = "slow"
    engine.gate.clear()
    for number, person in enumerate(people):
        person.says("slow 1" if number % 2 else "quick 1")
        person.says("slow 2")
    await api.world.until(
        lambda: engine.waiting == TURNS_AT_ONCE
    )  # the quick ones are finished: their second one is at work
    process.kill()
    await api.world.until(lambda: engine.waiting == 0)
    assert sum(len(person.chat.sent) for person in people) == TURNS_AT_ONCE // 2
    engine.gate.set()
    process.start()
    await api.world.until(lambda: all(len(person.chat.sent) >= 2 for person in people), 60)
    await api.world.until(lambda: unfinished(tmp_path) == 0)
    expected = [[("slow 1" if number % 2 else "quick 1", 1), ("slow 2", 1)] for number in range(TURNS_AT_ONCE)]
    assert [list(quoted(person.chat).items()) for person in people] == expected
    assert process.end() == 0
    assert [secret for secret in (api.token, "slow", str(people[0].id)) if secret in process.log] == []


async def test_killed_again_and_again_while_answers_go_out(api, engine, process, tmp_path):
    people = [api.world.user(f"Person {number}") for number in range(20)]
    for person in people:
        person.says("first")
    for sent in (3, 9, 15):
        await api.world.until(lambda sent=sent: sum(len(person.chat.sent) for person in people) >= sent, 60)
        process.kill()
        process.start()
    await api.world.until(lambda: all(quoted(person.chat) for person in people), 60)
    await api.world.until(lambda: unfinished(tmp_path) == 0)
    assert [quoted(person.chat) for person in people] == [{"first": 1}] * 20


async def test_another_process_with_the_same_token_is_said_once_and_waited_for(api, engine, chosen, caplog):
    amina = api.world.user("Amina")
    async with running(chosen):
        await api.world.until(lambda: api.delivery.polls)
        async with Bot(api.token, base_url=api.base_url) as other:
            await other.get_updates(timeout=0)
        amina.says("first")
        await api.world.until(lambda: quoted(amina.chat), 10)
    said = [record.message for record in caplog.records if "Another process polls" in record.message]
    assert (quoted(amina.chat), len(said)) == ({"first": 1}, 1)
