from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.more import ActionMore
from actions.show_source import ActionShowSource
from actions.topics import ActionTopics
from actions.why import ActionWhy
from bot.replies import State
from nlu.texts import LANGUAGES, texts
from tests.actions.conversation import run, tracker
from tests.actions.entities import entities

if TYPE_CHECKING:
    from actions.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.encoder


def asked(text: str = "/topics", language: str = "en", metadata=None, **named: str):
    return tracker(text, intent="topics", language=language, entities=entities(**named), metadata=metadata)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_list(knowledge: KnowledgeBase, language: str):
    reply, slots = await run(ActionTopics(), asked("what topics are there", language))
    assert (reply.state, reply.language, slots) == (State.INFO, language, {})
    assert texts(language).say("Course modules:") in reply.text
    assert sum('"topic"' in button.payload for button in reply.buttons) == 6
    last, _ = await run(ActionTopics(), asked(language=language, page="3"))
    assert texts(language).say("Seminars:") in last.text


@pytest.mark.parametrize(
    "named", ["non-refoulement", "NON-REFOULEMENT", "3", "Non-refoulement and asylum", "asylum", "non-refoulement/99"]
)
async def test_one_topic_by_any_of_its_names(knowledge: KnowledgeBase, named: str):
    reply, slots = await run(ActionTopics(), asked(topic=named))
    assert reply.text.startswith("Module 3: Non-refoulement and asylum\n")
    assert slots == {}


async def test_a_module_named_in_a_sentence(knowledge: KnowledgeBase):
    reply, _ = await run(ActionTopics(), asked("show me module 11"))
    assert reply.text.startswith("Module 11: The law of the sea and rescue\n")


async def test_what_is_not_there_is_said(knowledge: KnowledgeBase):
    reply, _ = await run(ActionTopics(), asked(topic="cooking/4"))
    assert reply.text.startswith("There is no topic of that name here")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_question_is_answered_and_remembered(knowledge: KnowledgeBase, language: str):
    reply, slots = await run(ActionTopics(), asked(language=language, topic="non-refoulement/3"))
    assert reply.state is State.ANSWERED
    assert reply.quote.startswith("No. Article 42(1) of the 1951 Refugee Convention")
    assert reply.quote in reply.text
    assert slots["question"] == "May a State make a reservation to Article 33?"
    assert '/topics{"topic":"non-refoulement/4"}' in [button.payload for button in reply.buttons]
    source, _ = await run(ActionShowSource(), tracker("source", language=language, **slots))
    assert reply.quote in source.text
    why, _ = await run(ActionWhy(), tracker("why", language=language, **slots))
    assert slots["question"] in why.text
    assert texts(language).quote(slots["question"]) in why.text
    assert "1.00" not in why.text
    more, _ = await run(ActionMore(), tracker("more", language=language, **slots))
    assert reply.quote not in [citation.quote for citation in more.citations]


async def test_where_staff_take_questions_the_button_is_there(knowledge: KnowledgeBase):
    staffed, _ = await run(ActionTopics(), asked(topic="non-refoulement/10", metadata={"staff": True}))
    payloads = [button.payload for button in staffed.buttons]
    assert payloads == [
        '/topics{"topic":"non-refoulement"}', "/show_source", "/ask_staff", "/thumbs_up", "/thumbs_down",
    ]  # fmt: skip


async def test_further_questions_and_key_terms(knowledge: KnowledgeBase):
    further, _ = await run(ActionTopics(), asked(topic="rescue-at-sea/4+"))
    assert "\n4. " in further.text
    terms, _ = await run(ActionTopics(), asked(topic="rescue-at-sea/key"))
    assert terms.citations[0].section == "Key terms"
