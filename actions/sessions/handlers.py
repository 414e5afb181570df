"""What each button of sessions does, by its ``do``; and where words about sessions lead."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from actions.buttons import help_button
from actions.scheduling import changing, planning, publishing
from actions.sessions import (
    agreeing,
    calendar,
    details,
    following,
    joining,
    leaving,
    listing,
    mine,
    moving,
    office,
    polling,
    reminding,
    surveying,
    zones,
)
from actions.sessions.ambiguous import day_pressed
from actions.sessions.asked import press
from actions.sessions.choosing import chosen_ahead
from actions.sessions.persons import in_private, person_of
from actions.sessions.picking import picked
from nlu.wishes.asides import accepts_place, aside_of, is_for_another, wants_off
from programme.bookings import Bookings
from programme.session_rows import Session
from programme.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

    Handler = Callable[[Asked, Programme], Answer]

__all__ = ["HANDLERS", "confirm", "decline", "handle", "join_words", "mine_words"]


def handle(asked: Asked, programme: Programme) -> Answer:
    """Do what ``asked.do`` says; a button of another version shows what there is."""
    if not asked.do and (choice := picked(asked)) is not None:
        return handle(choice, programme)
    if not asked.do and (aside := ASIDES.get(aside_of(asked.words, asked.language) or "")):
        return aside(asked, programme)
    return HANDLERS.get(asked.do, listing.listing)(asked, programme)


def mine_words(asked: Asked, programme: Programme) -> Answer:
    """What a message says of somebody's own sessions, or around them: a reminder, the calendar, "I am here"."""
    aside = ASIDES.get(aside_of(asked.words, asked.language) or "")
    return (aside or mine.mine_words)(asked, programme)


def join_words(asked: Asked, programme: Programme) -> Answer:
    """Take a place in the session that a message names; "take me off the list" gives one back."""
    if wants_off(asked.words, asked.language):
        return leaving.leave_words(asked, programme)
    if asked.group:
        return in_private(asked)
    said = asked.said
    if is_for_another(asked.words, asked.language):
        return asked.answer(
            said.say(
                "I register only the person who writes to me, never somebody else: everybody agrees for themselves. "
                "Please let them write to me; I gladly register you."
            ),
            buttons=(press(said.say("What is on"), "list", "1"),),
        )
    person = person_of(asked, programme)
    if person is not None and accepts_place(asked.words, asked.language):
        held = Bookings(programme.database).of(person.id, after=asked.now)
        offered = [session for session, booking in held if booking.state == "offered"]
        if len(offered) == 1:
            return joining.join(asked.doing("join", offered[0].id), programme)
    return _join(asked, programme)


def confirm(asked: Asked, programme: Programme) -> Answer:
    """A "yes": to what the message before was asked back about, and to nothing else."""
    if asked.pending is not None:
        return handle(asked.doing(asked.pending.get("do", ""), asked.pending.get("of", "")), programme)
    said = asked.said
    text = said.say("There is nothing that waits for your yes. Tell me what you would like to do.")
    return asked.answer(text, buttons=(press(said.say("What is on"), "list", "1"), help_button(said)))


def decline(asked: Asked, programme: Programme) -> Answer:
    """A "no", likewise."""
    if asked.pending is not None:
        do = asked.pending.get("no", "no")
        of = asked.pending.get("no_of") or asked.pending.get("of", "")
        return handle(asked.doing(do, of), programme)
    return agreeing.no(asked, programme)


def _join(asked: Asked, programme: Programme) -> Answer:
    when = day_pressed(asked.of)
    chosen = chosen_ahead(asked, programme, "join", person_of(asked, programme), when)
    return _take(asked.doing("join", chosen.id), programme) if isinstance(chosen, Session) else chosen


def _take(asked: Asked, programme: Programme) -> Answer:
    """The button that registers: of office hours a slot is chosen first, of a poll's link the poll is opened."""
    if asked.of.startswith(polling.LINK):
        return polling.poll(asked.doing("poll", asked.of.removeprefix(polling.LINK)), programme)
    session = Sessions(programme.database).get(asked.of)
    if session.plan.kind == "office_hours" and not asked.group:
        return office.slots_of(asked, programme, session)
    return joining.join(asked, programme)


def _agree(asked: Asked, programme: Programme) -> Answer:
    agreed = agreeing.agree(asked, programme)
    if agreed is not None:
        return agreed
    return _take(asked.doing("join", asked.of), programme)


def _list(asked: Asked, programme: Programme) -> Answer:
    """A page or a day; a day that was asked back goes on with what it was asked for."""
    when, then = day_pressed(asked.of), asked.listing.get("then")
    if when is not None and not asked.listing.get("ids"):
        if then == "office":
            return office.office(asked, programme, when)
        if then == "join":
            return _join(asked, programme)
    return listing.listing(asked, programme)


ASIDES: Mapping[str, Handler] = MappingProxyType(
    {
        "calendar": calendar.calendar,
        "follow": following.follow_words,
        "here": mine.here_words,
        "quiet": reminding.quiet,
        "remind": reminding.remind_words,
        "unfollow": following.unfollow_words,
    }
)

HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        "accept": joining.accept,
        "announce": publishing.announce,
        "again": surveying.again,
        "agree": _agree,
        "calendar": calendar.calendar,
        "calendar_new": calendar.calendar_new,
        "calendar_off": calendar.calendar_off,
        "cancel_yes": changing.cancel_yes,
        "change_yes": changing.change_yes,
        "decline": joining.decline,
        "drop": changing.cancel,
        "edit": changing.change,
        "follow": following.follow,
        "here": mine.here,
        "join": _take,
        "join_yes": joining.join_yes,
        "leave": leaving.leave,
        "leave_yes": leaving.leave_yes,
        "list": _list,
        "mine": mine.mine,
        "move": moving.move,
        "move_to": moving.move_to,
        "move_yes": moving.move_yes,
        "no": agreeing.no,
        "plan_yes": planning.plan_yes,
        "poll": polling.poll,
        "publish": changing.publish,
        "rate": surveying.rate,
        "remind": reminding.remind,
        "say": planning.say,
        "show": details.show,
        "unfollow": following.unfollow,
        "vote": polling.vote,
        "zone": zones.set_zone,
    }
)
