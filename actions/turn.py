"""One turn as an action sees it, and the way it answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import settings
from actions.remembered import Remembered
from nlu.message import as_message
from nlu.texts import Texts, texts
from nlu.turn import Turn as Understood

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from bot.replies import Reply

__all__ = ["Turn", "say"]

_WORD = re.compile(r"[^\W_]")
_COMMAND = re.compile(r"/\w+(?:@\w+)?\s*")


@dataclass(frozen=True, slots=True)
class Turn:
    """What the person wrote and what came before it.

    Attributes:
        understood: the message as language understanding left it.
        text: the message without white space around it, and without a command in front of it.
        language: the language to answer in.
        channel: name of Rasa's channel that the message came through.
        question: the last question, as it was understood; empty before the first.
        remembered: the last answer.
    """

    understood: Understood
    text: str
    language: str
    channel: str | None
    question: str
    remembered: Remembered | None

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """Read a turn from Rasa's tracker."""
        understood = Understood(tracker.latest_message, tracker.slots)
        text = understood.text.strip()
        return cls(
            understood=understood,
            text=_COMMAND.sub("", text, count=1) if text.startswith("/") else text,
            language=_language(understood),
            channel=tracker.get_latest_input_channel(),
            question=tracker.slots.get("question") or "",
            remembered=Remembered.from_slot(tracker.slots.get("answer")),
        )

    @property
    def texts(self) -> Texts:
        """What is said in this turn's language."""
        return texts(self.language)

    @property
    def staff(self) -> bool:
        """Whether the channel passes questions on to people."""
        return self.understood.metadata.get("staff") is True

    def named(self, entity: str) -> str:
        """What a button or a command names; empty when it names none."""
        return self.understood.entity(entity)

    @property
    def trouble(self) -> str | None:
        """Why the message cannot be a question: ``"too_long"``, ``"empty"`` or ``"no_words"``; else ``None``."""
        if self.understood.trouble:
            return self.understood.trouble
        if len(self.text) > settings.load().message_characters:
            return "too_long"
        if not self.text:
            return "empty"
        return None if _WORD.search(self.text) else "no_words"


def _language(understood: Understood) -> str:
    """The language to answer in; words behind a command say it as a message does."""
    from knowledge.language import identify

    language = understood.language(settings.load().language)
    words = understood.entity("words")
    return language if understood.settled_language or not words else identify(words, language)


def say(dispatcher: CollectingDispatcher, turn: Turn, reply: Reply) -> None:
    """Hand ``reply`` to the person: its text always, its data where the channel renders data."""
    message = as_message(reply, turn.channel)
    dispatcher.utter_message(text=message["text"], json_message=message.get("custom"), buttons=message.get("buttons"))
