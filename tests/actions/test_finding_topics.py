from __future__ import annotations

import pytest

from actions.finding_topics import find, named
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


@pytest.mark.parametrize(
    ("words", "language", "title"),
    [
        ("what was said at the Seminar on maritime rescue?", "en", SEMINARS[0]),
        ("the maritime rescue seminar", "en", SEMINARS[0]),
        ("what is module 3 about", "en", MODULES[2]),
        ("The rights of migrant workers", "en", MODULES[6]),
        ("nationality and statelessness", "en", MODULES[4]),
        ("que dit le module Apatridie et nationalité ?", "fr", MODULES[4]),
        ("de qué trata el seminario sobre clima", "es", SEMINARS[1]),
        ("о чём модуль «Суверенитет, въезд и выезд»", "ru", MODULES[1]),
        ("海洋法与救援这个单元讲什么", "zh", MODULES[10]),
        ("ماذا تقول وحدة السيادة والدخول والخروج", "ar", MODULES[1]),
        ("what does the handbook module say", "en", "Our handbook"),
        ("our handbook", "en", None),
        ("what does module 3 say about diplomatic assurances", "en", None),
        ("how long did ships wait, according to the seminar on maritime rescue", "en", None),
        ("are the rights of migrant workers the same for seafarers", "en", None),
        ("seminar", "en", None),
        ("what modules are there", "en", None),
        ("seminar on migrants", "en", None),
        ("", "en", None),
    ],
)
def test_a_topic_asked_for_as_a_whole(words: str, language: str, title: str | None) -> None:
    found = named(TOPICS, words, texts(language))
    assert (found.title if found else None) == title


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_topic_of_the_library_is_asked_for_by_its_title(language: str) -> None:
    said = texts(language)
    for title in (*MODULES, *SEMINARS):
        found = named(TOPICS, said.say(title), said)
        assert found is not None
        assert found.title == title
