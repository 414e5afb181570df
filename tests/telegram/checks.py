"""What Telegram refuses, in its words."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from tests.telegram.markup import Entity, Malformed, clean, empty, parse_html, trim, units

__all__ = ["File", "Keyboard", "Parameters", "Refused", "command_list", "keyboard", "text_of"]

Keyboard = list[list[dict[str, Any]]]
File = tuple[str, bytes]


class Refused(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code, self.description, self.parameters = code, description, parameters

    def answer(self) -> dict[str, Any]:
        """The body of the answer."""
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


class Parameters(dict[str, Any]):
    """The parameters of one call: from a form they are text, from JSON what they are."""

    def text(self, name: str) -> str:
        value = self.get(name, "")
        return value if isinstance(value, str) else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        try:
            return int(self.get(name) or default)
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return str(self.get(name, "")).lower() in {"true", "1", "yes"}

    def data(self, name: str, what: str = "") -> Any:
        """A parameter that is JSON; None when it is absent."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refused(400, f"Bad Request: can't parse {what or name} JSON object") from None


def text_of(
    parameters: Parameters, name: str = "text", most: int = 4096, *, needed: bool = True
) -> tuple[str, list[Entity]]:
    """The text that people see and its entities.

    Raises:
        Refused: empty, too long after parsing, or HTML that does not parse.
    """
    source = clean(parameters.text(name))
    mode = parameters.text("parse_mode").lower()
    given = parameters.data("caption_entities" if name == "caption" else "entities")
    entities: list[Entity] = []
    if mode == "html":
        try:
            source, entities = parse_html(source)
        except Malformed as error:
            raise Refused(400, f"Bad Request: can't parse entities: {error}") from None
    elif mode:
        raise Refused(400, "Bad Request: unsupported parse_mode")
    elif given:
        entities = [dict(entity) for entity in given]
        ends = [entity["offset"] + entity["length"] for entity in entities]
        if any(entity["offset"] < 0 or entity["length"] < 0 for entity in entities) or max(ends) > units(source):
            raise Refused(400, "Bad Request: ENTITY_BOUNDS_INVALID")
    shown, entities = trim(source, entities)
    if empty(shown):
        if needed:
            raise Refused(400, "Bad Request: message text is empty")
        return "", []
    if units(shown) > most:
        raise Refused(400, f"Bad Request: message {'caption ' if name == 'caption' else ''}is too long")
    return shown, entities


def _button(button: Any) -> dict[str, Any]:
    wrong = "Bad Request: can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise Refused(400, "Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise Refused(400, f'{wrong}can\'t find field "text"')
    if empty(button["text"]):
        raise Refused(400, "Bad Request: inline keyboard button text must be non-empty")
    if "url" in button:
        url = urlsplit(button["url"])
        if url.scheme not in {"http", "https", "tg", "ton"} or (url.scheme != "tg" and "." not in (url.hostname or "")):
            raise Refused(400, f"Bad Request: inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    elif "callback_data" in button:
        if not isinstance(button["callback_data"], str) or not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
    elif not {"switch_inline_query", "switch_inline_query_current_chat", "copy_text", "web_app"} & set(button):
        raise Refused(400, f"{wrong}Text buttons are unallowed in the inline keyboard")
    return button


def keyboard(parameters: Parameters) -> Keyboard | None:
    """The inline keyboard of a call; None when there is none, or when the markup is of another kind.

    Raises:
        Refused: a button that Telegram does not take.
    """
    markup = parameters.data("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise Refused(400, "Bad Request: object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        if not {"keyboard", "remove_keyboard", "force_reply"} & set(markup) and markup:
            raise Refused(400, "Bad Request: object expected as reply markup")
        return None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused(
            400, 'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    checked = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, checked)) > 100 or any(len(row) > 8 for row in checked):
        raise Refused(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    return checked


def command_list(parameters: Parameters) -> list[dict[str, str]]:
    """The commands of ``setMyCommands``.

    Raises:
        Refused: too many, a name that is not 1-32 of ``a-z0-9_``, a description that is not 1-256 characters.
    """
    commands = parameters.data("commands")
    if not isinstance(commands, list):
        raise Refused(400, "Bad Request: can't parse commands JSON object")
    if len(commands) > 100:
        raise Refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name, description = str(command.get("command", "")).lstrip("/"), str(command.get("description", "")).strip()
        if not name or not description:
            raise Refused(400, f"Bad Request: command {'description ' if name else ''}must be non-empty")
        if len(name) > 32:
            raise Refused(400, "Bad Request: command length must not exceed 32")
        if len(description) > 256:
            raise Refused(400, "Bad Request: command description length must not exceed 256")
        if not re.fullmatch(r"[a-z0-9_]+", name):
            raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
    return [{"command": c["command"].lstrip("/"), "description": c["description"].strip()} for c in commands]
