"""What is about something, whatever language it is said in."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from actions import knowledge_base
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from programme.session_rows import Session

__all__ = ["Matched", "about", "called_in", "naming", "nearest", "saying"]

logger = logging.getLogger(__name__)

#: So many are shown that only come near.
_NEAR = 3
#: So many titles are compared by their vectors at most: each costs some milliseconds the first time.
_TITLES = 300
#: Titles whose tokens and vectors are kept.
_KEPT = 8192

_vectors: dict[tuple[str, str], Any] = {}


@dataclass(frozen=True, slots=True)
class Matched:
    """What was found, in the order in which it was given.

    Attributes:
        sessions: at most all that were given.
        near: whether they only come near: none says the words, or names the same concept.
    """

    sessions: tuple[Session, ...]
    near: bool = False


def about(words: str, language: str, sessions: Sequence[Session]) -> Matched:
    """The sessions that ``words`` describe: by what they are called, else by who holds them and what is said of them,
    else the few that an encoder finds nearest.

    Args:
        words: what the sessions shall be about, or who holds them.
        language: of the words, one of six.
        sessions: to choose from.
    """
    if not _tokens(words, language):
        return Matched(tuple(sessions))
    for described in (_called, _described):
        texts = list(dict.fromkeys(described(each) for each in sessions))
        found = {texts[at] for at in naming(words, language, texts)}
        if found:
            return Matched(tuple(each for each in sessions if described(each) in found))
    titles = list(dict.fromkeys(each.plan.title for each in sessions))
    firsts = {titles[at] for at in nearest(words, titles)}
    return Matched(_firsts([each for each in sessions if each.plan.title in firsts]), near=True)


def naming(words: str, language: str, texts: Sequence[str]) -> list[int]:
    """Which of ``texts`` have all the ``words``, whatever their endings; where none has, which name most of the same
    concepts of the termbase, in whatever language.
    """
    exact = saying(words, language, texts)
    if exact:
        return exact
    concepts = _concepts(words, language) | _concepts(words, "en")
    shared = [len(concepts & _named(text)) for text in texts] if concepts else []
    most = max(shared, default=0)
    return [at for at, number in enumerate(shared) if number == most] if most else []


def saying(words: str, language: str, texts: Sequence[str]) -> list[int]:
    """Which of ``texts`` have all the ``words``, whatever their endings; none where there are no words."""
    wordings = [each for each in (_tokens(words, language), _tokens(words, "en")) if each]
    return [at for at, text in enumerate(texts) if any(each <= _read(text, language) for each in wordings)]


def called_in(words: str, language: str, titles: Sequence[str]) -> list[str]:
    """Which of ``titles`` stand in ``words`` with each of their words, two or more; the longest first."""
    own = {title: _own(title) for title in titles}
    said = {code: _tokens(words, language) | _tokens(words, code) for code in {code for code, _ in own.values()}}
    found = [title for title, (code, tokens) in own.items() if len(tokens) > 1 and tokens <= said[code]]
    return sorted(found, key=lambda title: -len(own[title][1]))


def nearest(words: str, titles: Sequence[str]) -> list[int]:
    """Which of ``titles`` have the vectors nearest to that of ``words``, best first; none where there is no encoder."""
    if not titles or not words.strip():
        return []
    try:
        encoder = knowledge_base.shared().open().encoder
    except KnowledgeError as error:
        logger.error("Sessions are found by their words only: %s", error)
        return []
    import numpy as np

    compared = list(titles[:_TITLES])
    missing = [title for title in compared if (encoder.checksum, title) not in _vectors]
    if missing:
        if len(_vectors) > _KEPT:
            _vectors.clear()
        made = encoder.embed_questions(missing)
        _vectors.update({(encoder.checksum, title): vector for title, vector in zip(missing, made, strict=True)})
    likeness = np.array([_vectors[encoder.checksum, title] for title in compared]) @ encoder.embed_question(words)
    return [int(at) for at in np.argsort(-likeness)[:_NEAR]]


def _called(session: Session) -> str:
    plan = session.plan
    return " ".join(part for part in (plan.title, plan.topic, plan.module) if part)


def _described(session: Session) -> str:
    plan = session.plan
    return " ".join(part for part in (_called(session), plan.host, plan.cohort, plan.description) if part)


def _firsts(sessions: Sequence[Session]) -> tuple[Session, ...]:
    """The first of each title."""
    found: dict[str, Session] = {}
    for each in sessions:
        found.setdefault(each.plan.title, each)
    return tuple(found.values())


@lru_cache(maxsize=_KEPT)
def _read(text: str, language: str) -> frozenset[str]:
    """The tokens of a text, which may be in the language of the words, in English, or in its own."""
    return frozenset().union(*(_tokens(text, each) for each in dict.fromkeys((language, "en", _language(text)))))


@lru_cache(maxsize=_KEPT)
def _own(title: str) -> tuple[str, frozenset[str]]:
    """The language of a title, and its tokens in that."""
    language = _language(title)
    return language, _tokens(title, language)


@lru_cache(maxsize=_KEPT)
def _named(text: str) -> frozenset[int]:
    return _concepts(text, "en") | _concepts(text, _language(text))


def _language(text: str) -> str:
    from knowledge.language import identify
    from nlu.texts import LANGUAGES

    found = identify(text, "en")
    return found if found in LANGUAGES else "en"


def _tokens(text: str, language: str) -> frozenset[str]:
    from knowledge.tokens import tokenise

    return frozenset(tokenise(text.replace("-", " "), language))


def _concepts(text: str, language: str) -> frozenset[int]:
    from knowledge.search.terms import Terms

    return frozenset(Terms.load().concepts(sorted(_tokens(text, language)), language))
