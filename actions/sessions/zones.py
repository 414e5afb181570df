"""Where somebody is: the clocks that times are shown on from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from actions.sessions.asked import press
from actions.sessions.persons import person_of
from nlu.places import zone_label, zone_named
from programme.people import People
from programme.zones import wall, zone_of

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["set_zone", "set_zone_words"]

#: So many zones of one country are offered.
_OFFERED = 6


def set_zone(asked: Asked, programme: Programme) -> Answer:
    """Show times on the clocks of the zone that a button names."""
    if not asked.of:
        return _which(asked)
    zone = str(zone_of(asked.of).key)
    person = person_of(asked, programme)
    if person is not None:
        People(programme.database).set_zone(person.id, zone)
    said = asked.said
    text = said.say(
        "I show you times on these clocks from now on: {place}. It is {hour} there now.",
        place=zone_label(zone, said.language),
        hour=f"{wall(asked.now, ZoneInfo(zone)):%H:%M}",
    )
    answer = asked.answer(text, buttons=(press(said.say("What is on"), "list", "1"),))
    answer.slots["zone"] = zone
    return answer


def set_zone_words(asked: Asked, programme: Programme) -> Answer:
    """The zone of the place that a message names; a choice where its country has several."""
    said = asked.said
    zones = zone_named(asked.words, asked.language)
    if len(zones) == 1:
        return set_zone(asked.doing("zone", zones[0]), programme)
    if not zones:
        return _which(asked)
    buttons = tuple(press(zone_label(each, said.language), "zone", each) for each in zones[:_OFFERED])
    return asked.answer(said.say("There are several time zones there. Which clocks are yours?"), buttons=buttons)


def _which(asked: Asked) -> Answer:
    said = asked.said
    return asked.answer(
        said.say("Which place are you in? Name a city or a country, for example: “I am in Suva”, “Geneva time”.")
    )
