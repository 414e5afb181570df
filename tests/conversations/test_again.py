"""A turn whose replies were lost on the way is not gone through twice: they come again, and nothing is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.dialogue import Dialogue

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]

QUESTIONS = {
    "en": ("can a refugee be sent back", "and if he is a danger to the country?", "more"),
    "fr": ("peut-on renvoyer un réfugié", "et s'il est un danger pour le pays ?", "plus"),
}


@pytest.mark.parametrize("language", sorted(QUESTIONS))
def test_said_again(language: str, dialogue: Dialogue) -> None:
    def say(sender: str, number: int, *, again: bool = False):
        metadata = {"turn": f"turn {number}", "language_hint": language} | ({"again": True} if again else {})
        return dialogue.turn(f"{sender} {language}", QUESTIONS[language][number], metadata=metadata)

    in_peace = [say("in peace", number) for number in range(3)]
    for number in range(3):
        assert say("in trouble", number) == in_peace[number]
        assert say("in trouble", number, again=True) == in_peace[number]
