"""What Telegram refuses of the answer to an inline query, in its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.telegram.checks import Parameters, Refused, keyboard, text_of
from tests.telegram.markup import empty, units

if TYPE_CHECKING:
    from tests.telegram.checks import Keyboard
    from tests.telegram.markup import Entity

__all__ = ["inline_answer"]

_RESULT = "Bad Request: can't parse inline query result: "


def inline_answer(parameters: Parameters) -> dict[str, Any]:
    """The answer as it is shown; ``text`` and ``entities`` of a result are those of the message it inserts.

    See https://core.telegram.org/bots/api#answerinlinequery.

    Raises:
        Refused: it is not taken.
    """
    results = parameters.data("results")
    if not isinstance(results, list):
        raise Refused(400, "Bad Request: can't parse inline query results JSON object")
    if len(results) > 50:
        raise Refused(400, "Bad Request: RESULTS_TOO_MUCH")
    ids = [result.get("id", "") if isinstance(result, dict) else "" for result in results]
    if not all(isinstance(one, str) and 1 <= len(one.encode()) <= 64 for one in ids):
        raise Refused(400, "Bad Request: RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise Refused(400, "Bad Request: RESULT_ID_DUPLICATE")
    cache = parameters.text("cache_time") or "300"
    if not re.fullmatch(r"\d{1,9}", cache):
        raise Refused(400, "Bad Request: CACHE_TIME_INVALID")
    if len(parameters.text("next_offset").encode()) > 64:
        raise Refused(400, "Bad Request: NEXT_OFFSET_INVALID")
    return {
        "results": [_result(result) for result in results],
        "cache_time": int(cache),
        "is_personal": parameters.flag("is_personal"),
        "button": _button(parameters.data("button", "inline query results button")),
    }


def _result(result: dict[str, Any]) -> dict[str, Any]:
    if result.get("type") == "article" and empty(str(result.get("title") or "")):
        raise Refused(400, f"{_RESULT}article title must be non-empty")
    content = Parameters(result.get("input_message_content") or {})
    if result.get("type") == "article" and "message_text" not in content:
        raise Refused(400, f"{_RESULT}message content is missing")
    text: str
    entities: list[Entity]
    text, entities = text_of(content, "message_text") if content else ("", [])
    buttons: Keyboard | None = keyboard(Parameters(result))
    preview = content.get("link_preview_options") or {}
    return {**result, "text": text, "entities": entities, "buttons": buttons, "preview": not preview.get("is_disabled")}


def _button(button: Any) -> dict[str, Any] | None:
    """The button above the results, which opens the private chat or a Web App, one of the two."""
    if button is None:
        return None
    if not isinstance(button, dict):
        raise Refused(400, "Bad Request: object expected as inline query results button")
    if empty(str(button.get("text") or "")):
        raise Refused(400, "Bad Request: SWITCH_PM_TEXT_EMPTY")
    if units(button["text"]) > 64:
        raise Refused(400, "Bad Request: SWITCH_PM_TEXT_TOO_LONG")
    if ("start_parameter" in button) == ("web_app" in button):
        raise Refused(400, "Bad Request: inline query results button must have exactly one of the optional fields")
    if "start_parameter" in button and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", str(button["start_parameter"])):
        raise Refused(400, "Bad Request: START_PARAM_INVALID")
    return button
