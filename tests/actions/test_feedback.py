from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from actions.feedback import ActionFeedback
from nlu.texts import LANGUAGES
from tests.actions.conversation import run, tracker
from tests.actions.test_remembered import FULL


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("intent", "rating"), [("thumbs_up", "up"), ("thumbs_down", "down")])
async def test_a_rating_is_kept_with_what_it_is_about(intent, rating, language):
    conversation = tracker(
        f"/{intent}", intent=intent, language=language, question="May she be expelled?", answer=FULL.to_slot()
    )
    reply, slots = await run(ActionFeedback(), conversation)
    kept = slots["feedback"]
    time = datetime.fromisoformat(kept.pop("time"))
    assert kept == {
        "rating": rating,
        "question": "May she be expelled?",
        "state": "answered",
        "passages": list(FULL.passages),
        "build": FULL.build,
    }
    assert time.utcoffset() == timedelta(0)
    assert abs(datetime.now(timezone.utc) - time) < timedelta(minutes=1)
    assert reply.language == language
    assert [button.payload for button in reply.buttons] == ([] if rating == "up" else ["/more", "/why"])


async def test_nothing_more_is_offered_where_nothing_was_found():
    empty = {**FULL.to_slot(), "state": "not_found", "passages": [], "labels": [], "sections": []}
    reply, _ = await run(ActionFeedback(), tracker("/thumbs_down", intent="thumbs_down", answer=empty))
    assert [button.payload for button in reply.buttons] == ["/why"]


async def test_without_an_answer_there_is_nothing_to_rate():
    reply, slots = await run(ActionFeedback(), tracker("/thumbs_up", intent="thumbs_up"))
    assert reply.text == "There is no answer yet that you could rate. Ask me a question first."
    assert slots == {}
