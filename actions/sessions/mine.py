"""What somebody has: places and turns ahead, what they were at, checking in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.sessions.asked import press
from actions.sessions.describing import called, line, shortened
from actions.sessions.finding import window_of, wish_of
from actions.sessions.joining import hint, mine_of
from actions.sessions.matching import about
from actions.sessions.missed import recording_buttons
from actions.sessions.persons import in_private, nobody, person_of, personal, zone_of_person
from actions.sessions.times import Times
from programme.bookings import CHECK_IN, Bookings
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from nlu.wishes import Wish
    from programme.booking_rows import Booking
    from programme.people import Person
    from programme.session_rows import Session

__all__ = ["here", "here_words", "mine", "mine_words"]

#: So many are shown at once, and so many of those that are over.
_SHOWN, _OVER = 8, 6


def mine(asked: Asked, programme: Programme) -> Answer:
    """Everything that is still to come."""
    if asked.group:
        return in_private(asked)
    person = person_of(asked, programme)
    if person is None:
        return nobody(asked)
    return _ahead(asked, programme, person, None)


def mine_words(asked: Asked, programme: Programme) -> Answer:
    """What a message asks of somebody's own sessions: those ahead, those that are over, "was I there?"."""
    if asked.group:
        return in_private(asked)
    person = person_of(asked, programme)
    if person is None:
        return nobody(asked)
    clocks = zone_of_person(asked, person) or programme.config.zone
    wish = wish_of(asked.words, asked.language, asked.now, clocks)
    if wish.past or wish.about == "attendance":
        return _over(asked, programme, person, wish, clocks)
    return _ahead(asked, programme, person, wish)


@personal()
def here(asked: Asked, programme: Programme, person: Person) -> Answer:
    """The person is at the session that a button names."""
    session = Sessions(programme.database).get(asked.of)
    Bookings(programme.database).attend(session.id, person.id, asked.now)
    said = asked.said
    text = said.say("Thank you, you are checked in for {title}.", title=called(said, session))
    link = said.say("Join here: {link}", link=session.plan.link) if session.plan.link else ""
    return asked.answer(text, link, buttons=(press(said.say("My sessions"), "mine"),))


def here_words(asked: Asked, programme: Programme) -> Answer:
    """The person says that they are there: at the session that takes place now."""
    if asked.group:
        return in_private(asked)
    person = person_of(asked, programme)
    if person is None:
        return nobody(asked)
    said = asked.said
    before, after = CHECK_IN
    now = [
        each
        for each, booking in Bookings(programme.database).of(person.id, after=asked.now - after)
        if booking.state == "registered" and not each.cancelled and each.starts_at - before <= asked.now
    ]
    running = [each for each in now if each.ends_at > asked.now] or now
    if not running:
        text = said.say(
            "None of your sessions takes place just now. You can check in from a quarter of an hour before it begins."
        )
        return asked.answer(text, buttons=(press(said.say("My sessions"), "mine"),))
    if len(running) == 1:
        return here(asked.doing("here", running[0].id), programme)
    buttons = tuple(press(shortened(each.plan.title), "here", each.id) for each in running)
    return asked.answer(said.say("At which session are you?"), buttons=buttons)


def _ahead(asked: Asked, programme: Programme, person: Person, wish: Wish | None) -> Answer:
    said = asked.said
    times = Times(said, zone_of_person(asked, person))
    found = Bookings(programme.database).of(person.id, after=asked.now)
    if wish is not None and wish.when is not None and wish.when.when is not None:
        window = window_of(wish.when.when, asked.now, times.known or programme.config.zone)
        found = [
            (each, booking)
            for each, booking in found
            if (window.after is None or each.ends_at > window.after)
            and (window.before is None or each.starts_at < window.before)
        ]
    more = (press(said.say("Calendar"), "calendar"), press(said.say("Reminders"), "remind"))
    if not found:
        text = said.say("You have no place in any session that is still to come, and you wait for none.")
        return asked.answer(text, buttons=(press(said.say("What is on"), "list", "1"), *more))
    shown = found[:_SHOWN]
    lines = [
        f"{line(said, each, number, times)}\n{_has(asked, each, booking, times)}"
        for number, (each, booking) in enumerate(shown, 1)
    ]
    opening = said.count("You have one session ahead:", "You have {n} sessions ahead:", len(found))
    buttons = [
        press(f"{number}. {shortened(each.plan.title)}", "show", each.id) for number, (each, _) in enumerate(shown, 1)
    ]
    answer = asked.answer(opening, "\n\n".join(lines), hint(asked, times), buttons=(*buttons, *more))
    answer.slots["listing"] = asked.showing(*(each.id for each, _ in shown))
    return answer


def _has(asked: Asked, session: Session, booking: Booking, times: Times) -> str:
    """What the person has of a session, in a line."""
    said = asked.said
    if session.cancelled:
        return said.say("It does not take place.")
    if booking.state == "waiting":
        return said.say("You are number {turn} on the waiting list.", turn=booking.turn or 1)
    if booking.state == "offered" and booking.offered_until is not None:
        until = times.moment(booking.offered_until, session.plan.zone)
        return said.say("A place is kept for you until {until}.", until=until)
    return said.say("You were there.") if booking.attended_at else said.say("You are registered.")


def _over(asked: Asked, programme: Programme, person: Person, wish: Wish, clocks: str) -> Answer:
    """What somebody was registered for and is over, and whether they were there."""
    said = asked.said
    times = Times(said, zone_of_person(asked, person))
    bookings = Bookings(programme.database)
    shown_last = [each for each in asked.listing.get("ids") or () if isinstance(each, str)]
    when = wish.when.when if wish.when is not None else None
    if not wish.topic and wish.when is None and len(shown_last) == 1:  # "was I there?" about what was just shown
        session = Sessions(programme.database).get(shown_last[0])
        if session.ends_at <= asked.now:
            return _was(asked, session, mine_of(bookings, person, session), times)
    found = [(each, booking) for each, booking in bookings.of(person.id) if each.ends_at <= asked.now]
    found = [(each, booking) for each, booking in found if booking.state == "registered" and not each.cancelled]
    if when is not None:
        window = window_of(when, asked.now, clocks, past=True)
        found = [
            (each, booking)
            for each, booking in found
            if (window.after is None or each.ends_at > window.after)
            and (window.before is None or each.starts_at < window.before)
        ]
    if wish.topic:
        matched = about(wish.topic, asked.language, [each for each, _ in found])
        ids = {each.id for each in matched.sessions} if not matched.near else set()
        found = [(each, booking) for each, booking in found if each.id in ids] or found
    if not found:
        return asked.answer(
            said.say("You were registered for no session then."),
            buttons=(press(said.say("What is on"), "list", "1"),),
        )
    if len(found) == 1:
        return _was(asked, found[0][0], found[0][1], times)
    latest = list(reversed(found))[:_OVER]
    yes, no = said.say("You were there."), said.say("You did not check in.")
    lines = [
        f"{line(said, each, number, times)}\n{yes if booking.attended_at else no}"
        for number, (each, booking) in enumerate(latest, 1)
    ]
    buttons = tuple(recording_buttons(said, [each for each, _ in latest]))
    answer = asked.answer(
        said.say("These sessions you were registered for:"), "\n\n".join(lines), hint(asked, times), buttons=buttons
    )
    answer.slots["listing"] = asked.showing(*(each.id for each, _ in latest))
    return answer


def _was(asked: Asked, session: Session, booking: Booking | None, times: Times) -> Answer:
    """Whether somebody was at one session."""
    said = asked.said
    values = {
        "title": called(said, session),
        "when": times.whole(session.starts_at, session.ends_at, session.plan.zone),
    }
    if booking is not None and booking.attended_at is not None:
        text = said.say("Yes, you checked in at {title}, {when}.", **values)
    elif booking is not None and booking.state == "registered":
        text = said.say("You were registered for {title}, {when}, but you did not check in.", **values)
    else:
        text = said.say("You were not registered for {title}, {when}.", **values)
    return asked.answer(text, buttons=tuple(recording_buttons(said, [session])))
