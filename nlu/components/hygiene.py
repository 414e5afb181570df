"""Whatever a channel brings becomes text that the rest of the pipeline can read."""

# ruff: noqa: TC002 - Rasa reads the annotations at run time to build its graph
from __future__ import annotations

import re
import unicodedata
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import settings
from knowledge.simplified import simplified
from nlu.commands import normalise

__all__ = ["TROUBLE", "MessageHygiene", "clean", "trouble_with"]

#: The property of a message that says why there is nothing to answer in it.
TROUBLE = "trouble"

#: Stands for a message without any text, since featurizers need some.
_NOTHING = "\N{HORIZONTAL ELLIPSIS}"
#: Beyond this many times the limit nothing is looked at: the message is too long in any case.
_LOOKED_AT = 10
#: Format characters that join letters or emoji, and so belong to the text.
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_SPACES = re.compile(r"\s+")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MessageHygiene(GraphComponent):
    """Cleans the text, cuts it to what is read, and sets ``trouble`` where there is no question in it.

    ``trouble`` is ``"too_long"``, ``"empty"`` or ``"no_words"``; ``TroubleClassifier`` sees to it that such a message
    is not taken for anything else. The limit is ``characters`` of the configuration, else the setting
    ``message_characters``. Traditional Chinese is read as simplified, as the search reads it. The text as it came stays
    in the tracker.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """``characters``: longest text that is read; the setting when ``None``."""
        return {"characters": None}

    def __init__(self, config: dict[str, Any]) -> None:
        self._limit = int(config["characters"] or settings.load().message_characters)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageHygiene:
        """Made new for training and for use: it keeps nothing."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Clean messages, in place."""
        for message in messages:
            raw = message.get(TEXT) or ""
            text = clean(raw[: self._limit * _LOOKED_AT])
            trouble = trouble_with(text, self._limit)
            if trouble:
                message.set(TROUBLE, trouble, add_to_output=True)
            # A long text is cut before it is read as a command: nobody presses a button of that size.
            said = normalise(text[: self._limit].rstrip())
            # What a command carries (a name, the title of a document) stays as it is.
            message.set(TEXT, (said if said.startswith("/") else simplified(said)) or _NOTHING)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Clean the examples as messages will be."""
        for example in training_data.training_examples:
            if example.get(TEXT):
                example.set(TEXT, simplified(clean(example.get(TEXT))))
        return training_data


def clean(text: str) -> str:
    """``text`` composed (Unicode NFC), without control, zero-width and direction marks, with single spaces.

    Half a surrogate pair, which some clients send for an emoji and which no UTF-8 can carry, goes as well.
    """
    spaced = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    kept = "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn"))
    return kept.strip(" " + _JOINERS)


def trouble_with(text: str, limit: int) -> str | None:
    """Why the clean ``text`` holds no question: ``"too_long"``, ``"empty"``, ``"no_words"``; ``None`` if it may.

    An emoji that stands for words (a thumb) is no trouble.

    Args:
        text: as ``clean`` leaves it.
        limit: longest text, in characters.
    """
    if len(text) > limit:
        return "too_long"
    command = normalise(text)
    if not command:
        return "no_words" if text else "empty"
    return None if any(character.isalnum() for character in command) else "no_words"
