"""Questions that lean on the one before: "and for children?" means nothing alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.encoder.texts import SEPARATOR
from knowledge.search.cues import CUES, Cues
from knowledge.search.folding import folded
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["complete", "content_words", "is_follow_up"]

#: Additions that are carried along: the newest and the one before it.
_MOST_ADDITIONS = 2

# Chinese characters that carry a subject come two to a word.
_HAN_PER_WORD = 2

#: More words of content than this stand alone: behind "what about", in a fragment, behind "and", with a pronoun.
_ELLIPSIS, _FRAGMENT, _LONE_FRAGMENT, _JOINED, _POINTING = 7, 5, 4, 3, 3


def complete(question: str, history: Sequence[str], language: str, leans: bool | None = None) -> str:
    """The question with what it leaves out, taken from the earlier ones.

    Args:
        question: the latest.
        history: earlier questions, oldest first, as asked or as completed.
        language: of ``question``, one of the six; others are judged as English.
        leans: whether it leans on the earlier ones; `is_follow_up` decides when ``None``.

    Returns:
        ``question`` itself when it stands alone. The earlier question when the later one adds no subject ("which
        article is that?"). Else both, joined by `SEPARATOR`.
    """
    if not (is_follow_up(question, history, language) if leans is None else leans):
        return question
    base = ""
    for at, earlier in enumerate(history):
        base = _joined(base, earlier, language) if base and is_follow_up(earlier, history[:at], language) else earlier
    return _joined(base.strip(), question.strip(), language)


def is_follow_up(question: str, history: Sequence[str], language: str) -> bool:
    """Whether the question means nothing without the one before; never when there is none."""
    if not any(earlier.strip() for earlier in history) or not question.strip():
        return False
    cues = CUES.get(language, CUES["en"])
    text = folded(question)
    size = _content(question, cues, language)
    if cues.ellipsis.match(text):
        return size <= _ELLIPSIS
    joiner = cues.joiner.match(text)
    rest = text[joiner.end() :] if joiner else text
    if joiner and cues.ellipsis.match(rest):
        return size <= _ELLIPSIS
    asking = cues.asking.match(rest)
    whole = cues.whole.match(rest) or asking
    pointing = cues.pointing.search(cues.empty.sub(" ", rest)) is not None
    if not whole and cues.closing.search(text):
        return size <= _FRAGMENT
    if not whole and cues.fragment.match(rest) and not _has_main_clause(rest):
        return size <= (_FRAGMENT if joiner else _LONE_FRAGMENT)
    if pointing and size <= _POINTING:
        return True
    if whole:
        # "who decides?" asks about the subject before; "who is a refugee?" has its own.
        return not cues.defining.match(rest) and (size == 0 or (size == 1 and asking is not None))
    return joiner is not None and size <= _JOINED


def content_words(question: str, language: str) -> int:
    """How many words of a question carry a subject: neither stop words nor what only points back."""
    return _content(question, CUES.get(language, CUES["en"]), language)


def _joined(base: str, addition: str, language: str) -> str:
    cues = CUES.get(language, CUES["en"])
    if not base or not _content(addition, cues, language):
        return base or addition
    first, *additions = base.split(SEPARATOR)
    return SEPARATOR.join((first, *[*additions, addition][-_MOST_ADDITIONS:]))


def _content(question: str, cues: Cues, language: str) -> int:
    """Words that carry a subject: neither stop words nor cues nor what every question of law has."""
    text = folded(question)
    for pattern in (cues.ellipsis, cues.joiner):
        match = pattern.match(text)
        text = text[match.end() :] if match else text
    text = cues.generic.sub(" ", cues.pointing.sub(" ", text))
    if language == "zh":
        han = len(re.findall(r"[\u3400-\u9fff]", text))
        others = len(re.findall(r"[a-z]+", text))
        return -(-han // _HAN_PER_WORD) + others
    asking = cues.asking.match(text)
    return len(set(tokenise(text[asking.end() :] if asking else text, language)))


def _has_main_clause(text: str) -> bool:
    """Whether a comma divides it: "if a ship rescues migrants, who must take them?" says all itself."""
    return re.search(r"[,，،;：:]\s*\S+\s*\S+\s*\S+", text) is not None
