from __future__ import annotations

import pytest

from bot.replies import PAYLOAD_BYTES, State
from nlu.texts import LANGUAGES, texts
from nlu.utterances import UTTERANCES, example_buttons, utterance


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(UTTERANCES))
def test_every_utterance_is_said_in_every_language(name, language):
    reply = utterance(name, texts(language))
    assert (reply.language, reply.state, reply.citations) == (language, State.INFO, ())
    assert 0 < len(reply.text) <= 1000
    lists = [button.payload for button in reply.buttons if button.payload.startswith("/")]
    assert lists == (["/topics", "/resources"] if name in ("utter_capabilities", "utter_help") else [])
    assert len(reply.buttons) - len(lists) in (0, 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_example_button_says_is_what_it_asks(language):
    buttons = example_buttons(texts(language))
    assert [button.title for button in buttons] == [button.payload for button in buttons]
    assert len({button.title for button in buttons}) == 3
    assert max(len(button.payload.encode()) for button in buttons) <= PAYLOAD_BYTES


def test_no_two_languages_greet_alike():
    greetings = {utterance("utter_greet", texts(language)).text for language in LANGUAGES}
    assert len(greetings) == len(LANGUAGES)


def test_identity_says_what_it_is_and_what_it_keeps():
    text = utterance("utter_identity", texts("en")).text
    assert "not a person and not a lawyer" in text
    assert "stored by the programme" in text


def test_an_unknown_utterance_is_an_error():
    with pytest.raises(KeyError):
        utterance("utter_weather", texts("en"))
