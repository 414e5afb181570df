"""What there is to learn: the list of topics, one of them, its key terms, its questions with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions import knowledge_base
from actions.finding_topics import find
from actions.listing_topics import all_topics
from actions.one_topic import answered, one_topic, terms
from actions.turn import Turn, say
from actions.unavailable import unavailable

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from bot.replies import Reply

__all__ = ["ActionTopics"]


class ActionTopics(Action):
    """Shows the topics; with the entity ``topic`` one of them, its terms or the answer to one of its questions."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_topics"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Show what was asked for; a question that was chosen is remembered like one that was written."""
        turn = Turn.of(tracker)
        try:
            reply, slots = await knowledge_base.shared().ask(lambda opened: _topics(opened, turn))
        except Exception as error:  # whatever it is, the person gets a sentence and the log the rest
            say(dispatcher, turn, unavailable(turn.texts, error))
            return []
        say(dispatcher, turn, reply)
        return [SlotSet(slot, value) for slot, value in slots.items()]


def _topics(opened: knowledge_base.Opened, turn: Turn) -> tuple[Reply, dict[str, Any]]:
    from knowledge.catalogue import topics

    said, index, wanted = turn.texts, opened.index, turn.named("topic")
    there = topics(index)
    page = turn.named("page")
    if not wanted:
        named = [] if page else find(there, turn.text, said, whole=False)
        return (one_topic(said, index, named[0]) if len(named) == 1 else all_topics(said, there, page)), {}
    slug, _, part = wanted.partition("/")
    topic = next((each for each in there if each.slug.casefold() == slug.casefold()), None)
    if topic is None:
        found = find(there, wanted, said, whole=True)
        return (one_topic(said, index, found[0]) if len(found) == 1 else all_topics(said, there, found=found)), {}
    if part == "key":
        return terms(said, index, topic), {}
    if part.endswith("+") and part[:-1].isdecimal():
        return one_topic(said, index, topic, first=int(part[:-1])), {}
    if part.isdecimal():
        return answered(opened, turn, topic, int(part))
    return one_topic(said, index, topic), {}
