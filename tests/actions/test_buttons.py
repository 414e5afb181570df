from __future__ import annotations

import pytest
import yaml

from actions.buttons import (
    help_button,
    more_button,
    payload,
    rating_buttons,
    resources_button,
    source_button,
    staff_button,
    topics_button,
    why_button,
)
from nlu.texts import LANGUAGES, texts
from settings.settings import PROJECT


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_send_intents_and_speak_the_language(language):
    said = texts(language)
    buttons = [more_button(said), source_button(said), why_button(said), help_button(said), *rating_buttons(said)]
    buttons += [staff_button(said), topics_button(said), resources_button(said)]
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text("utf-8"))
    intents = {name for intent in domain["intents"] for name in intent}
    assert {button.payload.removeprefix("/") for button in buttons} - intents == set()
    assert len({button.title for button in buttons}) == len(buttons)
    assert max(len(button.title) for button in buttons) <= 24


def test_what_a_button_names_is_short_json():
    assert payload("topics", topic="sécurité/3") == '/topics{"topic":"sécurité/3"}'
