"""Which sessions are about something, whatever language it is said in."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from actions import knowledge_base
from knowledge.errors import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from programme.session_rows import Session

__all__ = ["Matched", "about"]

logger = logging.getLogger(__name__)

#: So many are shown that only come near.
_NEAR = 3
#: So many titles are compared by their vectors at most: each costs some milliseconds the first time.
_TITLES = 200
#: Vectors of titles that are kept.
_KEPT = 4096

_vectors: dict[tuple[str, str], object] = {}


@dataclass(frozen=True, slots=True)
class Matched:
    """What was found, in the order of the sessions.

    Attributes:
        sessions: at most all that were given.
        near: whether they only come near: none says the words, or names the same concept.
    """

    sessions: tuple[Session, ...]
    near: bool = False


def about(words: str, language: str, sessions: Sequence[Session]) -> Matched:
    """The sessions that ``words`` describe.

    Those whose title, topic, host or description has all the words, whatever their endings. Where there are none,
    those that name the same concepts of the termbase, in whatever language. Else the few that an encoder finds nearest.

    Args:
        words: what the sessions shall be about, or who holds them.
        language: of the words, one of six.
        sessions: to choose from.
    """
    wanted = _tokens(words, language)
    if not wanted:
        return Matched(tuple(sessions))
    wordings = (wanted, _tokens(words, "en"))
    exact = [each for each in sessions if any(w and w <= _said(each, language) for w in wordings)]
    if exact:
        return Matched(tuple(exact))
    concepts = _concepts(wanted, language) | _concepts(wordings[1], "en")
    shared = {each.id: len(concepts & _concepts_of(each)) for each in sessions} if concepts else {}
    most = max(shared.values(), default=0)
    if most:
        return Matched(tuple(each for each in sessions if shared[each.id] == most))
    return Matched(_nearest(words, sessions), near=True)


def _said(session: Session, language: str) -> frozenset[str]:
    """The tokens of a session: titles are written in any language, so they are read as several."""
    plan = session.plan
    text = " ".join(part for part in (plan.title, plan.topic, plan.host, plan.module, plan.description) if part)
    read_as = dict.fromkeys((language, "en", *_known(plan.languages)))
    return frozenset().union(*(_tokens(text, each) for each in read_as))


def _concepts_of(session: Session) -> frozenset[int]:
    plan = session.plan
    text = " ".join(part for part in (plan.title, plan.topic, plan.module) if part)
    found = (_concepts(_tokens(text, each), each) for each in dict.fromkeys(("en", *_known(plan.languages))))
    return frozenset().union(*found)


def _known(languages: Sequence[str]) -> list[str]:
    from nlu.texts import LANGUAGES

    return [each for each in languages if each in LANGUAGES]


@lru_cache(maxsize=_KEPT)
def _tokens(text: str, language: str) -> frozenset[str]:
    from knowledge.tokens import tokenise

    return frozenset(tokenise(text.replace("-", " "), language))


@lru_cache(maxsize=_KEPT)
def _concepts(tokens: frozenset[str], language: str) -> frozenset[int]:
    from knowledge.search.terms import Terms

    return frozenset(Terms.load().concepts(sorted(tokens), language))


def _nearest(words: str, sessions: Sequence[Session]) -> tuple[Session, ...]:
    """The sessions with the titles whose vectors are nearest to that of ``words``; none where there is no encoder."""
    titles = list(dict.fromkeys(each.plan.title for each in sessions))[:_TITLES]
    if not titles or not words.strip():
        return ()
    try:
        encoder = knowledge_base.shared().open().encoder
    except KnowledgeError as error:
        logger.error("Sessions are found by their words only: %s", error)
        return ()
    import numpy as np

    missing = [title for title in titles if (encoder.checksum, title) not in _vectors]
    if missing:
        if len(_vectors) > _KEPT:
            _vectors.clear()
        made = encoder.embed_questions(missing)
        _vectors.update({(encoder.checksum, title): vector for title, vector in zip(missing, made, strict=True)})
    likeness = np.array([_vectors[encoder.checksum, title] for title in titles]) @ encoder.embed_question(words)
    nearest = [titles[at] for at in np.argsort(-likeness)[:_NEAR]]
    firsts = (next(each for each in sessions if each.plan.title == title) for title in nearest)
    return tuple(sorted(firsts, key=lambda each: each.starts_at))
