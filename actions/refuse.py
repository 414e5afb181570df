"""No advice on an individual's own case; where there is help for it, and what can be asked instead."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions import knowledge_base
from actions.turn import Turn, say
from bot.replies import Button, Reply, State
from nlu.texts import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from knowledge.answer import Citation
    from nlu.texts import Texts

__all__ = ["ActionRefuse", "refusal"]

logger = logging.getLogger(__name__)

#: Resources for individuals that are named, beside those that are always named.
_HELP = 2

#: The general rule behind what people ask about themselves; each is a button.
GENERAL_QUESTIONS = (
    # Translators: a button; at most 64 bytes in UTF-8 (about 32 Arabic or Russian letters, 21 Chinese characters).
    mark("When may a refugee be expelled?"),
    # Translators: a button; at most 64 bytes in UTF-8 (about 32 Arabic or Russian letters, 21 Chinese characters).
    mark("Can a refugee be sent back into danger?"),
)


class ActionRefuse(Action):
    """Refuses to advise on a personal case, and says where to go."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_refuse"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Speak; nothing of the case is kept in a slot."""
        turn = Turn.of(tracker)
        found: Sequence[Citation] = ()
        try:
            found = await knowledge_base.shared().ask(lambda opened: _help(opened, turn))
        except Exception:  # somebody in need gets the rest whatever happens
            logger.exception("No resources could be looked up for a personal case.")
        say(dispatcher, turn, refusal(turn.texts, found))
        return []


def _help(opened: knowledge_base.Opened, turn: Turn) -> list[Citation]:
    """The resources for individuals that are nearest to what somebody writes."""
    from knowledge.entries.kinds import RESOURCES
    from knowledge.entries.texts import traits_of

    if not any(document.collection == RESOURCES for document in opened.index.documents):
        return []
    found = opened.answerer.answer(turn.text, collection=RESOURCES, citations=2 * _HELP, hint=turn.language).citations
    return [item for item in found if "help" in traits_of(item.passage)["kind"]][:_HELP]


def refusal(said: Texts, found: Sequence[Citation] = ()) -> Reply:
    """What is said to somebody who asks about their own case.

    Args:
        said: the texts of the asker's language.
        found: resources that may help.
    """
    nearby = [f"• {said.foreign(item.passage.section[-1])}: {said.foreign(item.address or '')}" for item in found]
    return Reply(
        text="\n\n".join(
            (
                said.say(
                    "I am sorry, I cannot advise on your own case. That takes somebody who knows it and can act for "
                    "you."
                ),
                said.say(
                    "These can help:\n"
                    "• UNHCR, by country: {unhcr}\n"
                    "• IOM's office in your country: {iom}\n"
                    "• a lawyer, or a legal aid organisation near you\n"
                    "• your consulate, unless you fear your own authorities\n"
                    "If it is urgent, contact one of them today.",
                    unhcr="help.unhcr.org",
                    iom="iom.int",
                ),
                *(["\n".join((said.say("On what you write about:"), *nearby))] if nearby else []),
                said.say("I can tell you what the law says in general. For example:"),
            )
        ),
        language=said.language,
        state=State.REFUSED,
        buttons=tuple(Button(said.say(question), said.say(question)) for question in GENERAL_QUESTIONS),
    )
