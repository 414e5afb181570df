"""What goes out by itself, as it lies in the outbox.

A payload is what JSON holds::

    {"html": ["...", ...]     the messages as HTML, or
     "text": "...",           plain text, of any length
     "keyboard": [[{"text": "...", "data": "..."} or {"text": "...", "url": "..."}, ...], ...],
     "thread": 7,             the topic of a forum
     "reply_to": 42,          the message that it answers; if that is gone, it goes out without
     "silent": true,          it makes no sound
     "file": {"name": "...", "text": "..."},   a document after the messages
     "quiet": true}           it may wait for the end of quiet hours

All but the text may be left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.replies import Reply
from bot.telegram.formatting import messages
from bot.telegram.splitting import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["BadNotice", "file_of", "keyboard_of", "notice", "parts_of"]

_DATA_BYTES = 64


class BadNotice(ValueError):
    """A notice that Telegram would not take; the text says why, and none of the notice's own."""


def notice(
    text: str = "",
    *,
    html: Sequence[str] = (),
    language: str | None = None,
    keyboard: Sequence[Sequence[Mapping[str, str]]] = (),
    thread: int | None = None,
    reply_to: int | None = None,
    silent: bool = False,
    quiet: bool = False,
    file: tuple[str, str] | None = None,
) -> dict[str, Any]:
    """The payload of a notice, for ``Outbox.put``.

    Args:
        text: plain text; cut into messages where it is long.
        html: instead, messages as they are sent, each within Telegram's limit.
        language: of ``text``, one of six: Arabic runs from right to left.
        keyboard: rows of buttons under the last message, each with a ``text`` and either ``data`` (1 to 64 bytes) or
            ``url``.
        thread: the topic of a forum.
        reply_to: the message that it answers.
        silent: it makes no sound.
        quiet: it may wait for the end of quiet hours.
        file: a document that comes after the messages: its name and its text.

    Raises:
        BadNotice: there is nothing to be seen in it, or a button is not one.
    """
    if bool(text) == bool(html):
        raise BadNotice("A notice has a text or HTML, and not both.")
    payload: dict[str, Any] = {"html": list(html) or messages(Reply(text, language or "en"))}
    if keyboard:
        payload["keyboard"] = [[dict(button) for button in row] for row in keyboard]
    options = {"thread": thread, "reply_to": reply_to, "silent": silent or None, "quiet": quiet or None}
    payload |= {name: value for name, value in options.items() if value is not None}
    if file is not None:
        payload["file"] = {"name": file[0], "text": file[1]}
    parts_of(payload), keyboard_of(payload), file_of(payload)
    return payload


def parts_of(payload: Mapping[str, Any]) -> list[str]:
    """The HTML messages of a payload, one or more; none where they went out and its file is left.

    Raises:
        BadNotice: there is nothing at all.
    """
    if payload.get("html") == [] and payload.get("file"):
        return []
    parts = payload.get("html") or messages(Reply(str(payload.get("text", "")), "en"))
    if not isinstance(parts, list) or not all(isinstance(part, str) and visible(part) for part in parts) or not parts:
        raise BadNotice("A notice has nothing that can be seen. Give it a text.")
    return parts


def keyboard_of(payload: Mapping[str, Any]) -> InlineKeyboardMarkup | None:
    """The buttons of a payload; None when it has none.

    Raises:
        BadNotice: a button has no text, or not one of ``data`` and ``url``, or its data is longer than 64 bytes.
    """
    rows = [[_button(button) for button in row] for row in payload.get("keyboard") or ()]
    return InlineKeyboardMarkup(rows) if rows else None


def file_of(payload: Mapping[str, Any]) -> tuple[str, bytes] | None:
    """The document of a payload, its name and what is in it; None when it has none.

    Raises:
        BadNotice: it has no name, or nothing in it.
    """
    file = payload.get("file")
    if file is None:
        return None
    name, text = (file.get("name"), file.get("text")) if isinstance(file, dict) else (None, None)
    if not (isinstance(name, str) and name and isinstance(text, str) and text):
        raise BadNotice("A document has a name and a text.")
    return name, text.encode()


def _button(button: Mapping[str, str]) -> InlineKeyboardButton:
    title, data, url = button.get("text"), button.get("data"), button.get("url")
    if not title or bool(data) == bool(url):
        raise BadNotice("A button has a text and either data or an address.")
    if data and len(data.encode()) > _DATA_BYTES:
        raise BadNotice(f"A button's data is {len(data.encode())} bytes long. Telegram takes {_DATA_BYTES}.")
    return InlineKeyboardButton(title, callback_data=data, url=url)
