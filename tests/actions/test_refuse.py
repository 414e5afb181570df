from __future__ import annotations

import pytest

from actions.refuse import ActionRefuse, refusal
from bot.replies import PAYLOAD_BYTES, State
from nlu.texts import LANGUAGES, texts
from tests.actions.conversation import run, tracker


async def test_refuses_and_keeps_nothing():
    reply, slots = await run(ActionRefuse(), tracker("will I be deported?", intent="personal_case"))
    assert (reply.state, reply.quote, reply.citations, slots) == (State.REFUSED, None, (), {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_points_to_the_help_that_exists(language):
    reply = refusal(texts(language))
    plain = reply.text.replace("\u2068", "").replace("\u2069", "")
    assert "help.unhcr.org" in plain
    assert "iom.int" in plain
    assert plain.count("•") == 4
    assert reply.language == language
    assert len(reply.buttons) == 2
    assert max(len(button.payload.encode()) for button in reply.buttons) <= PAYLOAD_BYTES


def test_a_consulate_only_for_those_who_need_not_fear_it():
    assert "your consulate, unless you fear your own authorities" in refusal(texts("en")).text
