"""Whether a message is meant for the bot, and as what: a command, a question, something that it cannot take."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.telegram.direction import bare
from bot.telegram.wording import CANNOT_TAKE

if TYPE_CHECKING:
    from telegram import Message, User

__all__ = ["RECORDINGS", "Command", "Question", "Untakable", "meant"]

#: What can be listened to, by Telegram's names.
RECORDINGS = frozenset({"audio", "video_note", "voice"})

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?:\s+|$)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Question:
    """Words for the conversation."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command of ours.

    Attributes:
        argument: what stands after it.
        named: whether it was sent to this bot by name.
    """

    name: str
    argument: str
    named: bool


@dataclass(frozen=True, slots=True)
class Untakable:
    """What is no text, by Telegram's name for it."""

    kind: str


def meant(message: Message, me: User) -> Command | Question | Untakable | None:
    """What a message is to the bot ``me``; None when it is not for it."""
    private = message.chat.type == "private"
    if message.from_user is None or message.from_user.is_bot or (not private and message.sender_chat is not None):
        return None  # a channel or an anonymous administrator: nobody whose conversation it could be
    text = bare(message.text or "")
    command = _COMMAND.match(text)
    if command:
        to = command[2]
        if to is not None and to.lower() != (me.username or "").lower():
            return None
        return _command(message, command[1].lower(), text[command.end() :].strip(), named=to is not None)
    if private:
        if text.strip():
            return Question(text)
        return _untakable(message)
    answered = message.reply_to_message
    if answered is not None and answered.from_user is not None and answered.from_user.id == me.id:
        if text.strip():
            return Question(_without_name(text, me))
        what = _untakable(message)
        return what if what is not None and what.kind in RECORDINGS else None
    name = re.compile(rf"(?<!\w)@{re.escape(me.username or '')}\b", re.IGNORECASE)
    if me.username and name.search(text):
        words = _without_name(text, me)
        return Question(words) if words else Command("ask", "", named=True)
    return None


def _command(message: Message, name: str, argument: str, *, named: bool) -> Command:
    answered = message.reply_to_message
    if (
        name == "ask"
        and not argument
        and answered is not None
        and not (answered.from_user and answered.from_user.is_bot)
    ):
        argument = bare(answered.text or answered.caption or "").strip()
        command = _COMMAND.match(argument)
        argument = argument[command.end() :] if command else argument
    return Command(name, argument, named)


def _without_name(text: str, me: User) -> str:
    return re.sub(rf"(?<!\w)@{re.escape(me.username or '')}\b", "", text, flags=re.IGNORECASE).strip(" \t\n,:;")


def _untakable(message: Message) -> Untakable | None:
    """None for what only tells of the chat itself: a pinned message, somebody who joined."""
    kinds = ("animation", *(kind for kind in CANNOT_TAKE if kind != "animation"))  # it has a document beside it
    found = next((kind for kind in kinds if getattr(message, kind, None)), None)
    return None if found is None else Untakable(found)
