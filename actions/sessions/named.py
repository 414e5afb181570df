"""Sessions that a message means, though it was taken for a question of law: those that it calls by their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.sessions.finding import wish_of
from actions.sessions.listing import listed
from actions.sessions.matching import called_in, naming, saying
from nlu.dates import NoSuchDay
from nlu.wishes import names_session
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["meant", "named"]


def meant(asked: Asked, programme: Programme) -> Answer | None:
    """What there is of the sessions ahead that a message is about beyond doubt; None where there is doubt.

    It says "seminar" or "class", and all else that it says is what one of them is called ("what is the rescue at sea
    seminar about"), or names the same concept and asks what only a session has ("is it full already").
    """
    if not names_session(asked.words, asked.language):
        return None
    try:
        wish = wish_of(asked.words, asked.language, asked.now, "UTC")
    except NoSuchDay:
        return None
    subjects = Sessions(programme.database).subjects(after=asked.now, before=None) if wish.topic else []
    called = [f"{title} {about or ''}" for title, about in subjects]
    by = naming if wish.practical else saying
    return listed(asked, programme, asked.words, asked.now) if by(wish.topic, asked.language, called) else None


def named(asked: Asked, programme: Programme) -> Answer | None:
    """What there is of the sessions ahead that the message calls by their titles; None where it calls none."""
    titles = [title for title, _ in Sessions(programme.database).subjects(after=asked.now, before=None)]
    called = called_in(asked.words, asked.language, tuple(dict.fromkeys(titles)))
    return listed(asked, programme, called[0], asked.now) if called else None
