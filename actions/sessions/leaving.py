"""Giving a place or a turn back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.scheduling.changing import cancel_words, meant_by_staff
from actions.sessions.asked import press
from actions.sessions.choosing import chosen_of_mine
from actions.sessions.describing import called
from actions.sessions.joining import CALENDAR, mine_of
from actions.sessions.persons import personal, zone_of_person
from actions.sessions.times import Times
from bot.replies import Attachment
from programme.bookings import Bookings
from programme.errors import NotRegistered
from programme.session_rows import Session, still_ahead
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from programme.people import Person

__all__ = ["leave", "leave_words", "leave_yes", "withdrawal"]


@personal(gives_back=True)
def leave(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Ask whether the place or the turn shall be given back."""
    said = asked.said
    session = Sessions(programme.database).get(asked.of)
    mine = mine_of(Bookings(programme.database), person, session)
    if mine is None:
        raise NotRegistered(f"There is no registration for “{session.plan.title}” to cancel.")
    still_ahead(session, asked.now)
    times = Times(said, zone_of_person(asked, person))
    when = times.whole(session.starts_at, session.ends_at, session.plan.zone)
    if mine.state == "waiting":
        question = said.say("Shall I take you off the waiting list of {title}, {when}?",
                            title=called(said, session), when=when)  # fmt: skip
    else:
        question = said.say("Shall I give your place in {title}, {when}, back?", title=called(said, session), when=when)
    return asked.asks(question, do="leave_yes", of=session.id)


@personal(gives_back=True)
def leave_yes(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Give it back."""
    said, bookings = asked.said, Bookings(programme.database)
    session = Sessions(programme.database).get(asked.of)
    mine = mine_of(bookings, person, session)
    bookings.cancel(session.id, person.id, asked.now)
    if mine is not None and mine.state == "waiting":
        text = said.say("You are off the waiting list of {title}.", title=called(said, session))
    else:
        text = said.say("Your place in {title} is given back.", title=called(said, session))
    files = (withdrawal(session),) if mine is not None and mine.state == "registered" else ()
    buttons = (press(said.say("What is on"), "list", "1"), press(said.say("My sessions"), "mine"))
    return asked.answer(text, buttons=buttons, files=files)


def leave_words(asked: Asked, programme: Programme) -> Answer:
    """Leave the session that a message names."""
    if meant_by_staff(asked, programme):
        return cancel_words(asked, programme)
    return _leave_named(asked, programme)


@personal(gives_back=True)
def _leave_named(asked: Asked, programme: Programme, person: Person) -> Answer:
    said = asked.said
    chosen = chosen_of_mine(
        asked, programme, "leave", person,
        question=said.say("Which session do you want to leave?"),
        none=said.say("You have no place in any session that is still to come, and you wait for none."),
    )  # fmt: skip
    return leave(asked.doing("leave", chosen.id), programme) if isinstance(chosen, Session) else chosen


def withdrawal(session: Session) -> Attachment:
    """The calendar file that takes a session out of a calendar."""
    return Attachment(CALENDAR, "text/calendar", f"calendar:{session.id}:cancel")
