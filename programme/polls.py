"""Finding a time among named people: times are proposed, each says which suits, the staff choose."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.consent import agreed
from programme.errors import BadValue, NoSuchPoll, NotInvited, PollClosed
from programme.ids import new_id, new_token
from programme.models import poll_guests, poll_options, poll_votes, polls
from programme.plan import Plan
from programme.poll_rows import ANSWERS, Poll, get_poll
from programme.values import text, utc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from programme.database import Database

__all__ = ["MOST_NAMES", "MOST_TIMES", "Opened", "Polls"]

MOST_TIMES, MOST_NAMES = 20, 50
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Opened:
    """A new poll.

    Attributes:
        poll: as it stands.
        tokens: by name, what lets that person answer; of each only a digest is stored, so they are told once.
    """

    poll: Poll
    tokens: dict[str, str]


class Polls:
    """The polls. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(
        self, title: str, *, zone: str, minutes: int, starts: Sequence[datetime], names: Sequence[str], now: datetime
    ) -> Opened:
        """Propose times.

        Args:
            title: what is to be held, 1 to 200 characters.
            zone: IANA name.
            minutes: how long it will take, 5 to 1440.
            starts: 1 to ``MOST_TIMES`` times as clocks in the zone show them, each once.
            names: of 1 to ``MOST_NAMES`` people, each once, of at most 100 characters.
            now: UTC.

        Raises:
            BadValue: a value cannot be used, or a time has passed; nothing is stored then.
            SkippedTime: the clocks never show one of the times.
            RepeatedTime: they show one twice.
            BadZone: there is no such zone.
        """
        times = _times(title, zone, minutes, starts, now)
        people = _names(names)
        id, tokens = new_id(), {name: new_token() for name in people}
        made = {"id": id, "title": title, "zone": zone, "minutes": minutes, "opened_at": utc(now)}
        with self._database.session() as session:
            session.execute(sa.insert(polls).values(**made))
            session.execute(
                sa.insert(poll_options),
                [
                    {"poll": id, "number": number, "starts_wall": wall, "starts_at": at}
                    for number, (at, wall) in enumerate(times, start=1)
                ],
            )
            session.execute(
                sa.insert(poll_guests),
                [
                    {"poll": id, "number": number, "name": name, "token_digest": _digest(tokens[name])}
                    for number, name in enumerate(people, start=1)
                ],
            )
            return Opened(get_poll(session, id), tokens)

    def invite(self, id: str, name: str) -> str:
        """A token for one more person, or a new one for somebody who did not come yet (theirs was lost).

        Raises:
            NoSuchPoll: there is none.
            PollClosed: nobody can answer any more.
            BadValue: a name that cannot be used, one who has come already, too many names.
        """
        [name] = _names([name])
        token = new_token()
        mine = sa.and_(poll_guests.c.poll == id, poll_guests.c.name == name)
        with self._database.session() as session:
            poll = _still_open(get_poll(session, id, lock=True))
            if name in poll.joined:
                raise BadValue(f"{name} has come to the poll already. Nothing more is needed.")
            if name in poll.names:
                session.execute(sa.update(poll_guests).where(mine).values(token_digest=_digest(token)))
                return token
            if len(poll.names) >= MOST_NAMES:
                raise BadValue(f"{len(poll.names)} people are asked. At most {MOST_NAMES} can be.")
            last = sa.select(sa.func.max(poll_guests.c.number)).where(poll_guests.c.poll == id)
            number = (session.execute(last).scalar() or 0) + 1
            values = {"poll": id, "number": number, "name": name, "token_digest": _digest(token)}
            session.execute(sa.insert(poll_guests).values(**values))
            return token

    def join(self, token: str, person: str, now: datetime) -> Poll:
        """Somebody comes by their link; again is the same. The token is theirs from now on.

        Raises:
            NoSuchPoll: the token leads nowhere.
            NotInvited: somebody else has used it.
            PollClosed: nobody can answer any more, and the person was not among those who could.
            NoSuchPerson: nobody has this id.
            NoConsent: the person has withdrawn.
        """
        which = sa.select(poll_guests).where(poll_guests.c.token_digest == _digest(token))
        with self._database.session() as session:
            agreed(session, person)
            guest = session.execute(which).first()
            if guest is None:
                raise NoSuchPoll("This link leads to no poll. Ask for a new one.")
            poll = get_poll(session, guest.poll, lock=True)
            guest = session.execute(which).first()
            if guest is None:  # replaced by a new one in between
                raise NoSuchPoll("This link leads to no poll. Ask for a new one.")
            if guest.person == person or _is_guest(session, poll.id, person):
                return poll
            if guest.person is not None:
                raise NotInvited("This link was used by somebody else. Ask for one of your own.")
            _still_open(poll)
            mine = sa.and_(poll_guests.c.poll == poll.id, poll_guests.c.number == guest.number)
            session.execute(sa.update(poll_guests).where(mine).values(person=person))
            return get_poll(session, poll.id)

    def vote(self, id: str, person: str, number: int, answer: str, now: datetime) -> Poll:
        """Whether a time suits; a later answer replaces an earlier one.

        Args:
            id: of the poll.
            person: who came by a link.
            number: of the option.
            answer: ``yes``, ``maybe`` or ``no``.
            now: UTC.

        Raises:
            NoSuchPoll: there is none.
            NotInvited: the person did not come by a link.
            PollClosed: it is closed.
            BadValue: no such option, no such answer.
            NoConsent: the person has withdrawn; ``NoSuchPerson`` when they are not known.
        """
        if answer not in ANSWERS:
            raise BadValue(f"The answer is {answer[:20]!r}. It must be one of {', '.join(ANSWERS)}.")
        with self._database.session() as session:
            agreed(session, person)
            poll = get_poll(session, id, lock=True)
            if not _is_guest(session, id, person):
                raise NotInvited("Only who was asked can answer. Ask for a link of your own.")
            _still_open(poll)
            _has(poll, number)
            mine = sa.and_(poll_votes.c.poll == id, poll_votes.c.number == number, poll_votes.c.person == person)
            values = {"answer": answer, "voted_at": utc(now)}
            if not session.execute(sa.update(poll_votes).where(mine).values(**values)).rowcount:
                session.execute(sa.insert(poll_votes).values(poll=id, number=number, person=person, **values))
            return get_poll(session, id)

    def close(self, id: str, number: int | None, now: datetime) -> Poll:
        """The staff choose a time, or none: nobody can answer any more.

        Raises:
            NoSuchPoll: there is none.
            PollClosed: it is closed already.
            BadValue: no such option, or its time has passed.
        """
        with self._database.session() as session:
            poll = _still_open(get_poll(session, id, lock=True))
            if number is not None and _has(poll, number).starts_at <= utc(now):
                raise BadValue(f"Option {number} has passed. Choose a later one, or close the poll without a result.")
            session.execute(sa.update(polls).where(polls.c.id == id).values(closed_at=utc(now), chosen=number))
            return get_poll(session, id)

    def get(self, id: str) -> Poll:
        """One poll.

        Raises:
            NoSuchPoll: there is none.
        """
        with self._database.session(write=False) as session:
            return get_poll(session, id)

    def all(self, *, closed: bool = False) -> list[Poll]:
        """The open polls, the newest first; with ``closed`` the others too."""
        which = sa.select(polls.c.id).order_by(polls.c.opened_at.desc(), polls.c.id)
        with self._database.session(write=False) as session:
            ids = session.execute(which if closed else which.where(polls.c.closed_at.is_(None))).scalars().all()
            return [get_poll(session, id) for id in ids]

    def of(self, person: str) -> list[Poll]:
        """The open polls that a person came to, the newest first."""
        which = (
            sa.select(polls.c.id)
            .join(poll_guests, poll_guests.c.poll == polls.c.id)
            .where(poll_guests.c.person == person, polls.c.closed_at.is_(None))
        )
        with self._database.session(write=False) as session:
            ids = session.execute(which.order_by(polls.c.opened_at.desc(), polls.c.id)).scalars().all()
            return [get_poll(session, id) for id in ids]

    def votes(self, id: str, person: str) -> dict[int, str]:
        """What a person answered, by number of the option."""
        mine = sa.select(poll_votes).where(poll_votes.c.poll == id, poll_votes.c.person == person)
        with self._database.session(write=False) as session:
            return {row.number: row.answer for row in session.execute(mine.order_by(poll_votes.c.number))}

    def people(self, id: str) -> dict[str, str]:
        """Who came to a poll: id of the person by name, for telling them."""
        came = sa.select(poll_guests).where(poll_guests.c.poll == id, poll_guests.c.person.is_not(None))
        with self._database.session(write=False) as session:
            return {row.name: row.person for row in session.execute(came.order_by(poll_guests.c.name))}


def _times(
    title: str, zone: str, minutes: int, starts: Sequence[datetime], now: datetime
) -> list[tuple[datetime, datetime]]:
    """Moment and wall time of each, in order."""
    if not 1 <= len(starts) <= MOST_TIMES:
        raise BadValue(f"{len(starts)} times are proposed. Propose from 1 to {MOST_TIMES}.")
    plans = [Plan(title=title, starts=each, minutes=minutes, zone=zone) for each in starts]
    times = sorted((plan.moments()[0], plan.starts) for plan in plans)
    if len({at for at, _ in times}) < len(times):
        raise BadValue("A time is proposed twice. Give each once.")
    if times[0][0] <= utc(now):
        raise BadValue(f"{times[0][1]:%Y-%m-%d %H:%M} in {zone} has passed. Propose later times.")
    return times


def _names(names: Sequence[str]) -> list[str]:
    found = [" ".join(text(name, "a name").split()) for name in names]
    if not 1 <= len(found) <= MOST_NAMES:
        raise BadValue(f"{len(found)} people are asked. Name from 1 to {MOST_NAMES}.")
    for name in found:
        if not 1 <= len(name) <= _LONGEST_NAME:
            raise BadValue(f"A name has {len(name)} characters. It must have from 1 to {_LONGEST_NAME}.")
    if len(set(found)) < len(found):
        raise BadValue("A name is given twice. Tell the two apart.")
    return found


def _still_open(poll: Poll) -> Poll:
    if poll.closed_at is not None:
        raise PollClosed(f"The poll “{poll.title}” is closed.")
    return poll


def _has(poll: Poll, number: int) -> Any:
    found = next((each for each in poll.options if each.number == number), None)
    if found is None:
        raise BadValue(f"The poll has no option {number}. It has 1 to {len(poll.options)}.")
    return found


def _is_guest(session: Any, id: str, person: str) -> bool:
    mine = sa.select(poll_guests.c.number).where(poll_guests.c.poll == id, poll_guests.c.person == person)
    return session.execute(mine).first() is not None


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
