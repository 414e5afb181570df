from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import settings
from knowledge.encoder import Encoder
from nlu.components import sentence_encoder
from nlu.components.sentence_encoder import EncoderMismatch, Scaling, SentenceEncoderFeaturizer
from nlu.vectors import unpack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = ["hello", "what is asylum?", "qu'est-ce que l'asile ?", "مرحبا", "what is asylum?"]
CONTEXT = ExecutionContext(GraphSchema({}), node_name="SentenceEncoderFeaturizer3")
RESOURCE = Resource("featurizer")


@pytest.fixture
def storage(tmp_path: Path, trained_model: Path) -> LocalModelStorage:
    """Where a component keeps what it learns; the encoder is there because the model is."""
    return LocalModelStorage(tmp_path)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No encoder that another test loaded."""
    sentence_encoder._load.cache_clear()
    yield
    sentence_encoder._load.cache_clear()


def config(**options: Any) -> dict[str, Any]:
    return {**SentenceEncoderFeaturizer.get_default_config(), **options}


def data() -> TrainingData:
    return TrainingData([Message(data={"text": text, "intent": f"x{n}"}) for n, text in enumerate(TEXTS)])


def features(message: Message) -> np.ndarray:
    sequence, sentence = message.get_dense_features("text")
    assert sequence is None
    return np.asarray(sentence.features)


@pytest.mark.encoder
def test_training_scales_and_embeds_each_text_once(storage: LocalModelStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded: list[str] = []
    real = Encoder.embed_questions

    def counted(self: Encoder, texts: list[str]) -> np.ndarray:
        embedded.extend(texts)
        return real(self, texts)

    monkeypatch.setattr(Encoder, "embed_questions", counted)
    SentenceEncoderFeaturizer.create(config(batch_size=2), storage, RESOURCE, CONTEXT).train(data())
    loaded = SentenceEncoderFeaturizer.load(config(batch_size=2), storage, RESOURCE, CONTEXT)
    examples = loaded.process_training_data(data()).training_examples
    assert sorted(embedded) == sorted(set(TEXTS))
    distinct = np.concatenate([features(example) for example in examples[:4]])
    assert distinct.shape == (4, 384)
    assert np.abs(distinct.mean(axis=0)).max() < 1e-4
    assert np.abs(distinct.std(axis=0) - 1).max() < 1e-3
    assert [example.get("question_vector") for example in examples] == [None] * len(TEXTS)


@pytest.mark.encoder
def test_a_message_gets_features_and_its_vector(storage: LocalModelStorage) -> None:
    SentenceEncoderFeaturizer.create(config(), storage, RESOURCE, CONTEXT).train(data())
    encoder = Encoder.load(settings.load().encoder_dir)
    full, light, bare = (Message(data={"text": "what is asylum?"}) for _ in range(3))
    SentenceEncoderFeaturizer.load(config(), storage, RESOURCE, CONTEXT).process([full])
    SentenceEncoderFeaturizer.load(config(weight=0.5), storage, RESOURCE, CONTEXT).process([light])
    SentenceEncoderFeaturizer.load(config(leave_vector=False), storage, RESOURCE, CONTEXT).process([bare])
    assert np.allclose(features(light), features(full) / 2)
    assert "question_vector" not in bare.as_dict(only_output_properties=True)
    left = unpack(full.as_dict(only_output_properties=True)["question_vector"], encoder.checksum)
    assert left is not None
    assert float(left @ encoder.embed_question("what is asylum?")) == pytest.approx(1, abs=1e-5)


@pytest.mark.encoder
def test_a_model_of_another_encoder_is_refused(storage: LocalModelStorage) -> None:
    checksum = Encoder.load(settings.load().encoder_dir).checksum
    with storage.write_to(RESOURCE) as folder:
        Scaling(np.zeros(384, np.float32), np.ones(384, np.float32), "feedfeedfeedfeed").save(folder)
    with pytest.raises(EncoderMismatch) as caught:
        SentenceEncoderFeaturizer.load(config(), storage, RESOURCE, CONTEXT)
    assert str(caught.value) == (
        f"The dialogue model was trained with the encoder feedfeedfeedfeed, but {checksum} is in use: "
        f"run `attache train`."
    )


@pytest.mark.encoder
def test_a_missing_or_broken_encoder_is_refused_in_words(storage: LocalModelStorage, tmp_path: Path) -> None:
    SentenceEncoderFeaturizer.create(config(), storage, RESOURCE, CONTEXT).train(data())
    with pytest.raises(EncoderMismatch, match="run `make ready`"):
        SentenceEncoderFeaturizer.load(config(folder=str(tmp_path / "none")), storage, RESOURCE, CONTEXT)
    broken = tmp_path / "broken"
    shutil.copytree(settings.load().encoder_dir, broken)
    (broken / "model.safetensors").write_bytes(b"")
    with pytest.raises(EncoderMismatch, match="run `make ready`"):
        SentenceEncoderFeaturizer.load(config(folder=str(broken)), storage, RESOURCE, CONTEXT)


def test_a_model_without_a_featurizer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderMismatch, match="run `attache train`"):
        SentenceEncoderFeaturizer.load(config(), LocalModelStorage(tmp_path), RESOURCE, CONTEXT)


@pytest.mark.parametrize("options", [{"batch_size": 0}, {"batch_size": "8"}, {"weight": 0}, {"weight": True}])
def test_options_out_of_range(options: dict[str, Any]) -> None:
    with pytest.raises(InvalidConfigException, match=next(iter(options))):
        SentenceEncoderFeaturizer.validate_config(config(**options))


def test_a_dimension_that_never_changes_is_not_divided_by_zero() -> None:
    scaling = Scaling.fit(np.array([[1, 5], [3, 5]], np.float32), "x")
    assert scaling.apply(np.array([[3, 5]], np.float32)).tolist() == [[1, 0]]


def test_scaling_there_and_back(tmp_path: Path) -> None:
    scaling = Scaling.fit(np.array([[1, 5], [3, 5]], np.float32), "0123456789abcdef")
    scaling.save(tmp_path)
    read = Scaling.read(tmp_path)
    assert (read.mean.tolist(), read.deviation.tolist(), read.checksum) == ([2, 5], [1, 1], "0123456789abcdef")
    (tmp_path / "scaling.npz").write_bytes(b"cut off")
    with pytest.raises(EncoderMismatch, match="incomplete"):
        Scaling.read(tmp_path)
