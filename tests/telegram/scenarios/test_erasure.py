"""The conversation that the engine keeps: shown by /mydata, erased by /forget, and by itself when nobody goes on."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.telegram import privacy_wording, wording
from bot.telegram.names import Names
from tests.telegram.running import answers, options, running

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("brisk")]


class Store:
    """The engine's database, written as Rasa 3.6 writes it."""

    def __init__(self, file) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute(
            "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255) NOT NULL, type_name VARCHAR(255) NOT "
            "NULL, timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)"
        )

    def keep(self, sender: str, question: str, answer: str, *, ago: timedelta = timedelta()) -> None:
        at = (datetime.now(timezone.utc) - ago).timestamp()
        for kind, text in (("action", None), ("user", question), ("bot", answer)):
            row = (sender, kind, at, json.dumps({"event": kind, "text": text}))
            self._connection.execute("INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?,?,?,?)", row)

    @property
    def senders(self) -> set[str]:
        return {sender for (sender,) in self._connection.execute("SELECT DISTINCT sender_id FROM events").fetchall()}

    def checkpoint(self) -> None:
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        self._connection.close()


def held(home) -> dict[str, int]:
    """How many rows there are by table, of those in which something of a person may be."""
    with sqlite3.connect(home / "attache.db") as connection:
        rows = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - names of ours
            for table in ("people", "channels", "telegram_messages", "erasures")
        }
    return {table: count for table, count in rows.items() if count}


@pytest.fixture
def store(tmp_path):
    one = Store(tmp_path / "conversations.db")
    yield one
    one.close()


@pytest.fixture
async def bot(chosen, store):  # the store stands there first
    async with running(chosen) as task:
        yield task


async def test_the_conversations_of_somebody_who_agreed_are_shown_and_erased(api, bot, engine, store):
    amina, boris = api.world.user("Amina", "en"), api.world.user("Boris", "en")
    group = api.world.group("Delegates", amina, boris)
    amina.says("Before I agreed?")
    await answers(api, amina.chat, 1)
    store.keep(engine.asked[-1]["sender"], "Before I agreed?", "Yes.")
    amina.starts()
    welcome = (await answers(api, amina.chat, 2))[-1]
    amina.presses(welcome, "consent:yes")
    await answers(api, amina.chat, 3)
    amina.says("May they be sent back?")
    await answers(api, amina.chat, 4)
    store.keep(engine.asked[-1]["sender"], "May they be sent back?", "No.")
    amina.says("/ask In the group?", chat=group)
    await answers(api, group, 1)
    store.keep(engine.asked[-1]["sender"], "In the group?", "There too.")
    boris.says("/ask And I?", chat=group)
    await answers(api, group, 2)
    others = engine.asked[-1]["sender"]
    store.keep(others, "And I?", "You as well.")
    assert len(store.senders) == 3

    amina.says("/mydata")
    _, data = (await answers(api, amina.chat, 6))[4:]
    held = json.loads(data.document[1])
    assert [(each["from"], each["text"]) for each in held["conversation"]] == [
        ("you", "Before I agreed?"),
        ("attache", "Yes."),
        ("you", "May they be sent back?"),
        ("attache", "No."),
        ("you", "In the group?"),
        ("attache", "There too."),
    ]
    amina.says("/forget")
    await answers(api, amina.chat, 7)
    assert amina.chat.last.text == privacy_wording.erase_question("en")
    amina.presses(amina.chat.last, "forget:yes")
    await answers(api, amina.chat, 8)
    assert amina.chat.last.text == privacy_wording.erased("en", records=2, turns=3, waiting=0)
    assert store.senders == {others}


@pytest.mark.parametrize("language", ["ar", "zh"])
async def test_somebody_who_refused_has_the_running_conversation_erased(api, bot, engine, store, language):
    li = api.world.user("Li", language)
    li.starts()
    (welcome,) = await answers(api, li.chat, 1)
    li.presses(welcome, "consent:no")
    await answers(api, li.chat, 2)
    li.says("non-refoulement")
    await answers(api, li.chat, 3)
    store.keep(engine.asked[-1]["sender"], "non-refoulement", "Article 33")
    li.says("/mydata")
    await answers(api, li.chat, 5)
    assert list(json.loads(li.chat.last.document[1])) == ["answers", "conversation"]
    li.says("/forget")
    await answers(api, li.chat, 6)
    li.presses(li.chat.last, "forget:yes")
    await answers(api, li.chat, 7)
    assert li.chat.last.text == privacy_wording.erased(language, records=0, turns=1, waiting=0)
    assert store.senders == set()
    li.says("/mydata")
    await answers(api, li.chat, 8)
    assert li.chat.last.text == privacy_wording.nothing_kept(language)


@pytest.mark.parametrize("language", ["es", "ru"])
async def test_who_takes_consent_back_has_everything_erased(api, bot, engine, store, tmp_path, language):
    lena = api.world.user("Lena", language)
    lena.starts()
    (welcome,) = await answers(api, lena.chat, 1)
    lena.presses(welcome, "consent:yes")
    await answers(api, lena.chat, 2)
    lena.says("non-refoulement")
    await answers(api, lena.chat, 3)
    store.keep(engine.asked[-1]["sender"], "non-refoulement", "Article 33")
    lena.says("/privacy")
    notice = (await answers(api, lena.chat, 4))[-1]
    lena.presses(notice, "consent:no")
    await answers(api, lena.chat, 5)
    assert lena.chat.last.text == privacy_wording.erased(language, records=2, turns=1, waiting=0)
    assert store.senders == set()
    with sqlite3.connect(tmp_path / "attache.db") as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (0,)


async def test_a_store_in_use_is_waited_for_and_the_request_is_kept(api, bot, engine, store, tmp_path):
    li = api.world.user("Li", "en")
    sender = Names.of_home(tmp_path).of(li.id, li.id)
    store.keep(sender, "non-refoulement", "Article 33")
    li.says("/forget")
    await answers(api, li.chat, 1)
    other = sqlite3.connect(tmp_path / "conversations.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    li.presses(li.chat.last, "forget:yes")
    somebody = api.world.user("Boris", "en")  # meanwhile others are served
    somebody.says("/help")
    await answers(api, somebody.chat, 1)
    assert (somebody.chat.last.text, len(li.chat.sent)) == (wording.help_text("en"), 1)
    other.execute("COMMIT")
    other.close()
    await answers(api, li.chat, 2)
    assert li.chat.last.text == privacy_wording.erased("en", records=0, turns=1, waiting=0)


async def test_what_nobody_goes_on_with_is_erased_at_the_start(api, engine, store, tmp_path):
    store.keep("telegram-old", "long ago", "yes", ago=timedelta(days=8))
    store.keep("terminal-old", "long ago", "yes", ago=timedelta(days=30))
    store.keep("telegram-new", "lately", "yes", ago=timedelta(days=6))
    async with running(replace(options(api, engine, tmp_path), days=7)):
        await api.world.until(lambda: len(store.senders) == 1)
        amina = api.world.user("Amina", "en")
        amina.starts()
        (welcome,) = await answers(api, amina.chat, 1)
        assert welcome.text == privacy_wording.welcome("en", days=7)
        amina.says("/privacy")
        await answers(api, amina.chat, 2)
        assert amina.chat.last.text == privacy_wording.privacy("en", days=7, kept_days=7, question_days=30)
    assert store.senders == {"telegram-new"}


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_store_that_is_away_delays_erasure_and_the_receipt_counts_everything(
    api, engine, chosen, store, tmp_path, language
):
    amina = api.world.user("Amina", language)
    amina.starts()
    async with running(chosen):
        (welcome,) = await answers(api, amina.chat, 1)
        amina.presses(welcome, "consent:yes")
        await answers(api, amina.chat, 2)
        store.keep(Names.of_home(tmp_path).of(amina.id, amina.id), "non-refoulement", "Article 33")
        amina.says("/forget")
        await answers(api, amina.chat, 3)
        file, away = tmp_path / "conversations.db", tmp_path / "away.db"
        store.checkpoint()
        file.rename(away)
        file.mkdir()  # something that cannot be opened
        amina.presses(amina.chat.last, "forget:yes")
        await answers(api, amina.chat, 4)
        assert amina.chat.last.text == privacy_wording.erasure_pending(language)
    async with running(chosen):  # said once, whatever comes between
        file.rmdir()
        away.rename(file)
        await answers(api, amina.chat, 5)
    assert amina.chat.last.text == privacy_wording.erased(language, records=2, turns=1, waiting=0)
    assert len(amina.chat.sent) == 5
    assert store.senders == set()


@pytest.mark.parametrize("asked", ["forget:yes", "consent:no"])
async def test_an_erasure_cut_off_before_its_receipt_still_tells_of_everything(
    api, engine, chosen, store, tmp_path, asked
):
    lena = api.world.user("Lena", "en")
    lena.starts()
    async with running(chosen):
        (welcome,) = await answers(api, lena.chat, 1)
        lena.presses(welcome, "consent:yes")
        await answers(api, lena.chat, 2)
        store.keep(Names.of_home(tmp_path).of(lena.id, lena.id), "non-refoulement", "Article 33")
        lena.says("/forget" if asked == "forget:yes" else "/privacy")
        await answers(api, lena.chat, 3)
        fault = api.fails("drop", "sendMessage", times=1000)
        lena.presses(lena.chat.last, asked)
        await api.world.until(lambda: store.senders == set() and fault.times < 1000)
    fault.times = 0
    async with running(chosen):
        await answers(api, lena.chat, 4)
        await api.world.until(lambda: held(tmp_path) == {})
    assert lena.chat.last.text == privacy_wording.erased("en", records=2, turns=1, waiting=0)
