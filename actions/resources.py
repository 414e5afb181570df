"""The directory of resources: by kind, by audience, by a word, and one by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions import knowledge_base
from actions.listing_resources import by_audience, by_kind, kind_named, menu, one_resource, searched
from actions.turn import Turn, say
from actions.unavailable import unavailable

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from bot.replies import Reply

__all__ = ["ActionResources"]


class ActionResources(Action):
    """Shows the directory; what a button or a command names of it, where it names something."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_resources"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Show it; no slot is set."""
        turn = Turn.of(tracker)
        try:
            reply = await knowledge_base.shared().ask(lambda opened: _resources(opened, turn))
        except Exception as error:  # whatever it is, the person gets a sentence and the log the rest
            reply = unavailable(turn.texts, error)
        say(dispatcher, turn, reply)
        return []


def _resources(opened: knowledge_base.Opened, turn: Turn) -> Reply:
    from knowledge.catalogue import find_resource, resources

    said, index, page = turn.texts, opened.index, turn.named("page")
    there = resources(index, turn.language)
    if not there:
        return menu(said, there)
    if identity := turn.named("resource"):
        one = find_resource(index, identity, turn.language)
        if one is not None:
            return one_resource(said, one)
        return menu(said, there, said.say("That resource is not here, or not any more. These kinds there are:"))
    if words := turn.named("words"):
        return searched(said, opened, there, words)
    if audience := turn.named("audience"):
        return by_audience(said, there, audience, page)
    if kind := turn.named("kind") or kind_named(turn.text, turn.language):
        return by_kind(said, there, kind, page)
    return menu(said, there)
