"""Staff change or cancel a session that they name; who has a place is told."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from actions.scheduling.asking import ask, nothing_waits
from actions.scheduling.drafts import Open, kept, opened
from actions.scheduling.proceeding import proceed
from actions.scheduling.publishing import asks_to_announce
from actions.scheduling.reading import told
from actions.scheduling.staff_only import staff_only
from actions.sessions.asked import press
from actions.sessions.choosing import which
from actions.sessions.describing import called
from actions.sessions.finding import Window, find, wish_of
from actions.sessions.persons import person_of, zone_of_person
from actions.sessions.times import Times
from bot.planning import Draft
from bot.planning.changing import Changes, read_wanted
from nlu.wishes import read_plan
from programme.bookings import Bookings
from programme.session_rows import Session, still_ahead
from programme.sessions import Sessions
from programme.zones import wall, zone_of

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["cancel", "cancel_words", "cancel_yes", "change", "change_words", "change_yes", "changed", "meant_by_staff",
           "publish", "publish_words"]  # fmt: skip

#: So far ahead a session that is named is looked for.
_AHEAD = timedelta(days=5 * 366)


@staff_only
def change_words(asked: Asked, programme: Programme) -> Answer:
    """Change the session that a message names to what it says."""
    found, wanted = _named(asked, programme)
    if len(found) != 1:
        question = asked.said.say("Which session shall be changed?")
        answer = which(asked, question, found or _next(asked, programme), "edit", Times(asked.said, None))
        answer.slots["listing"] |= {"words": asked.words[:300]}
        return answer
    return _with(asked, programme, found[0], _meant(wanted, found[0]))


@staff_only
def change(asked: Asked, programme: Programme) -> Answer:
    """Change the session of a button to what was said before it."""
    session = Sessions(programme.database).get(asked.of)
    still_ahead(session, asked.now)
    words = str(asked.listing.get("words") or "")
    wanted = read_wanted(words, asked.language, asked.now, session.plan.zone) if words else Changes()
    return _with(asked, programme, session, _meant(wanted, session))


def changed(asked: Asked, programme: Programme, plan: Open) -> Answer:
    """What somebody answered to the question what shall be changed."""
    session = Sessions(programme.database).get(plan.of)
    wanted = read_wanted(asked.words, asked.language, asked.now, session.plan.zone)
    if wanted.nothing:
        return ask(asked, plan, "change")
    return _with(asked, programme, session, wanted)


@staff_only
def change_yes(asked: Asked, programme: Programme) -> Answer:
    """Change it."""
    plan = opened(asked)
    if plan is None or not plan.of or plan.mark != asked.of:
        return nothing_waits(asked)
    sessions = Sessions(programme.database)
    old, new = sessions.get(plan.of), plan.draft.plan()
    different: dict[str, Any] = {
        each.name: getattr(new, each.name)
        for each in fields(new)
        if getattr(new, each.name) != getattr(old.plan, each.name)
    }
    made = sessions.change(plan.of, asked.now, **different)
    said = asked.said
    when = Times(said, None).whole(made.starts_at, made.ends_at, made.plan.zone)
    text = said.say("It is changed: {title}, {when}.", title=called(said, made), when=when)
    return kept(asked.answer(text, buttons=(press(said.say("Show it"), "show", made.id),)), None)


@staff_only
def cancel_words(asked: Asked, programme: Programme) -> Answer:
    """Cancel the session that a message names, after a yes."""
    found, _ = _named(asked, programme)
    if len(found) != 1:
        question = asked.said.say("Which session shall be cancelled?")
        return which(asked, question, found or _next(asked, programme), "drop", Times(asked.said, None))
    return _asks_to_cancel(asked, found[0])


@staff_only
def cancel(asked: Asked, programme: Programme) -> Answer:
    """Ask whether to cancel the session of a button."""
    return _asks_to_cancel(asked, Sessions(programme.database).get(asked.of))


@staff_only
def cancel_yes(asked: Asked, programme: Programme) -> Answer:
    """Cancel it."""
    said, session = asked.said, Sessions(programme.database).cancel(asked.of, asked.now)
    text = said.say("{title} is cancelled.", title=called(said, session))
    heard = told(asked, session) if session.taken else ""
    return asked.answer(text, heard, buttons=(press(said.say("What is on"), "list", "1"),))


@staff_only
def publish_words(asked: Asked, programme: Programme) -> Answer:
    """Announce the session that a message names, after a yes."""
    found, _ = _named(asked, programme)
    if len(found) != 1:
        question = asked.said.say("Which session shall be announced?")
        return which(asked, question, found or _next(asked, programme), "publish", Times(asked.said, None))
    return asks_to_announce(asked, programme, found[0])


@staff_only
def publish(asked: Asked, programme: Programme) -> Answer:
    """Ask whether to announce the session of a button."""
    session = Sessions(programme.database).get(asked.of)
    still_ahead(session, asked.now)
    return asks_to_announce(asked, programme, session)


def _named(asked: Asked, programme: Programme) -> tuple[list[Session], Changes]:
    """The sessions ahead that a message can mean, and what it wants other."""
    zone = zone_of_person(asked, person_of(asked, programme)) or programme.config.zone
    wanted = read_wanted(asked.words, asked.language, asked.now, zone)
    wish = wish_of(asked.words, asked.language, asked.now, zone)
    planned = read_plan(asked.words, asked.language, wall(asked.now, zone_of(zone)))
    # Read as a wish it may keep the verb, read as a plan a second time: what both leave over is what it is about.
    wish = replace(wish, topic=min(wish.topic, planned.topic, key=len))
    found = find(programme, wish, Window(asked.now, asked.now + _AHEAD), asked.language)
    ahead = [each for each in found.sessions if each.starts_at > asked.now and not each.cancelled]
    if found.near and wanted.on is None:
        return [], wanted
    if found.near:  # no word of it fits: only the day says which
        ahead = Sessions(programme.database).find(after=asked.now, kinds=wish.kinds, limit=1000)
    if wanted.on is not None:
        on_it = [each for each in ahead if wall(each.starts_at, zone_of(each.plan.zone)).date() == wanted.on]
        if on_it or found.near:
            ahead = on_it
    return ahead, wanted


def meant_by_staff(asked: Asked, programme: Programme) -> bool:
    """Whether somebody of the staff who writes "cancel the seminar" means the seminar, not a place of their own in it.

    So it is unless they have a place in one that they can mean; theirs goes first then.
    """
    if not asked.is_staff:
        return False
    person = person_of(asked, programme)
    if person is None:
        return True
    mine = {each.id for each, _ in Bookings(programme.database).of(person.id, after=asked.now)}
    return not mine & {each.id for each in _named(asked, programme)[0]}


def _next(asked: Asked, programme: Programme) -> list[Session]:
    return Sessions(programme.database).find(after=asked.now, limit=6)


def _meant(wanted: Changes, session: Session) -> Changes:
    """A day that stands beside other changes only says which session is meant."""
    other = any(each is not None for each in (wanted.capacity, wanted.place, wanted.link))
    if other and wanted.hour is None and wanted.day == wanted.on:
        return Changes(capacity=wanted.capacity, place=wanted.place, link=wanted.link)
    if wanted.hour is None and wanted.day == wanted.on == session.plan.starts.date():
        return Changes(on_clock=wanted.on_clock)
    return wanted


def _with(asked: Asked, programme: Programme, session: Session, wanted: Changes) -> Answer:
    known = {each.name: getattr(session.plan, each.name) for each in fields(session.plan)}
    draft = Draft.of(known.pop("starts"), **known)
    if wanted.nothing:
        return ask(asked, Open(draft, of=session.id), "change", _line(asked, session))
    return proceed(asked, programme, Open(wanted.applied(draft), of=session.id))


def _asks_to_cancel(asked: Asked, session: Session) -> Answer:
    still_ahead(session, asked.now)
    said = asked.said
    return asked.asks(
        _line(asked, session), told(asked, session), said.say("Shall I cancel it?"),
        do="cancel_yes", of=session.id, yes=said.say("Cancel it"),
    )  # fmt: skip


def _line(asked: Asked, session: Session) -> str:
    when = Times(asked.said, None).whole(session.starts_at, session.ends_at, session.plan.zone)
    return asked.said.say("{title}, {when}", title=called(asked.said, session), when=when)
