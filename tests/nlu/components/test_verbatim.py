from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.verbatim import VerbatimClassifier

if TYPE_CHECKING:
    from pathlib import Path

CONTEXT = ExecutionContext(GraphSchema({}), node_name="VerbatimClassifier8")
RESOURCE = Resource("verbatim")
EXAMPLES = {
    "no devolución": "ask",
    "qu'est-ce que la traite ?": "ask",
    "加入": "join_session",
    "more": "more",
    "More!": "ask",
    "?": "ask",
}
DENY = {"name": "deny", "confidence": 0.9}


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


@pytest.fixture
def learnt(storage: LocalModelStorage) -> VerbatimClassifier:
    """Trained, and loaded again from what the training left."""
    examples = [Message(data={"text": text, "intent": intent}) for text, intent in EXAMPLES.items()]
    VerbatimClassifier.create({}, storage, RESOURCE, CONTEXT).train(TrainingData(examples))
    return VerbatimClassifier.load({}, storage, RESOURCE, CONTEXT)


def read(component: VerbatimClassifier, text: str) -> Any:
    """The message after the component; before it, it was taken for a refusal."""
    message = Message(data={"text": text, "intent": DENY, "intent_ranking": [DENY]})
    component.process([message])
    return message


@pytest.mark.parametrize("text", ["no devolución", "NO DEVOLUCIÓN", "¿No-devolución?", "Qu'est-ce que la traite?"])
def test_what_was_learnt_word_for_word_means_the_same_again(learnt: VerbatimClassifier, text: str) -> None:
    message = read(learnt, text)
    assert message.get("intent") == {"name": "ask", "confidence": 1.0}
    assert message.get("intent_ranking") == [message.get("intent")]


def test_of_any_intent(learnt: VerbatimClassifier) -> None:
    assert read(learnt, "加入").get("intent")["name"] == "join_session"


@pytest.mark.parametrize("text", ["no devolución en frontera", "no", "more", "?", ""])
def test_what_was_not_learnt_or_in_two_meanings_stays(learnt: VerbatimClassifier, text: str) -> None:
    assert read(learnt, text).get("intent") == DENY


def test_what_agrees_keeps_its_confidence(learnt: VerbatimClassifier) -> None:
    message = Message(data={"text": "加入", "intent": {"name": "join_session", "confidence": 0.7}})
    learnt.process([message])
    assert message.get("intent")["confidence"] == 0.7


def test_a_model_without_it_is_refused(storage: LocalModelStorage) -> None:
    with pytest.raises(RasaException, match=r"incomplete .*run `attache train`"):
        VerbatimClassifier.load({}, storage, RESOURCE, CONTEXT)
