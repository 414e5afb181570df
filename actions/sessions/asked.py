"""A turn about sessions: what a button or a message wants, of whom, and what was asked just before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from actions.turn import Turn
from bot.replies import Button, Reply

if TYPE_CHECKING:
    from rasa_sdk import Tracker

    from bot.replies import Attachment
    from nlu.texts import Texts

__all__ = ["Answer", "Asked", "press"]

#: Longest name of what a button is about, in bytes; every button that repeats it has room for so many.
_LONGEST = 33


def press(title: str, do: str, of: str = "") -> Button:
    """A button of sessions: ``do`` as in ``handlers.py``, ``of`` what it is done with.

    Raises:
        ValueError: both together are too long for a button.
    """
    from actions.buttons import payload

    return Button(title, payload("sessions", **({"do": do, "of": of} if of else {"do": do})))


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply and the slots that go with it.

    Attributes:
        unsure: whether the message may not be about the programme at all: nothing in it is called so.
    """

    reply: Reply
    slots: dict[str, Any] = field(default_factory=dict)
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One turn.

    Attributes:
        turn: the message and the language.
        do: what a button names; empty for words.
        of: what it is done with.
        channel: ``"telegram"``, ``"terminal"``, or the name of Rasa's channel.
        key: the conversation's name: what a person is known by in all channels but Telegram.
        message: id of this message.
        pending: what the message before was asked back about; None when it was not, or something came in between.
        zone_said: the zone that was said in this conversation.
        listing: the last list: the ``words`` that asked for it and when (``at``), the ``ids`` shown last, and what a
            choice among them does (``then``), in answer to which message (``after``), and the number that the
            ``first`` of them had; empty before the first.
        before: id of the message before this one; empty for the first.
        now: UTC.
    """

    turn: Turn
    do: str
    of: str
    channel: str
    key: str
    message: str
    before: str
    pending: dict[str, str] | None
    zone_said: str | None
    listing: dict[str, Any]
    now: datetime

    @classmethod
    def of_tracker(cls, tracker: Tracker, now: datetime | None = None) -> Asked:
        """Read a turn from Rasa's tracker."""
        turn = Turn.of(tracker)
        messages = [str(event.get("message_id") or "") for event in tracker.events if event.get("event") == "user"]
        before = messages[-2] if len(messages) > 1 else ""
        zone, listing = tracker.slots.get("zone"), tracker.slots.get("listing")
        return cls(
            turn=turn,
            do=turn.named("do"),
            of=of if len((of := turn.named("of")).encode("utf-8", "replace")) <= _LONGEST else "",
            channel=str(turn.understood.metadata.get("channel") or turn.channel or "rest"),
            key=str(tracker.sender_id or ""),
            message=messages[-1] if messages else "",
            before=before,
            pending=_pending(tracker.slots.get("pending"), before),
            zone_said=zone if isinstance(zone, str) and zone else None,
            listing=listing if isinstance(listing, dict) else {},
            now=now or datetime.now(timezone.utc),
        )

    @property
    def said(self) -> Texts:
        """What is said in this turn's language."""
        return self.turn.texts

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.turn.language

    @property
    def words(self) -> str:
        """The message without a command; the words behind ``/sessions``."""
        return self.turn.named("words") or ("" if self.do else self.turn.text)

    @property
    def group(self) -> bool:
        """Whether others read along."""
        return self.turn.understood.metadata.get("group") is True

    @property
    def is_staff(self) -> bool:
        """Whether the person is of the staff, as the channel knows it."""
        return self.turn.understood.metadata.get("role") == "staff" and not self.group

    @property
    def first(self) -> int:
        """The number that the first of the last list had."""
        first = self.listing.get("first")
        return first if isinstance(first, int) else 1

    def doing(self, do: str, of: str = "") -> Asked:
        """The same turn, as if this had been pressed."""
        return replace(self, do=do, of=of)

    def showing(self, *ids: str, then: str = "list") -> dict[str, Any]:
        """The slot ``listing`` with other sessions shown: the question of the last list stays, for its next page."""
        return {**self.listing, "ids": list(ids), "then": then, "after": self.message, "first": 1}

    def answer(self, *blocks: str, buttons: tuple[Button, ...] = (), files: tuple[Attachment, ...] = ()) -> Answer:
        """A reply of paragraphs; empty ones are left out. What was pending is over with it."""
        text = "\n\n".join(block for block in blocks if block)
        return Answer(Reply(text, self.language, buttons=buttons, attachments=files), {"pending": None})

    def asks(
        self, *blocks: str, do: str, of: str = "", yes: str = "", no: str = "", otherwise: str = "no", **more: str
    ) -> Answer:
        """A question before anything is changed: answered by a button, or by "yes" and "no" in the next message.

        Args:
            blocks: what is asked.
            do: what "yes" does, with ``of``.
            of: see ``do``.
            yes: on the button; "Yes" when empty.
            no: likewise.
            otherwise: what "no" does, with ``of``.
            more: kept in the slot beside them.
        """
        said = self.said
        buttons = (
            press(yes or said.say("Yes"), do, of),
            press(no or said.say("No"), otherwise, "" if otherwise == "no" else of),
        )
        asked = self.answer(*blocks, buttons=buttons)
        return Answer(asked.reply, {"pending": {"do": do, "of": of, "no": otherwise, "after": self.message, **more}})


def _pending(slot: object, before: str) -> dict[str, str] | None:
    """What is pending, where it was asked about in answer to the message before this one."""
    if not isinstance(slot, dict) or not before or slot.get("after") != before:
        return None
    return {name: value for name, value in slot.items() if isinstance(value, str)}
