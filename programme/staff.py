"""Staff: who may answer what delegates ask of a person. One becomes staff by a code that works once."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import BadValue, CodeExpired, CodeUsed, NoSuchCode, NoSuchMember
from programme.models.staff import invitations, questions, staff
from programme.values import text, utc

if TYPE_CHECKING:
    from datetime import datetime

    from programme.database import Database

__all__ = ["DAYS", "ROLES", "Member", "Staff", "erase_members"]

#: What somebody may be on the list. Both answer questions.
ROLES = ("staff", "editor")
#: How many days a code may work, least and most.
DAYS = (1, 90)
#: Longest name on the list, in characters.
_NAME = 80
#: Letters and figures that nobody takes for each other (Crockford's base 32); sixteen of them are 80 bits.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 16, 4
_TAKEN_FOR_OTHERS = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff.

    Attributes:
        id: counts up; never used again.
        channel: where the person is reached.
        key: what the channel calls the person.
        role: one of ``ROLES``.
        name: on the list; empty when the invitation had none.
        language: in which the person is written to, ISO 639-1; None when it is not known.
        linked_at: when the person agreed, UTC.
        left_at: when that ended, UTC: the row stays until the channel has taken its menus away.
        menu: digest of the menus that the channel shows the person; None when it shows none of staff's.
    """

    id: int
    channel: str
    key: str
    role: str
    name: str
    language: str | None
    linked_at: datetime
    left_at: datetime | None
    menu: str | None


class Staff:
    """The staff. Every method is one transaction and may raise ``DatabaseFailed``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def invite(self, role: str, now: datetime, *, days: int = 7, name: str = "") -> str:
        """A new code; its digest is stored, the code itself nowhere.

        Args:
            role: one of ``ROLES``.
            now: the moment from which it works.
            days: for how long, within ``DAYS``.
            name: of the person on the list, at most 80 characters.

        Returns:
            The code, in groups: ``"7K3P-0XQM-9V2D-RT5A"``.

        Raises:
            BadValue: another role, days out of range, a name that is too long, a time without a zone.
        """
        if role not in ROLES:
            raise BadValue(f"The role is {role!r}. Choose one of {', '.join(ROLES)}.")
        if not DAYS[0] <= days <= DAYS[1]:
            raise BadValue(f"The code would work for {days} days. Choose {DAYS[0]} to {DAYS[1]}.")
        named = text(" ".join(name.split()), "name", empty=True)
        if len(named) > _NAME:
            raise BadValue(f"The name has {len(named)} characters. It must have {_NAME} or fewer.")
        moment = utc(now)
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        values = {"role": role, "name": named, "expires_at": moment + timedelta(days=days)}
        with self._database.session() as session:
            stale = invitations.c.expires_at < moment - timedelta(days=DAYS[1])
            session.execute(sa.delete(invitations).where(stale))
            session.execute(sa.insert(invitations).values(code_digest=_digest(code), **values))
        return "-".join(code[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))

    def check(self, code: str, now: datetime) -> str:
        """The role that a code gives; it is not used up by this.

        Raises:
            NoSuchCode: nobody was given this code.
            CodeUsed: somebody is staff by it already.
            CodeExpired: its time is over.
            BadValue: a time without a zone.
        """
        moment = utc(now)
        with self._database.session(write=False) as session:
            return str(_valid(session, code, moment).role)

    def link(self, code: str, channel: str, key: str, now: datetime, *, language: str | None = None) -> Member:
        """Make the person behind a key one of the staff. The code is used up; who was staff before has its role now.

        Raises:
            NoSuchCode: nobody was given this code.
            CodeUsed: somebody is staff by it already.
            CodeExpired: its time is over.
            BadValue: an empty channel or key, a time without a zone.
        """
        moment = utc(now)
        who = {"channel": text(channel, "channel"), "key": text(key, "key")}
        with self._database.session() as session:
            invitation = _valid(session, code, moment)
            open_one = sa.and_(invitations.c.id == invitation.id, invitations.c.used_at.is_(None))
            used = sa.update(invitations).where(open_one).values(used_at=moment, name="")
            if not session.execute(used).rowcount:  # another was quicker
                raise _used()
            values = {"role": invitation.role, "language": language, "linked_at": moment, "left_at": None}
            if self._database.insert_new(session, staff, name=invitation.name, **who, **values):
                return _member(session, channel, key)
            if invitation.name:
                values["name"] = invitation.name
            session.execute(sa.update(staff).where(_is(channel, key)).values(**values))
            return _member(session, channel, key)

    def of(self, channel: str, key: str) -> Member | None:
        """The member of staff behind a key; None when that is nobody's, or of one who left."""
        with self._database.session(write=False) as session:
            row = session.execute(sa.select(staff).where(_is(channel, key), staff.c.left_at.is_(None))).first()
            return None if row is None else Member(**row._mapping)

    def by_id(self, id: int) -> Member | None:
        """The member of staff with this number, also one who left; None when there is none."""
        with self._database.session(write=False) as session:
            row = session.execute(sa.select(staff).where(staff.c.id == id)).first()
            return None if row is None else Member(**row._mapping)

    def members(self, channel: str | None = None) -> list[Member]:
        """All of the staff, of one channel when it is given, longest linked first."""
        which = staff.c.left_at.is_(None)
        if channel is not None:
            which = sa.and_(which, staff.c.channel == channel)
        with self._database.session(write=False) as session:
            return [
                Member(**row._mapping) for row in session.execute(sa.select(staff).where(which).order_by(staff.c.id))
            ]

    def anybody(self, channel: str) -> bool:
        """Whether a member of staff is reached in a channel."""
        which = sa.and_(staff.c.channel == channel, staff.c.left_at.is_(None))
        with self._database.session(write=False) as session:
            return session.execute(sa.select(staff.c.id).where(which).limit(1)).first() is not None

    def speaks(self, id: int, language: str | None) -> None:
        """A member of staff is written to in this language from now on."""
        with self._database.session() as session:
            session.execute(sa.update(staff).where(staff.c.id == id).values(language=language))

    def remove(self, id: int, now: datetime) -> Member:
        """Somebody is staff no longer; the questions they had taken are open again.

        Raises:
            NoSuchMember: no member of staff has this number.
            BadValue: a time without a zone.
        """
        moment = utc(now)
        with self._database.session() as session:
            here = sa.and_(staff.c.id == id, staff.c.left_at.is_(None))
            row = session.execute(sa.select(staff).where(here)).first()
            if row is None:
                raise NoSuchMember(f"No member of staff has the number {id}. attache staff list shows them.")
            _give_back(session, [id])
            session.execute(sa.update(staff).where(staff.c.id == id).values(left_at=moment))
            return Member(**row._mapping)

    def menus_due(self, channel: str, digest: str) -> list[Member]:
        """Whose menus the channel must change: staff without the menus of ``digest``, and those who left."""
        wrong = sa.or_(staff.c.left_at.isnot(None), staff.c.menu.is_(None), staff.c.menu != digest)
        query = sa.select(staff).where(staff.c.channel == channel, wrong).order_by(staff.c.id)
        with self._database.session(write=False) as session:
            return [Member(**row._mapping) for row in session.execute(query)]

    def menus_done(self, member: Member, digest: str) -> None:
        """The channel has changed the menus of one of ``menus_due``: of who left, nothing is kept any more."""
        with self._database.session() as session:
            if member.left_at is None:
                session.execute(sa.update(staff).where(staff.c.id == member.id).values(menu=digest))
            else:  # unless they were linked again in the meantime
                gone = sa.and_(staff.c.id == member.id, staff.c.left_at.isnot(None))
                session.execute(sa.delete(staff).where(gone))
        if member.left_at is not None:
            self._database.scrub()


def erase_members(session: Any, keys: list[tuple[str, str]]) -> int:
    """Erase the members of staff behind these keys (channel, key); how many."""
    theirs = sa.or_(sa.false(), *(_is(channel, key) for channel, key in keys))
    ids = [row.id for row in session.execute(sa.select(staff.c.id).where(theirs))]
    _give_back(session, ids)
    session.execute(sa.delete(staff).where(theirs))
    return len(ids)


def _give_back(session: Any, members: list[int]) -> None:
    """Questions that these members of staff have taken are open again."""
    theirs = sa.and_(questions.c.staff.in_(members), questions.c.state == "taken")
    session.execute(sa.update(questions).where(theirs).values(state="open", staff=None, taken_at=None))


def _is(channel: str, key: str) -> Any:
    return sa.and_(staff.c.channel == channel, staff.c.key == key)


def _member(session: Any, channel: str, key: str) -> Member:
    return Member(**session.execute(sa.select(staff).where(_is(channel, key))).one()._mapping)


def _valid(session: Any, code: str, now: datetime) -> Any:
    row = session.execute(sa.select(invitations).where(invitations.c.code_digest == _digest(code))).first()
    if row is None:
        raise NoSuchCode("This code was given to nobody. Check it, or ask for another one: attache staff invite.")
    if row.used_at is not None:
        raise _used()
    if row.expires_at <= now:
        raise CodeExpired("The time of this code is over. Ask for another one: attache staff invite.")
    return row


def _used() -> CodeUsed:
    return CodeUsed("This code was used before; each works once. Ask for another one: attache staff invite.")


def _digest(code: str) -> str:
    plain = re.sub(r"[^0-9A-Z]", "", code.upper()).translate(_TAKEN_FOR_OTHERS)
    return hashlib.sha256(plain.encode()).hexdigest()
