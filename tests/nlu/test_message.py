from __future__ import annotations

import pytest

from bot.replies import Button, Reply
from nlu.message import as_message

REPLY = Reply("Good day.", "en", buttons=(Button("More", "/more"),))


@pytest.mark.parametrize("channel", [None, "rest", "socketio", "callback"])
def test_channels_of_data_get_the_whole_reply_and_its_text(channel):
    assert as_message(REPLY, channel) == {"text": "Good day.", "custom": REPLY.to_dict()}


@pytest.mark.parametrize("channel", ["slack", "telegram", "cmdline"])
def test_other_connectors_get_text_and_buttons_only(channel):
    assert as_message(REPLY, channel) == {"text": "Good day.", "buttons": [{"title": "More", "payload": "/more"}]}


def test_no_buttons_no_key():
    assert as_message(Reply("Good day.", "en"), "slack") == {"text": "Good day."}
