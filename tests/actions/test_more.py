from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.answer import ActionAnswer
from actions.more import ActionMore
from actions.remembered import Remembered
from actions.show_source import ActionShowSource
from bot.replies import State
from nlu.texts import LANGUAGES, texts
from tests.actions.conversation import run, tracker
from tests.actions.test_answer import ETHANOL, RETURNED

if TYPE_CHECKING:
    from actions.knowledge_base import KnowledgeBase


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
async def test_more_goes_on_where_the_answer_ended_until_there_is_no_more(knowledge: KnowledgeBase, language: str):
    first, slots = await run(ActionAnswer(), tracker(RETURNED[language], language=language))
    shown = [citation.quote for citation in first.citations]
    for _ in range(40):
        reply, changed = await run(ActionMore(), tracker("/more", intent="more", language=language, **slots))
        if not changed or not reply.citations:
            break
        assert reply.language == language
        assert reply.citations[0].quote == reply.quote
        assert all(citation.quote in citation.text for citation in reply.citations)
        shown += [citation.quote for citation in reply.citations]
        slots = {**slots, **changed}
        remembered = Remembered.from_slot(slots["answer"])
        assert remembered is not None
        assert len(remembered.passages) == len(remembered.labels) == len(remembered.sections) == len(shown)
        assert len(set(remembered.passages)) == len(remembered.passages)
        assert remembered.quote == reply.quote
    said = texts(language).say("That is all I have on it. Another question, or other words, may find more.")
    assert reply.text == said
    assert len(shown) > len(first.citations)


@pytest.mark.encoder
async def test_no_more_where_nothing_was_found(knowledge: KnowledgeBase):
    _, slots = await run(ActionAnswer(), tracker(ETHANOL["en"]))
    reply, changed = await run(ActionMore(), tracker("/more", intent="more", **slots))
    assert reply.text == "I found nothing on your last question, so there is no more to show. Try other words."
    assert (reply.citations, changed) == ((), {})


async def test_no_more_without_a_question():
    reply, changed = await run(ActionMore(), tracker("/more", intent="more"))
    assert reply.text == "There is no question yet that I could show more on. Ask me one."
    assert (reply.state, changed) == (State.INFO, {})


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_source_of_an_answer(knowledge: KnowledgeBase, language: str):
    first, slots = await run(ActionAnswer(), tracker(RETURNED[language], language=language))
    reply, changed = await run(
        ActionShowSource(), tracker("/show_source", intent="show_source", language=language, **slots)
    )
    best = first.citations[0]
    assert (reply.state, reply.language, reply.quote, changed) == (State.INFO, language, best.quote, {})
    assert reply.citations[0].label == best.label
    assert best.text in reply.text
    for part in (best.label, best.title, best.document):
        assert part in reply.text


@pytest.mark.encoder
async def test_after_more_the_source_is_that_of_the_last_reply(knowledge: KnowledgeBase):
    _, slots = await run(ActionAnswer(), tracker(RETURNED["en"]))
    more, changed = await run(ActionMore(), tracker("/more", intent="more", **slots))
    reply, _ = await run(ActionShowSource(), tracker("/show_source", intent="show_source", **{**slots, **changed}))
    assert reply.quote == more.quote


@pytest.mark.encoder
async def test_a_source_that_is_gone_from_the_index(knowledge: KnowledgeBase):
    _, slots = await run(ActionAnswer(), tracker(RETURNED["en"]))
    slots["answer"]["passages"] = ["f" * 32 for _ in slots["answer"]["passages"]]
    reply, _ = await run(ActionShowSource(), tracker("/show_source", intent="show_source", **slots))
    assert reply.text == "The material has changed since, and this passage is no longer in it. Please ask again."


async def test_no_source_without_an_answer():
    reply, changed = await run(ActionShowSource(), tracker("/show_source", intent="show_source"))
    assert reply.text == "There is no quotation yet whose source I could show. Ask me a question first."
    assert changed == {}
