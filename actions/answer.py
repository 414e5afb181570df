"""A question: answered with a quotation and its place, or with the plain word that there is none."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

import settings
from actions import knowledge_base
from actions.buttons import help_button
from actions.composing import not_there, nothing_found, passages_found
from actions.finding_topics import named as named_topic
from actions.one_topic import one_topic
from actions.remembered import Remembered
from actions.sessions import database
from actions.sessions.asked import Asked
from actions.sessions.named import meant, named
from actions.turn import Turn, say
from actions.unavailable import unavailable
from bot.replies import Reply, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from actions.sessions.asked import Answer as Sessions
    from actions.sessions.database import Programme
    from knowledge.answer import Answer
    from nlu.texts import Texts

__all__ = ["CITATIONS", "ActionAnswer", "ask", "from_library", "no_question"]

logger = logging.getLogger(__name__)

#: Citations in one reply.
CITATIONS = 3
#: Where the library has nothing certain, a session that the message calls by its title is meant.
_UNCERTAIN = frozenset({State.CLOSEST, State.NOT_FOUND})


class ActionAnswer(Action):
    """Searches, answers, and sets the slots ``question`` and ``answer``."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """One question, one reply; the slots stay as they are when the sources cannot be reached."""
        turn = Turn.of(tracker)
        sessions = await _sessions(tracker, meant)
        if sessions is None:
            reply, slots = await from_library(turn)
            sessions = await _sessions(tracker, named) if reply.state in _UNCERTAIN else None
        if sessions is not None:
            reply, slots = sessions.reply, sessions.slots
        say(dispatcher, turn, reply)
        return [SlotSet(slot, value) for slot, value in slots.items()]


async def from_library(turn: Turn) -> tuple[Reply, dict[str, Any]]:
    """What the library says to the message, or why it cannot; the slots that go with an answer."""
    if turn.trouble:
        return no_question(turn.texts, turn.trouble), {}
    try:
        return await knowledge_base.shared().ask(lambda opened: _topic(opened, turn) or _answer(opened, turn))
    except Exception as error:  # whatever it is, the person gets a sentence and the log the rest
        return unavailable(turn.texts, error), {}


def ask(opened: knowledge_base.Opened, turn: Turn, question: str, *, citations: int, own: bool = True) -> Answer:
    """Search and answer within what the channel asked for.

    Args:
        opened: what is searched.
        turn: its metadata may hold ``collection`` and ``document``, names to search in.
        question: as it was asked, or as it was understood before.
        citations: at most this many.
        own: whether ``question`` is this turn's message, which may be a follow-up and has been embedded already.
    """
    metadata = turn.understood.metadata
    return opened.answerer.answer(
        question,
        history=(turn.question,) if own and turn.question else (),
        vector=turn.understood.vector(opened.encoder.checksum) if own else None,
        collection=_text(metadata.get("collection")),
        document=_text(metadata.get("document")),
        citations=citations,
        hint=turn.language,
    )


async def _sessions(tracker: Tracker, find: Callable[[Asked, Programme], Sessions | None]) -> Sessions | None:
    """The sessions that a message means; None where it means none, and where they cannot be looked up: then there is
    still the answer of the library.
    """
    asked = Asked.of_tracker(tracker)
    try:
        return await database.shared().ask(lambda programme: find(asked, programme))
    except Exception:  # whatever it is, it must not keep the answer back
        logger.exception("The programme was not looked through.")
        return None


def _topic(opened: knowledge_base.Opened, turn: Turn) -> tuple[Reply, dict[str, Any]] | None:
    """The topic that the message asks for as a whole, as people meet it; ``None`` where it asks a question."""
    from knowledge.catalogue import topics

    topic = named_topic(topics(opened.index), turn.text, turn.texts)
    return (one_topic(turn.texts, opened.index, topic), {}) if topic else None


def _answer(opened: knowledge_base.Opened, turn: Turn) -> tuple[Reply, dict[str, Any]]:
    answer = ask(opened, turn, turn.text, citations=CITATIONS)
    found = answer.citations
    gaps = not_there(turn.texts, answer, opened.instruments)
    if found:
        further = len(answer.hits) > len(found)
        reply = passages_found(turn.texts, State(answer.state), found, gaps=gaps, further=further, staff=turn.staff)
    else:
        reply = nothing_found(turn.texts, opened.index, gaps=gaps, staff=turn.staff)
    return reply, {"question": answer.understood, "answer": _remember(opened, turn, answer).to_slot()}


def _remember(opened: knowledge_base.Opened, turn: Turn, answer: Answer) -> Remembered:
    found = answer.citations
    named = dict.fromkeys(reference.instrument for reference in opened.instruments.recognise(answer.understood))
    return Remembered(
        state=answer.state,
        confidence=round(answer.confidence, 3),
        build=opened.index.manifest.build,
        searched=len(opened.index),
        asked=turn.text if answer.completed else "",
        mended=answer.mended,
        instruments=tuple(
            opened.instruments.short_name(each, turn.language) for each in named if each and each not in answer.absent
        ),
        absent=tuple(opened.instruments.short_name(each, turn.language) for each in answer.absent),
        passages=tuple(item.passage.id for item in found),
        labels=tuple(item.label for item in found),
        sections=tuple(item.passage.section_path for item in found),
        quote=found[0].quote if found else "",
    )


def no_question(said: Texts, trouble: str) -> Reply:
    """What is said to a message that is too long, empty or without words."""
    if trouble == "too_long":
        text = said.say(
            "That is longer than I can read at once (limit in characters: {limit}). Please ask in a sentence or two.",
            limit=settings.load().message_characters,
        )
    elif trouble == "empty":
        text = said.say("Your message has arrived empty. Please write your question in a sentence or two.")
    else:
        text = said.say("I see no words in that. Please write your question in a sentence or two.")
    return Reply(text=text, language=said.language, buttons=(help_button(said),))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
