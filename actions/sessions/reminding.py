"""When somebody is reminded of their sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from actions.sessions.asked import press
from actions.sessions.persons import personal
from nlu.wishes import read_wish
from programme.reminders import Reminders
from programme.zones import wall

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from nlu.texts import Texts
    from programme.people import Person

__all__ = ["before", "quiet", "remind", "remind_words"]

_DAY, _HOUR = 24 * 60, 60
#: What the buttons offer, in minutes before the beginning.
_OFFERED = ((_DAY, _HOUR), (_DAY,), (_HOUR,), (15,), ())


@personal()
def remind(asked: Asked, programme: Programme, person: Person) -> Answer:
    """What is chosen, with buttons for another choice; of a button, the choice."""
    said = asked.said
    reminders = Reminders(programme.database)
    parts = [part for part in asked.of.split(",") if part.isdecimal() and len(part) < 6]
    if parts:
        chosen = reminders.choose(person.id, tuple(int(part) for part in parts if int(part)))
        return asked.answer(_told(said, chosen), buttons=(press(said.say("My sessions"), "mine"),))
    buttons = tuple(press(before(said, minutes), "remind", ",".join(map(str, minutes)) or "0") for minutes in _OFFERED)
    return asked.answer(_told(said, reminders.of(person.id)), said.say("When shall I remind you?"), buttons=buttons)


def remind_words(asked: Asked, programme: Programme) -> Answer:
    """The choice that a message says: "remind me half an hour before"."""
    now = wall(asked.now, ZoneInfo("UTC"))
    wish = read_wish(asked.words, asked.language, now)
    return remind(asked.doing("remind", str(wish.minutes) if wish.minutes else ""), programme)


def quiet(asked: Asked, programme: Programme) -> Answer:
    """No reminders any more."""
    return remind(asked.doing("remind", "0"), programme)


def before(said: Texts, minutes: tuple[int, ...]) -> str:
    """Such as "1 day, 1 hour before"; "No reminders" of none."""
    if not minutes:
        return said.say("No reminders")
    return said.say("{lengths} before", lengths=said.say(", ").join(_length(said, each) for each in minutes))


def _told(said: Texts, minutes: tuple[int, ...]) -> str:
    if not minutes:
        return said.say("I do not remind you of your sessions.")
    lengths = said.say(", ").join(_length(said, each) for each in minutes)
    return said.say("I remind you of each session before it begins: {lengths}.", lengths=lengths)


def _length(said: Texts, minutes: int) -> str:
    if minutes % _DAY == 0:
        return said.count("1 day", "{n} days", minutes // _DAY)
    if minutes % _HOUR == 0:
        return said.count("1 hour", "{n} hours", minutes // _HOUR)
    return said.count("1 minute", "{n} minutes", minutes)
