"""Puts notices into the outbox, for every channel that reaches a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.notices.notice import Reader
from nlu.texts import texts
from programme import Outbox, People, Staff
from programme.errors import NoSuchPerson

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.notices.notice import Notice
    from programme import Database, Member

__all__ = ["Post", "as_telegram"]


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
        notice: Notice | None = None
        for channel, own in keys:
            if channel in _FORMS:
                if notice is None:
                    language = known.language or known.spoken or self._language
                    notice = make(Reader(person, texts(language), known.zone))
                payload = _FORMS[channel](notice, known.language or known.spoken or self._language)
                name = f"{key}:{person}:{channel}"
                self._outbox.put(name, channel, own, payload, now, recipient=own, subject=subject, until=until)

    def put_to_staff(
        self, members: list[Member], key: str, make: Callable[[Reader], Notice], now: datetime, *, until: datetime
    ) -> None:
        """Put a notice for members of the staff; arguments as of ``put``."""
        for member in members:
            if member.channel in _FORMS:
                language = member.language or self._language
                payload = _FORMS[member.channel](make(Reader("", texts(language), self._zone)), language)
                self._outbox.put(f"{key}:staff:{member.id}", member.channel, member.key, payload, now, until=until)

    def staff_called(self, name: str | None) -> list[Member]:
        """The members of the staff who bear a name; all of them where nobody does, so that somebody hears of it."""
        everybody: list[Member] = self._staff.members()
        wanted = " ".join((name or "").split()).casefold()
        return [each for each in everybody if wanted and each.name.casefold() == wanted] or everybody


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
