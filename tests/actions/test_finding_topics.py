from __future__ import annotations

import pytest

from actions.finding_topics import find
from actions.topic_titles import MODULES, SEMINARS
from knowledge.catalogue import Topic
from nlu.texts import texts

TOPICS = [Topic(title.lower().replace(" ", "-"), title, None) for title in (*MODULES, *SEMINARS, "Our handbook")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "language", "whole", "titles"),
    [
        ("show me module 3", "en", False, [MODULES[2]]),
        ("покажи модуль 12", "ru", False, [MODULES[11]]),
        ("第5单元", "zh", False, [MODULES[4]]),
        ("الوحدة 7", "ar", False, [MODULES[6]]),
        ("le module n° 1", "fr", False, [MODULES[0]]),
        ("muéstrame el módulo 9", "es", False, [MODULES[8]]),
        ("module 13", "en", False, []),
        ("3", "en", True, [MODULES[2]]),
        ("3", "en", False, []),
        ("99999999999", "en", True, []),
        ("open Statelessness and nationality please", "en", False, [MODULES[4]]),
        ("Безгражданство и гражданство", "ru", True, [MODULES[4]]),
        ("statelessness", "fr", True, [MODULES[4]]),
        ("apatridie", "fr", True, [MODULES[4]]),
        ("refugee", "en", True, [MODULES[3]]),
        ("seminar climate", "en", True, [SEMINARS[1]]),
        ("migrants", "en", True, [MODULES[5], MODULES[6], MODULES[7], SEMINARS[4]]),
        ("handbook", "ar", True, ["Our handbook"]),
        ("show me the topics", "en", False, []),
        ("cooking", "en", True, []),
        ("", "en", True, []),
    ],
)
def test_which_topic_is_meant(words: str, language: str, whole: bool, titles: list[str]):
    assert [each.title for each in find(TOPICS, words, texts(language), whole=whole)] == titles
