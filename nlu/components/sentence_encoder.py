"""The sentence encoder of the search as a featurizer: small talk and questions told apart by meaning."""

# ruff: noqa: TC002 - Rasa reads the annotations at run time to build its graph
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.exceptions import InvalidConfigException, RasaException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import settings
from knowledge.encoder import Encoder
from knowledge.errors import EncoderError
from nlu.vectors import pack

__all__ = ["VECTOR", "EncoderMismatch", "Scaling", "SentenceEncoderFeaturizer"]

Vectors = NDArray[np.float32]

#: The property that carries the message's vector to the search.
VECTOR = "question_vector"

_FILE = "scaling.npz"


class EncoderMismatch(RasaException):
    """The model was trained with another encoder than the one in use, or there is none that can be used."""


@dataclass(frozen=True, slots=True)
class Scaling:
    """Brings each dimension to mean 0 and variance 1 over the training messages; without it the classifier underfits.

    Attributes:
        mean: ``[d]``.
        deviation: ``[d]``, never 0.
        checksum: of the encoder whose vectors these are.
    """

    mean: Vectors
    deviation: Vectors
    checksum: str

    @classmethod
    def fit(cls, vectors: Vectors, checksum: str) -> Scaling:
        """Over vectors ``[n, d]``; a dimension that never changes is left as wide as it is."""
        deviation = vectors.std(axis=0)
        return cls(vectors.mean(axis=0), np.where(deviation > 0, deviation, 1).astype(np.float32), checksum)

    def apply(self, vectors: Vectors) -> Vectors:
        """Vectors ``[n, d]`` scaled."""
        return (vectors - self.mean) / self.deviation

    def save(self, folder: Path) -> None:
        """Write it into the model."""
        np.savez(folder / _FILE, mean=self.mean, deviation=self.deviation, checksum=np.array(self.checksum))

    @classmethod
    def read(cls, folder: Path) -> Scaling:
        """Read it from the model.

        Raises:
            EncoderMismatch: the model has none.
        """
        try:
            with np.load(folder / _FILE, allow_pickle=False) as saved:
                return cls(saved["mean"], saved["deviation"], str(saved["checksum"]))
        except (OSError, ValueError, KeyError) as error:
            raise EncoderMismatch(f"The dialogue model is incomplete ({error}): run `attache train`.") from None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):
    """Sentence features from ``knowledge.encoder``, and the message's vector for the search.

    The encoder is loaded once a process. A model refuses to load with another encoder than it was trained with.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """What stands before it in the pipeline; Rasa's classifiers want tokens."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The options.

        ``folder``: the encoder; that of the settings when ``None``. ``leave_vector``: whether a message carries its
        vector on to the search, 1 kB. ``batch_size``: texts that are embedded at once in training. ``weight``: standard
        deviation of each feature, above 0; it balances them with other featurizers'.
        """
        options = {"folder": None, "leave_vector": True, "batch_size": 64, "weight": 1.0}
        return {**DenseFeaturizer.get_default_config(), **options}

    def __init__(
        self,
        config: dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
        scaling: Scaling | None = None,
    ) -> None:
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._scaling = scaling

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """New, for training."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoderFeaturizer:
        """From a trained model.

        Raises:
            EncoderMismatch: the encoder in use is missing or is not the one of the training.
        """
        try:
            with model_storage.read_from(resource) as folder:
                scaling = Scaling.read(folder)
        except ValueError:  # Rasa's word for a resource that was never saved
            raise EncoderMismatch("The dialogue model has no encoder in it: run `attache train`.") from None
        component = cls(config, execution_context.node_name, model_storage, resource, scaling)
        found = component._encoder().checksum
        if found != scaling.checksum:
            raise EncoderMismatch(
                f"The dialogue model was trained with the encoder {scaling.checksum}, but {found} is in use: "
                f"run `attache train`."
            )
        return component

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Check the options.

        Raises:
            InvalidConfigException: ``batch_size`` is not a whole number from 1, or ``weight`` not a number above 0.
        """
        size, weight = config["batch_size"], config["weight"]
        if type(size) is not int or size < 1:
            raise InvalidConfigException(f"batch_size is {size!r} in config.yml; it is a whole number from 1.")
        if type(weight) not in (int, float) or not weight > 0:
            raise InvalidConfigException(f"weight is {weight!r} in config.yml; it is a number above 0.")

    def train(self, training_data: TrainingData) -> Resource:
        """Embed each distinct text once, and fit the scaling on them."""
        texts = sorted({example.get(TEXT) for example in training_data.training_examples if example.get(TEXT)})
        self._scaling = Scaling.fit(self._embed_once(texts), self._encoder().checksum)
        with self._model_storage.write_to(self._resource) as folder:
            self._scaling.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give the examples their features; the vectors are those of ``train``."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        self._add_features(examples, self._embed_once([example.get(TEXT) for example in examples]))
        _embedded.clear()
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Give messages their features and, if so configured, their vectors; in place."""
        encoder = self._encoder()
        vectors = encoder.embed_questions([message.get(TEXT) for message in messages])
        self._add_features(messages, vectors)
        if self._config["leave_vector"]:
            for message, vector in zip(messages, vectors, strict=True):
                message.set(VECTOR, pack(vector, encoder.checksum), add_to_output=True)
        return messages

    def _add_features(self, messages: list[Message], vectors: Vectors) -> None:
        assert self._scaling is not None  # noqa: S101 - Rasa trains or loads before it processes
        for message, features in zip(messages, self._scaling.apply(vectors) * self._config["weight"], strict=True):
            self.add_features_to_message(
                sequence=None, sentence=features[np.newaxis, :], attribute=TEXT, message=message
            )

    def _embed_once(self, texts: list[str]) -> Vectors:
        """Vectors ``[n, d]`` of training texts; what this training has embedded is not embedded again."""
        encoder, size = self._encoder(), self._config["batch_size"]
        known = _embedded.setdefault(encoder.checksum, {})
        # By length, so that a batch holds texts of about one length and little of it is padding.
        missing = sorted({text for text in texts if text not in known}, key=len)
        for start in range(0, len(missing), size):
            batch = missing[start : start + size]
            known.update(zip(batch, encoder.embed_questions(batch), strict=True))
        return np.stack([known[text] for text in texts]) if texts else np.empty((0, encoder.dimensions), np.float32)

    def _encoder(self) -> Encoder:
        configured = settings.load()
        folder = self._config["folder"]
        return _load(Path(folder) if folder else configured.encoder_dir, configured.encoder_threads)


#: Vectors of the training in progress: Rasa makes one component to train and another to process.
_embedded: dict[str, dict[str, Vectors]] = {}


@lru_cache(maxsize=1)
def _load(folder: Path, threads: int) -> Encoder:
    try:
        return Encoder.load(folder, threads=threads)
    except EncoderError as error:
        raise EncoderMismatch(str(error)) from None
