"""How a session is called and described, a line or a page of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actions.sessions.times import Times
    from nlu.texts import Texts
    from programme.session_rows import Session

__all__ = ["called", "languages", "line", "places_left", "shortened", "title"]

#: Longest title on a button, in characters; a phone shows no more.
_TITLE = 40


def title(said: Texts, session: Session) -> str:
    """Its title as it was given, in the direction of the line."""
    return said.foreign(session.plan.title)


def called(said: Texts, session: Session) -> str:
    """Its title between quotation marks."""
    return said.quote(session.plan.title)


def shortened(words: str, longest: int = _TITLE) -> str:
    """``words``, or their beginning with an ellipsis."""
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def languages(said: Texts, session: Session) -> str:
    """What is spoken there: "English, French"."""
    from babel import Locale

    known = Locale.parse(said.language).languages
    names = [said.foreign(known.get(code, code)) for code in session.plan.languages]
    return said.say(", ").join(names)


def places_left(said: Texts, session: Session) -> str:
    """How many places are left; empty where there is no limit, or where it is over."""
    if session.free is None:
        return ""
    if session.free == 0:
        return said.say("no place left, waiting list")
    return said.count("one place left", "{n} places left", session.free)


def line(said: Texts, session: Session, number: int, times: Times) -> str:
    """A session in a list: number and title, and below them when it is, in what language, how many places are left."""
    when = times.whole(session.starts_at, session.ends_at, session.plan.zone)
    facts = [when, languages(said, session)]
    if session.cancelled:
        facts.append(said.say("does not take place"))
    elif left := places_left(said, session):
        facts.append(left)
    return f"{number}. {title(said, session)}\n{' · '.join(facts)}"
