"""People who agreed to be remembered: a random id, the keys they have in channels, a language, their consent."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.erasures import add_counts
from programme.errors import NoConsent, NoSuchPerson
from programme.held import erase_person, erase_under, export_person, export_under, keys_of
from programme.models import channels, people
from programme.values import text, utc
from programme.zones import zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["People", "Person", "Receipt"]


@dataclass(frozen=True, slots=True)
class Person:
    """One person.

    Attributes:
        id: a random UUID: says nothing of who it is.
        language: the language chosen for good, ISO 639-1; None when none was.
        zone: the person's own time zone, an IANA name; None when it is not known.
        consented_at: when the person agreed to be remembered, UTC; None once that was withdrawn.
        withdrawn_at: when consent was last withdrawn, UTC; None while it holds.
        spoken: the language in which the person was last answered, ISO 639-1; None when that is not known.
    """

    id: str
    language: str | None
    consented_at: datetime | None
    withdrawn_at: datetime | None
    zone: str | None = None
    spoken: str | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an erasure removed.

    Attributes:
        rows: how many rows by table, for every table that can hold something of a person.
    """

    rows: dict[str, int]

    @property
    def total(self) -> int:
        """Rows in all tables."""
        return sum(self.rows.values())


class People:
    """The people. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, channel: str, key: str) -> Person | None:
        """The person behind a key of a channel (a Telegram id); None when nobody with this key agreed."""
        with self._database.session(write=False) as session:
            return _behind(session, channel, key)

    def get(self, person_id: str) -> Person:
        """The person of an id.

        Raises:
            NoSuchPerson: nobody has this id.
        """
        with self._database.session(write=False) as session:
            return _person(session, person_id)

    def keys(self, person_id: str) -> list[tuple[str, str]]:
        """Channel and key of everywhere a person is known, in order; none when nobody has this id."""
        with self._database.session(write=False) as session:
            return keys_of(session, person_id)

    def remember(
        self, channel: str, key: str, *, language: str | None = None, consent: datetime | None = None
    ) -> Person:
        """The person behind a key, made now when new. Two callers at once get the same person.

        Args:
            channel: ``"telegram"``.
            key: what the channel calls the person.
            language: chosen for good, ISO 639-1; what was chosen before stays when left out.
            consent: when the person agreed; may be left out for one whose consent is on record.

        Raises:
            NoConsent: no consent is given, and none is on record: nothing was stored.
            BadValue: an empty channel or key, a time without a zone.
        """
        text(channel, "channel"), text(key, "key")
        moment = None if consent is None else utc(consent, "consent")
        try:
            return self._remember(channel, key, language, moment)
        except sa.exc.IntegrityError:  # another made the person at the same moment
            return self._remember(channel, key, language, moment)

    def set_language(self, person_id: str, language: str | None) -> Person:
        """Fix the language of a person, or unfix it with None.

        Raises:
            NoSuchPerson: nobody has this id.
            NoConsent: the person has withdrawn.
        """
        with self._database.session() as session:
            if _person(session, person_id).consented_at is None:
                raise _not_agreed()
            return _change(session, person_id, language=language)

    def answered_in(self, person_id: str, language: str) -> None:
        """Remember in which language a person was answered, for what is written to them by itself; nothing of somebody
        who has withdrawn, or is not known any more.
        """
        agreed = sa.and_(people.c.id == person_id, people.c.consented_at.is_not(None))
        with self._database.session() as session:
            session.execute(sa.update(people).where(agreed).values(spoken=text(language, "language")))

    def set_zone(self, person_id: str, zone: str | None) -> Person:
        """Fix the time zone in which a person is told times (an IANA name), or unfix it with None.

        Raises:
            NoSuchPerson: nobody has this id.
            NoConsent: the person has withdrawn.
            BadZone: there is no such zone.
        """
        name = None if zone is None else zone_of(zone).key
        with self._database.session() as session:
            if _person(session, person_id).consented_at is None:
                raise _not_agreed()
            return _change(session, person_id, zone=name)

    def consent(self, person_id: str, at: datetime) -> Person:
        """The person agrees (again) to be remembered.

        Raises:
            NoSuchPerson: nobody has this id.
            BadValue: a time without a zone.
        """
        moment = utc(at, "at")
        with self._database.session() as session:
            return _change(session, person_id, consented_at=moment, withdrawn_at=None)

    def withdraw(self, person_id: str, at: datetime) -> Person:
        """The person agrees no longer: nothing new is stored. What is held stays until ``forget``, so that the person
        can still ask for it, and the key with it, so that it is known who may.

        Raises:
            NoSuchPerson: nobody has this id.
            BadValue: a time without a zone.
        """
        moment = utc(at, "at")
        with self._database.session() as session:
            return _change(session, person_id, consented_at=None, withdrawn_at=moment)

    def forget(self, person_id: str, *, request: int | None = None) -> Receipt:
        """Erase a person from every table.

        Of updates and messages their numbers stay, without the person, so that a duplicate is not taken for new.

        Args:
            person_id: who.
            request: id of the inbox item by which the person asks for this. It stays until it is done, as every item
                does, so that a crash before the receipt was shown does not lose the request; what was erased for it
                is counted in ``Erasures``.

        Raises:
            NoSuchPerson: nobody has this id.
        """
        with self._database.session() as session:
            _person(session, person_id)
            rows = erase_under(session, keys_of(session, person_id), request)
            rows |= erase_person(session, person_id)
            if request is not None:
                add_counts(session, request, rows)
        self._database.scrub()
        return Receipt(rows)

    def forget_key(self, channel: str, key: str, *, request: int | None = None) -> Receipt:
        """Erase what is held under a key of somebody who is not remembered: questions to the staff, and the answers
        that wait to be sent; a place among the staff. ``request`` as for ``forget``.
        """
        with self._database.session() as session:
            receipt = Receipt(erase_under(session, [(channel, key)], None, of_inbox=False))
            if request is not None:
                add_counts(session, request, receipt.rows)
        if receipt.total:
            self._database.scrub()
        return receipt

    def export(self, person_id: str) -> dict[str, Any]:
        """Everything held about a person, ready for JSON: times in ISO 8601 with their zone, one list of rows a table.

        Raises:
            NoSuchPerson: nobody has this id.
        """
        with self._database.session(write=False) as session:
            _person(session, person_id)
            return export_person(session, person_id)

    def export_key(self, channel: str, key: str) -> dict[str, Any]:
        """As ``export``, of somebody who is not remembered: the tables in which something is held under a key."""
        with self._database.session(write=False) as session:
            return {name: rows for name, rows in export_under(session, [(channel, key)]).items() if rows}

    def _remember(self, channel: str, key: str, language: str | None, consent: datetime | None) -> Person:
        with self._database.session() as session:
            person = _behind(session, channel, key)
            if consent is None and (person is None or person.consented_at is None):
                raise _not_agreed()
            if person is None:
                person = Person(str(uuid.uuid4()), language, consent, None)
                session.execute(sa.insert(people).values(id=person.id, language=language, consented_at=consent))
                session.execute(sa.insert(channels).values(channel=channel, key=key, person=person.id))
                return person
            changes: dict[str, Any] = {}
            if language is not None:
                changes["language"] = language
            if consent is not None:
                changes |= {"consented_at": consent, "withdrawn_at": None}
            return _change(session, person.id, **changes) if changes else person


def _behind(session: Any, channel: str, key: str) -> Person | None:
    row = session.execute(
        sa.select(people).join(channels).where(channels.c.channel == channel, channels.c.key == key)
    ).first()
    return None if row is None else Person(**row._mapping)


def _person(session: Any, person_id: str) -> Person:
    row = session.execute(sa.select(people).where(people.c.id == person_id)).first()
    if row is None:
        raise NoSuchPerson(f"Nobody has the id {person_id!r}: never remembered, or forgotten. Ask for consent first.")
    return Person(**row._mapping)


def _change(session: Any, person_id: str, **values: Any) -> Person:
    session.execute(sa.update(people).where(people.c.id == person_id).values(**values))
    return _person(session, person_id)


def _not_agreed() -> NoConsent:
    return NoConsent("The person has not agreed to be remembered, so nothing was stored. Ask for consent first.")
