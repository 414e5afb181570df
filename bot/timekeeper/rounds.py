"""What is done by the clock.

Each task finds in the state of things what is still to be done, so that nothing is lost; what it puts into the outbox
has a key, so that nothing is said twice, wherever the process was killed.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.notices.announcement import announcement
from bot.notices.change import cancelled, changed
from bot.notices.files import Files
from bot.notices.follow_up import follow_up
from bot.notices.offer import offer
from bot.notices.poll import chosen
from bot.notices.posting import Post
from bot.notices.reminder import reminder
from bot.notices.slot import slot_booked, slot_free
from programme import Bookings, Changes, FollowUps, Interests, Polls, Reminders, Sessions
from programme.announcements import Announcements
from programme.news import News
from programme.withdrawals import about

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from bot.attachments import Organizer
    from bot.notices.notice import Notice, Reader
    from programme import Booking, Change, Database, Session

__all__ = ["Rounds"]

#: So long after a poll was closed those who came to it are told, if the process was away.
CLOSED = timedelta(days=3)
#: So long a follow-up is of use.
AFTERWARDS = timedelta(days=7)


class Rounds:
    """The tasks of one round. Every one may raise ``DatabaseFailed``, and belongs into a thread.

    Args:
        database: the programme's.
        organizer: whom calendar files name.
        language: of people whose own is not known.
        zone: IANA name of the zone of staff, whose own is not known.
    """

    def __init__(self, database: Database, *, organizer: Organizer, language: str, zone: str) -> None:
        self._post = Post(database, language=language, zone=zone)
        self._files = Files(database, organizer)
        self._bookings, self._sessions, self._news = Bookings(database), Sessions(database), News(database)
        self._changes, self._reminders, self._follow_ups = Changes(database), Reminders(database), FollowUps(database)
        self._announcements, self._interests, self._polls = (
            Announcements(database), Interests(database), Polls(database),
        )  # fmt: skip
        self._said: dict[str, set[str]] = {}

    @property
    def tasks(self) -> tuple[Callable[[datetime], None], ...]:
        """All of them, in the order in which they are done. One that fails need keep no other back."""
        return (
            self.offers,
            self.changes,
            self.reminders,
            self.slots,
            self.announcements,
            self.polls,
            self.follow_ups,
        )

    def offers(self, now: datetime) -> None:
        """Offers whose time is over go to who is next; whoever has one hears of it."""
        self._bookings.expire(now)
        places = {f"offer:{each.registration}:{each.until.isoformat()}": each for each in self._news.offered(now)}
        for key in self._new("offers", places):
            place = places[key]
            make = partial(offer, place=place)
            self._post.put(place.person, key, make, now, subject=about(place.registration), until=place.until)

    def changes(self, now: datetime) -> None:
        """Who is in a session that was changed or cancelled hears of it, with a file for the calendar."""
        for change in self._changes.due(now):
            inside = {booking.person: booking for booking in self._bookings.inside(change.session.id)}
            for person in change.people:
                make = partial(self._change, change=change, booking=inside.get(person), now=now)
                self._post.put(person, change.key, make, now, until=change.session.starts_at)
            self._changes.done(change)

    def reminders(self, now: datetime) -> None:
        """Reminders that are due."""
        for due in self._reminders.due(now):
            make = partial(reminder, due=due)
            until = due.session.starts_at
            self._post.put(due.person, due.key, make, now, subject=about(due.registration), until=until)
            self._reminders.done(due)

    def slots(self, now: datetime) -> None:
        """The staff hear when time with an expert is booked, and when it is given back."""
        slots = {f"slot:{each.registration}:{each.at.isoformat()}": each for each in self._news.slots(now)}
        for key in self._new("slots", slots):
            each = slots[key]
            make = partial(
                slot_booked if each.booked else slot_free, slot=each.session, file=self._files.of_slot(each, now)
            )
            members = self._post.staff_called(each.session.plan.host)
            self._post.put_to_staff(members, key, make, now, until=each.session.starts_at)

    def announcements(self, now: datetime) -> None:
        """Who follows a topic hears of a session that the staff announce, unless they are in it already."""
        for session in self._announcements.due(now):
            for person in self._interests.followers(session.plan.topic or ""):
                if not self._is_in(session, person):
                    key = f"announce:{session.id}"
                    self._post.put(person, key, partial(announcement, session=session), now, until=session.starts_at)
            self._announcements.done(session.id, now)

    def polls(self, now: datetime) -> None:
        """Who came to a poll hears of the time that was chosen."""
        polls = {f"poll:{poll.id}": poll for poll in self._news.chosen(now - CLOSED)}
        for key in self._new("polls", polls):
            for person in self._polls.people(polls[key].id).values():
                self._post.put(person, key, partial(chosen, poll=polls[key]), now, until=now + CLOSED)

    def follow_ups(self, now: datetime) -> None:
        """Who had a place in a session that is over hears what comes after it."""
        for session in self._follow_ups.due(now):
            following = self._following(session, now)
            for booking in self._bookings.inside(session.id):
                if booking.state != "registered":
                    continue
                free = None if following is None or self._is_in(following, booking.person) else following
                make = partial(follow_up, session=session, following=free)
                self._post.put(booking.person, f"after:{session.id}", make, now, until=now + AFTERWARDS)
            self._follow_ups.done(session.id, now)

    def _new(self, task: str, keys: Collection[str]) -> list[str]:
        """Those that were not there the last time; the outbox knows the others for as long as they may come again."""
        new = [key for key in keys if key not in self._said.get(task, ())]
        self._said[task] = set(keys)
        return new

    def _change(self, reader: Reader, *, change: Change, booking: Booking | None, now: datetime) -> Notice:
        file = None
        if booking is not None and booking.state == "registered":
            file = self._files.of_place(change.session, reader.person, now, departures=booking.departures)
        if change.session.cancelled:
            return cancelled(reader, change, file=file)
        return changed(reader, change, inside=file is not None, file=file)

    def _is_in(self, session: Session, person: str) -> bool:
        booking = self._bookings.get(session.id, person)
        return booking is not None and booking.state != "cancelled"

    def _following(self, session: Session, now: datetime) -> Session | None:
        """The next of the series that has not begun."""
        if session.series is None:
            return None
        later = self._sessions.find(after=now, series=session.series, limit=5)
        return next((each for each in later if each.starts_at > now), None)
