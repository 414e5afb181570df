"""A message that the model has learnt word for word means what it was learnt with."""

# ruff: noqa: TC002 - Rasa reads the annotations at run time to build its graph
from __future__ import annotations

import json
import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

__all__ = ["VerbatimClassifier"]

_FILE = "verbatim.json"
_BETWEEN = re.compile(r"[\W_]+")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class VerbatimClassifier(GraphComponent):
    """Gives a message that is an example of one intent, and of no other, that intent, whatever it looks like.

    What stands between the words does not count, nor do capitals. By its letters "no devolución" is a refusal; that it
    is the name of a term cannot be told apart by likeness, only by knowing it.
    """

    def __init__(self, model_storage: ModelStorage, resource: Resource, learnt: dict[str, str] | None = None) -> None:
        self._model_storage = model_storage
        self._resource = resource
        self._learnt = learnt or {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> VerbatimClassifier:
        """New, for training."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> VerbatimClassifier:
        """From a trained model.

        Raises:
            RasaException: the model has none, or it is damaged.
        """
        try:
            with model_storage.read_from(resource) as folder:
                return cls(model_storage, resource, json.loads((folder / _FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError) as error:
            raise RasaException(f"The dialogue model is incomplete ({error}): run `attache train`.") from None

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the examples, but for those that stand under several intents."""
        meant: dict[str, set[str]] = {}
        for example in training_data.intent_examples:
            if said := _plain(example.get(TEXT) or ""):
                meant.setdefault(said, set()).add(example.get(INTENT))
        self._learnt = {said: intents.pop() for said, intents in sorted(meant.items()) if len(intents) == 1}
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(self._learnt, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent of such messages, in place."""
        for message in messages:
            name = self._learnt.get(_plain(message.get(TEXT) or ""))
            if name is not None and (message.get(INTENT) or {}).get(INTENT_NAME_KEY) != name:
                intent = {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: 1.0}
                message.set(INTENT, intent, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [intent], add_to_output=True)
        return messages


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text.casefold()).strip()
