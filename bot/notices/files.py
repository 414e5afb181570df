"""The calendar files that go with notices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.attachments import FILE_NAME
from bot.notices.notice import File
from programme import Reminders
from programme.calendars import feed, invitation

if TYPE_CHECKING:
    from datetime import datetime

    from bot.attachments import Organizer
    from programme import Database, Session
    from programme.news import SlotNews

__all__ = ["Files"]


class Files:
    """Makes them. Every method may raise ``DatabaseFailed``.

    Args:
        database: the programme's.
        organizer: whom they name.
    """

    def __init__(self, database: Database, organizer: Organizer) -> None:
        self._reminders, self._organizer = Reminders(database), organizer

    def of_place(self, session: Session, person: str, now: datetime, *, departures: int = 0) -> File:
        """What a place in a session is now: an update, or its cancellation where the session does not take place."""
        written = invitation(
            session,
            person=person,
            now=now,
            organizer=self._organizer.uri,
            organizer_name=self._organizer.name,
            alarms=self._reminders.of(person),
            departures=departures,
        )
        return File(FILE_NAME, written.decode())

    def of_slot(self, slot: SlotNews, now: datetime) -> File:
        """Time with an expert, for the expert's own calendar; one that was given back is taken out of it.

        It may be booked and given back again and again, which raises no number of the session: the minute at which it
        happened is what calendars go by here.
        """
        happened = int(slot.at.timestamp()) // 60
        session = replace(slot.session, sequence=happened, cancelled=not slot.booked)
        return File(FILE_NAME, feed([session], name=session.plan.title, now=now).decode())
