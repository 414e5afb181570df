"""A message without a question in it is not to be guessed at."""

# ruff: noqa: TC002 - Rasa reads the annotations at run time to build its graph
from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from nlu.components.hygiene import TROUBLE

__all__ = ["TroubleClassifier"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TroubleClassifier(GraphComponent):
    """Gives a message with ``trouble``, or of figures alone, the intent ``nlu_fallback``, whatever it looks like.

    "2" chooses from a list, if one was shown; that is for the actions to know, which are asked for this intent.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TroubleClassifier:
        """Made new for use: it keeps nothing."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of such a message, in place."""
        for message in messages:
            text = message.get(TEXT) or ""
            if message.get(TROUBLE) or not any(character.isalpha() for character in text):
                intent = {INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
        return messages
