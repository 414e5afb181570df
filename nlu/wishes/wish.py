"""What somebody looks for, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlu.dates import Dated

__all__ = ["Wish"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a message about sessions asks for.

    Attributes:
        when: the time it says; several options are to be asked back.
        then: a second time, where one is said: to move to, as a rule ("not Thursday, put me on Friday").
        spoken: in which of the six languages the session is to be held.
        kinds: ``"seminar"``, ``"course"``, ``"event"``, ``"office_hours"``; empty for any.
        topic: what is left of the message, as it was written: what the session is to be about, or whose it is.
            Empty when nothing is left.
        minutes: how long somebody wants to be heard.
        first_only: whether only the next one is asked for, or the last one where ``past``.
        past: whether it is about what has taken place.
        zones: IANA names of a place that is named for the hours to be shown in; several are to be asked back.
        about: what else somebody wants of their own sessions: ``"reminders"`` (``minutes`` before), ``"calendar"``,
            ``"attendance"`` (was I there), ``"check_in"``, ``"follow"`` or ``"unfollow"`` (a topic); else None.
        practical: whether it asks what only one session has: places left, who speaks, in which room.
    """

    when: Dated | None = None
    then: Dated | None = None
    spoken: str | None = None
    kinds: tuple[str, ...] = ()
    topic: str = ""
    minutes: int | None = None
    first_only: bool = False
    past: bool = False
    zones: tuple[str, ...] = ()
    about: str | None = None
    practical: bool = False
