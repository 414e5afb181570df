"""The language that somebody asks for."""

# ruff: noqa: TC002 - Rasa reads the annotations at run time to build its graph
from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from nlu.language_names import named_language

__all__ = ["WishedLanguageExtractor"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class WishedLanguageExtractor(GraphComponent, EntityExtractorMixin):
    """Adds the entity ``language`` with one of the six codes, to messages of the intent ``change_language`` only.

    So "the French text of article 33" stays a question.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WishedLanguageExtractor:
        """Made new for use: it keeps nothing."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entity, in place."""
        for message in messages:
            if (message.get(INTENT) or {}).get(INTENT_NAME_KEY) != "change_language":
                continue
            text = message.get(TEXT)
            if wished := named_language(text):
                entity = {"entity": "language", "value": wished, "start": 0, "end": len(text)}
                entities = self.add_extractor_name([entity])
                message.set(ENTITIES, message.get(ENTITIES, []) + entities, add_to_output=True)
        return messages
