"""Files as the bot fetches them from the Bot API server."""

from __future__ import annotations

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken

from tests.telegram.files import LARGEST, speaks

pytestmark = pytest.mark.loopback


async def test_a_voice_note_is_fetched(bot, amina):
    speaks(amina, b"OggS...", seconds=7)
    (update,) = await bot.get_updates()
    voice = update.message.voice
    assert (voice.duration, voice.file_size, voice.mime_type) == (7, 7, "audio/ogg")
    file = await voice.get_file()
    assert bytes(await file.download_as_bytearray()) == b"OggS..."


async def test_what_is_too_large_is_refused(bot, amina):
    speaks(amina, b"...", kind="video_note", size=LARGEST + 1)
    (update,) = await bot.get_updates()
    assert update.message.video_note.file_size == LARGEST + 1
    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.video_note.get_file()


async def test_what_is_not_there_is_refused(bot, api, world, amina):
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("nothing")
    speaks(amina, b"...")
    (update,) = await bot.get_updates()
    file = await update.message.voice.get_file()
    world.files.forget()
    with pytest.raises(InvalidToken):  # what the client makes of 404
        await file.download_as_bytearray()


async def test_a_download_needs_the_token(api, bot, amina):
    speaks(amina, b"...")
    (update,) = await bot.get_updates()
    file = await update.message.voice.get_file()
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(file.file_path.replace(api.token, "7000000001:wrong"))
    assert (answer.status_code, answer.json()["ok"]) == (401, False)
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url) as again:
        assert bytes(await (await again.get_file(update.message.voice)).download_as_bytearray()) == b"..."
