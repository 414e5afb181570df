from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.one_topic import QUESTIONS, one_topic, terms
from bot.replies import PAYLOAD_BYTES, State
from knowledge.catalogue import questions, topics
from nlu.texts import LANGUAGES, texts

if TYPE_CHECKING:
    from actions.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.encoder


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_of_the_library_opens_in_every_language(knowledge: KnowledgeBase, language: str):
    index, said = knowledge.open().index, texts(language)
    there = topics(index)
    assert len(there) == 18
    for topic in there:
        reply = one_topic(said, index, topic)
        (citation,) = reply.citations
        assert (reply.state, reply.quote) == (State.INFO, citation.quote)
        assert citation.quote in citation.text
        assert citation.quote in reply.text
        assert citation.label.strip("\u2068\u2069") in reply.text
        asked = [each for each in reply.buttons if each.payload.startswith(f'/topics{{"topic":"{topic.slug}/')]
        assert [each.title[:2] for each in asked[:QUESTIONS]] == ["1.", "2.", "3."]
        for question in questions(index, topic, language)[:QUESTIONS]:
            assert question.text in reply.text
        assert max(len(each.payload.encode()) for each in reply.buttons) <= PAYLOAD_BYTES
        assert len(reply.text) < 2500


def test_a_module_names_its_number_its_terms_and_its_files(knowledge: KnowledgeBase):
    index = knowledge.open().index
    topic = next(each for each in topics(index) if each.slug == "statelessness-and-nationality")
    reply = one_topic(texts("fr"), index, topic)
    assert reply.text.startswith("Module 5\u00a0: Apatridie et nationalité\n\nLa source est en anglais\u00a0:")
    assert "Notions clés\u00a0: apatride" in reply.text
    assert "statelessness-and-nationality.pdf" in reply.text


def test_further_questions_come_without_what_was_shown(knowledge: KnowledgeBase):
    index = knowledge.open().index
    topic = next(each for each in topics(index) if each.slug == "non-refoulement")
    asked = [each.text for each in questions(index, topic, "en")]
    reply = one_topic(texts("en"), index, topic, first=4)
    assert all(each in reply.text for each in asked[3:6])
    assert (asked[0] in reply.text, reply.citations) == (False, ())
    assert '/topics{"topic":"non-refoulement/7+"}' in [each.payload for each in reply.buttons]
    last = one_topic(texts("en"), index, topic, first=10)
    assert '/topics{"topic":"non-refoulement"}' in [each.payload for each in last.buttons]
    assert not any(each.payload.endswith('+"}') for each in last.buttons)
    assert one_topic(texts("en"), index, topic, first=99) == one_topic(texts("en"), index, topic)


def test_a_seminar_names_who_speaks_and_how_long(knowledge: KnowledgeBase):
    index = knowledge.open().index
    topic = next(each for each in topics(index) if each.slug == "maritime-rescue")
    reply = one_topic(texts("en"), index, topic)
    assert "Recording, length in minutes: 20. Speakers: Moderator; Legal expert;" in reply.text
    assert "1. When a boat is in trouble, who has to go?" in reply.text
    assert terms(texts("en"), index, topic) == reply  # it has no list of terms


def test_key_terms_are_quoted_word_for_word(knowledge: KnowledgeBase):
    index = knowledge.open().index
    for topic in topics(index)[:12]:
        reply = terms(texts("ar"), index, topic)
        assert reply.citations
        assert all(each.quote == each.text for each in reply.citations)
        assert all(each.quote in reply.text for each in reply.citations)
