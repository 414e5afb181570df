from __future__ import annotations

from typing import Any

from rasa.shared.nlu.training_data.message import Message

from nlu.components.wished_language import WishedLanguageExtractor


def entities(text: str, intent: str | None) -> list[dict[str, Any]]:
    message = Message(data={"text": text, "intent": {"name": intent, "confidence": 0.9}})
    WishedLanguageExtractor().process([message])
    return list(message.get("entities", []))


def test_a_wish_becomes_an_entity() -> None:
    assert entities("speak French", "change_language") == [
        {"entity": "language", "value": "fr", "start": 0, "end": 12, "extractor": "WishedLanguageExtractor"}
    ]


def test_nothing_is_added_without_one_of_the_six() -> None:
    assert entities("speak German", "change_language") == []


def test_only_a_wish_is_one() -> None:
    assert entities("the French text of article 33", "ask") == []
    assert entities("the French text of article 33", None) == []
