"""Names of things that people point at: short enough for a button, too many to be guessed."""

from __future__ import annotations

import secrets

__all__ = ["ALPHABET", "new_id", "new_token"]

#: Nothing that looks alike, nothing that a URL, a calendar or a phone writes differently (RFC 4648's base 32).
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def new_id() -> str:
    """A random id: 12 characters of ``ALPHABET``, 60 bits."""
    return _random(12)


def new_token() -> str:
    """A secret that lets whoever has it in: 26 characters of ``ALPHABET``, 130 bits."""
    return _random(26)


def _random(characters: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(characters))
