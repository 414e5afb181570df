"""The methods of the Bot API that change or read the world."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from tests.telegram.checks import Parameters, Refused, command_list, keyboard, text_of
from tests.telegram.inline_checks import inline_answer
from tests.telegram.markup import units
from tests.telegram.world import RIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.telegram.chats import Chat, Message
    from tests.telegram.world import Query, World

__all__ = ["Methods"]

ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


class Methods:
    """What a bot may call, by name."""

    def __init__(self, world: World) -> None:
        self.world = world

    def named(self, name: str) -> Callable[[Parameters], Any]:
        """The method of this name, whose case does not matter.

        Raises:
            Refused: 404, there is none.
        """
        snake = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
        method = PUBLIC.get(snake.replace("_", ""))
        if method is None:
            raise Refused(404, "Not Found: method not found")
        return lambda parameters: method(self, parameters)

    def _chat(self, parameters: Parameters, *, write: bool = False) -> Chat:
        if not parameters.text("chat_id"):
            raise Refused(400, "Bad Request: chat_id is empty")
        chat = self.world.chats.get(parameters.integer("chat_id"))
        if chat is None or (chat.type == "private" and not chat.messages and chat.here):
            raise Refused(400, "Bad Request: chat not found")
        if not write:
            return chat
        if chat.moved_to:
            raise Refused(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.moved_to.id,
            )
        if chat.type == "private":
            if self.world.people[chat.id].deactivated:
                raise Refused(403, "Forbidden: user is deactivated")
            if not chat.here:
                raise Refused(403, "Forbidden: bot was blocked by the user")
        elif chat.status == "kicked":
            raise Refused(403, f"Forbidden: bot was kicked from the {chat.type} chat")
        elif not chat.here:
            raise Refused(403, f"Forbidden: bot is not a member of the {chat.type} chat")
        elif not chat.writable:
            raise Refused(400, "Bad Request: not enough rights to send text messages to the chat")
        return chat

    def _place(self, parameters: Parameters, chat: Chat) -> dict[str, Any]:
        """Which message is answered, and in which topic."""
        thread = parameters.integer("message_thread_id") or None
        reply = parameters.data("reply_parameters") or {}
        number = int(reply.get("message_id") or parameters.integer("reply_to_message_id"))
        answered = chat.messages.get(number)
        if number and (answered is None or answered.deleted):
            if not (reply.get("allow_sending_without_reply") or parameters.flag("allow_sending_without_reply")):
                raise Refused(400, "Bad Request: message to be replied not found")
            answered = None
        if thread and thread not in chat.topics:
            raise Refused(400, "Bad Request: message thread not found")
        thread = thread or chat.thread_of(answered)
        if thread in chat.closed:
            raise Refused(400, "Bad Request: TOPIC_CLOSED")
        return {"reply_to": answered, "thread": thread, "quiet": parameters.flag("disable_notification")}

    def _own(self, parameters: Parameters, doing: str) -> Message:
        chat = self._chat(parameters, write=True)
        message = chat.messages.get(parameters.integer("message_id"))
        if message is None or message.deleted:
            raise Refused(400, f"Bad Request: message to {doing} not found")
        if not message.own and not (doing == "delete" and (chat.type == "private" or chat.status == "administrator")):
            raise Refused(400, f"Bad Request: message can't be {doing}{'d' if doing == 'delete' else 'ed'}")
        return message

    def get_me(self, _: Parameters) -> dict[str, Any]:
        return dict(self.world.bot)

    def send_message(self, parameters: Parameters) -> dict[str, Any]:
        chat = self._chat(parameters, write=True)
        text, entities = text_of(parameters)
        buttons, place = keyboard(parameters), self._place(parameters, chat)
        self.world.limits.take(chat.id)
        message = self.world.add(chat, self.world.account, text, entities, keyboard=buttons or [], **place)
        message.source = parameters.text("text")
        preview = parameters.data("link_preview_options") or {}
        message.preview = not (preview.get("is_disabled") or parameters.flag("disable_web_page_preview"))
        return message.wire()

    def send_document(self, parameters: Parameters) -> dict[str, Any]:
        chat = self._chat(parameters, write=True)
        value = parameters.get("document")
        if isinstance(value, str) and value.startswith("attach://"):
            value = parameters.get(value.removeprefix("attach://"))
        if not isinstance(value, tuple):
            raise Refused(400, "Bad Request: there is no document in the request")
        if not value[1]:
            raise Refused(400, "Bad Request: file must be non-empty")
        text, entities = text_of(parameters, "caption", 1024, needed=False)
        buttons, place = keyboard(parameters), self._place(parameters, chat)
        self.world.limits.take(chat.id)
        return self.world.add(
            chat, self.world.account, text, entities, keyboard=buttons or [], document=value, **place
        ).wire()

    def edit_message_text(self, parameters: Parameters) -> dict[str, Any]:
        message = self._own(parameters, "edit")
        text, entities = text_of(parameters)
        buttons = keyboard(parameters) or []
        if message.document:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        if (text, entities, buttons) == (message.text, message.entities, message.keyboard):
            raise Refused(400, NOT_MODIFIED)
        self.world.limits.take(message.chat.id)
        message.text, message.entities, message.keyboard = text, entities, buttons
        message.source, message.edited = parameters.text("text"), int(time.time())
        message.versions.append(text)
        return message.wire()

    def edit_message_reply_markup(self, parameters: Parameters) -> dict[str, Any]:
        message = self._own(parameters, "edit")
        buttons = keyboard(parameters) or []
        if buttons == message.keyboard:
            raise Refused(400, NOT_MODIFIED)
        self.world.limits.take(message.chat.id)
        message.keyboard, message.edited = buttons, int(time.time())
        return message.wire()

    def delete_message(self, parameters: Parameters) -> bool:
        self._own(parameters, "delete").deleted = True
        return True

    def send_chat_action(self, parameters: Parameters) -> bool:
        chat = self._chat(parameters, write=True)
        action = parameters.text("action")
        if action not in ACTIONS:
            raise Refused(400, "Bad Request: wrong parameter action in request")
        chat.actions.append(action)
        return True

    def _query(self, parameters: Parameters, name: str) -> Query:
        query = self.world.queries.get(parameters.text(name))
        if query is None or query.expired:
            raise Refused(400, TOO_OLD)
        return query

    def answer_callback_query(self, parameters: Parameters) -> bool:
        query = self._query(parameters, "callback_query_id")
        if units(parameters.text("text")) > 200:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        query.answers.append({"text": parameters.text("text"), "show_alert": parameters.flag("show_alert")})
        return True

    def answer_inline_query(self, parameters: Parameters) -> bool:
        query = self._query(parameters, "inline_query_id")
        query.answers.append(inline_answer(parameters))
        return True

    def get_file(self, parameters: Parameters) -> dict[str, Any]:
        return self.world.files.get(parameters.text("file_id"))

    def _scope(self, parameters: Parameters) -> tuple[str, str]:
        language = parameters.text("language_code")
        if language and not re.fullmatch("[a-z]{2}", language):
            raise Refused(400, "Bad Request: invalid language code specified")
        scope = parameters.data("scope") or {"type": "default"}
        return " ".join(str(scope[key]) for key in sorted(scope, reverse=True)), language

    def set_my_commands(self, parameters: Parameters) -> bool:
        self.world.commands[self._scope(parameters)] = command_list(parameters)
        return True

    def get_my_commands(self, parameters: Parameters) -> list[dict[str, str]]:
        return self.world.commands.get(self._scope(parameters), [])

    def delete_my_commands(self, parameters: Parameters) -> bool:
        self.world.commands.pop(self._scope(parameters), None)
        return True

    def _describe(self, parameters: Parameters, name: str, most: int) -> bool:
        if units(parameters.text(name)) > most:
            raise Refused(400, f"Bad Request: {name.replace('_', ' ')} is too long")
        self.world.descriptions[name, self._scope(parameters)[1]] = parameters.text(name)
        return True

    def set_my_description(self, parameters: Parameters) -> bool:
        return self._describe(parameters, "description", 512)

    def set_my_short_description(self, parameters: Parameters) -> bool:
        return self._describe(parameters, "short_description", 120)

    def get_chat(self, parameters: Parameters) -> dict[str, Any]:
        body = self._chat(parameters).wire() | {"accent_color_id": 0, "max_reaction_count": 11}
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        return body | {"accepted_gift_types": dict.fromkeys(gifts, False)}

    def get_chat_member(self, parameters: Parameters) -> dict[str, Any]:
        chat, number = self._chat(parameters, write=True), parameters.integer("user_id")
        if number == self.world.bot["id"]:
            user, status = self.world.account, chat.status
        elif number in self.world.people:
            user, status = self.world.people[number].user, "member" if number in chat.members else "left"
        else:
            raise Refused(400, "Bad Request: PARTICIPANT_ID_INVALID")
        status = "administrator" if number in chat.admins else status
        rights = dict.fromkeys(RIGHTS, False) if status == "administrator" else {}
        return {"user": user, "status": status, **rights}

    def leave_chat(self, parameters: Parameters) -> bool:
        chat = self._chat(parameters, write=True)
        if chat.type == "private":
            raise Refused(400, "Bad Request: chat member status can't be changed in private chats")
        self.world.become(chat, "left", self.world.account)
        return True


PUBLIC = {name.replace("_", ""): method for name, method in vars(Methods).items() if name[0] != "_" and name != "named"}
