"""The actions about sessions that the dialogue engine calls by name; what each does stands in files of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.answer import from_library
from actions.sessions.handlers import confirm, decline, handle, join_words, mine_words
from actions.sessions.leaving import leave_words
from actions.sessions.moving import move_words
from actions.sessions.office import office
from actions.sessions.serving import serve
from actions.sessions.zones import set_zone_words
from actions.turn import Turn, say
from bot.replies import State

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

__all__ = [
    "ActionConfirm",
    "ActionDecline",
    "ActionJoinSession",
    "ActionLeaveSession",
    "ActionMoveSession",
    "ActionMySessions",
    "ActionOfficeHours",
    "ActionSessions",
    "ActionSetZone",
]

Events = list[dict[str, Any]]


class ActionConfirm(Action):
    """Takes a yes to what was asked back."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_confirm"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Do it, if it was asked back just before."""
        return await serve(dispatcher, tracker, confirm)


class ActionDecline(Action):
    """Takes a no."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_decline"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Leave things as they are."""
        return await serve(dispatcher, tracker, decline)


class ActionJoinSession(Action):
    """Takes a place in a session, after a yes."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_join_session"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Ask about the session that the message names."""
        return await serve(dispatcher, tracker, join_words)


class ActionLeaveSession(Action):
    """Gives a place back, after a yes."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_leave_session"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Ask about the session that the message names."""
        return await serve(dispatcher, tracker, leave_words)


class ActionMoveSession(Action):
    """Changes to another date, after a yes."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_move_session"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Ask about the session and the date that the message names."""
        return await serve(dispatcher, tracker, move_words)


class ActionMySessions(Action):
    """Shows what somebody has, and takes what they say around it: reminders, the calendar, that they are there."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_my_sessions"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Do what the message says."""
        return await serve(dispatcher, tracker, mine_words)


class ActionOfficeHours(Action):
    """Offers free slots of experts."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_office_hours"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Offer those that the message asks for."""
        return await serve(dispatcher, tracker, office)


class ActionSessions(Action):
    """Shows what there is, and takes every button of sessions."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_sessions"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Do what the button or the message says; a question that the library answers for certain goes there."""

        async def library() -> Events | None:
            turn = Turn.of(tracker)
            reply, slots = await from_library(turn)
            if reply.state is not State.ANSWERED:
                return None
            say(dispatcher, turn, reply)
            return [SlotSet(slot, value) for slot, value in slots.items()]

        return await serve(dispatcher, tracker, handle, instead=library)


class ActionSetZone(Action):
    """Takes note of where somebody is."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_set_zone"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Show times on the clocks of the place that the message names."""
        return await serve(dispatcher, tracker, set_zone_words)
