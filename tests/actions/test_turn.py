from __future__ import annotations

import pytest

from actions.turn import Turn
from tests.actions.conversation import tracker
from tests.actions.entities import entities
from tests.actions.test_remembered import FULL


def test_reads_what_came_before():
    turn = Turn.of(tracker(" and for children? ", language="fr", question="May she?", answer=FULL.to_slot()))
    assert (turn.text, turn.language, turn.channel) == ("and for children?", "fr", "rest")
    assert (turn.question, turn.remembered, turn.trouble) == ("May she?", FULL, None)


def test_the_first_turn_of_all():
    turn = Turn.of(tracker("May she?", language=None))
    assert (turn.language, turn.question, turn.remembered) == ("en", "", None)


@pytest.mark.parametrize(
    ("text", "read"),
    [("/ask May she?", "May she?"), ("/ask@AttacheBot May she?", "May she?"), ("/ask", ""), ("1951/1967", "1951/1967")],
)
def test_a_command_is_not_part_of_the_question(text, read):
    assert Turn.of(tracker(text)).text == read


@pytest.mark.parametrize(
    ("text", "trouble"),
    [("", "empty"), ("…", "no_words"), ("33", None), ("难民", None), ("a" * 2000, None), ("a" * 2001, "too_long")],
)
def test_trouble(text, trouble):
    assert Turn.of(tracker(text)).trouble == trouble


def test_the_metadata_of_a_channel_settles_the_language():
    assert Turn.of(tracker("May she?", metadata={"language": "zh"})).language == "zh"


def test_what_a_button_names():
    turn = Turn.of(tracker("/topics", entities=entities(topic=" rescue-at-sea ")))
    assert (turn.named("topic"), turn.named("page")) == ("rescue-at-sea", "")


@pytest.mark.parametrize(("words", "metadata", "language"), [
    ("Кто читает лекции?", {}, "ru"),
    ("Кто читает лекции?", {"language": "fr"}, "fr"),
    ("ok", {}, "es"),
])  # fmt: skip
def test_words_behind_a_command_say_their_language(words, metadata, language):
    turn = Turn.of(tracker("/human", language="es", metadata=metadata, entities=entities(words=words)))
    assert turn.language == language


@pytest.mark.parametrize(("metadata", "staff"), [({"staff": True}, True), ({"staff": "yes"}, False), ({}, False)])
def test_whether_people_take_questions(metadata, staff):
    assert Turn.of(tracker("May she?", metadata=metadata)).staff is staff
