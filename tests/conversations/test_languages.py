"""Everything around a quotation is in the asker's language; a wish for another language holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.replies import State
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from bot.dialogue import Dialogue

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]

WISHES = {
    "ar": "تكلم بالعربية من فضلك",
    "en": "please speak English",
    "es": "habla en español por favor",
    "fr": "parle français s'il te plaît",
    "ru": "говори по-русски, пожалуйста",
    "zh": "请说中文",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wish_for_a_language_outlives_messages_in_another(language: str, dialogue: Dialogue) -> None:
    sender = f"wish-{language}"
    assert dialogue.turn(sender, WISHES[language])[0].language == language
    assert dialogue.turn(sender, "does a ship have to rescue people in distress at sea?")[0].language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_fixed_by_the_channel_holds(language: str, dialogue: Dialogue) -> None:
    reply = dialogue.turn(f"fixed-{language}", "hello", language=language)[0]
    assert (reply.language, reply.state) == (language, State.INFO)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_changes_the_language(language: str, dialogue: Dialogue) -> None:
    reply = dialogue.turn(f"button-{language}", f'/change_language{{"language": "{language}"}}')[0]
    assert reply.language == language
