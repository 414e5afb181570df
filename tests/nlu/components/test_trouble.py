from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message

from nlu.components.trouble import TroubleClassifier


def test_trouble_is_nothing_else() -> None:
    message = Message(data={"text": "hello", "intent": {"name": "greet", "confidence": 0.9}, "trouble": "too_long"})
    TroubleClassifier().process([message])
    assert message.get("intent") == {"name": "nlu_fallback", "confidence": 1.0}
    assert message.get("intent_ranking") == [{"name": "nlu_fallback", "confidence": 1.0}]


def test_others_keep_their_intent() -> None:
    message = Message(data={"text": "hello", "intent": {"name": "greet", "confidence": 0.9}})
    TroubleClassifier().process([message])
    assert message.get("intent") == {"name": "greet", "confidence": 0.9}


@pytest.mark.parametrize("text", ["2", "7.", "№ 3", "٢"])
def test_figures_alone_are_no_small_talk(text: str) -> None:
    message = Message(data={"text": text, "intent": {"name": "off_topic", "confidence": 0.96}})
    TroubleClassifier().process([message])
    assert message.get("intent")["name"] == "nlu_fallback"
