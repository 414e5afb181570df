"""Questions of the staff's planning: one at a time, and the next message is its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.scheduling.drafts import Open, kept
from actions.sessions.asked import press
from bot.planning import QUESTIONS

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from bot.replies import Button

__all__ = ["ask", "choice", "nothing_waits"]

#: Lengths that are offered, in minutes.
_LENGTHS = (30, 60, 90, 120)


def ask(asked: Asked, plan: Open, what: str, note: str = "", buttons: tuple[Button, ...] = ()) -> Answer:
    """One question; the next message is taken for its answer."""
    said = asked.said
    if what == "minutes" and not buttons:
        buttons = tuple(press(said.count("{n} minute", "{n} minutes", each), "say", str(each)) for each in _LENGTHS)
    question = (
        said.say("What shall be changed? A new day or hour, the number of places, the room or the link.")
        if what == "change"
        else said.say(QUESTIONS[what])
    )
    return choice(asked, Open(plan.draft, what, plan.of), "\n\n".join(filter(None, (note, question))), buttons)


def choice(asked: Asked, plan: Open, question: str, buttons: tuple[Button, ...]) -> Answer:
    """A question with its answers as buttons."""
    answer = asked.answer(question, buttons=buttons)
    answer.slots["pending"] = {"do": "say", "of": "", "no": "no", "after": asked.message}
    return kept(answer, plan)


def nothing_waits(asked: Asked) -> Answer:
    """A button of a plan that is done, given up, or another by now."""
    text = asked.said.say(
        "Nothing waits to be planned or changed here, or it was done already. Please write again what you wish."
    )
    return asked.answer(text, buttons=(press(asked.said.say("What is on"), "list", "1"),))
