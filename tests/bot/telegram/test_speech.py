"""The client of a speech service, with one that speaks OpenAI's API and with servers that do not."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from bot.errors import NotMadeOut, SpeechDown
from bot.supervisor.ports import free
from bot.telegram.speech import Listening, Speech
from tests.telegram.speech import SPOKEN, SpeechService

pytestmark = pytest.mark.loopback


@pytest.fixture
async def service():
    async with SpeechService() as one:
        yield one


@pytest.fixture
async def speech(service):
    one = Speech(Listening(service.url, service.key, wait_seconds=5.0))
    yield one
    await one.close()


@pytest.mark.parametrize("words", ["May she stay?", "هل يجوز لها البقاء؟"])
async def test_words_come_back_on_one_line(speech, service, words):
    said = SPOKEN + f" {words}\n\n{words} ".encode()
    assert await speech.words(said, "recording.ogg", "audio/ogg") == f"{words} {words}"
    assert [(sent["model"], sent["name"], sent["type"], sent["content"]) for sent in service.heard] == [
        ("whisper-1", "recording.ogg", "audio/ogg", said)
    ]


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1/"])
def test_the_host_is_what_people_are_told_and_the_key_is_nothing_to_see(url):
    listening = Listening(url, "sk-hush")
    assert (listening.host, "hush" in repr(listening)) == ("127.0.0.1", False)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, b"{}", NotMadeOut),
        (413, b"", NotMadeOut),
        (415, b"", NotMadeOut),
        (422, b"", NotMadeOut),
        (301, b"", SpeechDown),
        (401, b'{"error": {"message": "Incorrect API key sk-hush"}}', SpeechDown),
        (404, b"<html>", SpeechDown),
        (429, b"", SpeechDown),
        (503, b"", SpeechDown),
        (200, b"", SpeechDown),
        (200, b"[]", SpeechDown),
        (200, b'{"words": "hello"}', SpeechDown),
        (200, b'{"text": null}', SpeechDown),
        (200, b"[" * 100_000, SpeechDown),
        (200, b'{"text": "' + b"a" * 2**20 + b'"}', SpeechDown),
    ],
)
async def test_what_is_no_transcript(speech, service, status, body, error):
    service.answer = (status, body)
    with pytest.raises(error) as caught:
        await speech.words(SPOKEN, "recording.ogg", "audio/ogg")
    assert "hush" not in str(caught.value)


async def test_nobody_there():
    speech = Speech(Listening(f"http://127.0.0.1:{free('127.0.0.1')}/v1"))
    with pytest.raises(SpeechDown, match="ATTACHE_SPEECH_URL"):
        await speech.words(SPOKEN, "recording.ogg", "audio/ogg")
    await speech.close()


async def test_a_service_that_sends_a_letter_now_and_then_is_given_up():
    over = asyncio.Event()

    async def trickle(request: web.Request) -> web.StreamResponse:
        await request.post()
        response = web.StreamResponse()
        await response.prepare(request)
        while not over.is_set():
            await response.write(b" ")
            await asyncio.sleep(0.01)
        return response

    app = web.Application()
    app.router.add_post("/v1/audio/transcriptions", trickle)
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    speech = Speech(Listening(f"http://127.0.0.1:{runner.addresses[0][1]}/v1", wait_seconds=0.3))
    with pytest.raises(SpeechDown, match=r"within 0\.3 seconds"):
        await speech.words(SPOKEN, "recording.ogg", "audio/ogg")
    over.set()
    await speech.close()
    await runner.cleanup()
