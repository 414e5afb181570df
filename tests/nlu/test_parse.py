"""What a message's parse data holds for the actions, with the trained model."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import settings
from knowledge.encoder import Encoder
from nlu.turn import Turn

pytestmark = pytest.mark.encoder


def intent(data: dict[str, Any]) -> str:
    return str(data["intent"]["name"])


def entities(data: dict[str, Any], name: str) -> list[str]:
    return [entity["value"] for entity in data["entities"] if entity["entity"] == name]


@pytest.mark.parametrize(
    ("payload", "name"),
    [
        ("/more", "more"),
        ("/show_source", "show_source"),
        ("/why", "why"),
        ("/thumbs_up", "thumbs_up"),
        ("/thumbs_down", "thumbs_down"),
        ("/help", "help"),
        ("/help@AttacheBot", "help"),
        ("/start", "greet"),
        ("/start course-7", "greet"),
        ("👍🏽", "thumbs_up"),
        ("👎", "thumbs_down"),
        ("🙏", "thanks"),
    ],
)
def test_commands_and_buttons(parse: Any, payload: str, name: str) -> None:
    data = parse(payload)
    assert (intent(data), data["intent"]["confidence"]) == (name, 1.0)


def test_a_button_names_the_language(parse: Any) -> None:
    data = parse('/change_language{"language": "fr"}')
    assert (intent(data), entities(data, "language")) == ("change_language", ["fr"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("parle français", "fr"),
        ("switch to Spanish", "es"),
        ("用中文", "zh"),
        ("بالعربية", "ar"),
        ("по-русски", "ru"),
        ("I don't speak French, use English", "en"),
        ("en inglés, por favor", "en"),
        ("réponds en anglais", "en"),
    ],
)
def test_a_wish_for_a_language(parse: Any, text: str, language: str) -> None:
    data = parse(text)
    assert (intent(data), entities(data, "language")) == ("change_language", [language])


def test_a_question_about_a_language_is_a_question(parse: Any) -> None:
    data = parse("what does the French text of article 33 say")
    assert (intent(data) in ("ask", "nlu_fallback"), entities(data, "language")) == (True, [])


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("what is asylum? " * 6250, "too_long"),
        ("hello " * 20_000, "too_long"),
        ("", "empty"),
        (None, "empty"),
        ("  \n\t ", "empty"),
        ("\u200b\u200f\ufeff", "empty"),
        ("\x00\x07", "empty"),
        ("🦄🦄🦄", "no_words"),
        ("?!…", "no_words"),
        ("/", "no_words"),
    ],
)
def test_messages_without_a_question_in_them(parse: Any, text: str | None, trouble: str) -> None:
    data = parse(text)
    assert (intent(data), Turn(data, {}).trouble) == ("nlu_fallback", trouble)
    assert len(data["text"]) <= settings.load().message_characters


def test_a_long_text_is_cut_but_its_language_is_seen(parse: Any) -> None:
    data = parse("Un État peut-il renvoyer un réfugié vers un pays où sa vie est menacée ? " * 1400)
    assert (data["trouble"], data["language"]) == ("too_long", "fr")


def test_half_a_surrogate_pair_and_controls_do_no_harm(parse: Any) -> None:
    data = parse("what is\x00 non-\u200brefoulement\ud83d?")
    assert (data["text"], intent(data), data.get("trouble")) == ("what is non-refoulement?", "ask", None)


def test_the_vector_is_that_of_the_question(parse: Any) -> None:
    encoder = Encoder.load(settings.load().encoder_dir)
    text = "can a country send a refugee back to where he is in danger?"
    left = Turn(parse(text), {}).vector(encoder.checksum)
    assert left is not None
    assert float(np.dot(left, encoder.embed_question(text))) == pytest.approx(1, abs=1e-5)


def test_the_language_of_a_conversation(parse: Any) -> None:
    from rasa.shared.core.events import SlotSet

    certain = parse("le non-refoulement s'applique-t-il en mer ?")
    assert (certain["language"], certain["language_certain"]) == ("fr", True)
    assert entities(certain, "message_language") == ["fr"]

    doubtful = parse("ok", events=[SlotSet("language", "ru")])
    assert (doubtful["language"], doubtful["language_certain"]) == ("ru", False)
    assert entities(doubtful, "message_language") == []

    hinted = parse("art 33", metadata={"language_hint": "es"})
    assert (hinted["language"], entities(hinted, "message_language")) == ("es", [])


def test_what_was_settled_goes_before_what_is_written(parse: Any) -> None:
    from rasa.shared.core.events import SlotSet

    told = parse("what is asylum?", metadata={"language": "ar"})
    assert (told["language"], entities(told, "message_language")) == ("en", ["ar"])

    wish = [SlotSet("language", "zh"), SlotSet("language_fixed", {"language": "zh", "instead_of": None})]
    assert entities(parse("what is asylum?", events=wish), "message_language") == ["zh"]
