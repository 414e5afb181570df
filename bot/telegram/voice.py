"""Recordings that people send instead of writing: fetched, listened to by a speech service, and kept nowhere."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.errors import NotMadeOut, SpeechDown
from bot.replies import Reply
from bot.telegram import voice_wording, wording
from bot.telegram.addressing import RECORDINGS
from bot.telegram.conversation import Later
from bot.telegram.download import BrokenOff, NotFetched, TooLarge, download
from bot.telegram.formatting import messages
from bot.telegram.splitting import cut
from nlu.texts import texts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from telegram import Audio, Bot, Message, VideoNote, Voice

    from bot.telegram.acquaintance import Who
    from bot.telegram.answer import Answer
    from bot.telegram.speech import Listening, Speech
    from programme import Item

__all__ = ["Recordings"]

logger = logging.getLogger(__name__)

#: Recordings that are fetched and listened to at once; each may be 20 megabytes.
AT_ONCE = 2
#: Recordings that wait for that at most: those beyond are tried again later, so that written questions go on.
WAITING = 6
#: How often a download is tried that breaks off.
TRIES = 3
#: Words that are kept for questions that wait for the engine; of more, the recording is listened to again.
_KEPT = 100
#: Longest words that are shown, in UTF-16 code units: they are one message.
_SHOWN = 3000
_MEGABYTE = 2**20
#: What Telegram hands out at most.
_TELEGRAM_MEGABYTES = 20
#: Endings by media type: services tell the format by them, and a name that a person gave goes nowhere.
_ENDINGS = {
    "audio/aac": "m4a",
    "audio/flac": "flac",
    "audio/m4a": "m4a",
    "audio/mp3": "mp3",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/webm": "webm",
    "audio/x-flac": "flac",
    "audio/x-m4a": "m4a",
    "audio/x-wav": "wav",
    "video/mp4": "mp4",
}

#: What a recording is that does not say it, or says something else: it was the sender's program that said it.
_USUAL = {"audio": "audio/mpeg", "video_note": "video/mp4", "voice": "audio/ogg"}

_Line = Callable[["str | None"], str]


class _Unheard(Exception):
    """There are no words; ``line`` says why, in a language."""

    def __init__(self, line: _Line) -> None:
        super().__init__()
        self.line = line


class Recordings:
    """Takes what people send that is no text, and makes words of it where it is a recording and can be listened to.

    Args:
        bot: fetches the files.
        speech: listens; ``None`` when nobody does.
        listening: the limits; ``None`` when nobody does.
    """

    def __init__(self, bot: Bot, speech: Speech | None, listening: Listening | None) -> None:
        self._bot, self._speech, self._listening = bot, speech, listening
        self._places, self._inside = asyncio.Semaphore(AT_ONCE), 0
        self._heard: OrderedDict[int, str] = OrderedDict()
        self._broken: dict[int, int] = {}

    async def words(self, kind: str, message: Message, who: Who, item: Item, answer: Answer) -> str | None:
        """The words of a recording, which have been shown as the first part of ``answer``.

        They are remembered until ``forget``, so that a question that waits for the engine is listened to once; after a
        crash it is listened to again.

        Returns:
            ``None`` when there is nothing to ask; the person has been told why.

        Raises:
            Later: many others are being listened to.
            NotSent: Telegram was not reached.
        """
        recording: Voice | Audio | VideoNote | None = getattr(message, kind, None) if kind in RECORDINGS else None
        if recording is None or self._speech is None or self._listening is None:
            await self._end(answer, wording.cannot_take(who.language, kind), who.language)
            return None
        words = self._heard.get(item.id)
        if words is None:
            try:
                _check(recording, self._listening)
                async with answer.sender.typing(answer.place), self._place():
                    content = await self._fetch(recording, self._listening.megabytes, item)
                    words = await _listen(self._speech, content, _media_type(kind, recording))
            except _Unheard as unheard:
                await self._end(answer, unheard.line(who.language), who.language)
                return None
            self._heard[item.id] = words
            while len(self._heard) > _KEPT:
                self._heard.popitem(last=False)
        await answer.send(_shown(words, who.language))
        return words

    def forget(self, item: Item) -> None:
        """The question is answered."""
        self._heard.pop(item.id, None)

    @contextlib.asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """A place among those that are worked on at once."""
        if self._inside >= AT_ONCE + WAITING:
            raise Later
        self._inside += 1
        try:
            async with self._places:
                yield
        finally:
            self._inside -= 1

    async def _fetch(self, recording: Voice | Audio | VideoNote, megabytes: int, item: Item) -> bytes:
        """The bytes; a file that breaks off again and again is not tried for ever."""
        try:
            content = await download(self._bot, recording.file_id, most=megabytes * _MEGABYTE)
        except TooLarge:
            raise _too_large(min(megabytes, _TELEGRAM_MEGABYTES)) from None
        except NotFetched:
            raise _Unheard(voice_wording.not_fetched) from None
        except BrokenOff:
            self._broken[item.id] = self._broken.get(item.id, 0) + 1
            if self._broken[item.id] < TRIES:
                raise
            del self._broken[item.id]
            raise _Unheard(voice_wording.not_fetched) from None
        self._broken.pop(item.id, None)
        return content

    @staticmethod
    async def _end(answer: Answer, words: str, language: str | None) -> None:
        await answer.send(messages(Reply(words, texts(language).language)), last=True)


async def _listen(speech: Speech, content: bytes, media_type: str) -> str:
    """The words in a recording.

    Raises:
        _Unheard: there are none, or nobody listened.
    """
    try:
        words = await speech.words(content, f"recording.{_ENDINGS[media_type]}", media_type)
    except SpeechDown as error:
        logger.warning("%s", error)
        raise _Unheard(voice_wording.no_listening) from None
    except NotMadeOut as error:
        logger.warning("%s", error)
        raise _Unheard(voice_wording.not_made_out) from None
    # A stroke in front would make a command of what was said.
    words = words.lstrip("/ ")
    if not any(character.isalnum() for character in words):
        raise _Unheard(voice_wording.no_words)
    return words


def _media_type(kind: str, recording: Voice | Audio | VideoNote) -> str:
    """One that is known, whatever the message says."""
    said = getattr(recording, "mime_type", None)
    return said if said in _ENDINGS else _USUAL[kind]


def _too_large(megabytes: int) -> _Unheard:
    return _Unheard(lambda language: voice_wording.too_large(language, megabytes=megabytes))


def _check(recording: Voice | Audio | VideoNote, listening: Listening) -> None:
    """What the message says of it already.

    Raises:
        _Unheard: it is beyond a limit.
    """
    duration = recording.duration
    seconds = duration if isinstance(duration, int) else duration.total_seconds()
    if seconds > listening.seconds:
        raise _Unheard(lambda language: voice_wording.too_long(language, seconds=listening.seconds))
    if (recording.file_size or 0) > listening.megabytes * _MEGABYTE:
        raise _too_large(listening.megabytes)


def _shown(words: str, language: str | None) -> list[str]:
    """What was heard, as a quotation in one message."""
    said = texts(language)
    start, end = next(iter(cut(words, _SHOWN)), (0, 0))
    quote = words[start:end] + (" […]" if words[end:].strip() else "")
    return messages(Reply(f"{voice_wording.heard(language)}\n{said.quote(quote)}", said.language, quote=quote))
