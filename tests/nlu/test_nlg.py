from __future__ import annotations

import pytest
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.replies import Reply
from nlu.nlg import CatalogueGenerator
from nlu.texts import LANGUAGES, texts
from nlu.utterances import UTTERANCES, utterance


def tracker(*, language: str | None = None, channel: str = "rest", metadata: dict | None = None):
    slots = [
        TextSlot("language", mappings=[], influence_conversation=False),
        AnySlot("language_fixed", mappings=[]),
    ]
    conversation = DialogueStateTracker("someone", slots)
    if language:
        conversation.update(SlotSet("language", language))
    parse_data = {"intent": {"name": "greet"}, "entities": [], "text": "…", "metadata": metadata or {}}
    conversation.update(UserUttered("…", {"name": "greet"}, [], parse_data, input_channel=channel))
    return conversation


def test_rasa_finds_the_generator_by_its_name():
    config = EndpointConfig(type="nlu.nlg.CatalogueGenerator")
    assert isinstance(NaturalLanguageGenerator.create(config, Domain.empty()), CatalogueGenerator)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(UTTERANCES))
async def test_utters_in_the_language_of_the_conversation(name, language):
    message = await CatalogueGenerator().generate(name, tracker(language=language), "collector")
    expected = utterance(name, texts(language))
    assert message == {"text": expected.text, "custom": expected.to_dict()}
    assert Reply.from_dict(message["custom"]) == expected


async def test_the_language_of_the_settings_where_nothing_is_known():
    message = await CatalogueGenerator().generate("utter_greet", tracker(), "collector")
    assert message["custom"]["language"] == "en"


async def test_a_language_from_the_channel():
    message = await CatalogueGenerator().generate("utter_greet", tracker(metadata={"language": "fr"}), "collector")
    assert message["custom"]["language"] == "fr"


async def test_a_connector_of_rasa_gets_no_data():
    message = await CatalogueGenerator().generate("utter_help", tracker(channel="slack"), "slack")
    assert sorted(message) == ["buttons", "text"]


async def test_a_conversation_without_messages():
    empty = DialogueStateTracker("someone", [])
    message = await CatalogueGenerator().generate("utter_greet", empty, "collector")
    assert message["custom"]["language"] == "en"


async def test_an_utterance_that_is_not_ours():
    assert await CatalogueGenerator().generate("utter_weather", tracker(), "collector") is None
