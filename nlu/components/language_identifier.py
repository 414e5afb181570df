"""Which language a message is in, and which one to answer it in."""

# ruff: noqa: TC002 - Rasa reads the annotations at run time to build its graph
from __future__ import annotations

from typing import Any, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

import settings
from knowledge.language import identify
from nlu.turn import Turn

__all__ = ["CERTAIN", "LANGUAGE", "LanguageIdentifier", "is_certain"]

#: The properties that a message gets.
LANGUAGE, CERTAIN = "language", "language_certain"

_ENTITY = "message_language"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageIdentifier(GraphComponent, EntityExtractorMixin):
    """Finds the language and leaves it where actions and texts find it.

    - ``language``: what the message is written in; where its words do not say so ("ok", "art 33"), the language of
      the conversation.
    - ``language_certain``: whether the words alone say so.
    - the entity ``message_language``, which fills the slot ``language``: the language to answer in. That is what was
      settled (a wish, or ``{"language": "fr"}`` in the metadata), else what the message is certainly written in. A
      doubtful message has no such entity, so the slot keeps the language of the messages before.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        """Made new for use: it keeps nothing."""
        return cls()

    def process(self, messages: list[Message], tracker: Optional[DialogueStateTracker] = None) -> list[Message]:  # noqa: UP045 - Rasa's graph does not know the newer way to write it
        """Set the properties and the entity, in place.

        Args:
            messages: the messages, as a rule one.
            tracker: the conversation before them.
        """
        slots = tracker.current_slot_values() if tracker else {}
        for message in messages:
            text = message.get(TEXT) or ""
            words = "" if text.startswith("/") else text  # a button or a command is in no language
            turn = Turn({METADATA: message.get(METADATA)}, slots)
            certain = is_certain(words)
            written = identify(words, turn.language(settings.load().language))
            message.set(LANGUAGE, written, add_to_output=True)
            message.set(CERTAIN, certain, add_to_output=True)
            if answer_in := turn.settled_language or (written if certain else None):
                entity = {"entity": _ENTITY, "value": answer_in, "start": 0, "end": len(text)}
                entities = self.add_extractor_name([entity])
                message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages


def is_certain(text: str) -> bool:
    """Whether ``text`` shows its language by itself: no hint changes what is found."""
    return identify(text, "en") == identify(text, "es")
