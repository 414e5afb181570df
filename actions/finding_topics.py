"""Which topic somebody means who names it in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from actions.topic_titles import MODULES, SEMINARS, titled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.catalogue import Topic
    from nlu.texts import Texts

__all__ = ["find", "named"]

#: "module 3", "модуль 3", "单元3", "第3单元", "الوحدة 3"; a command's argument may be the number alone.
_NUMBERED = re.compile(
    r"(?:module|módulo|modulo|модул[а-яё]*|模块|单元|第|الوحدة|وحدة)\s*(?:n[o°º]\.?\s*|№\s*)?(\d{1,2})(?!\d)",
    re.IGNORECASE,
)

# On folded text, which has no accents and small letters only; the words of all six languages do not get in each
# other's way.
#: Calls something a module or a seminar.
_KIND = re.compile(
    r"(?<!\w)(?:modules?|modulos?|seminars?|seminaires?|seminarios?|модул\w*|семинар\w*|(?:ال)?(?:وحد[ةه]|ندو[ةه]))(?!\w)"
    r"|模块|单元|研讨会"
)
#: Asks what is in it.
_WISH = re.compile(
    r"(?<!\w)(?:says?|said|tell (?:me|us)|about|cover(?:s|ed)?|discuss(?:ed)?|happened|talk(?:ed)?|speakers?|contents?"
    r"|summar\w+|show (?:me|us)|open|please|topic|course"
    r"|dire|dit|dite?s|parl\w+|traite de|contient|contenu|resum\w+|montre\w*|ouvr\w+|moi|sujet|theme|cours"
    r"|dice|dijo|dijeron|trata|habl\w+|cubre|contenido|muestra\w*|abre|tema|curso|por favor"
    r"|о чем|говор\w+|сказал\w*|расскаж\w+|рассказыва\w+|содержани\w+|покаж\w+|открой\w*|тем[ау]|курса?|было"
    r"|обсуждал\w*|تقول|يقول|قيل|قال\w*|تتناول|يتناول|نوقش|محتوي|ملخص|اعرض|افتح|من فضلك|موضوع)(?!\w)"
    r"|(?:讲|说|谈|讨论)了?(?:什么|哪些)?|什么|这个|那个|内容|打开|看看|请|介绍(?:一下)?|关于|主题|课程|[上里的]"
)


def named(topics: Sequence[Topic], words: str, said: Texts) -> Topic | None:
    """The one topic that ``words`` ask for as a whole, by its title; ``None`` where they ask for something in it.

    "What was said at the seminar on maritime rescue?", "mujeres, niños y familias en movimiento", "module 3". A part of
    the title is enough where it is called a module or a seminar; else it has to be one of the library's, whole.
    """
    from knowledge.search.folding import folded

    text = folded(words)
    kind = _KIND.search(text) is not None
    if kind and _NUMBERED.search(words):
        found = find(topics, words, said, whole=False) if not _content(_NUMBERED.sub(" ", text), said.language) else []
        return found[0] if found else None
    wanted = {language: _content(text, language) for language in (said.language, "en")}
    matching = []
    for topic in topics:
        for language, title in zip(("en", said.language), _titles(topic, said), strict=True):
            has = _content(folded(title), language)
            whole = wanted[language] == has and (kind or topic.title in MODULES or topic.title in SEMINARS)
            if has and (whole or (kind and wanted[language] < has and 2 * len(wanted[language]) >= len(has))):
                matching.append((whole, topic))
    best = {topic.title: topic for whole, topic in matching if whole} or {topic.title: topic for _, topic in matching}
    return next(iter(best.values())) if len(best) == 1 else None


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


def _content(text: str, language: str) -> set[str]:
    """What a folded text says beside the wish to be shown a topic."""
    from knowledge.tokens import tokenise

    return set(tokenise(_KIND.sub(" ", _WISH.sub(" ", text)), language))
