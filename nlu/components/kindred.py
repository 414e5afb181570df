"""Intents about one thing share their certainty: who books, moves or asks for a session speaks of sessions anyway."""

# ruff: noqa: TC002 - Rasa reads the annotations at run time to build its graph
from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

__all__ = ["KindredClassifier"]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class KindredClassifier(GraphComponent):
    """Takes the likeliest of kindred intents where all of them together are sure enough, though none of them is alone.

    Stands behind the fallback, which has seen each of them for itself. ``intents`` are the kindred; ``threshold`` is
    what they must reach together, ``doubt`` what a question may reach at most: a question is not to be swallowed.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The options."""
        return {"intents": [], "threshold": 0.65, "doubt": 0.2}

    def __init__(self, config: dict[str, Any]) -> None:
        self._intents = frozenset(config["intents"])
        self._threshold, self._doubt = float(config["threshold"]), float(config["doubt"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> KindredClassifier:
        """Made new for use: it keeps nothing."""
        return cls(config)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Check the options.

        Raises:
            InvalidConfigException: a number is not from 0 to 1.
        """
        for name in ("threshold", "doubt"):
            if not isinstance(config[name], (int, float)) or not 0 <= config[name] <= 1:
                raise InvalidConfigException(f"{name} is {config[name]!r} in config.yml; it is a number from 0 to 1.")

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent, in place, of messages that the fallback has."""
        for message in messages:
            if (message.get(INTENT) or {}).get(INTENT_NAME_KEY) != DEFAULT_NLU_FALLBACK_INTENT_NAME:
                continue
            sure = {
                each[INTENT_NAME_KEY]: each[PREDICTED_CONFIDENCE_KEY] for each in message.get(INTENT_RANKING_KEY) or ()
            }
            kindred = {name: confidence for name, confidence in sure.items() if name in self._intents}
            together = sum(kindred.values())
            if kindred and together >= self._threshold and sure.get("ask", 0.0) <= self._doubt:
                intent = {INTENT_NAME_KEY: max(kindred, key=lambda name: kindred[name])}
                message.set(INTENT, {**intent, PREDICTED_CONFIDENCE_KEY: together}, add_to_output=True)
        return messages
