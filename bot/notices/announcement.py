"""A new session, told to those who follow its topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.notices.notice import Notice, about, button, called, paragraphs

if TYPE_CHECKING:
    from bot.notices.notice import Reader
    from programme import Session

__all__ = ["announcement"]

#: Longest description that is shown, in characters.
_DESCRIPTION = 600


def announcement(reader: Reader, session: Session) -> Notice:
    """What it is, and how to take part or to hear no more of the topic."""
    said, plan = reader.said, session.plan
    head = said.say(
        "New on a topic that you follow: {title}, {when}.", title=called(said, session), when=reader.when(session)
    )
    words = plan.description
    described = words if len(words) <= _DESCRIPTION else f"{words[: _DESCRIPTION - 1].rstrip()}…"
    rows = (
        (button(said.say("Register"), "join", session.id), button(said.say("Details"), "show", session.id)),
        (button(said.say("Follow it no longer"), "unfollow", session.id),),
    )
    return Notice(paragraphs([head, said.foreign(described), about(said, session, inside=False)]), rows)
