"""The way to a person: the question is shown and handed on only when the one who asked says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

import settings
from actions.buttons import payload, topics_button
from actions.turn import Turn, say
from bot.replies import Button, Reply
from nlu.texts import mark

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from nlu.texts import Texts

__all__ = ["KEEP", "SEND", "ActionAskStaff"]

#: What the two buttons send; the channel that passes questions on takes them itself and reads the quoted question.
SEND, KEEP = "/send_to_staff", "/keep_to_myself"

_EXAMPLE = mark("When does the next course begin?")


class ActionAskStaff(Action):
    """Asks whether the last question shall go to the staff; says whom else to turn to where no staff is reached."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_staff"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Speak; nothing is sent from here and no slot is set."""
        turn = Turn.of(tracker)
        question = turn.named("words") or turn.question
        if not turn.staff:
            reply = nobody(turn.texts, settings.load().contact)
        elif question:
            reply = offer(turn.texts, question)
        else:
            reply = nothing_asked(turn.texts)
        say(dispatcher, turn, reply)
        return []


def offer(said: Texts, question: str) -> Reply:
    """Whether ``question`` shall be handed to the staff, and what they see of it."""
    return Reply(
        text="\n\n".join(
            (
                said.say("Shall I hand this question to the staff of the programme?"),
                said.quote(question),
                said.say(
                    "They see the question and the language it is in, but not your name. Their answer comes here."
                ),
            )
        ),
        language=said.language,
        quote=question,
        buttons=(Button(said.say("Send it"), SEND), Button(said.say("No"), KEEP)),
    )


def nothing_asked(said: Texts) -> Reply:
    """How to write a question to the staff, where none was asked before."""
    example = said.foreign(f"/human {said.say(_EXAMPLE)}")
    text = said.say("Please write your question to the staff behind the command, for example:\n{example}",
                    example=example)  # fmt: skip
    return Reply(text, said.language)


def nobody(said: Texts, contact: str) -> Reply:
    """That no person is reached here, and who can be reached elsewhere.

    Args:
        said: the texts of the asker's language.
        contact: where people are pointed to, an e-mail or https address; may be empty.
    """
    blocks = [said.say("I am a program, and no person can be reached through this channel.")]
    if contact:
        blocks.append(said.say("The staff of the programme can be reached here: {contact}", contact=contact))
    else:
        blocks.append(
            said.say("How to reach the staff stands in the announcement of the course and in the letter of admission.")
        )
    blocks.append(
        said.say("For somebody's own case, the places of help are the ones to ask. Questions of law I answer myself.")
    )
    help_places = Button(said.say("Places of help"), payload("resources", kind="help"))
    return Reply("\n\n".join(blocks), said.language, buttons=(help_places, topics_button(said)))
