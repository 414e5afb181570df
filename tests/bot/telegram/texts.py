"""What tests ask of a text in one of the six languages."""

from __future__ import annotations

import re

__all__ = ["commands_in", "latin_words", "unisolated"]

#: Names that stay as they are in every script.
NAMES = frozenset({"Attaché", "Telegram", "ID", "JSON"})
_COMMAND = re.compile(r"(?<![\w/])/[a-z]+")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+")


def commands_in(text: str) -> set[str]:
    """The commands that Telegram would make a link of."""
    return set(_COMMAND.findall(text))


def latin_words(text: str) -> set[str]:
    """Words in Latin letters that are neither commands nor names."""
    return set(_WORD.findall(_COMMAND.sub(" ", text))) - NAMES


def unisolated(text: str) -> list[str]:
    """Latin words and commands outside of Unicode isolates: in Arabic they would lie on the wrong side."""
    outside = re.sub("\u2068[^\u2068\u2069]*\u2069", " ", text)
    return re.findall(r"/?[A-Za-zÀ-ÿ]+", outside)
