"""One session with all that is known of it, and what the person can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.sessions.asked import press
from actions.sessions.describing import languages, places_left, shortened, title
from actions.sessions.joining import hint, mine_of, waiting
from actions.sessions.missed import document_buttons, recording_buttons
from actions.sessions.persons import person_of, zone_of_person
from actions.sessions.times import Times
from nlu.texts import mark
from programme.bookings import CHECK_IN, Bookings
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from bot.replies import Button
    from nlu.texts import Texts
    from programme.booking_rows import Booking
    from programme.session_rows import Session

__all__ = ["KINDS", "details", "show"]

#: What a session is, by its kind.
KINDS = {
    "seminar": mark("Seminar"),
    "course": mark("Course session"),
    "event": mark("Event"),
    "office_hours": mark("Office hours"),
    "slot": mark("Office hours"),
}
#: Longest description that is shown, in characters.
_DESCRIPTION = 1500
#: Dates of the series that are named.
_DATES = 4


def show(asked: Asked, programme: Programme) -> Answer:
    """The session that a button or a link names."""
    return details(asked, programme, Sessions(programme.database).get(asked.of))


def details(asked: Asked, programme: Programme, session: Session) -> Answer:
    """Everything about a session; what only those registered see, only to them."""
    said = asked.said
    person = person_of(asked, programme)
    mine = None if person is None else mine_of(Bookings(programme.database), person, session)
    times = Times(said, zone_of_person(asked, person))
    when = times.whole(session.starts_at, session.ends_at, session.plan.zone)
    blocks = [
        # Translators: "Seminar: The law of the sea".
        said.say("{kind}: {title}", kind=said.say(KINDS[session.plan.kind]), title=title(said, session)),
        when,
        _state(asked, session, mine, when, times),
        "\n".join(_facts(asked, session, mine)),
        said.foreign(shortened(session.plan.description, _DESCRIPTION)),
        _further(asked, programme, session, times),
        hint(asked, times),
    ]
    answer = asked.answer(*blocks, buttons=_buttons(asked, session, mine))
    answer.slots["listing"] = asked.showing(session.id)
    return answer


def _state(asked: Asked, session: Session, mine: Booking | None, when: str, times: Times) -> str:
    said = asked.said
    if session.cancelled:
        return said.say("This session does not take place.")
    if mine is not None and mine.attended_at is not None:
        return said.say("You were there.")
    if mine is not None and mine.state == "waiting":
        return waiting(asked, session, mine, when)
    if mine is not None and mine.state == "offered" and mine.offered_until is not None:
        until = times.moment(mine.offered_until, session.plan.zone)
        return said.say("A place is kept for you until {until}.", until=until)
    if mine is not None and mine.state == "registered":
        return said.say("You are registered.") if session.ends_at > asked.now else said.say("You were registered.")
    if session.ends_at <= asked.now:
        return said.say("It is over.")
    if session.starts_at <= asked.now:
        return said.say("It is taking place just now.")
    return ""


def _facts(asked: Asked, session: Session, mine: Booking | None) -> list[str]:
    said, plan = asked.said, session.plan
    inside = mine is not None and mine.state == "registered"
    facts = [said.say("Language: {languages}", languages=languages(said, session))]
    if plan.host:
        facts.append(said.say("With: {host}", host=plan.host))
    if plan.audience:
        facts.append(said.say("For: {audience}", audience=plan.audience))
    if plan.module:
        facts.append(said.say("Part of the course: {module}", module=plan.module))
    if plan.cohort:
        facts.append(said.say("Group: {group}", group=plan.cohort))
    if plan.place:
        facts.append(said.say("Where: {place}", place=plan.place))
    if plan.link and inside:
        facts.append(said.say("Join here: {link}", link=plan.link))
    elif plan.link and session.ends_at > asked.now and not session.cancelled:
        facts.append(said.say("Online; who is registered sees the address."))
    if (left := places_left(said, session)) and session.starts_at > asked.now and not session.cancelled:
        facts.append(said.say("Places: {places}", places=left))
    return facts


def _further(asked: Asked, programme: Programme, session: Session, times: Times) -> str:
    """The other dates of its series that are still ahead."""
    if session.series is None:
        return ""
    found = Sessions(programme.database).find(after=asked.now, series=session.series, limit=_DATES + 1)
    others = [each for each in found if each.id != session.id][:_DATES]
    if not others:
        return ""
    said = asked.said
    dates = said.say("; ").join(times.short(each.starts_at, each.plan.zone) for each in others)
    return said.say("Other dates of the series: {dates}", dates=dates)


def _buttons(asked: Asked, session: Session, mine: Booking | None) -> tuple[Button, ...]:
    said, buttons = asked.said, []
    ahead = session.starts_at > asked.now and not session.cancelled
    before, behind = CHECK_IN
    state = mine.state if mine is not None else ""
    if ahead and state == "offered":
        buttons.append(press(said.say("Take the place"), "accept", session.id))
        buttons.append(press(said.say("No, thank you"), "decline", session.id))
    elif ahead and state in ("registered", "waiting"):
        if session.series is not None:
            buttons.append(press(said.say("Another date"), "move", session.id))
        buttons.append(press(said.say("Leave it"), "leave", session.id))
    elif ahead:
        buttons.append(press(_takes(said, session), "join", session.id))
    open_now = session.starts_at - before <= asked.now <= session.ends_at + behind
    if state == "registered" and open_now and mine is not None and mine.attended_at is None and not session.cancelled:
        buttons.append(press(said.say("I am here"), "here", session.id))
    if session.ends_at <= asked.now:
        buttons += recording_buttons(said, [session])
    buttons += document_buttons(session.plan.materials)
    if session.plan.topic and ahead and not asked.group:
        buttons.append(press(said.say("Follow this topic"), "follow", session.id))
    buttons.append(press(said.say("What is on"), "list", "1"))
    return tuple(buttons)


def _takes(said: Texts, session: Session) -> str:
    """What the button that registers is called."""
    if session.plan.kind == "office_hours":
        return said.say("Choose a time")
    return said.say("Register") if session.free != 0 else said.say("Waiting list")
