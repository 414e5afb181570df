"""From what somebody says to the sessions that are meant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from actions.sessions.matching import about, naming
from nlu.wishes import read_wish
from programme.sessions import Sessions
from programme.zones import wall

if TYPE_CHECKING:
    from actions.sessions.database import Programme
    from nlu.dates import When
    from nlu.wishes import Wish
    from programme.session_rows import Session

__all__ = ["Found", "Window", "find", "moment_of", "window_of", "wish_of"]

#: Most sessions that are looked through.
_MOST = 1000
#: Of those that are asked for without a time: so many are looked at by nobody.
_AHEAD = 60
#: How far back "what did I miss" looks, where no time is said.
_BACK = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time, UTC; open where None.

    Attributes:
        past: whether it lies wholly before now.
    """

    after: datetime | None
    before: datetime | None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Sessions for a wish, the earliest first; of past ones the latest.

    Attributes:
        near: whether they only come near what was asked for.
    """

    sessions: tuple[Session, ...]
    near: bool = False


def wish_of(words: str, language: str, now: datetime, zone: str) -> Wish:
    """What ``words`` ask for.

    Args:
        words: a message.
        language: of it, one of six.
        now: UTC.
        zone: IANA zone of the person's clocks.

    Raises:
        NoSuchDay: they name a day that is in no calendar.
    """
    return read_wish(words, language, wall(now, ZoneInfo(zone)))


def window_of(when: When | None, now: datetime, zone: str, *, past: bool = False) -> Window:
    """The time in which sessions are looked for: what is ahead, unless only the past can be meant.

    Args:
        when: what was said; None when nothing was.
        now: UTC.
        zone: that ``when`` is meant in.
        past: whether what has taken place is asked for.
    """
    if when is None:
        return Window(now - _BACK, now, past=True) if past else Window(now, None)
    start = None if when.start is None else moment_of(when.start, zone)
    end = None if when.end is None else moment_of(when.end, zone)
    if when.clock and start is not None and end is None:
        end = start + timedelta(minutes=1)
    if end is not None and end <= now:
        return Window(start, end, past=True)
    if past:
        return Window(start or now - _BACK, min(end or now, now), past=True)
    return Window(max(start or now, now), end)


def moment_of(time: datetime, zone: str) -> datetime:
    """UTC of a time on the clocks of ``zone``, for a search, where one that is skipped or comes twice will do."""
    return time.replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc)


def find(programme: Programme, wish: Wish, window: Window, language: str) -> Found:
    """The sessions of a wish in a window; ``language`` is that of its words."""
    if not wish.topic:
        limit = 1 if wish.first_only and not window.past else _AHEAD if window.before is None else _MOST
        return _ordered(wish, window, _within(programme, wish, window, limit=limit))
    subjects = Sessions(programme.database).subjects(after=window.after, before=window.before)
    named = naming(wish.topic, language, [f"{title} {topic or ''}" for title, topic in subjects])
    titles = tuple(dict.fromkeys(subjects[at][0] for at in named))
    found = _within(programme, wish, window, titles) if titles else []
    if titles and not found:  # one person's workshop is another's seminar
        found = _within(programme, replace(wish, kinds=()), window, titles)
    if found:
        return _ordered(wish, window, found)
    matched = about(wish.topic, language, _within(programme, wish, window))  # by who holds them, else the nearest
    return _ordered(wish, window, list(matched.sessions), near=matched.near)


def _within(
    programme: Programme, wish: Wish, window: Window, titles: tuple[str, ...] = (), *, limit: int = _MOST
) -> list[Session]:
    return Sessions(programme.database).find(
        after=window.after,
        before=window.before,
        language=wish.spoken,
        kinds=wish.kinds,
        titles=titles,
        limit=limit,
    )


def _ordered(wish: Wish, window: Window, found: list[Session], *, near: bool = False) -> Found:
    sessions = tuple(reversed(found)) if window.past else tuple(found)
    return Found(sessions[:1] if wish.first_only and not near else sessions, near)
