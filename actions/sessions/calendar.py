"""The address that a person's own calendar program subscribes to: made, made anew, made void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.sessions.asked import press
from actions.sessions.persons import asks_for_consent, in_private, person_of
from bot.calendar_address import feed_address, programme_address, webcal
from programme.feeds import Feeds

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["calendar", "calendar_new", "calendar_off"]


def calendar(asked: Asked, programme: Programme) -> Answer:
    """Whether there is an address, and what can be done about it."""
    said, url = asked.said, programme.config.calendar_url
    if not url:
        return asked.answer(
            said.say(
                "There are no calendar addresses here. With each registration comes a file that your calendar opens."
            ),
            buttons=(press(said.say("My sessions"), "mine"),),
        )
    public = said.say("The whole programme, for everybody: {address}", address=webcal(programme_address(url)))
    if asked.group:
        return asked.answer(public, in_private(asked).reply.text)
    person = person_of(asked, programme)
    if person is None:
        answer = asks_for_consent(asked)
        return asked.answer(public, answer.reply.text, buttons=answer.reply.buttons)
    if Feeds(programme.database).has(person.id):
        text = said.say(
            "Your calendar address works. It stands in our conversation, where you got it; beside that I keep only its "
            "fingerprint, so I cannot show it again. You can have a new one, and then the old one works no longer."
        )
        buttons = (press(said.say("New address"), "calendar_new"), press(said.say("Revoke it"), "calendar_off"))
        return asked.answer(text, public, buttons=buttons)
    text = said.say(
        "I can give you an address that your calendar subscribes to. It shows your sessions and follows every change. "
        "Whoever knows the address can read them, so keep it to yourself."
    )
    return asked.answer(text, public, buttons=(press(said.say("Make an address"), "calendar_new"),))


def calendar_new(asked: Asked, programme: Programme) -> Answer:
    """A new address; an old one is void."""
    if not programme.config.calendar_url or asked.group:
        return calendar(asked, programme)
    person = person_of(asked, programme)
    if person is None:
        return calendar(asked, programme)
    said = asked.said
    token = Feeds(programme.database).make(person.id, asked.now)
    address = webcal(feed_address(programme.config.calendar_url, token))
    text = said.say(
        "This is your calendar address. Add it to your calendar as a subscription:\n{address}", address=address
    )
    keep = said.say("I show it only now. Whoever knows it can read your sessions; you can revoke it at any time.")
    return asked.answer(text, keep, buttons=(press(said.say("Revoke it"), "calendar_off"),))


def calendar_off(asked: Asked, programme: Programme) -> Answer:
    """The address is void."""
    if asked.group:
        return in_private(asked)
    person = person_of(asked, programme)
    said = asked.said
    if person is not None and Feeds(programme.database).revoke(person.id):
        text = said.say("The address works no longer.")
    else:
        text = said.say("You have no calendar address.")
    return asked.answer(text, buttons=(press(said.say("Make an address"), "calendar_new"),))
