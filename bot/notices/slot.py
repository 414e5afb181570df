"""What the staff hear when somebody books time with an expert, or gives it back. Nobody is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.notices.notice import Notice, called

if TYPE_CHECKING:
    from bot.notices.notice import File, Reader
    from programme import Session

__all__ = ["slot_booked", "slot_free"]


def slot_booked(reader: Reader, slot: Session, *, file: File) -> Notice:
    """That it is taken."""
    said = reader.said
    text = said.say("Booked with you: {title}, {when}.", title=called(said, slot), when=reader.when(slot))
    return Notice(text, file=file)


def slot_free(reader: Reader, slot: Session, *, file: File) -> Notice:
    """That it is free again."""
    said = reader.said
    text = said.say("Given back: {title}, {when}, is free again.", title=called(said, slot), when=reader.when(slot))
    return Notice(text, file=file)
