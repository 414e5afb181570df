"""What is said to somebody who asks the staff, in six languages. Plain text."""

from __future__ import annotations

from nlu.texts import texts

__all__ = [
    "answered",
    "cannot_now",
    "closed",
    "keep_to_myself_button",
    "kept",
    "offer",
    "send_button",
    "sent",
    "sent_before",
    "too_long",
]


def offer(language: str | None, *, days: int) -> tuple[str, str]:
    """What stands before the question and after it; ``send_button`` and ``keep_to_myself_button`` go under it.

    Args:
        language: as everywhere in this module, a code as Telegram gives it; English when it is not one of the six.
        days: so long a question is kept after it was answered, 1 or more.
    """
    said = texts(language)
    period = said.count("one day", "{n} days", days)
    after = said.say(
        "They see the question and the language it is in, but not your name. Their answer comes here. If you send it, "
        "the question is kept until it is answered and for {period} after that; /forget erases it at once.",
        period=period,
    )
    return said.say("Shall I hand this question to the staff of the programme?"), after


def send_button(language: str | None) -> str:
    """Hand it over."""
    # Translators: a button; short, about 20 characters.
    return texts(language).say("Send it")


def keep_to_myself_button(language: str | None) -> str:
    """Do not."""
    # Translators: a button; short, about 20 characters.
    return texts(language).say("No")


def kept(language: str | None) -> str:
    """After ``keep_to_myself_button``."""
    return texts(language).say(
        "Very well. I have not handed the question over, and nothing of it is kept for the staff."
    )


def sent(language: str | None) -> str:
    """After ``send_button``."""
    return texts(language).say(
        "Thank you. Your question is with the staff of the programme, and their answer comes here. /forget erases the "
        "question."
    )


def sent_before(language: str | None) -> str:
    """Pressed once more, at most 200 characters."""
    return texts(language).say("This question is with the staff already.")


def cannot_now(language: str | None) -> str:
    """The question is not there any more, or nobody to answer it; at most 200 characters."""
    return texts(language).say("This can no longer be handed over from here. Please write /human and your question.")


def too_long(language: str | None, *, length: int, limit: int) -> str:
    """Longer than a question may be."""
    return texts(language).say(
        "A question to the staff may have {limit} characters at most; this one has {length}. Please write /human and a "
        "shorter one.",
        limit=limit,
        length=length,
    )


def answered(language: str | None) -> str:
    """Above the question and the answer."""
    return texts(language).say("Answer from the staff of the programme to your question:")


def closed(language: str | None) -> str:
    """Above the question, and the reason where one was given."""
    return texts(language).say("The staff of the programme have closed this question without an answer:")
