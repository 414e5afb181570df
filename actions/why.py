"""How the last answer was found, in words that a person can check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

from actions.buttons import help_button, more_button, source_button
from actions.composing import no_text
from actions.turn import Turn, say
from bot.replies import Reply, State

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from actions.remembered import Remembered
    from bot.replies import Button
    from nlu.texts import Texts

__all__ = ["ActionWhy"]

#: Confidence from which it is called high, and from which fair.
_HIGH, _FAIR = 0.8, 0.5


class ActionWhy(Action):
    """Explains the last answer from what the conversation remembers of it; searches nothing."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_why"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Explain, or say that there is nothing yet to explain."""
        turn = Turn.of(tracker)
        if turn.remembered is None:
            text = turn.texts.say("There is no answer yet to explain. Ask me a question first.")
            say(dispatcher, turn, Reply(text, turn.language, buttons=(help_button(turn.texts),)))
            return []
        text = explanation(turn.texts, turn.question, turn.remembered)
        say(dispatcher, turn, Reply(text, turn.language, buttons=_buttons(turn.texts, turn.remembered)))
        return []


def explanation(said: Texts, question: str, remembered: Remembered) -> str:
    """What was understood, where it was looked for, what was found, and how sure that is."""
    if not remembered.searched:
        return "\n\n".join(
            (
                said.say("You chose this question from the list of a topic: {question}", question=said.quote(question)),
                said.say("The answer is the one that stands beside it in the material, word for word: {label}.",
                         label=remembered.labels[remembered.position]),
            )
        )  # fmt: skip
    lines = []
    if remembered.asked:
        lines.append(
            said.say("I completed your question from the one before it: {question}", question=said.quote(question))
        )
    elif remembered.mended:
        lines.append(said.say("I read your question like this: {question}", question=said.quote(question)))
    else:
        lines.append(said.say("I read your question as it stands: {question}", question=said.quote(question)))
    if remembered.mended:
        pairs = (
            said.say("{written} as {meant}", written=said.quote(written), meant=said.quote(meant))
            for written, meant in remembered.mended
        )
        lines.append(
            said.say("I do not know every word as it was written. I read {words}.", words=said.say(", ").join(pairs))
        )
    if remembered.instruments:
        named = said.say(", ").join(said.foreign(name) for name in remembered.instruments)
        lines.append(said.say("You named {instruments}, so that came first.", instruments=named))
    if remembered.absent:
        lines.append(no_text(said, remembered.absent))
    lines.append(
        said.count(
            "I compared it by meaning and by words with the one passage that I have.",
            "I compared it by meaning and by words with all {n} passages that I have.",
            remembered.searched,
        )
    )
    lines.extend(_found(said, remembered))
    return "\n\n".join(lines)


def _found(said: Texts, remembered: Remembered) -> list[str]:
    # Nothing is ever certain: 1.00 and 0.00 would say so.
    confidence = {"number": f"{min(max(remembered.confidence, 0.01), 0.99):.2f}"}
    if remembered.state == State.NOT_FOUND.value or not remembered.passages:
        return [
            said.say(
                "None came near enough (confidence {number} of 1), so I showed nothing: a wrong article is worse than "
                "no answer.",
                **confidence,
            )
        ]
    label, section = remembered.labels[remembered.position], remembered.sections[remembered.position]
    if section and section not in label:
        lines = [said.say("The best one: {label}, under {section}.", label=label, section=said.quote(section))]
    else:
        lines = [said.say("The best one: {label}.", label=label)]
    if remembered.state == State.CLOSEST.value:
        lines.append(
            said.say(
                "My confidence is low ({number} of 1): it may not answer your question. That is why I called it the "
                "nearest, and no answer.",
                **confidence,
            )
        )
    elif remembered.confidence >= _HIGH:
        lines.append(said.say("My confidence is high: {number} of 1.", **confidence))
    elif remembered.confidence >= _FAIR:
        lines.append(said.say("My confidence is fair: {number} of 1. Please read the source.", **confidence))
    else:
        lines.append(said.say("My confidence is modest: {number} of 1. Please read the source.", **confidence))
    lines.append(said.say("The quotation stands in the source word for word; that was checked before I showed it."))
    return lines


def _buttons(said: Texts, remembered: Remembered) -> tuple[Button, ...]:
    return (source_button(said), more_button(said)) if remembered.passages else (help_button(said),)
