from __future__ import annotations

import pytest

from actions.sessions.describing import languages, line, places_left, shortened
from actions.sessions.times import Times
from nlu.texts import LANGUAGES, texts


def test_shortened():
    assert (shortened("abc", 3), shortened("abcd", 3)) == ("abc", "ab…")


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_are_called_by_their_names(world, language):
    session = world.session("Remittances", languages=("en", "fr", "pt"))
    names = languages(texts(language), session)
    assert len(names.split(texts(language).say(", "))) == 3
    assert (names == "English, French, Portuguese") == (language == "en")


def test_a_line(world):
    said, session = texts("en"), world.session("Remittances", capacity=1)
    assert places_left(said, session) == "one place left"
    assert line(said, session, 2, Times(said, "UTC")).startswith("2. Remittances\n")
    world.full(session, "ann")
    assert line(said, world.sessions.get(session.id), 2, Times(said, None)).endswith("no place left, waiting list")
    world.sessions.cancel(session.id, world.now)
    assert line(said, world.sessions.get(session.id), 2, Times(said, None)).endswith("does not take place")


def test_a_latin_title_in_arabic_is_kept_apart(world):
    said, session = texts("ar"), world.session("Remittances")
    assert "\u2068Remittances\u2069" in line(said, session, 1, Times(said, None))
