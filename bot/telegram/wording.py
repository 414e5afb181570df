"""What the bot says by itself in Telegram, in six languages; answers come from the engine.

Plain text: ``bot.telegram.formatting`` makes HTML of it. ``language`` is a code as Telegram gives it (``"fr"``,
``"zh-hans"``, ``None``); what is not one of the six is said in English. What it says of consent and erasure stands in
``bot.telegram.privacy_wording``.
"""

from __future__ import annotations

from types import MappingProxyType

from bot.telegram.commands import COMMANDS
from nlu.texts import LANGUAGES, mark, texts
from nlu.utterances import EXAMPLES

__all__ = [
    "CANNOT_TAKE",
    "about",
    "about_short",
    "ask_hint",
    "ask_now",
    "automatic_button",
    "automatic_language",
    "busy",
    "cancelled",
    "cannot_take",
    "choose_language",
    "edited",
    "group_ask_empty",
    "group_how",
    "group_personal",
    "group_private_only",
    "group_welcome",
    "help_text",
    "inline_away",
    "inline_hint",
    "inline_nothing",
    "language_names",
    "language_set",
    "not_your_button",
    "nothing_to_cancel",
    "old_button",
    "one_moment",
    "private_button",
    "thanks_for_feedback",
    "too_late",
    "unknown_command",
    "unknown_link",
]

_PICTURE = mark("I cannot read pictures. Please write your question, or copy the words that matter into a message.")
_RECORDING = mark("I cannot watch or listen to recordings. Please write your question in a sentence or two.")
_FILE = mark("I take no files here: I read only what the programme has given me. Please write your question as text.")
_PLACE = mark("I need no location, and I do not keep it. Please write your question, with the country if it matters.")
_PASTIME = mark("I answer questions that are written in words. Please write yours in a sentence or two.")

#: What people send that is no text, by the name Telegram has for it in a message, and the line that it gets.
CANNOT_TAKE = MappingProxyType(
    {
        "animation": _PICTURE,
        "audio": _RECORDING,
        "contact": mark("I need no contact details, and I do not keep them. Please write your question as text."),
        "dice": _PASTIME,
        "document": _FILE,
        "game": _PASTIME,
        "location": _PLACE,
        "photo": _PICTURE,
        "poll": mark("I take no part in polls. Please write your question in a sentence or two."),
        "sticker": _PASTIME,
        "story": _PICTURE,
        "venue": _PLACE,
        "video": _RECORDING,
        "video_note": _RECORDING,
        "voice": mark(
            "I cannot listen to voice messages. Please write your question instead; the microphone key of your phone's "
            "keyboard writes down what you say."
        ),
    }
)


def about(language: str | None) -> str:
    """The description of the bot that an empty chat shows, at most 512 characters."""
    # Translators: at most 512 characters.
    return texts(language).say(
        "I am Attaché, the assistant of the training programme. Ask me about international migration law, in Arabic, "
        "Chinese, English, French, Russian or Spanish: I answer in the words of treaties, course material and seminar "
        "transcripts and name the exact place. This is information, no legal advice."
    )


def about_short(language: str | None) -> str:
    """The line on the bot's page and in links to it, at most 120 characters."""
    # Translators: at most 120 characters.
    return texts(language).say("International migration law, quoted word for word, with the exact place.")


def help_text(language: str | None) -> str:
    """How to ask, and what the commands do."""
    said = texts(language)
    intro = said.say(
        "Write your question in your own words, in any of the six official languages of the United Nations. You can "
        "name an instrument and an article, and ask on from an answer: “and for children?”\n\n"
        "The buttons under an answer show further passages, the source, and how I found it. If you edit your question, "
        "I answer it anew.\n\n"
        "I quote what the law says in general. I give no legal advice, and I do not guess."
    )
    lines = [f"{said.foreign(f'/{command.name}')} – {said.say(command.description)}" for command in COMMANDS]
    return f"{intro}\n\n" + "\n".join(lines)


def ask_now(language: str | None) -> str:
    """After ``/ask`` without a question, in private."""
    return texts(language).say("Please write your question in a sentence or two. /cancel drops it.")


def ask_hint(language: str | None) -> str:
    """In the empty field for the question (``input_field_placeholder``), at most 64 characters."""
    return texts(language).say("Your question")


def cancelled(language: str | None) -> str:
    """After ``/cancel``, when a question was waiting."""
    return texts(language).say("I have dropped the question that was waiting. I am here for your next one.")


def nothing_to_cancel(language: str | None) -> str:
    """After ``/cancel``, when none was."""
    return texts(language).say("No question is waiting, so there is nothing to drop.")


def unknown_command(language: str | None) -> str:
    """A command that is not in ``COMMANDS``."""
    return texts(language).say("I do not know that command. /help shows those that I know.")


def unknown_link(language: str | None) -> str:
    """A deep link to what is not there, or not any more."""
    return texts(language).say("That link leads to nothing here any more. Please write your question instead.")


def choose_language(language: str | None) -> str:
    """Above the buttons of ``language_names`` and ``automatic_button``."""
    return texts(language).say("I speak the six official languages of the United Nations. Which one may it be?")


def language_names() -> dict[str, str]:
    """Titles of the buttons by code: each language as it calls itself, whatever is spoken now."""
    # Translators: name your own language, as it calls itself.
    return {code: texts(code).say("English") for code in LANGUAGES}


def language_set(language: str | None) -> str:
    """Said in the language that was chosen."""
    return texts(language).say("From now on I answer in English. Quotations stay in the language of their source.")


def automatic_button(language: str | None) -> str:
    """The choice to be answered in the language of each message."""
    # Translators: a button; short, about 30 characters.
    return texts(language).say("The language I write in")


def automatic_language(language: str | None) -> str:
    """After that choice."""
    return texts(language).say("From now on I answer each message in the language it is written in.")


def one_moment(language: str | None) -> str:
    """Shown over the chat while a pressed button is worked on."""
    return texts(language).say("One moment…")


def busy(language: str | None, *, minutes: int = 10) -> str:
    """The engine is down; the question waits ``minutes`` (1 or more) for it."""
    return texts(language).count(
        "I cannot be reached just now. I have kept your question and will answer it here when I am back, within a "
        "minute.",
        "I cannot be reached just now. I have kept your question and will answer it here when I am back, within {n} "
        "minutes.",
        minutes,
    )


def too_late(language: str | None) -> str:
    """The engine was down for longer than a question waits."""
    return texts(language).say(
        "I was away for longer than expected, and your question has gone unanswered. I am sorry. Please ask again."
    )


def cannot_take(language: str | None, kind: str) -> str:
    """What is no text; ``kind`` is one of ``CANNOT_TAKE``, or anything that Telegram may come to have."""
    return texts(language).say(CANNOT_TAKE.get(kind, _PASTIME))


def edited(language: str | None) -> str:
    """Above the answer to an edited question, where the old answer can no longer be replaced."""
    return texts(language).say("You have edited your question. This is the answer to it as it now stands:")


def old_button(language: str | None) -> str:
    """A button that no longer has anything to show, at most 200 characters."""
    return texts(language).say("This button belongs to an earlier answer and no longer works. Please ask again.")


def not_your_button(language: str | None) -> str:
    """In a group, to somebody who did not ask, at most 200 characters."""
    return texts(language).say("This button is for the person who asked. Your own question: /ask, then your words.")


def thanks_for_feedback(language: str | None, *, helpful: bool) -> str:
    """After a rating, at most 200 characters."""
    said = texts(language)
    if helpful:
        return said.say("Thank you. I have noted that this helped.")
    return said.say(
        "Thank you, I have noted that this did not help. Putting the question in other words, or naming the "
        "instrument and the article, often does."
    )


def group_welcome(language: str | None) -> str:
    """After the bot was added to a group."""
    return (
        texts(language).say(
            "Good day. I am Attaché, the assistant of the training programme: I answer questions on "
            "international migration law in the words of the sources. This is information, no legal advice."
        )
        + f"\n\n{group_how(language)}"
    )


def group_how(language: str | None) -> str:
    """How to ask in a group."""
    return texts(language).say(
        "To ask here, write /ask and your question, reply to somebody's message with /ask, or reply to one of mine. "
        "I leave everything else unanswered. What concerns you personally belongs in a private chat with me."
    )


def group_ask_empty(language: str | None) -> str:
    """After ``/ask`` alone in a group, with an example that the library answers."""
    said = texts(language)
    return said.say("Please write your question after the command, for example:\n{example}", example=_example(language))


def group_personal(language: str | None) -> str:
    """A personal matter in a group; ``private_button`` goes under it."""
    return texts(language).say("That is personal, and others read along here. Please go on with me in private.")


def group_private_only(language: str | None) -> str:
    """A command in a group that has to do with one person; ``private_button`` goes under it."""
    return texts(language).say("I do that only in a private chat, not in front of a group.")


def private_button(language: str | None) -> str:
    """Leads to the private chat."""
    # Translators: a button; short, about 30 characters.
    return texts(language).say("Go on in private")


def inline_away(language: str | None) -> str:
    """The button while the engine is away, at most 64 characters."""
    # Translators: a button; at most 64 characters.
    return texts(language).say("I cannot be reached. Please try again soon")


def inline_hint(language: str | None) -> str:
    """The button while nothing is written yet, at most 64 characters; it leads into the private chat."""
    # Translators: a button; at most 64 characters.
    return texts(language).say("Ask Attaché in private")


def inline_nothing(language: str | None) -> str:
    """The button where nothing is found, at most 64 characters."""
    # Translators: a button; at most 64 characters.
    return texts(language).say("Nothing found. Ask me in private")


def _example(language: str | None) -> str:
    said = texts(language)
    return f"{said.foreign('/ask')} {said.say(EXAMPLES[0])}"
