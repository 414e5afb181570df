"""What is held about a person, in every table: to be shown, to be erased."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import (
    channels,
    feeds,
    inbox,
    interests,
    offers,
    outbox,
    people,
    poll_guests,
    poll_votes,
    questions,
    registrations,
    reminders,
    staff,
    surveys,
)
from programme.offers import forget_offers
from programme.questions import erase_questions
from programme.staff import erase_members

__all__ = ["erase_person", "erase_under", "export_person", "export_under", "keys_of"]

#: Tables whose rows are of one person, named in ``person``.
_OWN = (channels, feeds, interests, poll_votes, poll_guests, registrations, reminders, surveys)
#: Columns that say nothing of the person and are secrets of ours, or digests of such.
_OURS = ("key_digest", "token_digest")


def keys_of(session: Any, person: str) -> list[tuple[str, str]]:
    """Channel and key of everywhere the person is known."""
    rows = session.execute(sa.select(channels).where(channels.c.person == person).order_by(*channels.primary_key))
    return [(row.channel, row.key) for row in rows]


def export_person(session: Any, person: str) -> dict[str, list[dict[str, Any]]]:
    """Rows by table, ready for JSON; every table that can hold something of a person."""
    keys = keys_of(session, person)
    found = {
        "people": (people, people.c.id == person),
        "inbox": (inbox, _held(inbox, inbox.c.sender, keys)),
        **{table.name: (table, table.c.person == person) for table in _OWN},
    }
    return _rows(session, found | _under(keys))


def export_under(session: Any, keys: list[tuple[str, str]]) -> dict[str, list[dict[str, Any]]]:
    """As ``export_person``, the tables in which something is held under a key."""
    return _rows(session, _under(keys))


def erase_person(session: Any, person: str) -> dict[str, int]:
    """Erase the person and their rows; how many by table. Seats that get free are offered by ``Bookings.expire``."""
    found = {table.name: (table, table.c.person == person) for table in _OWN} | {
        "people": (people, people.c.id == person)
    }
    return {name: session.execute(sa.delete(table).where(which)).rowcount for name, (table, which) in found.items()}


def erase_under(
    session: Any, keys: list[tuple[str, str]], request: int | None, *, of_inbox: bool = True
) -> dict[str, int]:
    """Erase what is held under keys; how many rows by table."""
    rows = {
        "offers": forget_offers(session, keys),
        "questions": erase_questions(session, keys),
        "staff": erase_members(session, keys),
    }
    emptied = {"state": "dead", "payload": "{}", "chat": "", "recipient": "", "subject": None, "reason": "forgotten"}
    which = _held(outbox, outbox.c.recipient, keys)
    rows["outbox"] = session.execute(sa.update(outbox).where(which).values(**emptied, leased_until=None)).rowcount
    if of_inbox:
        asked = _held(inbox, inbox.c.sender, keys)
        if request is not None:
            asked = sa.and_(asked, inbox.c.id != request)
        emptied = {"state": "done", "payload": "", "chat": "", "sender": ""}
        rows["inbox"] = session.execute(sa.update(inbox).where(asked).values(**emptied)).rowcount
    return rows


def _held(table: Any, who: Any, keys: list[tuple[str, str]]) -> Any:
    """Rows of a person: sent by or for one of the keys, or in the private chat that has the key's name."""
    mine = [sa.and_(table.c.channel == channel, sa.or_(who == key, table.c.chat == key)) for channel, key in keys]
    return sa.or_(sa.false(), *mine)


def _under(keys: list[tuple[str, str]]) -> dict[str, tuple[Any, Any]]:
    """What is held of people by their keys alone, with their consent to that or without a word about anything else."""
    mine = {
        table.name: (
            table,
            sa.or_(sa.false(), *(sa.and_(table.c.channel == one, table.c.key == key) for one, key in keys)),
        )
        for table in (offers, questions, staff)
    }
    return {"outbox": (outbox, _held(outbox, outbox.c.recipient, keys)), **mine}


def _rows(session: Any, found: dict[str, tuple[Any, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {
        name: [
            _plain(dict(row))
            for row in session.execute(sa.select(table).where(which).order_by(*table.primary_key)).mappings()
        ]
        for name, (table, which) in found.items()
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    plain = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in row.items()
        if name not in _OURS
    }
    if "payload" in plain and "key_digest" in row:  # the message as what it is, not as a text of a text
        plain["payload"] = json.loads(plain["payload"])
    return plain
