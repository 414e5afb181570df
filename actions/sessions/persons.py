"""Who asks: somebody remembered with their consent, or nobody yet."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from actions.buttons import payload
from actions.sessions.asked import press
from bot.replies import Button
from programme.errors import BadZone, NoSuchPerson
from programme.people import People
from programme.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from programme.people import Person

__all__ = ["asks_for_consent", "in_private", "nobody", "person_of", "personal", "zone_of_person"]

TELEGRAM = "telegram"


def personal(
    *, joins: bool = False, gives_back: bool = False
) -> Callable[[Callable[[Asked, Programme, Person], Answer]], Callable[[Asked, Programme], Answer]]:
    """Of a handler that somebody remembered is needed for, and no group reads: before it is called, that is seen to.

    Args:
        joins: whether after consent it goes on with a place in the session that the turn is about.
        gives_back: whether it is about a place that somebody has: who is not remembered has none, and is told so
            instead of being asked for consent.
    """

    def wrapped(handler: Callable[[Asked, Programme, Person], Answer]) -> Callable[[Asked, Programme], Answer]:
        @wraps(handler)
        def guarded(asked: Asked, programme: Programme) -> Answer:
            if asked.group:
                return in_private(asked)
            person = person_of(asked, programme)
            if person is None and gives_back:
                return nobody(asked)
            if person is None:
                return asks_for_consent(asked, asked.of if joins else "")
            return handler(asked, programme, person)

        return guarded

    return wrapped


def person_of(asked: Asked, programme: Programme) -> Person | None:
    """The person who asks; None for somebody who has not agreed to be remembered, and in a group.

    In Telegram the bot says who it is (``person`` in the metadata). Everywhere else a person is known by the name of
    the conversation.
    """
    if asked.group:
        return None
    people = People(programme.database)
    if asked.channel == TELEGRAM:
        id = asked.turn.understood.metadata.get("person")
        if not isinstance(id, str) or not id:
            return None
        try:
            person: Person | None = people.get(id)
        except NoSuchPerson:  # forgotten while the message was on its way
            return None
    else:
        person = people.of(asked.channel, asked.key) if asked.key else None
    return person if person is not None and person.consented_at is not None else None


def zone_of_person(asked: Asked, person: Person | None) -> str | None:
    """The IANA zone that somebody's times are shown in; None when it is not known.

    The one that is remembered, else the one that was said in this conversation, else what the channel says.
    """
    told = asked.turn.understood.metadata.get("zone")
    for name in (person.zone if person else None, asked.zone_said, told):
        if isinstance(name, str) and name:
            try:
                return str(zone_of(name).key)
            except BadZone:
                continue
    return None


def asks_for_consent(asked: Asked, of: str = "") -> Answer:
    """What is needed before anything of a person is kept; with consent, it goes on with session ``of``."""
    said = asked.said
    text = said.say(
        "To keep a place for you, I have to remember you: your language, your time zone and what you register for, "
        "nothing else. It is used for this programme only, and you can have it shown or erased at any time. Do you "
        "agree?"
    )
    if asked.channel == TELEGRAM:  # its own question for consent says everything, and knows who it is
        consent = payload("consent", of=of) if of else "/consent"
        return asked.answer(text, buttons=(Button(said.say("About consent"), consent),))
    agree, decline = press(said.say("I agree"), "agree", of), press(said.say("No"), "no")
    answer = asked.answer(text, buttons=(agree, decline))
    answer.slots["pending"] = {"do": "agree", "of": of, "after": asked.message}
    return answer


def nobody(asked: Asked) -> Answer:
    """That nothing is kept of who asks."""
    said = asked.said
    text = said.say("You have no place in any session: I keep nothing of you so far. Choose a session to register for.")
    return asked.answer(text, buttons=(press(said.say("What is on"), "list", "1"),))


def in_private(asked: Asked) -> Answer:
    """That this is nothing for a group."""
    return asked.answer(
        asked.said.say(
            "Others read along here, so I show and change nothing personal. Please write to me in a private chat."
        )
    )
