"""Documents that staff offer to the library: offered, then accepted or refused by who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import NoSuchOffer, OfferDecided
from programme.models.offers import offers
from programme.values import text, utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["Offer", "Offers"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One document.

    Attributes:
        id: counts up; never used again.
        channel: where the person is reached who offered it; empty once they are forgotten.
        key: what the channel calls them; empty once they are forgotten.
        language: in which they are written to, ISO 639-1; None when it is not known.
        name: what they call the file. Never a path.
        file: its name in the home folder.
        checksum: SHA-256 of its bytes, in hex.
        bytes: its size.
        title: as it was read.
        pages: pages or slides; None where the format has none.
        state: ``offered``, ``accepted`` or ``refused``.
        offered_at: when, UTC.
        decided_at: when it was accepted or refused, UTC.
    """

    id: int
    channel: str
    key: str
    language: str | None
    name: str
    file: str
    checksum: str
    bytes: int
    title: str
    pages: int | None
    state: str
    offered_at: datetime
    decided_at: datetime | None


class Offers:
    """The offers. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self,
        channel: str,
        key: str,
        *,
        name: str,
        file: str,
        checksum: str,
        bytes: int,
        title: str,
        pages: int | None,
        now: datetime,
        language: str | None = None,
    ) -> tuple[Offer, bool]:
        """Write an offer down; see ``Offer`` for the values.

        Returns:
            The offer and True; or the one that is there already for the same file, and False.

        Raises:
            BadValue: an empty value, a time without a zone.
        """
        values = {
            "channel": text(channel, "channel"),
            "key": text(key, "key"),
            "language": language,
            "name": text(name, "name"),
            "file": text(file, "file"),
            "checksum": text(checksum, "checksum"),
            "bytes": bytes,
            "title": text(title, "title"),
            "pages": pages,
            "offered_at": utc(now),
        }
        with self._database.session() as session:
            new = self._database.insert_new(session, offers, state="offered", **values)
            row = session.execute(sa.select(offers).where(_standing(checksum))).one()
            return Offer(**row._mapping), new

    def standing(self, checksum: str) -> Offer | None:
        """The offer of a file with this checksum that was not refused; None when there is none."""
        with self._database.session(write=False) as session:
            row = session.execute(sa.select(offers).where(_standing(checksum))).first()
            return None if row is None else Offer(**row._mapping)

    def get(self, id: int) -> Offer:
        """One offer.

        Raises:
            NoSuchOffer: none has this number.
        """
        with self._database.session(write=False) as session:
            return _offer(session, id)

    def all(self, state: str | None = None) -> list[Offer]:
        """All offers, of one state when it is given, oldest first."""
        query = sa.select(offers).order_by(offers.c.id)
        if state is not None:
            query = query.where(offers.c.state == state)
        with self._database.session(write=False) as session:
            return [Offer(**row._mapping) for row in session.execute(query)]

    def decide(self, id: int, state: str, now: datetime) -> Offer:
        """Accept or refuse.

        Args:
            id: which.
            state: ``"accepted"`` or ``"refused"``.
            now: when.

        Raises:
            NoSuchOffer: none has this number.
            OfferDecided: it was decided before.
            BadValue: a time without a zone.
        """
        moment = utc(now)
        with self._database.session() as session:
            open_one = sa.and_(offers.c.id == id, offers.c.state == "offered")
            changed = session.execute(sa.update(offers).where(open_one).values(state=state, decided_at=moment)).rowcount
            offer = _offer(session, id)
            if not changed:
                raise OfferDecided(f"Offer {id} was {offer.state} before. attache offers list shows what is open.")
            return offer

    def expire(self, before: datetime) -> list[Offer]:
        """Remove what was offered before a moment and nobody decided, and what was refused before it.

        Returns:
            Those that nobody decided.

        Raises:
            BadValue: a time without a zone.
        """
        moment = utc(before, "before")
        old = sa.and_(offers.c.state == "offered", offers.c.offered_at < moment)
        refused = sa.and_(offers.c.state == "refused", offers.c.decided_at < moment)
        with self._database.session() as session:
            query = sa.select(offers).where(old).order_by(offers.c.id).with_for_update()
            found = [Offer(**row._mapping) for row in session.execute(query)]
            session.execute(sa.delete(offers).where(sa.or_(refused, offers.c.id.in_([one.id for one in found]))))
        return found

    def files(self) -> set[str]:
        """Names of the files that wait for a decision."""
        with self._database.session(write=False) as session:
            query = sa.select(offers.c.file).where(offers.c.state == "offered")
            return {row.file for row in session.execute(query)}


def forget_offers(session: Any, keys: list[tuple[str, str]]) -> int:
    """Forget who offered documents: the people behind these keys (channel, key); how many offers that were."""
    theirs = sa.or_(sa.false(), *(sa.and_(offers.c.channel == one, offers.c.key == key) for one, key in keys))
    return int(session.execute(sa.update(offers).where(theirs).values(channel="", key="", language=None)).rowcount)


def _standing(checksum: str) -> Any:
    return sa.and_(offers.c.checksum == checksum, offers.c.state != "refused")


def _offer(session: Any, id: int) -> Offer:
    row = session.execute(sa.select(offers).where(offers.c.id == id)).first()
    if row is None:
        raise NoSuchOffer(f"No offer has the number {id}. attache offers list shows them.")
    return Offer(**row._mapping)
