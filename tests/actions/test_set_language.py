from __future__ import annotations

import pytest

from actions.set_language import OWN_NAMES, ActionSetLanguage
from nlu.texts import LANGUAGES, texts
from tests.actions.conversation import run, tracker

CONFIRMED = "From now on I answer in English. Quotations stay in the language of their source."


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_button_sets_the_language_and_is_confirmed_in_it(language):
    entities = [{"entity": "language", "value": language}]
    conversation = tracker("/change_language", intent="change_language", entities=entities)
    reply, slots = await run(ActionSetLanguage(), conversation)
    assert (reply.text, reply.language) == (texts(language).say(CONFIRMED), language)
    assert slots == {"language": language, "language_fixed": {"language": language, "instead_of": None}}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("in French, please", "fr"),
        ("habla español", "es"),
        ("по-французски, пожалуйста", "fr"),
        ("请用俄语", "ru"),
        ("بالإنكليزية من فضلك", "en"),
        ("en arabe", "ar"),
        ("中文", "zh"),
    ],
)
async def test_a_language_named_in_the_text(text, language):
    reply, slots = await run(ActionSetLanguage(), tracker(text, intent="change_language"))
    assert (reply.language, slots["language"]) == (language, language)


@pytest.mark.parametrize("text", ["/change_language", "another language", "auf Deutsch bitte"])
async def test_the_six_are_offered_where_none_is_named(text):
    reply, slots = await run(ActionSetLanguage(), tracker(text, intent="change_language", language="fr"))
    assert reply.language == "fr"
    assert [button.title for button in reply.buttons] == [OWN_NAMES[code] for code in LANGUAGES]
    assert reply.buttons[0].payload == '/change_language{"language":"ar"}'
    assert slots == {}
