"""How an action about sessions runs: its work in a thread, every trouble said in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk.events import SlotSet

from actions.sessions import database
from actions.sessions.asked import Asked
from actions.sessions.troubles import trouble
from actions.turn import say

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from actions.sessions.asked import Answer
    from actions.sessions.database import Programme

__all__ = ["serve"]


async def serve(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    handler: Callable[[Asked, Programme], Answer],
    *,
    instead: Callable[[], Awaitable[list[dict[str, Any]] | None]] | None = None,
) -> list[dict[str, Any]]:
    """Do ``handler``'s work and say what it answers.

    Args:
        dispatcher: of Rasa.
        tracker: of Rasa.
        handler: works in a thread.
        instead: answers where the handler is unsure that it was meant; None from it when it has no answer either.

    Returns:
        Events for Rasa: the slots.
    """
    asked = Asked.of_tracker(tracker)
    try:
        answer = await database.shared().ask(lambda programme: handler(asked, programme))
    except Exception as error:  # whatever it is, the person gets a sentence and the log the rest
        answer = trouble(asked, error)
    if answer.unsure and instead is not None and (events := await instead()) is not None:
        return events
    say(dispatcher, asked.turn, answer.reply)
    return [SlotSet(slot, value) for slot, value in answer.slots.items()]
