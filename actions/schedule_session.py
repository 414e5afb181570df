"""What staff write about sessions that are to be: plan, change, cancel, announce."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.scheduling.awaiting import awaits
from actions.scheduling.changing import cancel_words, change_words, publish_words
from actions.scheduling.planning import plan, say
from actions.scheduling.polls import poll_words
from actions.sessions.serving import serve
from nlu.wishes import read_plan

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from actions.sessions.asked import Answer, Asked
    from actions.sessions.database import Programme

__all__ = ["ActionScheduleSession", "schedule"]

_HANDLERS = {
    "create": plan, "change": change_words, "cancel": cancel_words, "announce": publish_words, "poll": poll_words,
}  # fmt: skip


class ActionScheduleSession(Action):
    """Plans a session for the staff, changes it, cancels it or announces it: always after a yes."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_schedule_session"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Do what the message says, or take it for the answer to what was asked just before."""
        return await serve(dispatcher, tracker, schedule)


def schedule(asked: Asked, programme: Programme) -> Answer:
    """What a message of the staff wants, or answers."""
    if awaits(asked):
        return say(asked, programme)
    act = read_plan(asked.words, asked.language, asked.now.replace(tzinfo=None)).act
    return _HANDLERS.get(act, plan)(asked, programme)
