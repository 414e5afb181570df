"""A poll as it stands, and how it is read from the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import NoSuchPoll
from programme.models import poll_guests, poll_options, poll_votes, polls

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["ANSWERS", "Poll", "PollOption", "get_poll"]

ANSWERS = ("yes", "maybe", "no")


@dataclass(frozen=True, slots=True)
class PollOption:
    """A time that is proposed.

    Attributes:
        number: 1 and up, in the order of time.
        starts: as clocks in the poll's zone show it.
        starts_at: UTC.
        yes: names of those for whom it is good; ``maybe`` possible; ``no`` not.
    """

    number: int
    starts: datetime
    starts_at: datetime
    yes: tuple[str, ...]
    maybe: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll about the time of a meeting.

    Attributes:
        zone: IANA name; ``minutes`` how long it will take.
        options: the times, the earliest first.
        names: who is asked, as the staff named them, in alphabetical order.
        joined: those who came by their link.
        voted: those who answered at least one time.
        opened_at: UTC; ``closed_at`` likewise, None while it is open.
        chosen: number of the option that was chosen; None before, or where it was closed without a result.
    """

    id: str
    title: str
    zone: str
    minutes: int
    options: tuple[PollOption, ...]
    names: tuple[str, ...]
    joined: tuple[str, ...]
    voted: tuple[str, ...]
    opened_at: datetime
    closed_at: datetime | None
    chosen: int | None

    @property
    def best(self) -> PollOption:
        """The time that suits most: the fewest no, then the most yes, then the earliest."""
        return min(self.options, key=lambda each: (len(each.no), -len(each.yes), each.number))


def get_poll(session: Any, id: str, *, lock: bool = False) -> Poll:
    """One poll; with ``lock`` nobody else changes it until the transaction ends.

    Raises:
        NoSuchPoll: there is none.
    """
    which = sa.select(polls).where(polls.c.id == id)
    row = session.execute(which.with_for_update() if lock else which).first()
    if row is None:
        raise NoSuchPoll(f"There is no poll {id!r}. It may have been removed.")
    options = session.execute(
        sa.select(poll_options).where(poll_options.c.poll == id).order_by(poll_options.c.number)
    ).all()
    guests = session.execute(sa.select(poll_guests).where(poll_guests.c.poll == id).order_by(poll_guests.c.name)).all()
    named = {guest.person: guest.name for guest in guests}
    votes = session.execute(sa.select(poll_votes).where(poll_votes.c.poll == id)).all()
    said: dict[tuple[int, str], list[str]] = {}
    for vote in votes:
        said.setdefault((vote.number, vote.answer), []).append(named[vote.person])
    return Poll(
        row.id,
        row.title,
        row.zone,
        row.minutes,
        tuple(
            PollOption(
                each.number,
                each.starts_wall,
                each.starts_at,
                *(tuple(sorted(said.get((each.number, answer), ()))) for answer in ANSWERS),
            )
            for each in options
        ),
        tuple(guest.name for guest in guests),
        tuple(guest.name for guest in guests if guest.person is not None),
        tuple(sorted({named[vote.person] for vote in votes})),
        row.opened_at,
        row.closed_at,
        row.chosen,
    )
