"""What the process needs to know, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.attachments import NOBODY

if TYPE_CHECKING:
    from datetime import time
    from pathlib import Path

    from bot.attachments import Organizer
    from bot.telegram.speech import Listening
    from bot.telegram.webhook import Address

__all__ = ["BASE_URL", "FILE_URL", "Options"]

BASE_URL = "https://api.telegram.org/bot"
FILE_URL = "https://api.telegram.org/file/bot"


@dataclass(frozen=True)
class Options:
    """What the process needs to know.

    Attributes:
        token: of the bot; never shown.
        home: the home folder; ``telegram`` in it holds a secret and what was registered.
        database: address of the programme's database.
        conversations: address of the database that the engine keeps conversations in.
        engine: where the dialogue engine listens.
        seconds: time limit of a turn.
        language: what people read while theirs is not known.
        base_url: of the Bot API.
        events: address of the database that the engine copies events into; None when it does not.
        days: after so many days without a message a conversation is erased.
        question_days: so long a question to the staff is kept after it was answered.
        at_once: how many chats are worked on at once.
        again_seconds: how long an update waits that cannot be finished now.
        quiet: when messages that can wait do not ring: begin and end by the clock on the wall; None: they always do.
        zone: IANA name of the time zone of people whose own is not known.
        webhook: where Telegram brings updates; None: it is asked for them.
        offer_days: offered documents that nobody decides on are deleted after so many days.
        read_seconds: time limit for reading such a document.
        read_megabytes: memory limit for that.
        actions: where the action server listens, for inline mode.
        base_file_url: of the Bot API's files.
        listening: where recordings are listened to; None: nowhere.
        organizer: whom the calendar files of sessions name.
    """

    token: str
    home: Path
    database: str
    conversations: str
    engine: str
    seconds: float = 15.0
    language: str = "en"
    base_url: str = BASE_URL
    events: str | None = None
    days: int = 30
    question_days: int = 30
    at_once: int = 32
    again_seconds: float = 3.0
    quiet: tuple[time, time] | None = None
    zone: str = "America/New_York"
    webhook: Address | None = None
    offer_days: int = 30
    read_seconds: int = 60
    read_megabytes: int = 1024
    actions: str = "http://127.0.0.1:5055"
    base_file_url: str = FILE_URL
    listening: Listening | None = None
    organizer: Organizer = NOBODY

    def __repr__(self) -> str:
        """Without the token."""
        return f"Options(home={str(self.home)!r}, engine={self.engine!r})"
