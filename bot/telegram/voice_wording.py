"""What the bot says to recordings where they are listened to, in six languages. Plain text."""

from __future__ import annotations

from nlu.texts import texts

__all__ = ["heard", "no_listening", "no_words", "not_fetched", "not_made_out", "too_large", "too_long"]


def heard(language: str | None) -> str:
    """Above the words of a recording."""
    return texts(language).say("I heard:")


def too_long(language: str | None, *, seconds: int) -> str:
    """It lasts longer than ``seconds``."""
    return texts(language).say(
        "Your recording is longer than I can take (limit in seconds: {limit}). Please send a shorter one, "
        "or write your question.",
        limit=seconds,
    )


def too_large(language: str | None, *, megabytes: int) -> str:
    """Its file has more than ``megabytes``."""
    return texts(language).say(
        "Your recording is larger than I can take (limit in megabytes: {limit}). Please send a shorter one, or write "
        "your question.",
        limit=megabytes,
    )


def no_words(language: str | None) -> str:
    """It was listened to, and nothing was said in it."""
    return texts(language).say(
        "I heard no words in your recording. Please record it again in a quieter place, or write your question."
    )


def not_made_out(language: str | None) -> str:
    """The speech service cannot read this file."""
    return texts(language).say("I could not make out your recording. Please record it again, or write your question.")


def no_listening(language: str | None) -> str:
    """The speech service is away, or does not want to work for us."""
    return texts(language).say(
        "I cannot listen to recordings just now. Please send yours again in a few minutes, or write your question."
    )


def not_fetched(language: str | None) -> str:
    """Telegram does not hand the file out (any more)."""
    return texts(language).say(
        "I could not fetch your recording from Telegram. Please send it again, or write your question."
    )
