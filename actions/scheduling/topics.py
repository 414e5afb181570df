"""The topic of a plan as the programme calls it already, so that those who follow it hear of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.sessions.matching import naming
from programme.sessions import Sessions

if TYPE_CHECKING:
    from actions.sessions.database import Programme

__all__ = ["known_topic"]


def known_topic(words: str, language: str, programme: Programme) -> str:
    """The one topic that ``words`` mean, in whatever language; ``words`` themselves where it is none or several."""
    topics = sorted({topic for _, topic in Sessions(programme.database).subjects() if topic})
    found = naming(words, language, topics)
    return topics[found[0]] if len(found) == 1 else words
