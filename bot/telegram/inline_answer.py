"""What is offered above the field in which somebody writes ``@bot`` and a question: passages to insert, or a button."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent

from bot.replies import Reply, State
from bot.telegram import wording
from bot.telegram.formatting import LINK_PREVIEW, PARSE_MODE, messages
from bot.telegram.splitting import cut
from nlu.texts import texts

if TYPE_CHECKING:
    from bot.replies import Citation
    from bot.telegram.passages import Found

__all__ = ["START", "InlineAnswer", "away", "invitation", "offer"]

#: What ``/start`` is sent with by the button.
START = "inline"
#: How long Telegram may give the same answer again by itself, in seconds.
CACHE_SECONDS = 300

#: Longest title and description, in characters; a phone shows about 40 and three lines of that.
_TITLE, _DESCRIPTION = 120, 200
#: Longest quotation of an inserted message, in UTF-16 code units; its place comes below it.
_QUOTE = 3000


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What ``answerInlineQuery`` takes.

    Attributes:
        results: the passages.
        button: above them; leads into the private chat.
        cache_seconds: how long it holds.
        personal: whether somebody else with the same words may be shown something else.
    """

    results: tuple[InlineQueryResultArticle, ...] = ()
    button: InlineQueryResultsButton | None = None
    cache_seconds: int = CACHE_SECONDS
    personal: bool = True


def offer(found: Found, hint: str | None) -> InlineAnswer:
    """The passages that were found; a button that says so where there are none.

    Args:
        found: what was found.
        hint: the language of the person's app, with which was asked.
    """
    made = filter(None, (_article(passage, found.language) for passage in found.passages))
    results = {result.id: result for result in made}  # Telegram takes no two of one id
    if not results:
        return InlineAnswer(button=_button(wording.inline_nothing(hint)))
    # The hint counts only where the words do not tell their language: then what is found is in it, or in English.
    return InlineAnswer(tuple(results.values()), personal=hint is None or found.language == hint)


def invitation(hint: str | None) -> InlineAnswer:
    """Nothing is written yet, or too little to look for."""
    return InlineAnswer(button=_button(wording.inline_hint(hint)))


def away(hint: str | None) -> InlineAnswer:
    """The engine cannot be asked just now."""
    return InlineAnswer(button=_button(wording.inline_away(hint)), cache_seconds=0)


def _button(title: str) -> InlineQueryResultsButton:
    return InlineQueryResultsButton(title, start_parameter=START)


def _article(passage: Citation, language: str) -> InlineQueryResultArticle | None:
    """One passage; ``None`` when it cannot be one message."""
    content = _message(passage, language)
    if content is None:
        return None
    return InlineQueryResultArticle(
        hashlib.sha256(f"{passage.label}\n{passage.quote}".encode("utf-8", "replace")).hexdigest()[:32],
        _shortened(passage.label, _TITLE),
        InputTextMessageContent(content, parse_mode=PARSE_MODE, link_preview_options=LINK_PREVIEW),
        description=_shortened(passage.quote, _DESCRIPTION),
    )


def _message(passage: Citation, language: str) -> str | None:
    """The quotation as a block, its place under it, as an answer in the chat shows them."""
    said = texts(language)
    start, end = next(iter(cut(passage.quote, _QUOTE)), (0, 0))
    quote = passage.quote[start:end] + (" […]" if passage.quote[end:].strip() else "")
    lines = [said.quote(quote), f"— {said.foreign(passage.label)}"]
    if passage.address:
        lines.append(said.foreign(passage.address))
    shown = replace(passage, quote=quote)
    parts = messages(Reply("\n".join(lines), said.language, State.ANSWERED, quote, (shown,)))
    return parts[0] if len(parts) == 1 and quote else None


def _shortened(text: str, most: int) -> str:
    """One line of at most ``most`` characters, cut between words where the script has spaces."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    beginning = line[: most - 1]
    return f"{beginning.rpartition(' ')[0] or beginning}…"
