"""What the dialogue engine calls a conversation: stable, and without a Telegram id in it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from bot.telegram.secret_file import secret_of

if TYPE_CHECKING:
    from pathlib import Path

    from programme import Person

__all__ = ["SUPERGROUP", "Names"]

#: What the names of supergroups begin with.
SUPERGROUP = "supergroup-"

_BYTES = 32


class Names:
    """Names of conversations.

    Args:
        secret: the key of the hash; whoever does not have it cannot find a conversation by trying Telegram ids.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    @classmethod
    def of_home(cls, home: Path) -> Names:
        """With the secret in the home folder, made at the first call, for its owner's eyes only.

        Raises:
            OSError: the folder cannot be written or the file not be read.
        """
        return cls(secret_of(home / "telegram" / "names.key", lambda: secrets.token_bytes(_BYTES)))

    def of(self, chat: int, user: int) -> str:
        """The conversation of somebody in a chat, the same with consent and without. In a group everybody has one of
        their own, apart from the private one; its name begins with that one's and a hyphen, so that it is found when
        the person has it erased.
        """
        own = f"telegram-{self._hash(user, user)}"
        return own if chat == user else f"{own}-{self._hash(chat, user)[:16]}"

    def all_of(self, user: int, person: Person | None) -> list[str]:
        """The names of all private conversations with somebody; those of early versions bore a person's random id."""
        return [self.of(user, user)] + ([] if person is None else [f"telegram-{person.id}"])

    def supergroup(self, chat: int) -> str:
        """A supergroup where the numbers of its messages are noted; it is no conversation."""
        return f"{SUPERGROUP}{self._hash(chat, chat)}"

    def _hash(self, chat: int, user: int) -> str:
        return hmac.new(self._secret, f"{chat}:{user}".encode(), hashlib.sha256).hexdigest()
