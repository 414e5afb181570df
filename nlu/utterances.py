"""The fixed utterances: greeting, help, who is speaking, and what lies outside of the field."""

from __future__ import annotations

from bot.replies import Button, Reply
from nlu.texts import Texts, mark

__all__ = ["EXAMPLES", "UTTERANCES", "example_buttons", "utterance"]

#: Questions that the shipped library answers, offered as buttons: each goes back as the payload, as it is.
EXAMPLES = (
    # Translators: a button; at most 64 bytes in UTF-8 (about 32 Arabic or Russian letters, 21 Chinese characters).
    mark("Can a refugee be sent back into danger?"),
    # Translators: a button; at most 64 bytes in UTF-8 (about 32 Arabic or Russian letters, 21 Chinese characters).
    mark("What rights do migrant workers have?"),
    # Translators: a button; at most 64 bytes in UTF-8 (about 32 Arabic or Russian letters, 21 Chinese characters).
    mark("Must ships rescue people at sea?"),
)

_IDENTITY = mark(
    "I am Attaché, the assistant of the training programme: a computer program, not a person and not a lawyer.\n\n"
    "I read the course material, treaties and seminar transcripts that the programme has given me. I answer in their "
    "own words and name the exact place; when I have nothing, I say so.\n\n"
    "What we write to each other is stored by the programme, so that your follow-up questions work."
)

#: Each utterance: its text, and whether the example questions go with it.
UTTERANCES: dict[str, tuple[str, bool]] = {
    "utter_greet": (
        mark(
            "Good day. I am Attaché. Ask me about international migration law: I answer with the words of the source "
            "and the exact place they stand."
        ),
        True,
    ),
    "utter_thanks": (mark("You are welcome. I am here for your next question."), False),
    "utter_goodbye": (mark("Goodbye. Your questions are welcome at any time."), False),
    "utter_help": (
        mark(
            "Ask in your own words, in any of the six official languages of the United Nations. You can name an "
            "instrument and an article, and ask on from an answer: “and for children?”\n\n"
            "After an answer: “more” shows further passages, “show the source” the whole passage, “why” how I found "
            "it. To change the language, say for example “in French, please”.\n\n"
            "“Topics” lists the modules and seminars, “resources” courses, bodies and places of help. To ask a person, "
            "say “I want to talk to a person”.\n\n"
            "For example:"
        ),
        True,
    ),
    "utter_capabilities": (
        mark(
            "I answer questions on international migration law from course material, treaties and seminar "
            "transcripts. Each answer is a quotation, word for word, with its article, page or time.\n\n"
            "I follow your further questions, show the source and say how I found it. I can go through the topics of "
            "the material with you, question by question, and show where to learn, look up and find help; where the "
            "programme's staff take questions, I hand yours on. I do not advise on anyone's own case, and I do not "
            "guess.\n\n"
            "For example:"
        ),
        True,
    ),
    "utter_identity": (_IDENTITY, False),
    "utter_off_topic": (
        mark("That is outside my field. I can be asked about international migration law, for example:"),
        True,
    ),
    "utter_abuse": (
        mark(
            "I am sorry that this has been frustrating. If an answer of mine missed the point, please put the "
            "question in other words, or say “why” and I will show how I arrived at it."
        ),
        False,
    ),
    # Rasa's own fallback utterances, so that nothing is ever said in a language that was not asked for.
    "utter_default": (mark("I did not understand that. Please put it in other words, or choose a question:"), True),
}

#: Utterances that lead to the lists of what there is as well.
_WITH_LISTS = frozenset({"utter_capabilities", "utter_help"})


def utterance(name: str, said: Texts) -> Reply:
    """One of ``UTTERANCES`` as a reply.

    Raises:
        KeyError: there is no utterance of that name.
    """
    message, with_examples = UTTERANCES[name]
    buttons = example_buttons(said) if with_examples else ()
    if name in _WITH_LISTS:
        buttons = (*buttons, Button(said.say("All topics"), "/topics"), Button(said.say("All resources"), "/resources"))
    return Reply(text=said.say(message), language=said.language, buttons=buttons)


def example_buttons(said: Texts) -> tuple[Button, ...]:
    """The example questions; what a button says is also what it sends."""
    return tuple(Button(title=said.say(question), payload=said.say(question)) for question in EXAMPLES)
