"""Which session somebody means who names none by a button: "the second one", "the seminar on remittances"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.sessions.ambiguous import asks_which_day
from actions.sessions.asked import press
from actions.sessions.describing import line, shortened
from actions.sessions.finding import find, window_of, wish_of
from actions.sessions.joining import hint
from actions.sessions.matching import about
from actions.sessions.ordinals import ordinal
from actions.sessions.persons import zone_of_person
from actions.sessions.times import Times
from programme.bookings import Bookings
from programme.errors import NoSuchSession
from programme.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from nlu.dates import When
    from nlu.wishes import Wish
    from programme.people import Person
    from programme.session_rows import Session

__all__ = ["chosen_ahead", "chosen_of_mine", "inside", "names_nothing", "which"]

#: So many are offered to choose from.
_OFFERED = 6
#: What points at something that was shown; English and Chinese have nothing left over then.
_POINTING = frozenset(
    (
        "cette", "celle", "celle-ci", "celle-là", "celui", "celui-ci", "ce", "esa",
        "ese", "eso", "esta", "este", "ella", "él", "него", "неё",
        "нее", "ней", "нем", "нём", "эту", "этот", "это", "этой",
        "этом", "туда", "فيها", "فيه", "بها", "به", "هذه", "هذا",
        "تلك", "ذلك", "إليها", "إليه", "عليها",
    )
)  # fmt: skip


def chosen_ahead(
    asked: Asked, programme: Programme, then: str, person: Person | None, when: When | None
) -> Session | Answer:
    """The one session ahead that the words name; else an answer that asks which.

    Args:
        asked: the turn.
        programme: what there is.
        then: what a button does with the session that is chosen.
        person: who asks.
        when: instead of the time in the words, where that was asked back.
    """
    zone = zone_of_person(asked, person)
    clocks = zone or programme.config.zone
    pointed = _pointed(asked, programme)
    if pointed is not None:
        return pointed
    words = str(asked.listing.get("words") or "") if when is not None else asked.words
    wish = wish_of(words, asked.language, asked.now, clocks)
    if when is None and names_nothing(wish) and (shown := _shown(asked, programme)):
        return which(asked, asked.said.say("Which session do you mean?"), shown, then, Times(asked.said, zone))
    if when is None and wish.when is not None:
        if len(wish.when.options) > 1:
            return asks_which_day(asked, wish.when, words, then)
        when = wish.when.when
    window = window_of(when, asked.now, clocks)
    if window.past:
        return asked.answer(
            asked.said.say("That time has passed. Please choose a session that is still to come."),
            buttons=(press(asked.said.say("What is on"), "list", "1"),),
        )
    found = find(programme, wish, window, asked.language)
    if len(found.sessions) == 1 and not found.near and not names_nothing(wish):
        return found.sessions[0]
    if not found.sessions and not names_nothing(wish):
        nothing = asked.said.say("There is nothing of that kind in the programme then. These are the next sessions:")
        ahead = Sessions(programme.database).find(after=asked.now, limit=_OFFERED)
        return which(asked, nothing, ahead, then, Times(asked.said, zone))
    question = asked.said.say("Which session do you mean?")
    if found.near:
        question = asked.said.say("Nothing in the programme is called so. These come nearest:")
    return which(asked, question, found.sessions, then, Times(asked.said, zone))


def chosen_of_mine(
    asked: Asked,
    programme: Programme,
    then: str,
    person: Person,
    *,
    question: str,
    none: str,
    dated: bool | None = True,
) -> Session | Answer:
    """The one of a person's own sessions that the words name; else an answer that asks which.

    Args:
        asked: the turn.
        programme: what there is.
        then: what a button does with the session that is chosen.
        person: who asks.
        question: what is asked where there are several.
        none: what is said where there is none.
        dated: whether a time in the words is that of the session; None when it is where to move it to, unless there
            are two.
    """
    zone = zone_of_person(asked, person)
    clocks = zone or programme.config.zone
    mine = [each for each, _ in Bookings(programme.database).of(person.id, after=asked.now)]
    mine = [each for each in mine if each.starts_at > asked.now and not each.cancelled]
    if not mine:
        return asked.answer(none, buttons=(press(asked.said.say("What is on"), "list", "1"),))
    pointed = _pointed(asked, programme)
    if pointed is not None and any(each.id == pointed.id for each in mine):
        return pointed
    wish = wish_of(asked.words, asked.language, asked.now, clocks)
    found = mine
    if wish.kinds:
        found = [each for each in found if each.plan.kind in wish.kinds] or found
    dated = wish.then is not None if dated is None else dated
    if dated and wish.when is not None and wish.when.when is not None:
        window = window_of(wish.when.when, asked.now, clocks)
        found = [each for each in found if inside(each, window.after, window.before)] or found
    if wish.topic:
        matched = about(wish.topic, asked.language, found)
        found = list(matched.sessions) if not matched.near else found
    if len(found) == 1:
        return found[0]
    return which(asked, question, found, then, Times(asked.said, zone))


def which(asked: Asked, question: str, sessions: Sequence[Session], then: str, times: Times) -> Answer:
    """A question with the sessions to choose from, a button each."""
    said = asked.said
    shown = list(sessions[:_OFFERED])
    if not shown:
        return asked.answer(said.say("Nothing is planned just now. Please ask again in some days."))
    lines = "\n\n".join(line(said, each, number, times) for number, each in enumerate(shown, 1))
    buttons = tuple(
        press(f"{number}. {shortened(each.plan.title)}", then, each.id) for number, each in enumerate(shown, 1)
    )
    answer = asked.answer(question, lines, hint(asked, times), buttons=buttons)
    answer.slots["listing"] = asked.showing(*(each.id for each in shown), then=then)
    return answer


def names_nothing(wish: Wish) -> bool:
    """Whether a message names no session at all, or only points at one: "book it", "inscrivez-moi à cette séance"."""
    if wish.when or wish.spoken or wish.first_only:
        return False
    words = wish.topic.casefold().split()
    return all(word in _POINTING for word in words) and not (wish.kinds and not words)


def inside(session: Session, after: datetime | None, before: datetime | None) -> bool:
    """Whether a session overlaps with a stretch of time."""
    return (after is None or session.ends_at > after) and (before is None or session.starts_at < before)


def _pointed(asked: Asked, programme: Programme) -> Session | None:
    """The session of the last list that the words point to, by a number or because there was only one."""
    ids = [each for each in asked.listing.get("ids") or () if isinstance(each, str)]
    if not ids or not asked.words:
        return None
    at = ordinal(asked.words, len(ids), first=asked.first)
    if at is None and len(ids) == 1:
        wish = wish_of(asked.words, asked.language, asked.now, programme.config.zone)
        at = 0 if names_nothing(wish) else None
    if at is None:
        return None
    try:
        return Sessions(programme.database).get(ids[at])
    except NoSuchSession:
        return None


def _shown(asked: Asked, programme: Programme) -> list[Session]:
    """The sessions of the last list that can still be chosen."""
    sessions, shown = Sessions(programme.database), []
    for id in asked.listing.get("ids") or ():
        try:
            session = sessions.get(str(id))
        except NoSuchSession:
            continue
        if session.starts_at > asked.now and not session.cancelled:
            shown.append(session)
    return shown
