from __future__ import annotations

import logging

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.sessions.asked import Answer, Asked
from actions.sessions.serving import serve


def tracker() -> Tracker:
    message = {"text": "my secret words", "metadata": {"language": "en"}}
    events = [{"event": "user", "text": "my secret words", "message_id": "1", "input_channel": "rest"}]
    return Tracker.from_dict({"sender_id": "ann", "slots": {}, "latest_message": message, "events": events})


async def test_what_fails_is_said_and_logged_without_the_words(world, caplog):
    def broken(asked: Asked, programme: object) -> Answer:
        raise RuntimeError("broken")

    dispatcher = CollectingDispatcher()
    with caplog.at_level(logging.INFO):
        await serve(dispatcher, tracker(), broken)
    assert dispatcher.messages[0]["text"] == "That did not work. Please try it in another way."
    assert "secret" not in caplog.text


@pytest.mark.parametrize(("unsure", "instead", "said"), [(True, [], 0), (True, None, 1), (False, [], 1)])
async def test_who_is_unsure_gives_way_to_an_answer(world, unsure, instead, said):
    async def library():
        return instead

    def handler(asked: Asked, programme: object) -> Answer:
        return Answer(asked.answer("A list").reply, {}, unsure=unsure)

    dispatcher = CollectingDispatcher()
    await serve(dispatcher, tracker(), handler, instead=library)
    assert len(dispatcher.messages) == said
