"""What is said about documents that staff offer to the library, in six languages. Plain text, as in ``wording``."""

from __future__ import annotations

from types import MappingProxyType

from bot.offered_file import SUFFIXES
from nlu.texts import mark, texts

__all__ = [
    "LARGEST_MEGABYTES",
    "cannot_read",
    "decided",
    "declined",
    "known",
    "no_button",
    "not_fetched",
    "not_now",
    "offered",
    "question",
    "too_large",
    "wrong_format",
    "yes_button",
]

#: The largest file that Telegram hands to a bot, in megabytes.
LARGEST_MEGABYTES = 20

_FAILURES = MappingProxyType(
    {
        "broken": mark("I cannot read this document: the file is damaged. Please send it again, or in another format."),
        "empty": mark("I cannot read this document: there is no text in it."),
        "encrypted": mark("I cannot read this document: it asks for a password. Please send it without one."),
        "expensive": mark("I cannot read this document: it takes too long. Please send it in parts."),
        "format": mark("I cannot read this document: its content is not what its name says."),
        "scan": mark(
            "I cannot read this document: its pages are pictures. Please send one whose text can be selected."
        ),
    }
)
_DECIDED = MappingProxyType(
    {
        "accepted": mark("{title} is now part of the library. Thank you."),
        "refused": mark("{title} was not taken into the library. The file has been deleted."),
        "expired": mark("Nobody decided on {title} within {days} days. The file has been deleted."),
    }
)
_KILOBYTE, _MEGABYTE = 2**10, 2**20


def question(language: str | None, *, name: str, size: int, days: int) -> str:
    """Under a document that staff sent. ``size`` in bytes; ``days`` that an offer waits."""
    said = texts(language)
    if size >= _MEGABYTE:
        how_much = said.say("{n} MB", n=-(-size // _MEGABYTE))
    else:
        how_much = said.say("{n} KB", n=max(1, -(-size // _KILOBYTE)))
    return said.say(
        "{name}, {size}. Shall I offer this document to the library? Whoever looks after the library decides; if "
        "nobody does within {days} days, it is deleted. Please offer only what everybody may read.",
        name=said.foreign(name),
        size=how_much,
        days=days,
    )


def yes_button(language: str | None) -> str:
    """The button that offers."""
    return texts(language).say("Offer it")


def no_button(language: str | None) -> str:
    """The button that does not."""
    return texts(language).say("Do not offer it")


def declined(language: str | None) -> str:
    """After that."""
    return texts(language).say("I have not offered it, and I have not kept it.")


def wrong_format(language: str | None) -> str:
    """A file of a kind that the library does not take."""
    said = texts(language)
    kinds = ", ".join(sorted(suffix.removeprefix(".").upper() for suffix in SUFFIXES))
    return said.say("The library takes documents of these kinds: {kinds}.", kinds=said.foreign(kinds))


def too_large(language: str | None) -> str:
    """A file that Telegram does not hand out to bots."""
    return texts(language).say(
        "This file is too large: Telegram hands me {megabytes} MB at most. Please send it in parts.",
        megabytes=LARGEST_MEGABYTES,
    )


def not_fetched(language: str | None) -> str:
    """A file that Telegram does not have any more."""
    return texts(language).say("Telegram does not hand me this file any more. Please send it again.")


def not_now(language: str | None) -> str:
    """Something of ours failed."""
    return texts(language).say("I cannot take the document just now. Please try again later.")


def cannot_read(language: str | None, failure: str) -> str:
    """A file that cannot be read; ``failure`` is one of ``bot.offered_file.FAILURES``."""
    return texts(language).say(_FAILURES[failure])


def offered(language: str | None, *, title: str, number: int, pages: int | None) -> str:
    """The document is offered."""
    said = texts(language)
    if pages is None:
        return said.say(
            "Thank you. I have offered {title} to the library, as number {number}. I will tell you what is decided.",
            title=said.quote(title),
            number=number,
        )
    return said.say(
        "Thank you. I have offered {title} to the library, as number {number} (pages: {pages}). I will tell you what "
        "is decided.",
        title=said.quote(title),
        number=number,
        pages=pages,
    )


def known(language: str | None, *, number: int, accepted: bool) -> str:
    """The same file was offered before."""
    said = texts(language)
    if accepted:
        return said.say("This document is part of the library already, as offer {number}.", number=number)
    return said.say("This document is offered already, as number {number}.", number=number)


def decided(language: str | None, what: str, *, title: str, days: int) -> str:
    """What became of an offer: ``"accepted"``, ``"refused"`` or ``"expired"``."""
    said = texts(language)
    return said.say(_DECIDED[what], title=said.quote(title), days=days)
