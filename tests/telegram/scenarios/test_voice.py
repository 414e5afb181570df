"""Voice notes over real HTTP: Telegram's files on one side, a speech service on the other, the engine behind."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.telegram import privacy_wording, voice_wording, wording
from bot.telegram.speech import Listening
from tests.telegram.files import LARGEST, speaks
from tests.telegram.running import answers, running
from tests.telegram.speech import SPOKEN, SpeechService

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("brisk")]

PROJECT = Path(__file__).resolve().parents[3]
QUESTIONS = {"es": "¿Puede un Estado devolver a un refugiado?", "zh": "国家可以驱逐难民吗？"}


def spoken(words: str) -> bytes:
    return SPOKEN + words.encode()


def plain(text: str) -> str:
    """Without the characters that only turn the direction of text, and without quotation marks."""
    return "".join(one for one in text if one not in "\u2066\u2067\u2068\u2069\u200e\u200f“”«»\u00a0")


@pytest.fixture
async def speech():
    async with SpeechService() as one:
        yield one


@pytest.fixture
def listening(chosen, speech):
    """The bot's options with the speech service set."""
    return dataclasses.replace(
        chosen, listening=Listening(speech.url, speech.key, wait_seconds=3.0, seconds=60, megabytes=5)
    )


@pytest.mark.parametrize("language", QUESTIONS)
async def test_a_voice_note_is_shown_and_answered(api, engine, listening, speech, tmp_path, language):
    amina = api.world.user("Amina", language)
    async with running(listening):
        speaks(amina, spoken(QUESTIONS[language]))
        heard, answer = await answers(api, amina.chat, 2)
        assert plain(heard.text) == plain(f"{voice_wording.heard(language)}\n{QUESTIONS[language]}")
        assert [plain(quote) for quote in heard.marked("blockquote")] == [QUESTIONS[language]]
        assert [plain(quote) for quote in answer.marked("blockquote")] == [
            f"No Contracting State shall expel ({QUESTIONS[language]})."
        ]
        assert (heard.buttons, len(answer.buttons)) == ([], 4)
        assert engine.asked[0]["metadata"]["language_hint"] == language
        assert speech.heard == [
            {
                "model": "whisper-1",
                "name": "recording.ogg",
                "type": "audio/ogg",
                "content": spoken(QUESTIONS[language]),
            }
        ]
        assert "typing" in amina.chat.actions
        # It is a question as every other: its buttons work.
        amina.presses(answer, "More")
        await answers(api, amina.chat, 3)
        assert plain(amina.chat.last.text) == "More passages."
    files = []
    for name in tmp_path.rglob("*"):
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):  # the database's log goes when it is closed
            files += [name] if spoken(QUESTIONS[language]) in name.read_bytes() else []
    assert files == []


@pytest.mark.parametrize(("kind", "name"), [("audio", "recording.mp3"), ("video_note", "recording.mp4")])
async def test_other_recordings(api, engine, listening, speech, kind, name):
    amina = api.world.user("Amina")
    async with running(listening):
        speaks(amina, spoken("/more or less, may she stay?"), kind=kind)
        await answers(api, amina.chat, 2)
    assert ([sent["name"] for sent in speech.heard], engine.texts) == ([name], ["more or less, may she stay?"])


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_what_cannot_be_listened_to_is_said(api, engine, listening, speech, language):
    amina = api.world.user("Amina", language)
    said = []

    async def next_line(expected: str) -> None:
        said.append(plain(expected))
        await answers(api, amina.chat, len(said))
        assert [plain(one.text) for one in amina.chat.sent] == said

    async with running(listening):
        speaks(amina, spoken("too long"), seconds=61)
        await next_line(voice_wording.too_long(language, seconds=60))
        speaks(amina, spoken("too large"), size=5 * 2**20 + 1)
        await next_line(voice_wording.too_large(language, megabytes=5))
        assert api.called("getFile") == []
        for silence in ("", " \n ", "…"):
            speaks(amina, spoken(silence))
            await next_line(voice_wording.no_words(language))
        speaks(amina, b"noise")
        await next_line(voice_wording.not_made_out(language))
        speaks(amina, spoken("gone"))
        api.world.files.forget()
        await next_line(voice_wording.not_fetched(language))
        for status, body in (
            (401, b"{}"),
            (404, b"<html>"),
            (429, b""),
            (500, b""),
            (200, b"<html>"),
            (200, b'{"text": 7}'),
        ):
            speech.answer = (status, body)
            speaks(amina, spoken("not now"))
            await next_line(voice_wording.no_listening(language))
        speech.answer = (200, b'{"text": "' + b"a" * 2**20 + b'"}')
        speaks(amina, spoken("endless"))
        await next_line(voice_wording.no_listening(language))
        speech.answer = None
        await speech.stop()
        speaks(amina, spoken("nobody there"))
        await next_line(voice_wording.no_listening(language))
    assert engine.asked == []


async def test_a_service_that_does_not_answer_is_given_up(api, engine, listening, speech):
    amina = api.world.user("Amina")
    speech.gate.clear()
    listening = dataclasses.replace(listening, listening=dataclasses.replace(listening.listening, wait_seconds=0.2))
    async with running(listening):
        speaks(amina, spoken("slow"))
        await answers(api, amina.chat, 1)
    speech.gate.set()
    assert amina.chat.last.text == voice_wording.no_listening("en")


async def test_telegram_is_the_one_that_finds_it_too_large(api, engine, chosen, speech):
    amina = api.world.user("Amina")
    chosen = dataclasses.replace(chosen, listening=Listening(speech.url, speech.key, megabytes=50))
    async with running(chosen):
        speaks(amina, b"...", size=LARGEST + 1)
        await answers(api, amina.chat, 1)
    assert amina.chat.last.text == voice_wording.too_large("en", megabytes=20)


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_a_network_that_fails_for_a_while(api, engine, listening, speech, method):
    amina = api.world.user("Amina")
    api.fails("drop", method, times=2)
    async with running(listening):
        speaks(amina, spoken("may she stay?"))
        await answers(api, amina.chat, 2)
    assert engine.texts == ["may she stay?"]


async def test_a_file_that_breaks_off_again_and_again_is_not_tried_for_ever(api, engine, listening, speech):
    amina = api.world.user("Amina")
    api.fails("drop", "download", times=100)
    async with running(listening):
        speaks(amina, spoken("may she stay?"))
        await answers(api, amina.chat, 1)
        amina.says("written, then")
        await answers(api, amina.chat, 2)
    assert amina.chat.sent[0].text == voice_wording.not_fetched("en")
    assert engine.texts == ["written, then"]


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_it_is_listened_to_once_while_the_engine_is_away(api, engine, listening, speech, language):
    amina = api.world.user("Amina", language)
    engine.stop()
    async with running(listening):
        speaks(amina, spoken("may she stay?"))
        heard, busy = await answers(api, amina.chat, 2)
        assert (plain(heard.text), busy.text) == (
            plain(f"{voice_wording.heard(language)}\nmay she stay?"),
            wording.busy(language, minutes=10),
        )
        engine.start()
        await answers(api, amina.chat, 3)
    assert [len(amina.chat.sent), len(speech.heard), engine.texts] == [3, 1, ["may she stay?"]]


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_in_a_group_only_what_answers_the_bot_is_listened_to(api, engine, listening, speech, language):
    amina = api.world.user("Amina", language)
    group = api.world.group("Delegates", amina)
    api.world.privacy = False
    async with running(listening):
        speaks(amina, spoken("between ourselves"), chat=group)
        amina.says("/ask may she stay?", chat=group)
        (first,) = await answers(api, group, 1)
        speaks(amina, spoken("and her child?"), chat=group, reply_to=first)
        await answers(api, group, 3)
        amina.sends(group, reply_to=first, photo=[{"file_id": "1", "file_unique_id": "1", "width": 1, "height": 1}])
        amina.says("/help", chat=group)
        await answers(api, group, 4)
    assert [sent["content"] for sent in speech.heard] == [spoken("and her child?")]
    assert engine.texts == ["may she stay?", "and her child?"]
    assert [one.reply_to.sender["id"] for one in group.sent] == [amina.id] * 4
    assert group.last.text == wording.group_how(language)


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_without_a_service_it_says_how_to_dictate(api, bot, engine, language):
    amina = api.world.user("Amina", language)
    speaks(amina, spoken("may she stay?"))
    await answers(api, amina.chat, 1)
    group = api.world.group("Delegates", amina)
    amina.says("/help", chat=group)
    (first,) = await answers(api, group, 1)
    speaks(amina, spoken("may she stay?"), kind="audio", chat=group, reply_to=first)
    await answers(api, group, 2)
    assert (amina.chat.last.text, group.last.text) == (
        wording.cannot_take(language, "voice"),
        wording.cannot_take(language, "audio"),
    )
    assert (api.called("getFile"), engine.asked) == ([], [])


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_the_privacy_notice_says_where_recordings_go(api, listening, language):
    amina = api.world.user("Amina", language)
    async with running(listening):
        amina.says("/privacy")
        await answers(api, amina.chat, 1)
    without = privacy_wording.privacy(language, days=30)
    (own,) = set(privacy_wording.privacy(language, days=30, speech="127.0.0.1").split("\n\n")) - set(
        without.split("\n\n")
    )
    assert plain(own) in [plain(paragraph) for paragraph in amina.chat.last.text.split("\n\n")]


async def test_neither_key_nor_words_are_logged(api, engine, listening, speech, caplog):
    amina = api.world.user("Amina")
    caplog.set_level("DEBUG")
    async with running(listening):
        speaks(amina, spoken("sekret"))
        await answers(api, amina.chat, 2)
        speech.answer = (401, b'{"error": {"message": "Incorrect API key sk-only-for-tests"}}')
        speaks(amina, spoken("sekret"))
        await answers(api, amina.chat, 3)
    own = [record.getMessage() for record in caplog.records if record.name.startswith(("bot", "telegram", "httpx"))]
    assert [secret for secret in ("sekret", speech.key, api.token, str(amina.id)) if secret in json.dumps(own)] == []
    assert any("status 401" in line for line in own)
    assert speech.key not in repr(listening.listening)


async def test_killed_while_it_listens_and_after_it_has_heard(api, engine, speech, tmp_path):
    """The question survives both; what was heard is shown once."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ATTACHE_")} | {
        "ATTACHE_HOME": str(tmp_path),
        "ATTACHE_TELEGRAM_TOKEN": api.token,
        "ATTACHE_TELEGRAM_URL": api.base_url.removesuffix("/bot"),
        "ATTACHE_RASA_PORT": str(engine.port),
        "ATTACHE_SPEECH_URL": speech.url,
        "ATTACHE_SPEECH_KEY": speech.key,
        "PYTHONPATH": str(PROJECT),
    }

    def start() -> subprocess.Popen:
        with (tmp_path / "log.txt").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "bot.telegram"], cwd=PROJECT, env=environment, stdout=log, stderr=log
            )

    def unfinished() -> int:
        with sqlite3.connect(tmp_path / "attache.db") as connection:
            return connection.execute("SELECT count(*) FROM inbox WHERE state != 'done'").fetchone()[0]

    amina = api.world.user("Amina")
    speech.gate.clear()
    process = start()
    try:
        speaks(amina, spoken("may she stay?"))
        await api.world.until(lambda: speech.waiting, 60)
        process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(process.wait, 10)
        await api.world.until(lambda: not speech.waiting, 60)
        engine.gate.clear()
        speech.gate.set()
        process = start()
        await api.world.until(lambda: engine.waiting, 60)
        assert [one.text.splitlines()[0] for one in amina.chat.sent] == [voice_wording.heard("en")]
        process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(process.wait, 10)
        await api.world.until(lambda: not engine.waiting, 60)
        engine.gate.set()
        process = start()
        await answers(api, amina.chat, 2, 60)
        await api.world.until(lambda: unfinished() == 0, 30)
        process.terminate()
        assert await asyncio.to_thread(process.wait, 10) == 0
    finally:
        process.kill()
    assert [len(one.marked("blockquote")) for one in amina.chat.sent] == [1, 1]
    assert (len(speech.heard), engine.counted) == (3, {"may she stay?": 2})
    log = (tmp_path / "log.txt").read_text()
    assert [secret for secret in ("may she stay", speech.key, api.token, str(amina.id)) if secret in log] == []
