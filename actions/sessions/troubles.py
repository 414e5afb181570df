"""What went wrong with the programme, in words for the person: never an exception's own."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from actions.sessions.asked import Answer, press
from actions.sessions.times import day_words
from bot.replies import State
from nlu.dates import NoSuchDay
from nlu.moments import moment_words
from nlu.texts import mark
from programme import errors

if TYPE_CHECKING:
    from actions.sessions.asked import Asked
    from nlu.texts import Texts

__all__ = ["trouble", "words_of"]

logger = logging.getLogger(__name__)

_AWAY = mark("I cannot reach the programme of sessions just now. Please try again in a few minutes.")
#: By class of error; the first that fits is said.
_WORDS: tuple[tuple[type[Exception], str], ...] = (
    (errors.NoSuchSession, mark("That session is not there, or not any more.")),
    (errors.SessionCancelled, mark("That session does not take place. Please choose another one.")),
    (errors.SessionOver, mark("That session has begun or is over, so nothing can be changed about it.")),
    (errors.NotRegistered, mark("You have no place in that session, and you are not waiting for one.")),
    (
        errors.NoOffer,
        mark("No place in that session is kept for you any more. You can register again, and wait for the next one."),
    ),
    (
        errors.NoSuchPerson,
        mark("I do not remember you, so I can keep nothing for you. Register again, and I ask for your consent."),
    ),
    (
        errors.NoConsent,
        mark("I may not keep anything of you without your consent, so nothing was kept."),
    ),
    (errors.ChooseSlot, mark("Of office hours, one time is booked. Please choose one of those that are free.")),
    (errors.NoSuchPoll, mark("That poll is not there, or its link is not whole. Please ask the staff for the link.")),
    (
        errors.NotInvited,
        mark("Somebody else has used that link to the poll. Please ask the staff for a link of your own."),
    ),
    (errors.PollClosed, mark("That poll is closed: nobody can answer it any more.")),
    (errors.BadRecurrence, mark("A series cannot be planned so: it needs an end, and has at most 400 dates.")),
    (errors.BadValue, mark("That cannot be used: a value is missing or out of its range. Nothing was changed.")),
)


def trouble(asked: Asked, error: Exception) -> Answer:
    """The reply to a turn that ended in ``error``; what is ours to mend goes to the log."""
    said = asked.said
    if isinstance(error, (errors.DatabaseFailed, errors.BadDatabaseUrl)):
        logger.error("%s: %s", type(error).__name__, error)
        answer = asked.answer(said.say(_AWAY))
        return Answer(replace(answer.reply, state=State.UNAVAILABLE), {})
    return asked.answer(
        words_of(said, error, asked.zone_said or "UTC"), buttons=(press(said.say("What is on"), "list"),)
    )


def words_of(said: Texts, error: Exception, zone: str = "UTC") -> str:
    """One or two sentences on ``error`` in the language of ``said``: what is wrong, and the next step.

    ``zone``: IANA name of the clocks that moments are said in.
    """
    if isinstance(error, NoSuchDay):
        return said.say("{day} is in no calendar. Please give another day.", day=said.quote(error.said))
    if isinstance(error, errors.TooEarly):
        opens = moment_words(error.opens_at, zone, said.language)
        return said.say("It is too early for that. It can be done from this moment on: {when}.", when=opens)
    if isinstance(error, errors.SkippedTime):
        return said.say(
            "That time does not exist there: on {day} the clocks go from {before} straight to {after}. Please choose a "
            "time before or after.",
            day=day_words(said, error.after.date()),
            before=f"{error.before:%H:%M}",
            after=f"{error.after:%H:%M}",
        )
    if isinstance(error, errors.RepeatedTime):
        one, two = (moment_words(each, "UTC", said.language) for each in error.moments)
        return said.say(
            "That time comes twice there, because the clocks are put back on that day: {one} and {two}. Please say "
            "which one you mean.",
            one=one,
            two=two,
        )
    if isinstance(error, errors.BadZone):
        near = said.say("; ").join(said.foreign(each) for each in error.near)
        unknown = said.say("I do not know that time zone. Name a city, or a zone such as Europe/Paris.")
        return unknown + " " + said.say("Did you mean: {names}?", names=near) if near else unknown
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return said.say(words)
    logger.error("A turn about sessions failed.", exc_info=error)
    return said.say("That did not work. Please try it in another way.")
