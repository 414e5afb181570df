"""Taking a place in a session: what is asked first, and what is said afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.sessions.asked import press
from actions.sessions.describing import called
from actions.sessions.persons import asks_for_consent, in_private, person_of, personal, zone_of_person
from actions.sessions.times import Times
from bot.replies import Attachment
from programme.bookings import Bookings
from programme.session_rows import still_ahead
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from bot.replies import Button
    from programme.booking_rows import Booking
    from programme.people import Person
    from programme.session_rows import Session

__all__ = [
    "CALENDAR", "accept", "booked", "conflicts", "decline", "has_one", "hint", "invitation", "join", "join_yes",
    "mine_of", "waiting",
]  # fmt: skip

#: The file that goes with a booking.
CALENDAR = "attache-session.ics"


def join(asked: Asked, programme: Programme) -> Answer:
    """Ask whether a place shall be taken; who has one is told so."""
    said = asked.said
    if asked.group:
        return in_private(asked)
    session = Sessions(programme.database).get(asked.of)
    still_ahead(session, asked.now)
    person = person_of(asked, programme)
    if person is None:
        return asks_for_consent(asked, session.id)
    bookings = Bookings(programme.database)
    mine = mine_of(bookings, person, session)
    if mine is not None:
        return has_one(asked, session, mine, person)
    times = Times(said, zone_of_person(asked, person))
    when = times.whole(session.starts_at, session.ends_at, session.plan.zone)
    if session.free == 0:
        question = said.say(
            "{title}, {when}, has no place left. Shall I put you on the waiting list? As soon as a place is free, I "
            "offer it to who is next.",
            title=called(said, session),
            when=when,
        )
    else:
        question = said.say("Shall I register you for {title}, {when}?", title=called(said, session), when=when)
    return asked.asks(question, conflicts(asked, session, person, bookings), hint(asked, times),
                      do="join_yes", of=session.id)  # fmt: skip


@personal(joins=True)
def join_yes(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Take it."""
    bookings = Bookings(programme.database)
    booking = bookings.register(asked.of, person.id, asked.now)
    return booked(asked, Sessions(programme.database).get(asked.of), booking, person)


def booked(asked: Asked, session: Session, booking: Booking, person: Person, *before: str) -> Answer:
    """What somebody has now: a place with its calendar file, or a turn. ``before``: paragraphs above it."""
    said = asked.said
    times = Times(said, zone_of_person(asked, person))
    when = times.whole(session.starts_at, session.ends_at, session.plan.zone)
    if booking.state == "waiting":
        return asked.answer(
            *before,
            waiting(asked, session, booking, when),
            buttons=(press(said.say("Leave the list"), "leave", session.id), _mine_button(asked)),
        )
    text = said.say("You are registered for {title}: {when}.", title=called(said, session), when=when)
    place = said.say("Where: {place}", place=session.plan.place) if session.plan.place else ""
    link = said.say("Join here: {link}", link=session.plan.link) if session.plan.link else ""
    buttons = (press(said.say("Leave it"), "leave", session.id), _mine_button(asked))
    where = "\n".join(line for line in (place, link) if line)
    return asked.answer(*before, text, where, buttons=buttons, files=(invitation(session),))


def has_one(asked: Asked, session: Session, mine: Booking, person: Person) -> Answer:
    """That somebody is registered, waits, or is offered a place already."""
    said = asked.said
    times = Times(said, zone_of_person(asked, person))
    when = times.whole(session.starts_at, session.ends_at, session.plan.zone)
    if mine.state == "offered":
        assert mine.offered_until is not None  # noqa: S101 - what "offered" means
        until = times.moment(mine.offered_until, session.plan.zone)
        text = said.say(
            "A place in {title}, {when}, is kept for you until {until}. Do you take it?",
            title=called(said, session), when=when, until=until,
        )  # fmt: skip
        no = said.say("No, thank you")
        return asked.asks(text, do="accept", of=session.id, yes=said.say("Take it"), no=no, otherwise="decline")
    if mine.state == "waiting":
        text = waiting(asked, session, mine, when)
    else:
        text = said.say("You are registered for {title} already: {when}.", title=called(said, session), when=when)
    return asked.answer(text, buttons=(press(said.say("Leave it"), "leave", session.id), _mine_button(asked)))


def waiting(asked: Asked, session: Session, booking: Booking, when: str) -> str:
    """Where in the waiting list somebody is."""
    return asked.said.say(
        "You are number {turn} on the waiting list of {title}, {when}. I write to you when a place is free for you.",
        turn=booking.turn or 1,
        title=called(asked.said, session),
        when=when,
    )


@personal(joins=True)
def accept(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Take the place that is offered."""
    bookings = Bookings(programme.database)
    session = Sessions(programme.database).get(asked.of)
    mine = mine_of(bookings, person, session)
    if mine is not None and mine.state == "registered":  # pressed twice
        return booked(asked, session, mine, person)
    return booked(asked, session, bookings.accept(session.id, person.id, asked.now), person)


@personal()
def decline(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Leave the place that is offered to who is next."""
    said = asked.said
    bookings = Bookings(programme.database)
    session = Sessions(programme.database).get(asked.of)
    mine = mine_of(bookings, person, session)
    if mine is not None and mine.state == "registered":  # taken meanwhile: to leave it is asked about
        return has_one(asked, session, mine, person)
    bookings.cancel(session.id, person.id, asked.now)
    text = said.say("Thank you. The place in {title} goes to who is next.", title=called(said, session))
    return asked.answer(text, buttons=(press(said.say("What is on"), "list"), _mine_button(asked)))


def conflicts(asked: Asked, session: Session, person: Person, bookings: Bookings, *, but: str = "") -> str:
    """What the person has at that time already, ``but`` the session of that id; empty when nothing."""
    said = asked.said
    others = [
        each
        for each in bookings.conflicts(person.id, session.starts_at, session.ends_at)
        if each.id not in (session.id, but)
    ]
    if not others:
        return ""
    names = said.say("; ").join(called(said, each) for each in others)
    return said.say("Please note: at that time you have a place in {titles} already.", titles=names)


def hint(asked: Asked, times: Times) -> str:
    """How to have times shown on one's own clocks, where they are not known."""
    if times.known:
        return ""
    return asked.said.say("To see times on your own clocks, tell me where you are: “I am in Suva”.")


def invitation(session: Session) -> Attachment:
    """The calendar file of a place."""
    return Attachment(CALENDAR, "text/calendar", f"calendar:{session.id}")


def mine_of(bookings: Bookings, person: Person, session: Session) -> Booking | None:
    """What somebody has of a session; None when nothing."""
    booking = bookings.get(session.id, person.id)
    return None if booking is None or booking.state == "cancelled" else booking


def _mine_button(asked: Asked) -> Button:
    return press(asked.said.say("My sessions"), "mine")
