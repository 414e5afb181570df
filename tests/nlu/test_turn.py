from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nlu.turn import Turn
from nlu.vectors import pack


def turn(slots: dict[str, Any] | None = None, **metadata: str) -> Turn:
    return Turn({"text": "x", "metadata": metadata}, slots or {})


def test_language_in_order_of_what_weighs_most() -> None:
    assert turn().language("es") == "es"
    assert turn(language_hint="fr-CA").language("es") == "fr"
    assert turn({"language": "ru"}, language_hint="fr").language("es") == "ru"
    assert turn({"language": "ru"}, language="zh").language("es") == "zh"


def test_a_wish_outlives_the_setting_it_was_made_under() -> None:
    slots = turn(language="fr").fixed("es")
    assert slots == {"language": "es", "language_fixed": {"language": "es", "instead_of": "fr"}}
    assert turn(slots, language="fr").language() == "es"
    assert turn(slots).language() == "es"


def test_a_new_setting_ends_an_older_wish() -> None:
    assert turn(turn(language="fr").fixed("es"), language="ar").language() == "ar"
    assert turn(turn().fixed("es"), language="ar").language() == "ar"


def test_the_next_wish_replaces_the_last() -> None:
    first = turn(language="fr").fixed("es")
    second = turn(first, language="fr").fixed("zh")
    assert turn(second, language="fr").language() == "zh"


@pytest.mark.parametrize("value", ["de", "", None, 7, "english"])
def test_what_is_not_one_of_the_six_is_no_setting(value: Any) -> None:
    assert Turn({"metadata": {"language": value, "language_hint": value}}, {"language": value}).language("ru") == "ru"


@pytest.mark.parametrize("message", [{}, {"metadata": None}, {"metadata": "fr"}, {"entities": None, "text": None}])
def test_a_message_without_anything(message: dict[str, Any]) -> None:
    empty = Turn(message, {})
    assert (empty.text, empty.trouble, empty.wished_language, empty.language(), empty.vector("x")) == (
        "",
        None,
        None,
        "en",
        None,
    )


def test_the_placeholder_of_an_empty_message_is_not_its_text() -> None:
    assert Turn({"text": "…", "trouble": "empty"}, {}).text == ""


def test_the_vector_of_another_encoder_is_none() -> None:
    left = pack(np.array([0.6, 0.8], np.float32), "aaaa")
    assert Turn({"question_vector": left}, {}).vector("bbbb") is None
    assert Turn({"question_vector": left}, {}).vector("aaaa") == pytest.approx([0.6, 0.8], abs=1e-3)


def test_what_a_button_names() -> None:
    named = Turn({"entities": [{"entity": "topic", "value": " sea "}, {"entity": "page", "value": 2}]}, {})
    assert (named.entity("topic"), named.entity("page"), named.entity("kind")) == ("sea", "", "")
