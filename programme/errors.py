"""What can go wrong in this room. Every text says the value, the limit and the next step; none holds a person's key."""

from __future__ import annotations

__all__ = [
    "BadDatabaseUrl",
    "BadValue",
    "CodeExpired",
    "CodeUsed",
    "DatabaseBusy",
    "DatabaseFailed",
    "DatabaseNewer",
    "NoConsent",
    "NoSuchCode",
    "NoSuchMember",
    "NoSuchOffer",
    "NoSuchPerson",
    "NoSuchQuestion",
    "OfferDecided",
    "ProgrammeError",
    "QuestionFinished",
    "QuestionTaken",
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
