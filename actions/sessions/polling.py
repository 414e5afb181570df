"""Polls for a time: somebody comes by a link, answers time by time, and sees what suits most."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from actions.sessions.asked import press
from actions.sessions.joining import hint
from actions.sessions.persons import asks_for_consent, in_private, person_of, personal, zone_of_person
from actions.sessions.times import Times
from nlu.texts import mark
from programme.errors import NoSuchPoll
from programme.polls import Polls

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from programme.people import Person
    from programme.poll_rows import Poll, PollOption

__all__ = ["LINK", "poll", "vote"]

#: In front of a token, where consent is asked for before a poll is opened.
LINK = "poll:"
_TOKEN = re.compile(r"[a-z2-7]{26}")
_ANSWERS = {"yes": mark("It suits"), "maybe": mark("If need be"), "no": mark("It does not")}


def poll(asked: Asked, programme: Programme) -> Answer:
    """Open the poll of a link."""
    if asked.group:
        return in_private(asked)
    if not _TOKEN.fullmatch(asked.of):
        raise NoSuchPoll("A link to a poll ends with 26 letters and figures. This one does not.")
    person = person_of(asked, programme)
    if person is None:
        return asks_for_consent(asked, f"{LINK}{asked.of}")
    found = Polls(programme.database).join(asked.of, person.id, asked.now)
    return _next(asked, programme, person, found)


@personal()
def vote(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Take an answer and ask about the next time; ``POLL.NUMBER`` alone asks about that time again."""
    polls = Polls(programme.database)
    id, _, rest = asked.of.partition(".")
    number, _, answer = rest.partition(".")
    found = polls.get(id)
    option = next((each for each in found.options if str(each.number) == number), None)
    if option is None:
        return _next(asked, programme, person, found)
    if answer not in _ANSWERS:
        return _ask(asked, programme, person, found, option)
    return _next(asked, programme, person, polls.vote(id, person.id, option.number, answer, asked.now))


def _next(asked: Asked, programme: Programme, person: Person, found: Poll) -> Answer:
    """The first time without an answer; when all have one, what was answered."""
    votes = Polls(programme.database).votes(found.id, person.id)
    if found.closed_at is None:
        option = next((each for each in found.options if each.number not in votes), None)
        if option is not None:
            return _ask(asked, programme, person, found, option)
    return _summary(asked, programme, person, found, votes)


def _ask(asked: Asked, programme: Programme, person: Person, found: Poll, option: PollOption) -> Answer:
    said = asked.said
    times = Times(said, zone_of_person(asked, person))
    title = said.say("A time for {title}: {number} of {n}", title=said.quote(found.title), number=option.number,
                     n=len(found.options))  # fmt: skip
    buttons = tuple(
        press(said.say(text), "vote", f"{found.id}.{option.number}.{answer}") for answer, text in _ANSWERS.items()
    )
    return asked.answer(title, _when(times, found, option), said.say("Does it suit you?"), hint(asked, times),
                        buttons=buttons)  # fmt: skip


def _summary(asked: Asked, programme: Programme, person: Person, found: Poll, votes: dict[int, str]) -> Answer:
    said = asked.said
    times = Times(said, zone_of_person(asked, person))
    if found.closed_at is not None:
        chosen = next((each for each in found.options if each.number == found.chosen), None)
        if chosen is None:
            return asked.answer(said.say("The poll on {title} is closed without a result.",
                                         title=said.quote(found.title)))  # fmt: skip
        text = said.say("The poll on {title} is closed. The time is: {when}.", title=said.quote(found.title),
                        when=_when(times, found, chosen))  # fmt: skip
        return asked.answer(text, hint(asked, times))
    lines = []
    for each in found.options:
        mine = votes.get(each.number)
        own = said.say("your answer: {answer}", answer=said.say(_ANSWERS[mine])) if mine in _ANSWERS else ""
        counted = {"yes": len(each.yes), "maybe": len(each.maybe), "no": len(each.no)}
        count = said.say("it suits: {yes}, if need be: {maybe}, it does not: {no}", **counted)
        facts = " · ".join(part for part in (own, count) if part)
        lines.append(f"{each.number}. {_when(times, found, each)}\n{facts}")
    buttons = tuple(
        press(said.say("Change {number}", number=each.number), "vote", f"{found.id}.{each.number}")
        for each in found.options
    )
    opening = said.say("Thank you. These are the answers on {title}:", title=said.quote(found.title))
    return asked.answer(opening, "\n\n".join(lines), hint(asked, times), buttons=buttons)


def _when(times: Times, found: Poll, option: PollOption) -> str:
    return times.whole(option.starts_at, option.starts_at + timedelta(minutes=found.minutes), found.zone)
