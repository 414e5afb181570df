"""Which topic somebody means who names it in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from actions.topic_titles import MODULES, titled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.catalogue import Topic
    from nlu.texts import Texts

__all__ = ["find"]

#: "module 3", "модуль 3", "单元3", "第3单元", "الوحدة 3"; a command's argument may be the number alone.
_NUMBERED = re.compile(
    r"(?:module|módulo|modulo|модул[а-яё]*|模块|单元|第|الوحدة|وحدة)\s*(?:n[o°º]\.?\s*|№\s*)?(\d{1,2})(?!\d)",
    re.IGNORECASE,
)


def find(topics: Sequence[Topic], words: str, said: Texts, *, whole: bool) -> list[Topic]:
    """The topics that ``words`` name, in the order of ``topics``.

    By the number of a module, by the title in English or in the language of ``said``; with ``whole``, where the words
    are nothing but a name, also by words of the title.
    """
    by_title = {topic.title: topic for topic in topics}
    numbered = _NUMBERED.search(words)
    digits = numbered[1] if numbered else words.strip() if whole and words.strip().isdecimal() else ""
    if digits:
        at = int(digits) if len(digits) < 3 else 0
        topic = by_title.get(MODULES[at - 1]) if 1 <= at <= len(MODULES) else None
        return [topic] if topic else []
    folded = words.casefold()
    exact = [each for each in topics if any(title.casefold() in folded for title in _titles(each, said))]
    if exact or not whole:
        return exact
    return [each for each in topics if any(_has(title, words, said) for title in _titles(each, said))]


def _titles(topic: Topic, said: Texts) -> tuple[str, str]:
    return topic.title, titled(topic.title, said)


def _has(title: str, words: str, said: Texts) -> bool:
    """Whether a title has all the words, whatever their endings."""
    from knowledge.tokens import tokenise

    for language in dict.fromkeys((said.language, "en")):
        wanted = set(tokenise(words, language))
        if wanted and wanted <= set(tokenise(title, language)):
            return True
    return False
