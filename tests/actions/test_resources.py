from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from actions.resources import ActionResources
from bot.replies import State
from nlu.texts import LANGUAGES
from tests.actions.conversation import run, tracker
from tests.actions.entities import entities

if TYPE_CHECKING:
    from actions.knowledge_base import KnowledgeBase

pytestmark = pytest.mark.encoder


def asked(text: str = "/resources", language: str = "en", **named: str):
    return tracker(text, intent="resources", language=language, entities=entities(**named))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_menu(knowledge: KnowledgeBase, language: str):
    reply, slots = await run(ActionResources(), asked(language=language))
    assert (reply.state, reply.language, reply.citations, slots) == (State.INFO, language, (), {})
    assert len(reply.buttons) == 9


@pytest.mark.parametrize(
    ("text", "named", "first"),
    [
        ("/resources", {"kind": "help"}, None),
        ("/resources", {"audience": "public", "page": "2"}, None),
        ("where do I find courses", {}, "UNITAR course on International Migration Law"),
        ("/resources", {"words": "mayors"}, "Mayors Mechanism of the GFMD"),
        (
            "/resources",
            {"resource": "unitar-international-migration-law"},
            "UNITAR course on International Migration Law",
        ),
    ],
)
async def test_what_is_named_is_shown(knowledge: KnowledgeBase, text: str, named: dict[str, str], first: str | None):
    reply, _ = await run(ActionResources(), asked(text, **named))
    assert reply.citations
    assert all(citation.address for citation in reply.citations)
    assert first is None or reply.citations[0].label == first


@pytest.mark.parametrize("named", [{"resource": "gone"}, {"kind": "gone"}, {"audience": "gone"}])
async def test_what_is_not_there_leads_to_what_is(knowledge: KnowledgeBase, named: dict[str, str]):
    reply, _ = await run(ActionResources(), asked(**named))
    assert (reply.citations, bool(reply.buttons)) == ((), True)
