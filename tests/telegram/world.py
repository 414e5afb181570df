"""The people who talk to the bot: what they write, press and do, and what they see.

Everything here may be called from any thread; it changes the world under ``World.lock``, as the methods of the bot do.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.telegram.chats import Chat, Message
from tests.telegram.files import Files
from tests.telegram.limits import Limits
from tests.telegram.markup import incoming_entities
from tests.telegram.updates import Updates

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Person", "Query", "World"]


@dataclass
class Query:
    """A pressed button or an inline query, and what the bot answered to it."""

    id: str
    person: Person
    answers: list[dict[str, Any]] = field(default_factory=list)
    expired: bool = False


@dataclass
class Person:
    """Somebody with an account. Their private chat is ``chat``."""

    world: World
    user: dict[str, Any]
    chat: Chat
    deactivated: bool = False

    @property
    def id(self) -> int:
        return int(self.user["id"])

    def says(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        reply_to: Message | None = None,
        thread: int | None = None,
        ago: int = 0,
    ) -> Message:
        """Write ``text``, to the bot alone unless a chat is named; ``ago`` seconds before now."""
        with self.world.lock:
            chat = chat or self.chat
            if chat is self.chat and not chat.here:
                self.unblocks()
            thread = thread or chat.thread_of(reply_to)
            message = self.world.add(chat, self.user, text, incoming_entities(text), reply_to=reply_to, thread=thread)
            message.date -= ago
            if self.world.visible(message):
                self.world.updates.put("message", message.wire())
            return message

    def edits(self, message: Message, text: str) -> Message:
        """Write a message anew."""
        with self.world.lock:
            message.versions.append(text)
            message.text, message.entities, message.edited = text, incoming_entities(text), int(time.time())
            if self.world.visible(message):
                self.world.updates.put("edited_message", message.wire())
            return message

    def sends(self, chat: Chat | None = None, *, reply_to: Message | None = None, **content: Any) -> Message:
        """Something that is not text, e.g. ``voice={...}``, ``photo=[...]``, ``sticker={...}``."""
        with self.world.lock:
            message = self.world.add(chat or self.chat, self.user, service=content, reply_to=reply_to)
            if self.world.visible(message):
                self.world.updates.put("message", message.wire())
            return message

    def starts(self, parameter: str = "") -> Message:
        """Press "Start"."""
        return self.says(f"/start {parameter}".strip())

    def presses(self, message: Message, title: str) -> Query:
        """Press the button with this title (or this callback data).

        Raises:
            LookupError: there is no such button to press.
        """
        with self.world.lock:
            buttons = [button for row in message.keyboard for button in row if not message.deleted]
            button = next((one for one in buttons if title in {one["text"], one.get("callback_data")}), None)
            if button is None or "callback_data" not in button:
                raise LookupError(f"no button {title!r} to press among {message.buttons}")
            query = self.world.query(self)
            body = {"id": query.id, "from": self.user, "message": message.wire(), "data": button["callback_data"]}
            self.world.updates.put("callback_query", body | {"chat_instance": f"-{abs(message.chat.id)}7"})
            return query

    def asks_inline(self, text: str, offset: str = "") -> Query:
        """Write ``@bot text`` in any chat."""
        with self.world.lock:
            query = self.world.query(self)
            body = {"id": query.id, "from": self.user, "query": text, "offset": offset, "chat_type": "sender"}
            self.world.updates.put("inline_query", body)
            return query

    def blocks(self) -> None:
        """Block the bot."""
        self.world.become(self.chat, "kicked", self.user)

    def unblocks(self) -> None:
        """Let the bot write again."""
        self.world.become(self.chat, "member", self.user)

    def adds_bot(self, chat: Chat, *, admin: bool = False) -> None:
        """Take the bot into a group."""
        self.world.become(chat, "administrator" if admin else "member", self.user)

    def removes_bot(self, chat: Chat) -> None:
        """Throw the bot out of a group."""
        self.world.become(chat, "kicked", self.user)

    def joins(self, chat: Chat) -> None:
        """Join a group; everybody there sees it."""
        self._member(chat, "new_chat_members", [self.user])

    def leaves(self, chat: Chat) -> None:
        """Leave a group."""
        self._member(chat, "left_chat_member", self.user)

    def _member(self, chat: Chat, kind: str, value: Any) -> None:
        with self.world.lock:
            if kind == "left_chat_member":
                chat.members.pop(self.id, None)
            else:
                chat.members[self.id] = self.user
            message = self.world.add(chat, self.user, service={kind: value})
            if chat.here:
                self.world.updates.put("message", message.wire())


class World:
    """All people, all chats, and what the bot is to them."""

    def __init__(self, username: str = "attache_bot", clock: Callable[[], float] = time.monotonic) -> None:
        self.lock = threading.RLock()
        self.bot = {
            "id": 7_000_000_001, "is_bot": True, "first_name": "Attaché", "username": username,
            "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True,
        }  # fmt: skip
        self.account = {k: self.bot[k] for k in ("id", "is_bot", "first_name", "username")}
        self.updates, self.limits, self.files = Updates(), Limits(clock), Files()
        self.chats: dict[int, Chat] = {}
        self.people: dict[int, Person] = {}
        self.queries: dict[str, Query] = {}
        self.commands: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}
        self._users, self._groups = itertools.count(5_000_000_001), itertools.count(40_000_001)
        self._messages, self._queries = itertools.count(101), itertools.count(1_234_567_890_123)

    @property
    def privacy(self) -> bool:
        """Privacy mode: in groups the bot sees only what is meant for it."""
        return not self.bot["can_read_all_group_messages"]

    @privacy.setter
    def privacy(self, on: bool) -> None:
        self.bot["can_read_all_group_messages"] = not on

    def user(self, name: str = "Amina", language_code: str | None = "en", *, id: int = 0, username: str = "") -> Person:
        """A new person. The bot may write to them once they have written to it."""
        with self.lock:
            user: dict[str, Any] = {"id": id or next(self._users), "is_bot": False, "first_name": name}
            user |= {"username": username} if username else {}
            user |= {"language_code": language_code} if language_code else {}
            chat = Chat(user["id"], "private", person=user, ids=self._messages, members={user["id"]: user})
            self.chats[chat.id] = chat
            self.people[chat.id] = Person(self, user, chat)
            return self.people[chat.id]

    def group(
        self, title: str = "Delegates", *members: Person, super: bool = True, forum: bool = False, bot: bool = True
    ) -> Chat:
        """A group; with ``bot`` the bot is in it already and no update tells so."""
        with self.lock:
            number = next(self._groups)
            wide = super or forum
            chat = Chat(
                -1_000_000_000_000 - number if wide else -number,
                "supergroup" if wide else "group",
                title,
                forum=forum,
                status="member" if bot else "left",
                members={one.id: one.user for one in members},
            )
            if not wide:
                chat.ids = self._messages
            self.chats[chat.id] = chat
            return chat

    def topic(self, chat: Chat, name: str) -> int:
        """A new topic of a forum."""
        with self.lock:
            creator = next(iter(chat.members.values()), self.account)
            opening = self.add(chat, creator, service={"forum_topic_created": {"name": name, "icon_color": 7322096}})
            opening.thread = opening.id
            chat.topics[opening.id] = name
            return opening.id

    def upgrade(self, chat: Chat) -> Chat:
        """Make a group a supergroup: it has a new id, and the old one is of no use any more."""
        with self.lock:
            new = self.group(chat.title)
            new.status, new.members, new.admins, chat.moved_to = chat.status, chat.members, chat.admins, new
            sender = next(iter(chat.members.values()), self.account)
            to, origin = ({"migrate_to_chat_id": new.id}, {"migrate_from_chat_id": chat.id})
            for where, service in ((chat, to), (new, origin)):
                self.updates.put("message", self.add(where, sender, service=service).wire())
            return new

    def become(self, chat: Chat, status: str, by: dict[str, Any]) -> None:
        """Change what the bot is in a chat (``my_chat_member``)."""
        with self.lock:
            old, chat.status = chat.status, status
            if old == status:
                return
            states: list[dict[str, Any]] = [{"user": self.account, "status": one} for one in (old, status)]
            for state in states:
                state |= {"until_date": 0} if state["status"] == "kicked" else {}
                if state["status"] == "administrator":
                    state |= dict.fromkeys(RIGHTS, False)
            body = {"chat": chat.wire(), "from": by, "date": int(time.time())}
            self.updates.put("my_chat_member", body | {"old_chat_member": states[0], "new_chat_member": states[1]})
            if chat.type != "private" and chat.here and old not in {"member", "administrator"}:
                self.updates.put("message", self.add(chat, by, service={"new_chat_members": [self.account]}).wire())

    def add(self, chat: Chat, sender: dict[str, Any], text: str = "", entities: Any = (), **more: Any) -> Message:
        """A new message in a chat."""
        message = Message(next(chat.ids), chat, sender, int(time.time()), text, list(entities), **more)
        message.own = sender["id"] == self.bot["id"]
        message.versions.append(text)
        chat.messages[message.id] = message
        return message

    def query(self, person: Person) -> Query:
        """A new query that waits for its answer."""
        query = Query(str(next(self._queries)), person)
        self.queries[query.id] = query
        return query

    def visible(self, message: Message) -> bool:
        """Whether the bot is told of what somebody wrote.

        In privacy mode a mere ``@name`` is not enough: commands and replies to the bot are what comes through
        (https://core.telegram.org/bots/features#privacy-mode), unless it is an administrator.
        """
        chat, name = message.chat, str(self.bot["username"])
        if chat.type == "private" or not chat.here:
            return chat.here
        if not self.privacy or chat.status == "administrator":
            return True
        if message.reply_to and message.reply_to.own:
            return True
        command = re.match(r"/\w+(?:@(\w+))?", message.text)
        return command is not None and (command[1] or name).lower() == name.lower()

    async def until(self, condition: Callable[[], Any], seconds: float = 90.0) -> Any:
        """Wait until ``condition()`` is true, and return what it says.

        Raises:
            TimeoutError: it never was.
        """
        deadline = time.monotonic() + seconds
        while not (value := condition()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"not within {seconds} seconds: {condition}")
            await asyncio.sleep(0.01)
        return value


RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip
