"""Two questions after a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.sessions.asked import press
from actions.sessions.describing import called
from actions.sessions.missed import document_buttons, recording_buttons
from actions.sessions.persons import personal
from programme.sessions import Sessions
from programme.surveys import Surveys

if TYPE_CHECKING:
    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme
    from programme.people import Person

__all__ = ["again", "rate"]


@personal()
def rate(asked: Asked, programme: Programme, person: Person) -> Answer:
    """How useful it was (``SESSION.1`` to ``SESSION.5``); then the second question. Without a number, the first."""
    said = asked.said
    id, _, grade = asked.of.partition(".")
    session = Sessions(programme.database).get(id)
    if grade not in ("1", "2", "3", "4", "5"):
        buttons = tuple(press(str(number), "rate", f"{id}.{number}") for number in range(1, 6))
        question = said.say("How useful was {title} for you, from 1 (not at all) to 5 (very)?",
                            title=called(said, session))  # fmt: skip
        return asked.answer(question, buttons=buttons)
    Surveys(programme.database).rate(id, person.id, int(grade), asked.now)
    question = said.say("Thank you. Would you come again to a session like {title}?", title=called(said, session))
    buttons = (press(said.say("Gladly"), "again", f"{id}.yes"), press(said.say("Rather not"), "again", f"{id}.no"))
    answer = asked.answer(question, buttons=buttons)
    answer.slots["pending"] = {
        "do": "again",
        "of": f"{id}.yes",
        "no": "again",
        "no_of": f"{id}.no",
        "after": asked.message,
    }
    return answer


@personal()
def again(asked: Asked, programme: Programme, person: Person) -> Answer:
    """Whether the person would come again (``SESSION.yes`` or ``SESSION.no``)."""
    said = asked.said
    id, _, yes = asked.of.partition(".")
    session = Sessions(programme.database).get(id)
    Surveys(programme.database).again(id, person.id, yes == "yes", asked.now)
    buttons = [*recording_buttons(said, [session]), *document_buttons(session.plan.materials)]
    following = ""
    if session.series is not None:
        ahead = Sessions(programme.database).find(after=asked.now, series=session.series, limit=5)
        if coming := next((each for each in ahead if each.starts_at > asked.now), None):
            following = said.say("The next session of the series is {title}.", title=called(said, coming))
            buttons.append(press(said.say("See the next one"), "show", coming.id))
    return asked.answer(said.say("Thank you for your answers."), following,
                        buttons=(*buttons, press(said.say("What is on"), "list", "1")))  # fmt: skip
