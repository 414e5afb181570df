"""From what is known of a plan to the next question, or to reading it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.scheduling.asking import ask, choice
from actions.scheduling.drafts import Open, kept
from actions.scheduling.reading import asks_to_change, asks_to_create
from actions.sessions.asked import press
from actions.sessions.times import day_words
from actions.sessions.troubles import words_of
from bot.planning import resolve
from bot.planning.asking import WRONG
from programme.errors import BadValue, RepeatedTime, SkippedTime

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["proceed"]

_LONGEST_TITLE = 200
_PAST = WRONG["past"]


def proceed(asked: Asked, programme: Programme, plan: Open, note: str = "") -> Answer:
    """Ask for what is missing or cannot be, else read everything back and ask for a yes."""
    draft, said = plan.draft, asked.said
    if draft.title is not None and len(draft.title) > _LONGEST_TITLE:
        longer = said.say("The title has {n} characters; at most 200 fit.", n=len(draft.title))
        return ask(asked, Open(draft.but(title=None), of=plan.of), "title", note or longer)
    if draft.missing is not None:
        return ask(asked, plan, draft.missing, note)
    try:
        if draft.plan().moments()[0] <= asked.now:
            when = f"{day_words(said, draft.day)}, {draft.hour:%H:%M}" if draft.day else ""
            past = said.say(_PAST, said=when)
            return ask(asked, Open(draft.but(day=None), of=plan.of), "day", past)
        found = resolve(draft, asked.now)
    except RepeatedTime as twice:
        return _which_of_two(asked, plan, twice)
    except SkippedTime as skipped:
        return ask(asked, Open(draft.but(hour=None), of=plan.of), "hour", words_of(said, skipped))
    except BadValue as error:
        return kept(asked.answer(words_of(said, error)), None)
    return asks_to_change(asked, programme, plan) if plan.of else asks_to_create(asked, plan, found)


def _which_of_two(asked: Asked, plan: Open, twice: RepeatedTime) -> Answer:
    said = asked.said
    first, second = (f"{each:%H:%M} UTC" for each in twice.moments)
    buttons = (
        press(said.say("The first ({time})", time=first), "say", "first"),
        press(said.say("The second ({time})", time=second), "say", "second"),
    )
    return choice(asked, Open(plan.draft, "second", plan.of), words_of(said, twice), buttons)
