"""What Telegram's refusals say of a chat."""

from __future__ import annotations

import pytest
from telegram.error import BadRequest, Forbidden

from bot.telegram.refusals import why_gone


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (Forbidden("bot was blocked by the user"), "blocked"),
        (Forbidden("user is deactivated"), "deleted"),
        (Forbidden("bot was kicked from the supergroup chat"), "removed"),
        (Forbidden("something new"), "refused"),
        (BadRequest("Chat not found"), "deleted"),
        (BadRequest("TOPIC_CLOSED"), "refused"),
        (BadRequest("message text is empty"), None),
    ],
)
def test_why(error, reason):
    assert why_gone(error) == reason
