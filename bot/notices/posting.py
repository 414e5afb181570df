"""Puts notices into the outbox, for every channel that reaches a person."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from bot.notices.notice import Reader
from nlu.texts import texts
from programme import Outbox, People, Staff
from programme.errors import NoSuchPerson, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.notices.notice import Notice
    from programme import Database, Member

__all__ = ["Post", "as_telegram"]

logger = logging.getLogger(__name__)


class Post:
    """The way out. Every method may raise ``DatabaseFailed``, and belongs into a thread.

    A notice has a key: put again, after a crash, it is the same one and goes out once.

    Args:
        database: the programme's.
        language: of people whose own is not known.
        zone: IANA name of the zone of staff, whose own is not known.
    """

    def __init__(self, database: Database, *, language: str, zone: str) -> None:
        self._people, self._outbox, self._staff = People(database), Outbox(database), Staff(database)
        self._language, self._zone = language, zone

    def put(
        self,
        person: str,
        key: str,
        make: Callable[[Reader], Notice],
        now: datetime,
        *,
        subject: str | None = None,
        until: datetime | None = None,
    ) -> None:
        """Put a notice for a person; nothing for one who was erased, has withdrawn, or whom no channel can write to.

        Args:
            person: id.
            key: of the notice; the person is added to it.
            make: the notice for its reader.
            now: UTC.
            subject: id of what it is about, for ``Outbox.withdraw``.
            until: when it is of no use any more.
        """
        try:
            known, keys = self._people.get(person), self._people.keys(person)
        except NoSuchPerson:
            return
        if known.consented_at is None:
            return
        reader = Reader(person, texts(known.language or known.spoken or self._language), known.zone)
        for channel, own in keys:
            if (payload := _made(channel, make, reader)) is not None:
                name = f"{key}:{person}:{channel}"
                self._outbox.put(name, channel, own, payload, now, recipient=own, subject=subject, until=until)

    def put_to_staff(
        self, members: list[Member], key: str, make: Callable[[Reader], Notice], now: datetime, *, until: datetime
    ) -> None:
        """Put a notice for members of the staff; arguments as of ``put``."""
        for member in members:
            reader = Reader("", texts(member.language or self._language), self._zone)
            if (payload := _made(member.channel, make, reader)) is not None:
                name = f"{key}:staff:{member.id}"
                self._outbox.put(name, member.channel, member.key, payload, now, until=until)

    def staff_called(self, name: str | None) -> list[Member]:
        """The members of the staff who bear a name; all of them where nobody does, so that somebody hears of it."""
        everybody: list[Member] = self._staff.members()
        wanted = " ".join((name or "").split()).casefold()
        return [each for each in everybody if wanted and each.name.casefold() == wanted] or everybody


def _made(channel: str, make: Callable[[Reader], Notice], reader: Reader) -> dict[str, Any] | None:
    """The message in a channel's form; None where the channel cannot write by itself, or this one cannot be made:
    that must keep no other back.
    """
    if channel not in _FORMS:
        return None
    try:
        return _FORMS[channel](make(reader), reader.said.language)
    except ProgrammeError:
        raise
    except Exception as error:  # its text may repeat somebody's words
        logger.error("A notice could not be made (%s); it is left out.", type(error).__name__)
        return None


def as_telegram(notice: Notice, language: str) -> dict[str, Any]:
    """The payload of ``bot.telegram.notice``."""
    from bot.telegram.keyboard import data_of
    from bot.telegram.notice import notice as made

    rows = [
        [{"text": each.title, "data": data} for each in row if (data := data_of(each.payload)) is not None]
        for row in notice.rows
    ]
    file = None if notice.file is None else (notice.file.name, notice.file.text)
    return made(notice.text, language=language, keyboard=[row for row in rows if row], quiet=True, file=file)


#: The channels that can write by themselves, and the form of a message there.
_FORMS: dict[str, Callable[[Notice, str], dict[str, Any]]] = {"telegram": as_telegram}
