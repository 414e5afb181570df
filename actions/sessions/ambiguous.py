"""A time that can mean several: asked back with a button for each."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from actions.sessions.asked import press
from actions.sessions.times import day_words
from nlu.dates import When

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from nlu.dates import Dated
    from nlu.texts import Texts

__all__ = ["asks_which_day", "day_pressed"]

#: So many meanings are offered.
_MOST = 4


def asks_which_day(asked: Asked, dated: Dated, words: str, then: str) -> Answer:
    """Which of several times is meant; ``then`` is what a button goes on with, over the rest of ``words``."""
    said = asked.said
    buttons = tuple(press(_called(said, each), "list", _written(each)) for each in dated.options[:_MOST])
    question = said.say("That can be understood in more than one way. Which day do you mean?")
    answer = asked.answer(question, buttons=buttons)
    answer.slots["listing"] = {"words": words[:300], "at": asked.now.isoformat(), "ids": [], "then": then}
    return answer


def day_pressed(of: str) -> When | None:
    """The time that a button names: ``2026-12-03``, ``2026-12-03T15:00`` or two of them with ``/`` between."""
    parts = of.split("/")
    if not 1 <= len(parts) <= 2 or "-" not in of:
        return None
    try:
        start, *rest = (datetime.fromisoformat(part) if part else None for part in parts)
    except ValueError:
        return None
    if rest:
        return When(start, rest[0])
    if start is None:
        return None
    if "T" in of:
        return When(start, None, clock=True)
    return When(start, start + timedelta(days=1))


def _written(when: When) -> str:
    if when.start is not None and (when.clock or when.end is None):
        return f"{when.start:%Y-%m-%dT%H:%M}"
    if when.start is not None and when.end == when.start + timedelta(days=1) and when.start.time() == time():
        return f"{when.start:%Y-%m-%d}"
    return "/".join("" if each is None else f"{each:%Y-%m-%d}" for each in (when.start, when.end))


def _called(said: Texts, when: When) -> str:
    first = when.start or when.end
    assert first is not None  # noqa: S101 - one of both is there
    if when.clock:
        return said.say("{day}, {hour}", day=day_words(said, first.date()), hour=f"{first:%H:%M}")
    last: date | None = None if when.end is None else (when.end - timedelta(microseconds=1)).date()
    if when.start is None or last is None or last == first.date():
        return day_words(said, first.date())
    return f"{day_words(said, first.date())} – {day_words(said, last)}"
