"""Values as they go into the database and come out of it: times in UTC, texts and numbers that every database takes."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import DateTime  # type: ignore[import-untyped,unused-ignore]
from sqlalchemy.types import TypeDecorator  # type: ignore[import-untyped,unused-ignore]

from programme.errors import BadValue

__all__ = ["LARGEST", "Moment", "number", "text", "utc"]

LARGEST = 2**63 - 1
"""The largest number a column for numbers takes (64 bits with a sign)."""


class Moment(TypeDecorator):  # type: ignore[misc]
    """A moment: an aware datetime in UTC on both sides, whatever the database makes of time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """In: UTC (SQLite drops the zone, so it must be the same one for all)."""
        return None if value is None else value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Out: aware again."""
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


def utc(moment: datetime, name: str = "now") -> datetime:
    """The moment in UTC.

    Raises:
        BadValue: it has no time zone, so nobody can know when it is.
    """
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise BadValue(
            f"{name} is {moment.isoformat()}, without a time zone. Give an aware time: datetime.now(timezone.utc)."
        )
    return moment.astimezone(timezone.utc)


def text(value: str, name: str, *, empty: bool = False) -> str:
    """The text itself, when every database can store it.

    Raises:
        BadValue: it is empty (unless ``empty``), or holds a NUL or half of a surrogate pair. The text is not repeated.
    """
    if not value and not empty:
        raise BadValue(f"{name} is empty. Give at least one character.")
    try:
        value.encode()
    except UnicodeEncodeError:
        whole = False
    else:
        whole = "\0" not in value
    if not whole:
        raise BadValue(f"{name} holds a character that no database stores (NUL or half a surrogate pair). Remove it.")
    return value


def number(value: int, name: str) -> int:
    """The number itself, from 0 to ``LARGEST``.

    Raises:
        BadValue: it is outside.
    """
    if not 0 <= value <= LARGEST:
        raise BadValue(f"{name} is {value}. It must be from 0 to {LARGEST}.")
    return value
