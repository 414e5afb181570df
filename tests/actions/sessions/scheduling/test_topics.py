from __future__ import annotations

import pytest

from actions.scheduling.topics import known_topic


@pytest.fixture(autouse=True)
def programme_of_topics(world):
    world.session("Remittances in practice", topic="remittances")
    world.session("Rescue at sea clinic", topic="rescue at sea")
    world.session("A seminar without one")


@pytest.mark.parametrize(
    ("language", "words", "topic"),
    [
        ("en", "Remittances", "remittances"),
        ("fr", "envois de fonds", "remittances"),
        ("ru", "денежных переводах", "remittances"),
        ("en", "the rescue at sea", "rescue at sea"),
        ("en", "urban gardening", "urban gardening"),
    ],
)
def test_as_the_programme_calls_it(world, language, words, topic):
    assert known_topic(words, language, world.programme) == topic
