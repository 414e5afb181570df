"""Changing to another date of the same series, or another slot of the same expert, in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.scheduling.changing import change_words, meant_by_staff
from actions.sessions.asked import press
from actions.sessions.choosing import chosen_of_mine, inside
from actions.sessions.describing import called, places_left
from actions.sessions.finding import window_of, wish_of
from actions.sessions.joining import booked, conflicts, hint, invitation, mine_of
from actions.sessions.leaving import withdrawal
from actions.sessions.persons import personal, zone_of_person
from actions.sessions.times import Times
from programme.bookings import Bookings
from programme.errors import NoSuchSession, NotRegistered
from programme.office_hours import OfficeHours
from programme.session_rows import Session, still_ahead
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from programme.people import Person

__all__ = ["move", "move_to", "move_words", "move_yes"]

#: So many other dates are offered.
_OFFERED = 6


@personal(gives_back=True)
def move(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Which other dates there are, a button each."""
    return _offer(asked, programme, person, Sessions(programme.database).get(asked.of))


def move_words(asked: Asked, programme: Programme) -> Answer:
    """Move the session that a message names, to the time that it names."""
    if meant_by_staff(asked, programme):
        return change_words(asked, programme)
    return _move_named(asked, programme)


@personal(gives_back=True)
def _move_named(asked: Asked, programme: Programme, person: Person) -> Answer:
    said = asked.said
    chosen = chosen_of_mine(
        asked, programme, "move", person,
        question=said.say("Which session do you want to move?"),
        none=said.say("You have no place in any session that is still to come, and you wait for none."),
        dated=None,
    )  # fmt: skip
    return _offer(asked, programme, person, chosen) if isinstance(chosen, Session) else chosen


@personal(gives_back=True)
def move_to(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Ask whether to move from one date to another."""
    old, new = _both(asked, programme)
    return _ask(asked, programme, person, old, new)


@personal(gives_back=True)
def move_yes(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Move."""
    said, bookings = asked.said, Bookings(programme.database)
    old, new = _both(asked, programme)
    held = mine_of(bookings, person, old)
    booking, _ = bookings.move(old.id, new.id, person.id, asked.now)
    new = Sessions(programme.database).get(new.id)
    left = said.say("Your place on {date} is given back.", date=_dated(asked, person, old))
    answer = booked(asked, new, booking, person, left)
    had_place = held is not None and held.state == "registered"
    files = (*((withdrawal(old),) if had_place else ()), *((invitation(new),) if booking.state == "registered" else ()))
    from dataclasses import replace

    return replace(answer, reply=replace(answer.reply, attachments=files))


def _offer(asked: Asked, programme: Programme, person: Person, old: Session) -> Answer:
    said = asked.said
    still_ahead(old, asked.now)
    if mine_of(Bookings(programme.database), person, old) is None:
        raise NotRegistered(f"There is no registration for “{old.plan.title}” to move.")
    times = Times(said, zone_of_person(asked, person))
    others = _others(asked, programme, old)
    if not others:
        text = said.say("{title} has no other date that is still to come.", title=called(said, old))
        return asked.answer(text, buttons=(press(said.say("What is on"), "list", "1"),))
    clocks = times.known or programme.config.zone
    wish = wish_of(asked.words, asked.language, asked.now, clocks) if asked.words else None
    to = None if wish is None else wish.then or wish.when  # "not on Thursday, on Friday": the second
    if to is not None:
        windows = [window_of(each, asked.now, clocks) for each in to.options]
        if all(window.past for window in windows):
            past = said.say("That time has passed. Please choose a session that is still to come.")
            return _choice(asked, old, others, times, past)
        then = [each for each in others if any(inside(each, w.after, w.before) for w in windows if not w.past)]
        if len(then) == 1:
            return _ask(asked, programme, person, old, then[0])
        if then:
            return _choice(asked, old, then, times)
        nothing = said.say("There is no date of {title} then.", title=called(said, old))
        return _choice(asked, old, others, times, nothing)
    return _choice(asked, old, others, times)


def _choice(asked: Asked, old: Session, others: list[Session], times: Times, before: str = "") -> Answer:
    said = asked.said
    text = said.say("To which date shall I move you from {title}, {when}?", title=called(said, old),
                    when=times.whole(old.starts_at, old.ends_at, old.plan.zone))  # fmt: skip
    lines = []
    buttons = []
    for each in others[:_OFFERED]:
        facts = [times.whole(each.starts_at, each.ends_at, each.plan.zone), places_left(said, each)]
        lines.append(f"• {' · '.join(fact for fact in facts if fact)}")
        buttons.append(press(times.short(each.starts_at, each.plan.zone), "move_to", f"{old.id}.{each.id}"))
    return asked.answer(before, text, "\n".join(lines), hint(asked, times), buttons=tuple(buttons))


def _ask(asked: Asked, programme: Programme, person: Person, old: Session, new: Session) -> Answer:
    said = asked.said
    still_ahead(new, asked.now)
    times = Times(said, zone_of_person(asked, person))
    question = said.say(
        "Shall I move you from {old} to {new}?",
        old=times.whole(old.starts_at, old.ends_at, old.plan.zone),
        new=times.whole(new.starts_at, new.ends_at, new.plan.zone),
    )
    full = ""
    if new.free == 0:
        full = said.say("No place is left on the new date: you would be on its waiting list, and your place now would "
                        "go to somebody else.")  # fmt: skip
    note = conflicts(asked, new, person, Bookings(programme.database), but=old.id)
    return asked.asks(called(said, new), question, full, note, hint(asked, times),
                      do="move_yes", of=f"{old.id}.{new.id}")  # fmt: skip


def _others(asked: Asked, programme: Programme, old: Session) -> list[Session]:
    """The other dates of its series, or the free slots of the same office hours."""
    if old.parent is not None:
        free = OfficeHours(programme.database).free(after=asked.now, limit=200)
        return [each for each in free if each.parent == old.parent and each.id != old.id]
    if old.series is None:
        return []
    found = Sessions(programme.database).find(after=asked.now, series=old.series, limit=100)
    return [each for each in found if each.id != old.id and each.starts_at > asked.now]


def _both(asked: Asked, programme: Programme) -> tuple[Session, Session]:
    """The sessions that a button names: from which, and to which of the same kind."""
    one, _, two = asked.of.partition(".")
    sessions = Sessions(programme.database)
    old, new = sessions.get(one), sessions.get(two)
    related = (old.series is not None and old.series == new.series) or (
        old.parent is not None and old.parent == new.parent
    )
    if not related:
        raise NoSuchSession(f"{two!r} is no other date of {one!r}.")
    return old, new


def _dated(asked: Asked, person: Person, session: Session) -> str:
    times = Times(asked.said, zone_of_person(asked, person))
    return times.whole(session.starts_at, session.ends_at, session.plan.zone)
