"""Topics that somebody follows: new sessions on them are announced to who does."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from actions.sessions.asked import press
from actions.sessions.describing import shortened
from actions.sessions.finding import find, window_of, wish_of
from actions.sessions.persons import personal
from programme.errors import NoSuchSession
from programme.interests import Interests
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from bot.replies import Button
    from nlu.texts import Texts
    from programme.people import Person

__all__ = ["follow", "follow_words", "topic_key", "unfollow", "unfollow_words"]

#: A topic that fits on a button as it is.
_SHORT = re.compile(r"[A-Za-z0-9 _-]{1,24}")


@personal()
def follow(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Follow the topic of the session that a button names; without one, the topics that are followed."""
    interests = Interests(programme.database)
    if not asked.of:
        return _followed(asked, interests.of(person.id))
    try:
        topic = Sessions(programme.database).get(asked.of).plan.topic
    except NoSuchSession:
        topic = asked.of
    if not topic:
        return _followed(asked, interests.of(person.id))
    return _follows(asked, programme, person.id, topic)


@personal()
def unfollow(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Follow a topic no longer."""
    said, interests = asked.said, Interests(programme.database)
    topic = next((each for each in interests.of(person.id) if topic_key(each) == asked.of or each == asked.of), None)
    if topic is None:
        return _followed(asked, interests.of(person.id))
    interests.unfollow(person.id, topic)
    return asked.answer(said.say("I do not write to you about {topic} any more.", topic=said.quote(topic)))


@personal()
def follow_words(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Follow the topic that a message names, as the sessions call it."""
    wish = wish_of(asked.words, asked.language, asked.now, programme.config.zone)
    found = find(programme, wish, window_of(None, asked.now, "UTC"), asked.language) if wish.topic else None
    topics = list(dict.fromkeys(each.plan.topic for each in found.sessions if each.plan.topic)) if found else []
    if len(topics) == 1 and found is not None and not found.near:
        return _follows(asked, programme, person.id, topics[0])
    if topics and found is not None:
        firsts = [next(each for each in found.sessions if each.plan.topic == topic) for topic in topics[:6]]
        buttons = tuple(press(shortened(each.plan.topic or ""), "follow", each.id) for each in firsts)
        return asked.answer(asked.said.say("Which topic do you want to follow?"), buttons=buttons)
    return _followed(asked, Interests(programme.database).of(person.id))


@personal()
def unfollow_words(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Follow the topic that a message names no longer; a choice where it names none of them."""
    topics = Interests(programme.database).of(person.id)
    named = [each for each in topics if each.casefold() in asked.words.casefold()]
    if len(named) == 1 or len(topics) == 1:
        return unfollow(asked.doing("unfollow", (named or topics)[0]), programme)
    return _followed(asked, topics)


def topic_key(topic: str) -> str:
    """What names a topic on a button: itself where it is short, else a digest of it."""
    if _SHORT.fullmatch(topic):
        return topic
    return f"#{hashlib.sha256(topic.encode()).hexdigest()[:10]}"


def _follows(asked: Asked, programme: Programme, person: str, topic: str) -> Answer:
    said = asked.said
    Interests(programme.database).follow(person, topic, asked.now)
    text = said.say("I write to you when a session on {topic} is announced.", topic=said.quote(topic))
    return asked.answer(text, buttons=(_unfollow(said, topic),))


def _followed(asked: Asked, topics: list[str]) -> Answer:
    said = asked.said
    if not topics:
        text = said.say("You follow no topic. Open a session and press “Follow this topic” to hear of further ones.")
        return asked.answer(text, buttons=(press(said.say("What is on"), "list", "1"),))
    lines = "\n".join(f"• {said.foreign(each)}" for each in topics)
    buttons = tuple(_unfollow(said, each) for each in topics[:8])
    return asked.answer(said.say("You follow these topics:"), lines, buttons=buttons)


def _unfollow(said: Texts, topic: str) -> Button:
    return press(said.say("Stop: {topic}", topic=shortened(topic, 28)), "unfollow", topic_key(topic))
