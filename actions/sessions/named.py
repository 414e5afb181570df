"""Sessions that a message calls by their titles, though nothing else in it says that sessions are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.sessions.listing import listed
from actions.sessions.matching import called_in
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["named"]


def named(asked: Asked, programme: Programme) -> Answer | None:
    """What there is of the sessions ahead that the message calls by their titles; None where it calls none."""
    titles = [title for title, _ in Sessions(programme.database).subjects(after=asked.now, before=None)]
    called = called_in(asked.words, asked.language, tuple(dict.fromkeys(titles)))
    return listed(asked, programme, called[0], asked.now) if called else None
