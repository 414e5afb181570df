"""What can go wrong in this room. Every text says the value, the limit and the next step; none holds a person's key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "BadDatabaseUrl",
    "BadRecurrence",
    "BadValue",
    "BadZone",
    "ChooseSlot",
    "CodeExpired",
    "CodeUsed",
    "DatabaseBusy",
    "DatabaseFailed",
    "DatabaseNewer",
    "NoConsent",
    "NoOffer",
    "NoSuchCode",
    "NoSuchMember",
    "NoSuchOffer",
    "NoSuchPerson",
    "NoSuchPoll",
    "NoSuchQuestion",
    "NoSuchSession",
    "NotInvited",
    "NotRegistered",
    "OfferDecided",
    "PollClosed",
    "ProgrammeError",
    "QuestionFinished",
    "QuestionTaken",
    "RepeatedTime",
    "SessionCancelled",
    "SessionOver",
    "SkippedTime",
    "TooEarly",
]


class ProgrammeError(Exception):
    """Base of every error that this room raises on purpose; its text is fit to be shown to a person."""


class BadDatabaseUrl(ProgrammeError):
    """The address of the database is not one that this room can use."""


class DatabaseFailed(ProgrammeError):
    """The database is not reached, or refuses what it is asked."""


class DatabaseBusy(DatabaseFailed):
    """Others held the database for longer than the wait allows: the same call can be made again."""


class DatabaseNewer(DatabaseFailed):
    """The tables are those of a later version of the program."""


class BadValue(ProgrammeError, ValueError):
    """A value that cannot be stored: a time without a zone, an empty key, a number out of range."""


class NoConsent(ProgrammeError):
    """Something of a person would be stored, and the person has not agreed, or no longer does."""


class NoSuchPerson(ProgrammeError):
    """The person is not known: never remembered, or forgotten."""


class NoSuchCode(ProgrammeError):
    """A code for staff that nobody was given."""


class CodeUsed(ProgrammeError):
    """A code for staff that somebody has used before."""


class CodeExpired(ProgrammeError):
    """A code for staff whose time is over."""


class NoSuchMember(ProgrammeError):
    """Nobody on the list of staff has this number."""


class NoSuchQuestion(ProgrammeError):
    """No question to the staff has this number: never asked, erased, or removed after its time."""


class QuestionFinished(ProgrammeError):
    """The question is answered or closed: nothing more is to be done about it."""


class QuestionTaken(ProgrammeError):
    """Another member of staff is about to answer the question."""


class NoSuchOffer(ProgrammeError):
    """No offered document has this number."""


class OfferDecided(ProgrammeError):
    """The offered document was accepted or refused before."""


class BadZone(BadValue):
    """There is no such time zone.

    Attributes:
        near: names that look like it, best first; at most three.
    """

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        hint = f" Did you mean {' or '.join(near)}?" if near else " Names are like Europe/Paris or Pacific/Fiji."
        super().__init__(f"There is no time zone {name!r}.{hint}")
        self.near = near


class SkippedTime(BadValue):
    """The clocks are put forward over this time: it is never shown.

    Attributes:
        before: the last time before the gap, to the minute.
        after: the first time after it.
    """

    def __init__(self, shown: str, zone: str, before: datetime, after: datetime) -> None:
        super().__init__(
            f"{shown} does not exist in {zone}: the clocks go from {before:%H:%M} to {after:%H:%M} that day. "
            "Choose a time before or after."
        )
        self.before, self.after = before, after


class RepeatedTime(BadValue):
    """The clocks are put back: this time is shown twice.

    Attributes:
        moments: both, in UTC, the earlier first.
    """

    def __init__(self, shown: str, zone: str, moments: tuple[datetime, datetime]) -> None:
        super().__init__(
            f"{shown} comes twice in {zone}, because the clocks are put back that day. Say whether you mean the first "
            "or the second."
        )
        self.moments = moments


class BadRecurrence(BadValue):
    """A rule of recurrence that cannot be used: no end, too many, or not a rule."""


class NoSuchSession(ProgrammeError):
    """There is no session of this id."""


class SessionOver(ProgrammeError):
    """The session has begun or is over, so that nothing can be changed about it."""


class SessionCancelled(ProgrammeError):
    """The session does not take place."""


class NotRegistered(ProgrammeError):
    """The person is neither registered for the session nor waiting for a place."""


class NoOffer(ProgrammeError):
    """No place is offered to the person (any more)."""


class TooEarly(ProgrammeError):
    """It cannot be done yet.

    Attributes:
        opens_at: from when on it can be, UTC.
    """

    def __init__(self, said: str, opens_at: datetime) -> None:
        super().__init__(said)
        self.opens_at = opens_at


class ChooseSlot(ProgrammeError):
    """Office hours are booked by the slot, not as a whole."""


class NoSuchPoll(ProgrammeError):
    """There is no poll of this id, or none that a token leads to."""


class NotInvited(ProgrammeError):
    """The person is not among those whom a poll asks, or the token is somebody else's by now."""


class PollClosed(ProgrammeError):
    """The poll is closed: nobody can answer it any more."""
