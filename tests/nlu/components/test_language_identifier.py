from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from nlu.components.language_identifier import LanguageIdentifier

DOMAIN = Domain.from_yaml(
    """
    slots:
      language: {type: text, mappings: [{type: custom}]}
      language_fixed: {type: any, mappings: [{type: custom}]}
    """
)


def identified(text: str, metadata: dict[str, Any] | None = None, **slots: Any) -> tuple[str, bool, list[str]]:
    events = [SlotSet(name, value) for name, value in slots.items()]
    tracker = DialogueStateTracker.from_events("tests", events, slots=DOMAIN.slots)
    message = Message(data={"text": text, "metadata": metadata})
    LanguageIdentifier().process([message], tracker)
    answer_in = [entity["value"] for entity in message.get("entities", [])]
    return message.get("language"), message.get("language_certain"), answer_in


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("qu'est-ce que le non-refoulement ?", "fr"),
        ("¿qué es la no devolución?", "es"),
        ("what is asylum and who may ask for it?", "en"),
        ("что такое убежище", "ru"),
        ("ما هو اللجوء", "ar"),
        ("什么是庇护", "zh"),
    ],
)
def test_words_say_it(text: str, language: str) -> None:
    assert identified(text) == (language, True, [language])
    assert identified(text, language="ru") == (language, True, [language])


@pytest.mark.parametrize("text", ["ok", "ICRMW", "art 33", "…"])
def test_what_does_not_say_it_keeps_the_conversation(text: str) -> None:
    assert identified(text, language="ru") == ("ru", False, [])
    assert identified(text, {"language_hint": "ar"}) == ("ar", False, [])
    assert identified(text) == ("en", False, [])


def test_a_setting_of_the_channel_holds() -> None:
    assert identified("что такое убежище", {"language": "fr"}) == ("ru", True, ["fr"])
    assert identified("ok", {"language": "fr"}) == ("fr", False, ["fr"])


def test_a_wish_holds() -> None:
    fixed = {"language": "es", "instead_of": "fr"}
    assert identified("что такое убежище", {"language": "fr"}, language_fixed=fixed) == ("ru", True, ["es"])


def test_a_button_says_nothing() -> None:
    assert identified("/thumbs_up", language="zh") == ("zh", False, [])


def test_without_a_conversation() -> None:
    message = Message(data={"text": "ok"})
    LanguageIdentifier().process([message])
    assert (message.get("language"), message.get("language_certain")) == ("en", False)
