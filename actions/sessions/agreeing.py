"""Yes and no: to what was asked back, and to being remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.buttons import help_button
from actions.sessions.asked import press
from actions.sessions.persons import TELEGRAM, asks_for_consent, in_private, zone_of_person
from programme.people import People

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["agree", "no"]


def agree(asked: Asked, programme: Programme) -> Answer | None:
    """The person agrees to be remembered; None where it goes on with the session or poll that it was asked about."""
    if asked.group:
        return in_private(asked)
    if asked.channel == TELEGRAM or not asked.key:  # there the bot takes it, who alone knows whom
        return asks_for_consent(asked, asked.of)
    people = People(programme.database)
    person = people.remember(asked.channel, asked.key, consent=asked.now)
    zone = zone_of_person(asked, person)
    if zone is not None and person.zone is None:
        people.set_zone(person.id, zone)
    if asked.of:
        return None
    said = asked.said
    return asked.answer(said.say("Thank you. I remember you from now on."),
                        buttons=(press(said.say("What is on"), "list", "1"),))  # fmt: skip


def no(asked: Asked, programme: Programme) -> Answer:
    """Nothing is changed."""
    said = asked.said
    return asked.answer(said.say("All right, I have changed nothing."),
                        buttons=(press(said.say("What is on"), "list", "1"), help_button(said)))  # fmt: skip
