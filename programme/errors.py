"""What can go wrong in this room. Every text says the value, the limit and the next step; none holds a person's key."""

from __future__ import annotations

__all__ = [
    "BadDatabaseUrl",
    "BadValue",
    "DatabaseBusy",
    "DatabaseFailed",
    "NoConsent",
    "NoSuchPerson",
    "ProgrammeError",
]


class ProgrammeError(Exception):
    """Base of every error that this room raises on purpose; its text is fit to be shown to a person."""


class BadDatabaseUrl(ProgrammeError):
    """The address of the database is not one that this room can use."""


class DatabaseFailed(ProgrammeError):
    """The database is not reached, or refuses what it is asked."""


class DatabaseBusy(DatabaseFailed):
    """Others held the database for longer than the wait allows: the same call can be made again."""


class BadValue(ProgrammeError, ValueError):
    """A value that cannot be stored: a time without a zone, an empty key, a number out of range."""


class NoConsent(ProgrammeError):
    """Something of a person would be stored, and the person has not agreed, or no longer does."""


class NoSuchPerson(ProgrammeError):
    """The person is not known: never remembered, or forgotten."""
