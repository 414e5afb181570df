"""The updates that wait for the bot, in order, until it has confirmed them."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["KINDS", "Update", "Updates"]

KINDS = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "inline_query", "chosen_inline_result",
    "callback_query", "my_chat_member", "chat_member", "chat_join_request", "message_reaction",
    "message_reaction_count", "poll", "poll_answer",
})  # fmt: skip
BY_DEFAULT = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}
Update = dict[str, Any]


class Updates:
    """A queue with rising ids.

    Attributes:
        twice: deliver every update twice, as Telegram may when a confirmation is lost.
        pending: what is not confirmed yet, oldest first.
        confirmed: what the bot has taken, oldest first.
    """

    def __init__(self) -> None:
        self.twice = False
        self.pending: list[Update] = []
        self.confirmed: list[Update] = []
        self.kinds = BY_DEFAULT
        self.wake: Callable[[], None] = lambda: None
        self._again: list[Update] = []
        self._ids = itertools.count(874_512_301)

    def put(self, kind: str, body: dict[str, Any]) -> int | None:
        """Queue an update; None when the bot does not want this kind."""
        if kind not in self.kinds:
            return None
        number = next(self._ids)
        self.pending.append({"update_id": number, kind: body})
        self.wake()
        return number

    def again(self, count: int = 1) -> None:
        """Deliver the last ``count`` confirmed updates once more, whatever the offset says."""
        self._again += self.confirmed[-count:]
        self.wake()

    def again_now(self) -> list[Update]:
        """What is to be delivered once more; asked for once."""
        again, self._again = self._again, []
        return again

    def want(self, kinds: Sequence[str] | None) -> None:
        """``allowed_updates``: None leaves the wish as it was, an empty one is the default."""
        if kinds is not None:
            self.kinds = frozenset(kinds) & KINDS or BY_DEFAULT

    def confirm(self, offset: int) -> None:
        """Forget every update before ``offset``; a negative one keeps as many of the last."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.done(self.pending[0])
        while offset > 0 and self.pending and self.pending[0]["update_id"] < offset:
            self.done(self.pending[0])

    def done(self, update: Update) -> None:
        """One update has been taken."""
        if update in self.pending:
            self.pending.remove(update)
            self.confirmed.append(update)

    def batch(self, limit: int) -> list[Update]:
        """The next updates, oldest first."""
        again = self.again_now()
        batch = again + self.pending[:limit]
        return [one for update in batch for one in [update] * (1 + self.twice)][: max(limit, len(again))]

    def drop(self) -> None:
        """``drop_pending_updates``."""
        self.pending.clear()
