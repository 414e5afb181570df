"""Files that people send, and how the bot fetches them: ``getFile``, then a download.

See https://core.telegram.org/bots/api#getfile.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from tests.telegram.checks import Refused

if TYPE_CHECKING:
    from tests.telegram.chats import Chat, Message
    from tests.telegram.world import Person

__all__ = ["LARGEST", "Files", "hands", "speaks"]

#: What a bot may download, in bytes.
LARGEST = 20 * 2**20

_SUFFIXES = {"voice": ".oga", "audio": ".mp3", "video_note": ".mp4"}
_TYPES = {"voice": "audio/ogg", "audio": "audio/mpeg"}


class Files:
    """The files of one bot, by their ids."""

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._kept: dict[str, tuple[str, bytes, int]] = {}

    def add(self, kind: str, content: bytes, *, size: int = 0) -> dict[str, Any]:
        """A file as a message names it; ``size`` in bytes when it is not that of ``content``."""
        number = next(self._ids)
        name, size = f"AwACAgIAAxk{number:04}", size or len(content)
        self._kept[name] = (f"{kind}/file_{number}{_SUFFIXES.get(kind, '')}", content, size)
        return {"file_id": name, "file_unique_id": f"AgAD{number:04}", "file_size": size}

    def forget(self) -> None:
        """Hand none of them out any more."""
        self._kept.clear()

    def get(self, name: str) -> dict[str, Any]:
        """What ``getFile`` answers.

        Raises:
            Refused: there is no such file, or it is too large.
        """
        if name not in self._kept:
            raise Refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        path, _, size = self._kept[name]
        if size > LARGEST:
            raise Refused(400, "Bad Request: file is too big")
        return {"file_id": name, "file_unique_id": f"AgAD{name[-4:]}", "file_size": size, "file_path": path}

    def content(self, path: str) -> bytes:
        """The bytes behind a ``file_path``.

        Raises:
            Refused: 404, there is none.
        """
        for kept, content, _ in self._kept.values():
            if kept == path:
                return content
        raise Refused(404, "Not Found")


def speaks(
    person: Person,
    content: bytes,
    *,
    kind: str = "voice",
    seconds: int = 3,
    size: int = 0,
    media_type: str | None = "",
    chat: Chat | None = None,
    reply_to: Message | None = None,
) -> Message:
    """``person`` sends a voice note (or ``audio``, ``video_note``) with this content.

    ``media_type`` is what their program says of it: the usual when empty, nothing when None.
    """
    with person.world.lock:
        body = {**person.world.files.add(kind, content, size=size), "duration": seconds}
        named = _TYPES.get(kind) if media_type == "" else media_type
        if named is not None:
            body["mime_type"] = named
        if kind == "video_note":
            body["length"] = 240
        return person.sends(chat, reply_to=reply_to, **{kind: body})


def hands(person: Person, name: str, content: bytes, *, size: int = 0, chat: Chat | None = None) -> Message:
    """``person`` sends a document of this name and content."""
    with person.world.lock:
        body = {**person.world.files.add("document", content, size=size), "file_name": name}
        return person.sends(chat, document=body)
