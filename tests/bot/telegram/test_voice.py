"""Recordings one by one, with a strict Bot API server and a speech service. Conversations are in the scenarios."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from bot.telegram import voice_wording
from bot.telegram.conversation import Later
from bot.telegram.finding import Numbers
from bot.telegram.pace import Pace
from bot.telegram.sending import Place, Sender
from bot.telegram.speech import Listening, Speech
from bot.telegram.voice import AT_ONCE, WAITING, Recordings
from nlu.texts import LANGUAGES
from tests.telegram.files import speaks
from tests.telegram.markup import parse_html, units
from tests.telegram.server import BotApi
from tests.telegram.speech import SPOKEN, SpeechService

pytestmark = pytest.mark.loopback


class Said:
    """An answer that keeps its parts, whose sender is the bot's own."""

    def __init__(self, sender: Sender, chat: int) -> None:
        self.sender, self.place = sender, Place(chat)
        self.parts: list[str] = []
        self.last = False

    async def send(self, parts, keyboard=None, *, last=False) -> None:
        self.parts += [parse_html(part)[0] for part in parts]
        self.last = last


@pytest.fixture
async def api():
    async with BotApi() as one:
        yield one


@pytest.fixture
async def service():
    async with SpeechService() as one:
        yield one


@pytest.fixture
async def listen(api, service):
    """Let somebody say something; what came of it, and what was said to it."""
    from telegram import Bot

    listening = Listening(service.url, service.key)
    speech = Speech(listening)
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url) as bot:
        recordings = Recordings(bot, speech, listening)
        amina = api.world.user("Amina")

        async def one(content: bytes, *, kind: str = "voice", language: str = "en", item: int = 1, **more):
            api.world.updates.drop()
            speaks(amina, content, kind=kind, **more)
            (update,) = await bot.get_updates()
            said = Said(Sender(bot, Pace(), Numbers(str)), amina.id)
            who, of = SimpleNamespace(language=language), SimpleNamespace(id=item)
            return await recordings.words(kind, update.message, who, of, said), said

        one.recordings = recordings
        yield one
    await speech.close()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_was_heard_is_quoted_under_a_line_of_ones_own_language(listen, language):
    words, said = await listen(SPOKEN + b"may she stay?", language=language)
    assert (words, said.last, len(said.parts)) == ("may she stay?", False, 1)
    line, quote = said.parts[0].split("\n")
    assert line.strip("\u200f") == voice_wording.heard(language)
    assert "may she stay?" in quote


async def test_long_words_are_shown_in_one_message_and_asked_whole(listen):
    spoken = "And then the 😀 delegate said: this cannot be. " * 200
    words, said = await listen(SPOKEN + spoken.encode())
    assert words == spoken.strip()
    assert (len(said.parts), units(said.parts[0]) <= 4096, "[…]" in said.parts[0]) == (1, True, True)


async def test_words_are_remembered_until_they_are_forgotten(listen, service):
    for item, times in ((7, 1), (7, 1), (8, 2)):
        await listen(SPOKEN + b"may she stay?", item=item)
        assert len(service.heard) == times
    listen.recordings.forget(SimpleNamespace(id=7))
    await listen(SPOKEN + b"may she stay?", item=7)
    assert len(service.heard) == 3


async def test_many_at_once_wait_and_those_beyond_come_again_later(listen, service):
    """So that voice notes do not take all the places in which written questions are answered."""
    service.gate.clear()
    tasks = []
    for number in range(AT_ONCE + WAITING):
        tasks.append(asyncio.create_task(listen(SPOKEN + b"may she stay?", item=number)))
        while listen.recordings._inside <= number:
            await asyncio.sleep(0.01)
    with pytest.raises(Later):
        await listen(SPOKEN + b"may she stay?", item=99)
    words, said = await listen(SPOKEN + b"too long", item=100, seconds=181)
    assert (words, said.parts) == (None, [voice_wording.too_long("en", seconds=180)])
    service.gate.set()
    assert {words for words, _ in await asyncio.gather(*tasks)} == {"may she stay?"}
    assert len(service.heard) == AT_ONCE + WAITING
    assert (await listen(SPOKEN + b"and now?", item=99))[0] == "and now?"


@pytest.mark.parametrize(("kind", "name"), [("voice", "ogg"), ("audio", "mp3"), ("video_note", "mp4")])
async def test_a_file_is_named_by_its_format_alone(listen, service, kind, name):
    await listen(SPOKEN + b"may she stay?", kind=kind)
    assert service.heard[0]["name"] == f"recording.{name}"


@pytest.mark.parametrize(
    ("kind", "said", "sent"),
    [
        ("voice", None, "audio/ogg"),
        ("audio", "audio/x-m4a", "audio/x-m4a"),
        ("audio", "audio/ogg\r\nX-Other: header", "audio/mpeg"),
        ("video_note", "text/html", "video/mp4"),
    ],
)
async def test_only_known_media_types_are_passed_on(listen, service, kind, said, sent):
    await listen(SPOKEN + b"may she stay?", kind=kind, media_type=said)
    assert service.heard[0]["type"] == sent


async def test_a_line_is_the_last_of_its_answer(listen):
    words, said = await listen(SPOKEN + b"may she stay?", seconds=181)
    assert (words, said.parts, said.last) == (None, [voice_wording.too_long("en", seconds=180)], True)
