"""The actions about sessions that the dialogue engine calls by name; what each does stands in a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.sessions.handlers import handle
from actions.sessions.serving import serve

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

__all__ = ["ActionSessions"]

Events = list[dict[str, Any]]


class ActionSessions(Action):
    """Shows what there is, and takes every button of sessions."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_sessions"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Do what the button or the message says."""
        return await serve(dispatcher, tracker, handle)
