"""What is said of erasure as long as the engine's own store is out of reach of it: nothing that is not true.

The receipts of ``bot.telegram.privacy_wording`` take the conversation in; they are for the day when it is erased too.
"""

from __future__ import annotations

from nlu.texts import texts

__all__ = ["data_caption", "erase_question", "erased", "no_records"]


def erased(language: str | None, *, records: int, waiting: int) -> str:
    """The receipt.

    Args:
        language: of the receipt.
        records: rows about the person: Telegram ID, language, consent.
        waiting: messages that were still to be answered or sent.
    """
    said = texts(language).say(
        "Erased:\n"
        "• records about you (Telegram ID, language, consent): {records}\n"
        "• messages that were waiting: {waiting}",
        records=records,
        waiting=waiting,
    )
    return f"{said}\n\n{_conversation(language)}"


def erase_question(language: str | None) -> str:
    """Before anything is erased; the buttons of ``bot.telegram.privacy_wording`` go under it."""
    said = texts(language).say("Shall I erase my records about you? This cannot be undone.")
    return f"{said}\n\n{_conversation(language)}"


def data_caption(language: str | None) -> str:
    """With the two files of ``/mydata``, at most 1,024 characters."""
    said = texts(language).say(
        "These are my records about you: one file to read, and the same as JSON. /forget erases them."
    )
    return f"{said}\n\n{_conversation(language)}"


def no_records(language: str | None) -> str:
    """After ``/mydata`` or ``/forget`` of somebody of whom there are none."""
    return f"{texts(language).say('I hold no records about you.')}\n\n{_conversation(language)}"


def _conversation(language: str | None) -> str:
    return texts(language).say(
        "What I hold of our conversation is filed under a code, not under your name or your Telegram ID. I can neither "
        "show nor erase it from here yet."
    )
