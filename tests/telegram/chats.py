"""Chats and their messages as the people in them see them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.telegram.checks import File, Keyboard
    from tests.telegram.markup import Entity

__all__ = ["Chat", "Message"]


@dataclass
class Message:
    """One message as it is shown now; ``versions`` holds every text it had."""

    id: int
    chat: Chat
    sender: dict[str, Any]
    date: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    keyboard: Keyboard = field(default_factory=list)
    source: str = ""
    reply_to: Message | None = None
    thread: int | None = None
    document: File | None = None
    service: dict[str, Any] = field(default_factory=dict)
    edited: int | None = None
    deleted: bool = False
    own: bool = False
    quiet: bool = False
    preview: bool = True
    versions: list[str] = field(default_factory=list)

    @property
    def buttons(self) -> list[str]:
        """The titles of the buttons, row by row."""
        return [button["text"] for row in self.keyboard for button in row]

    def marked(self, kind: str) -> list[str]:
        """The pieces of the text with an entity of this kind, e.g. ``blockquote``."""
        raw = self.text.encode("utf-16-le")
        return [
            raw[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
            for entity in self.entities
            if entity["type"] == kind
        ]

    def wire(self, *, depth: int = 1) -> dict[str, Any]:
        """The Message of the Bot API."""
        body: dict[str, Any] = {"message_id": self.id, "from": self.sender, "chat": self.chat.wire(), "date": self.date}
        if self.document:
            name, content = self.document
            body["document"] = {
                "file_id": f"file{self.chat.id}_{self.id}",
                "file_unique_id": f"unique{self.id}",
                "file_name": name,
                "file_size": len(content),
            }
        names = ("caption", "caption_entities") if self.document else ("text", "entities")
        body |= {name: value for name, value in zip(names, (self.text, self.entities), strict=True) if value}
        body |= self.service
        if self.edited:
            body["edit_date"] = self.edited
        if self.thread:
            body["message_thread_id"] = self.thread
            if self.thread in self.chat.topics:
                body["is_topic_message"] = True
        if self.keyboard:
            body["reply_markup"] = {"inline_keyboard": self.keyboard}
        if self.reply_to and depth and not self.reply_to.deleted:
            body["reply_to_message"] = self.reply_to.wire(depth=depth - 1)
        return body


@dataclass
class Chat:
    """A private chat, a group or a supergroup; ``status`` and ``writable`` are the bot's own rights in it."""

    id: int
    type: str
    title: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    forum: bool = False
    status: str = "member"
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    writable: bool = True
    closed: set[int] = field(default_factory=set)
    members: dict[int, dict[str, Any]] = field(default_factory=dict)
    admins: set[int] = field(default_factory=set)
    actions: list[str] = field(default_factory=list)
    moved_to: Chat | None = None

    @property
    def here(self) -> bool:
        """Whether the bot is in this chat."""
        return self.status in {"member", "administrator"}

    @property
    def sent(self) -> list[Message]:
        """What the bot sent and did not delete, oldest first."""
        return [one for one in self.messages.values() if one.own and not one.deleted and not one.service]

    @property
    def last(self) -> Message:
        """The last message of the bot."""
        return self.sent[-1]

    def thread_of(self, answered: Message | None) -> int | None:
        """The thread that an answer is in: the topic, or else, in any supergroup, the first message of the exchange."""
        if answered is None or self.type != "supergroup":
            return None
        return answered.thread or answered.id

    def since(self, message: Message) -> list[Message]:
        """What the bot sent after ``message``."""
        return [one for one in self.sent if one.id > message.id]

    def wire(self) -> dict[str, Any]:
        """The Chat of the Bot API."""
        body: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.type == "private":
            return body | {k: v for k, v in self.person.items() if k in {"first_name", "last_name", "username"}}
        return body | {"title": self.title} | ({"is_forum": True} if self.forum else {})
