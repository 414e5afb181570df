"""What the dialogue engine calls a conversation: stable, and without a Telegram id in it."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from programme import Person

__all__ = ["Names"]

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
        folder = home / "telegram"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = folder / "names.key"
        if not file.exists():
            made = folder / f".names.{secrets.token_hex(4)}"
            with os.fdopen(os.open(made, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(secrets.token_bytes(_BYTES))
                stream.flush()
                os.fsync(stream.fileno())
            with contextlib.suppress(FileExistsError):  # another process was first: its secret holds
                os.link(made, file)
            made.unlink()
        return cls(file.read_bytes())

    def of(self, chat: int, user: int, person: Person | None) -> str:
        """The conversation of somebody in a chat: with consent it bears the person's random id, without one a keyed
        hash alone. In a group everybody has one of their own, apart from the private one.
        """
        if person is not None and person.consented_at is not None:
            return f"telegram-{person.id}" if chat == user else f"telegram-{person.id}-{self._hash(chat, user)[:16]}"
        return f"telegram-{self._hash(chat, user)}"

    def _hash(self, chat: int, user: int) -> str:
        return hmac.new(self._secret, f"{chat}:{user}".encode(), hashlib.sha256).hexdigest()
