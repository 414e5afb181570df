"""The reminder of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.notices.notice import Notice, about, button, called, paragraphs

if TYPE_CHECKING:
    from bot.notices.notice import Reader
    from programme import Reminder

__all__ = ["reminder"]

#: From so many minutes before the beginning on, who comes can say that they are there soon.
_SOON = 60


def reminder(reader: Reader, due: Reminder) -> Notice:
    """When and where it is. The hour is said, not how long it is until then: the message may wait for a while."""
    said, session = reader.said, due.session
    text = said.say("A reminder: {title}, {when}.", title=called(said, session), when=reader.when(session))
    leave = button(said.say("Give up my place"), "leave", session.id)
    here = button(said.say("I am here"), "here", session.id)
    show = button(said.say("Details"), "show", session.id)
    row = (here, leave) if due.minutes <= _SOON else (show, leave)
    return Notice(paragraphs([text, about(said, session, inside=True)]), (row,))
