"""The language that a person asks for, from then on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.turn import Turn, say
from bot.replies import Button, Reply
from nlu.language_names import named_language
from nlu.texts import LANGUAGES, mark, texts

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

__all__ = ["ActionSetLanguage"]

#: Each language as it calls itself: what a person who reads nothing else will find.
OWN_NAMES = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
    "zh": "中文",
}


class ActionSetLanguage(Action):
    """Sets the language that holds until the next wish; lists the six where none of them is named."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_set_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Confirm in the new language, or offer the choice."""
        turn = Turn.of(tracker)
        language = turn.understood.wished_language or named_language(turn.text)
        if language is None:
            text = turn.texts.say("I speak the six official languages of the United Nations. Which one may it be?")
            say(dispatcher, turn, Reply(text, turn.language, buttons=_choices()))
            return []
        # Translators: name your own language; this is said in the language that was asked for.
        confirmed = mark("From now on I answer in English. Quotations stay in the language of their source.")
        say(dispatcher, turn, Reply(texts(language).say(confirmed), language))
        return [SlotSet(slot, value) for slot, value in turn.understood.fixed(language).items()]


def _choices() -> tuple[Button, ...]:
    return tuple(
        Button(OWN_NAMES[code], "/change_language" + json.dumps({"language": code}, separators=(",", ":")))
        for code in LANGUAGES
    )
