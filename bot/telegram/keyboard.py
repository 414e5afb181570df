"""The buttons under a message, and what a pressed one sends back. Nothing is kept for them: they outlive a restart."""

from __future__ import annotations

import logging
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

if TYPE_CHECKING:
    from bot.replies import Button, Reply

__all__ = ["DATA_BYTES", "data_of", "keyboard", "payload"]

logger = logging.getLogger(__name__)

#: Longest callback data of Telegram, in bytes of UTF-8.
DATA_BYTES = 64

#: Tells payloads from what other parts of the bot put on buttons. One that leaves no room for it, as an example
#: question in Arabic may, goes without: what other parts put there is short, and begins like this.
_PREFIX = "p:"
_OTHER = re.compile(r"[a-z]+:")
#: Widest title that shares a row with another, in columns of a terminal: about half of a phone.
_HALF = 20
#: Longest title of a link, in characters.
_TITLE = 48
#: Longest address that is put on a button, in characters.
_ADDRESS = 2048


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """Links to the resources that the reply cites, then its buttons; ``None`` when there are none.

    A button that Telegram would refuse is left out with a line in the log: it must not keep the answer back.
    """
    buttons = [made for button in reply.buttons if (made := _button(button))]
    rows = [[link] for link in _links(reply)] + _rows(buttons)
    return InlineKeyboardMarkup(rows) if rows else None


def payload(data: str) -> str | None:
    """What the button of ``data`` sends to the conversation; ``None`` for a button that is none of ``keyboard``."""
    sent = data.removeprefix(_PREFIX)
    return sent if sent and data_of(sent) == data else None


def data_of(sent: str) -> str | None:
    """The callback data for a payload; ``None`` when it does not fit or could be read as another part's."""
    data = _PREFIX + sent
    if len(data.encode("utf-8", "replace")) <= DATA_BYTES:
        return data
    return sent if len(sent.encode("utf-8", "replace")) <= DATA_BYTES and not _OTHER.match(sent) else None


def _button(button: Button) -> InlineKeyboardButton | None:
    title, data = button.title.strip(), data_of(button.payload)
    if data is None:
        logger.warning("A button was left out: its payload does not fit into %d bytes or looks foreign.", DATA_BYTES)
        return None
    # Control characters, and halves of surrogate pairs, which no request can carry.
    if not title or not button.payload or any(unicodedata.category(each) in ("Cc", "Cs") for each in title + data):
        logger.warning("A button was left out: no title, no payload, or characters in them that cannot be sent.")
        return None
    return InlineKeyboardButton(title, callback_data=data)


def _rows(buttons: list[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Two short ones a row, counted from the end, so that the pair there (helpful or not) stays together."""
    rows: list[list[InlineKeyboardButton]] = []
    for button in reversed(buttons):
        if rows and len(rows[0]) == 1 and max(_width(button.text), _width(rows[0][0].text)) <= _HALF:
            rows[0].insert(0, button)
        else:
            rows.insert(0, [button])
    return rows


def _width(title: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in title)


def _links(reply: Reply) -> list[InlineKeyboardButton]:
    titles: dict[str, str] = {}
    for citation in reply.citations:
        if not citation.address:
            continue
        if _is_safe(citation.address):
            titles.setdefault(citation.address, (citation.label or citation.title).strip())
        else:
            logger.warning("A link was left out: the address is no https URL that Telegram takes.")
    return [
        InlineKeyboardButton(f"🔗 {_shortened(title or urlsplit(address).netloc)}", url=address)
        for address, title in titles.items()
    ]


def _is_safe(address: str) -> bool:
    """Whether it is an https URL with a public host's name, without a user in it: Telegram refuses others."""
    try:
        parts = urlsplit(address)
        named = "." in (parts.hostname or "").strip(".") and parts.username is None and parts.port in (None, 443)
    except ValueError:
        return False
    plain = all(unicodedata.category(each)[0] not in "CZ" and each not in '"<>\\' for each in address)
    return parts.scheme == "https" and named and plain and len(address) <= _ADDRESS


def _shortened(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"
