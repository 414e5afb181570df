from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from knowledge.catalogue import about, key_terms, opening, questions, sections, speakers, topics

if TYPE_CHECKING:
    from knowledge.catalogue import Topic
    from knowledge.index import Index


def topic(index: Index, title: str) -> Topic:
    return next(each for each in topics(index) if each.title == title)


def test_lists_of_entries_are_no_topics_and_one_text_in_two_files_is_one(index: Index):
    found = {each.title: each for each in topics(index)}
    assert {"Returns in practice", "Les retours en pratique"} <= set(found)
    assert not any(each.document.part for each in found.values())
    assert found["Returns in practice"].slug == "returns"
    assert found["Returns in practice"].files == ("returns.txt",)


def test_a_name_that_no_link_carries_is_replaced_by_one_that_stays_the_same(index: Index):
    slugs = [each.slug for each in topics(index)]
    assert len(set(slugs)) == len(slugs) == 3
    french = topic(index, "Les retours en pratique").slug
    assert re.fullmatch("[0-9a-f]{12}", french)
    assert french == topic(index, "Les retours en pratique").slug
    assert all(re.fullmatch("[A-Za-z0-9_-]{1,40}", each) for each in slugs)


def test_a_text_opens_with_its_objectives_or_its_beginning(index: Index):
    objectives = opening(index, topic(index, "Returns in practice"), "en")
    assert objectives is not None
    assert objectives.quote == "After this you can name the rule. You can also say whom it protects."
    assert objectives.label == "Returns in practice, Learning objectives"
    begins = opening(index, topic(index, "Les retours en pratique"), "fr")
    assert begins is not None
    assert begins.quote.startswith("Aucun État ne doit renvoyer")
    for each in (objectives, begins):
        assert each.quote in each.passage.text


@pytest.mark.parametrize(("language", "name"), [("en", "non-refoulement"), ("ru", "невысылка")])
def test_a_term_is_named_where_a_sentence_explains_it(index: Index, language: str, name: str):
    named = about(index, topic(index, "Returns in practice"), language)
    assert [each.casefold() for each in named] == [name]
    assert about(index, topic(index, "Les retours en pratique"), language) == ()


def test_key_terms_are_quoted_whole(index: Index):
    (found,) = key_terms(index, topic(index, "Returns in practice"), "en")
    assert found.quote == found.passage.text
    assert key_terms(index, topic(index, "Les retours en pratique"), "en") == ()


def test_headings_that_ask_are_questions_with_three_sentences_of_their_answer(index: Index):
    first, second = questions(index, topic(index, "Returns in practice"), "en")
    assert (first.text, second.text) == ("Who is protected?", "And where?")
    assert first.answer.quote == "Every refugee is. Recognition only declares it. It does not create it."
    assert second.answer.quote == "At the border as well."
    assert questions(index, topic(index, "Les retours en pratique"), "en") == ()


def test_in_a_recording_the_next_who_speaks_answers(index: Index):
    talk = next(each for each in topics(index) if each.document.name == "rescue.vtt")
    (asked,) = questions(index, talk, "en")
    assert asked.text == "When a boat is in trouble, who has to go there?"
    assert asked.answer.quote == "Whoever is near enough and able. The duty begins with the master."
    assert "expert, 00:00:10" in asked.answer.label
    assert speakers(index, talk) == (("Moderator", "Expert"), 3)
    begins = opening(index, talk, "en")
    assert begins is not None
    assert begins.quote.startswith("Good morning.")
    assert speakers(index, topic(index, "Returns in practice")) == ((), 0)


def test_the_outermost_headings(index: Index):
    assert sections(index, topic(index, "Les retours en pratique")) == ("La règle", "Le contrôle")
    assert sections(index, topic(index, "Returns in practice")) == ("Learning objectives", "Key terms", "Questions")
