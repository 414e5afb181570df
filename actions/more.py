"""Further passages on the last question."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions import knowledge_base
from actions.answer import CITATIONS, ask
from actions.buttons import help_button, source_button
from actions.composing import passages_found
from actions.turn import Turn, say
from actions.unavailable import unavailable
from bot.replies import Reply, State

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from actions.remembered import Remembered

__all__ = ["MOST", "ActionMore"]

#: Places that one question is shown, however often more is asked for: what comes later has to do with it no more.
MOST = 24


class ActionMore(Action):
    """Shows what has not been shown yet; says so when that is nothing."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_more"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Search the last question again and go on where the last reply ended."""
        turn = Turn.of(tracker)
        said, remembered = turn.texts, turn.remembered
        if remembered is None or not turn.question:
            text = said.say("There is no question yet that I could show more on. Ask me one.")
            say(dispatcher, turn, Reply(text, turn.language, buttons=(help_button(said),)))
            return []
        if not remembered.passages:
            text = said.say("I found nothing on your last question, so there is no more to show. Try other words.")
            say(dispatcher, turn, Reply(text, turn.language, buttons=(help_button(said),)))
            return []
        try:
            reply, now = await knowledge_base.shared().ask(lambda opened: _more(opened, turn, remembered))
        except Exception as error:  # whatever it is, the person gets a sentence and the log the rest
            say(dispatcher, turn, unavailable(said, error))
            return []
        say(dispatcher, turn, reply)
        return [SlotSet("answer", now.to_slot())]


def _more(opened: knowledge_base.Opened, turn: Turn, remembered: Remembered) -> tuple[Reply, Remembered]:
    said = turn.texts
    before = len(remembered.passages)
    # One more than is shown says whether there is more to show.
    answer = ask(opened, turn, turn.question, citations=min(before + CITATIONS + 1, MOST), own=False)
    unseen = [item for item in answer.citations if item.passage.id not in remembered.passages]
    new = unseen[:CITATIONS]
    if not new:
        text = said.say("That is all I have on it. Another question, or other words, may find more.")
        return Reply(text, turn.language, buttons=(source_button(said),)), remembered
    opening = said.say("Further passages on your question; they are less close to it:")
    further = len(unseen) > len(new)
    reply = passages_found(said, State(remembered.state), new, opening=opening, further=further, staff=turn.staff)
    now = replace(
        remembered,
        passages=(*remembered.passages, *(item.passage.id for item in new)),
        labels=(*remembered.labels, *(item.label for item in new)),
        sections=(*remembered.sections, *(item.passage.section_path for item in new)),
        position=before,
        quote=new[0].quote,
    )
    return reply, now
