"""``POST /passages``: cited passages on a question, without a conversation, for whoever offers them to be inserted."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import settings
from actions import knowledge_base
from bot.replies import Citation
from knowledge.errors import KnowledgeError
from nlu.texts import LANGUAGES

if TYPE_CHECKING:
    from sanic.request import Request
    from sanic.response import HTTPResponse

__all__ = ["MOST", "REQUEST_BYTES", "USUAL", "BadRequest", "Wanted", "passages"]

#: Passages in one answer: at most, and where nothing else is asked for.
MOST, USUAL = 10, 5
#: Largest request in bytes: the longest question that a setting allows (20,000 characters), escaped in JSON.
REQUEST_BYTES = 256 * 1024

_FIELDS = ("question", "language", "limit")
_WORD = re.compile(r"[^\W_]")
_LOADING = "The knowledge base is still loading. Try again in a moment; GET /health says when it is ready."


class BadRequest(ValueError):
    """A request that cannot be answered; the text says the value, the limit and the next step."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    Attributes:
        question: in any of the six languages.
        language: expected, for a question too short to tell (ISO 639-1, one of six); ``None`` when nothing is.
        limit: passages at most, 1 to ``MOST``.
    """

    question: str
    language: str | None = None
    limit: int = USUAL

    @classmethod
    def read(cls, body: bytes, *, characters: int) -> Wanted:
        """Read a request.

        Args:
            body: JSON, ``{"question": "...", "language": "fr", "limit": 5}``; the last two may be left out.
            characters: the longest question.

        Raises:
            BadRequest: it is something else.
        """
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise BadRequest('Send a JSON object, e.g. {"question": "What is non-refoulement?", "limit": 5}.')
        unknown = sorted(set(data) - set(_FIELDS))
        if unknown:
            raise BadRequest(f"There is no field {unknown[0][:40]!r}. The fields are {', '.join(_FIELDS)}.")
        return cls(_question(data.get("question"), characters), _language(data.get("language")), _limit(data))


async def passages(request: Request) -> HTTPResponse:
    """Answer a request; the search runs in a thread, and what was asked is neither logged nor sent back.

    Returns:
        200 with ``{"language": "en", "passages": [...]}``, the fields of ``bot.replies.Citation``, best first, none
        when nothing is near; 400, 413 or 503 with ``{"error": "..."}``.
    """
    from sanic.response import json as respond

    if len(request.body) > REQUEST_BYTES:
        return respond({"error": f"The request has {len(request.body)} bytes; at most {REQUEST_BYTES} are read."}, 413)
    try:
        wanted = Wanted.read(request.body, characters=settings.load().message_characters)
    except BadRequest as error:
        return respond({"error": str(error)}, 400)
    shared = knowledge_base.shared()
    if shared.health.status == "loading":  # a turn of a conversation waits for it; who is typing does not
        return respond({"error": _LOADING}, 503)
    try:
        return respond(await shared.ask(lambda opened: _found(opened, wanted)))
    except KnowledgeError as error:
        return respond({"error": str(error)}, 503)


def _found(opened: knowledge_base.Opened, wanted: Wanted) -> dict[str, Any]:
    answer = opened.answerer.answer(wanted.question, citations=wanted.limit, hint=wanted.language)
    # Nothing is cited where the answer is "not found": what the search came upon then is not for people.
    return {
        "language": answer.language,
        "passages": [asdict(Citation(**item.to_dict())) for item in answer.citations],
    }


def _question(value: object, characters: int) -> str:
    if not isinstance(value, str):
        raise BadRequest("The field 'question' is missing or is no text. Send the question as a string.")
    # Half a surrogate pair, which JSON can carry and no encoder can read, becomes a replacement character.
    question = " ".join(value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").split())
    if len(question) > characters:
        raise BadRequest(f"The question has {len(question)} characters; at most {characters} are read. Shorten it.")
    if not _WORD.search(question):
        raise BadRequest("There are no words in the question. Send a question of at least one word.")
    return question


def _language(value: object) -> str | None:
    if value is None or value in LANGUAGES:
        return value
    raise BadRequest(
        f"The language {str(value)[:40]!r} is none of {', '.join(LANGUAGES)}. Choose one, or leave it out."
    )


def _limit(data: dict[str, Any]) -> int:
    value = data.get("limit", USUAL)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise BadRequest(f"The limit {str(value)[:40]!r} is no whole number from 1 to {MOST}. Choose one.")
    return value
