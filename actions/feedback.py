"""Thumbs up or down for the last answer, stored with the conversation."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.buttons import more_button, why_button
from actions.turn import Turn, say
from bot.replies import Button, Reply, State

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

__all__ = ["ActionFeedback"]

_RATINGS = {"thumbs_up": "up", "thumbs_down": "down"}


class ActionFeedback(Action):
    """Keeps a rating in the slot ``feedback``: rating, question, passages, build of the index, time in UTC."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_feedback"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Thank for a rating; say so where there is nothing yet to rate."""
        turn = Turn.of(tracker)
        said, remembered = turn.texts, turn.remembered
        if remembered is None:
            reply = Reply(
                said.say("There is no answer yet that you could rate. Ask me a question first."), turn.language
            )
            say(dispatcher, turn, reply)
            return []
        rating = _RATINGS.get((tracker.latest_message.get("intent") or {}).get("name") or "", "up")
        if rating == "up":
            reply = Reply(said.say("Thank you. I have noted that this helped."), turn.language)
        else:
            buttons: tuple[Button, ...] = (why_button(said),)
            if remembered.state in (State.ANSWERED.value, State.CLOSEST.value):
                buttons = (more_button(said), *buttons)
            text = said.say(
                "Thank you, I have noted that this did not help. Putting the question in other words, or naming the "
                "instrument and the article, often does."
            )
            reply = Reply(text, turn.language, buttons=buttons)
        say(dispatcher, turn, reply)
        feedback = {
            "rating": rating,
            "question": turn.question,
            "state": remembered.state,
            "passages": list(remembered.passages),
            "build": remembered.build,
            "time": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        }
        return [SlotSet("feedback", feedback)]
