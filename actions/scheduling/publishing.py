"""Staff announce a session to those who follow its topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.scheduling.staff_only import staff_only
from actions.sessions.asked import press
from actions.sessions.describing import called
from programme.announcements import Announcements
from programme.interests import Interests
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from programme.session_rows import Session

__all__ = ["announce", "asks_to_announce", "offer"]


def offer(asked: Asked, programme: Programme, session: Session, done: str) -> Answer:
    """``done``, and the question whether to announce ``session``, where somebody follows its topic."""
    said, topic = asked.said, session.plan.topic
    show = press(said.say("Show it"), "show", session.id)
    if topic is None:
        return asked.answer(done, buttons=(show,))
    followers = len(Interests(programme.database).followers(topic))
    if not followers:
        nobody = said.say("Nobody follows the topic {topic} yet, so nobody is to be told.", topic=said.quote(topic))
        return asked.answer(done, nobody, buttons=(show,))
    question = said.count(
        "{n} person follows the topic {topic}. Shall I announce it?",
        "{n} people follow the topic {topic}. Shall I announce it?",
        followers,
        topic=said.quote(topic),
    )
    return asked.asks(done, question, do="announce", of=session.id, yes=said.say("Announce it"))


@staff_only
def announce(asked: Asked, programme: Programme) -> Answer:
    """Announce it, once."""
    said, session = asked.said, Sessions(programme.database).get(asked.of)
    show = (press(said.say("Show it"), "show", session.id),)
    if session.plan.topic is None:
        return asked.answer(
            said.say("It has no topic, so nobody follows it. Please give it a topic first."), buttons=show
        )
    if Announcements(programme.database).ask(session.id, asked.now):
        text = said.say("It is announced to those who follow the topic {topic}.", topic=said.quote(session.plan.topic))
    else:
        text = said.say("It was announced before; nobody is told twice.")
    return asked.answer(text, buttons=show)


def asks_to_announce(asked: Asked, programme: Programme, session: Session) -> Answer:
    """The question whether to announce a session that was named."""
    return offer(asked, programme, session, asked.said.say("You mean {title}.", title=called(asked.said, session)))
