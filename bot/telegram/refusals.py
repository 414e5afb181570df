"""What Telegram's refusals say of a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram.error import Forbidden

if TYPE_CHECKING:
    from telegram.error import TelegramError

__all__ = ["why_gone"]

_GONE = ("chat not found", "not enough rights", "have no rights", "group chat was deactivated", "topic_closed",
         "chat_write_forbidden", "peer_id_invalid", "user_is_blocked", "user not found")  # fmt: skip
_REASONS = {
    "blocked": ("blocked",),
    "deleted": ("deactivated", "not found", "peer_id_invalid"),
    "removed": ("kicked", "not a member", "left"),
}


def why_gone(error: TelegramError) -> str | None:
    """Why nobody can be written to there any more: ``blocked``, ``deleted``, ``removed`` or ``refused``.

    None when the error says nothing of the kind.
    """
    said = str(error).lower()
    if not isinstance(error, Forbidden) and not any(sign in said for sign in _GONE):
        return None
    return next((reason for reason, signs in _REASONS.items() if any(sign in said for sign in signs)), "refused")
