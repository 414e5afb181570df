"""A programme of many sessions and registrations, drawn by a fixed seed."""

from __future__ import annotations

import json
import random
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CAPACITY", "NOW", "draw", "insert"]

NOW = datetime(2027, 1, 4, 12, tzinfo=timezone.utc)
#: Seats of a session; on average half of them are taken.
CAPACITY = 20
_YEAR = 365
_TOPICS = ("climate mobility", "remittances", "statelessness", "return", "data", "labour", "borders", "health")
_LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
_ZONES = ("America/New_York", "Europe/Zurich", "Pacific/Fiji", "Africa/Nairobi", "Asia/Bangkok")
_ROWS = 5_000


def draw(sessions: int, registrations: int, people: int, seed: int = 1) -> dict[str, list[dict[str, Any]]]:
    """Rows by table, the same for the same seed: a year of sessions before ``NOW``, a year after.

    Args:
        sessions: how many.
        registrations: how many together; nobody is in a session twice, no session has more than ``CAPACITY``.
        people: how many take part.
        seed: of the drawing.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret with it
    everybody = [f"person-{number}" for number in range(people)]
    made: dict[str, list[dict[str, Any]]] = {"people": [], "sessions": [], "seats": [], "registrations": []}
    made["people"] = [{"id": one, "consented_at": NOW} for one in everybody]
    taken = _shares(sessions, registrations, chance)
    for number in range(sessions):
        starts = NOW + timedelta(minutes=15 * chance.randrange(-_YEAR * 96, _YEAR * 96))
        topic = chance.choice(_TOPICS)
        row = {
            "id": f"session-{number}", "kind": "seminar", "title": f"Seminar {number} on {topic}", "description": "",
            "topic": topic, "languages": json.dumps(chance.sample(_LANGUAGES, 2)), "zone": chance.choice(_ZONES),
            "starts_wall": starts.replace(tzinfo=None), "starts_at": starts,
            "ends_at": starts + timedelta(minutes=chance.choice((60, 90, 120))), "capacity": CAPACITY, "sequence": 0,
            "state": "cancelled" if number % 50 == 0 else "planned", "materials": "[]", "created_at": NOW,
            "changed_at": NOW, "place": None, "link": "https://meet.example.org/seminar",
        }  # fmt: skip
        made["sessions"].append(row)
        made["seats"] += [{"session": row["id"], "number": seat} for seat in range(1, CAPACITY + 1)]
        made["registrations"] += [
            {
                "id": f"{row['id']}-{seat}", "session": row["id"], "person": person, "state": "registered",
                "seat": seat, "registered_at": NOW - timedelta(days=1), "changed_at": NOW - timedelta(days=1),
            }
            for seat, person in enumerate(chance.sample(everybody, taken[number]), start=1)
        ]  # fmt: skip
    return made


def insert(connection: Any, tables: dict[str, Any], rows: dict[str, list[dict[str, Any]]]) -> None:
    """Put drawn rows into tables of the same names; columns that a table does not have are left out."""
    for name, table in tables.items():
        known = set(table.c.keys())
        for some in _chunks(rows[name]):
            connection.execute(sa.insert(table), [{key: row[key] for key in row if key in known} for row in some])


def _shares(sessions: int, registrations: int, chance: random.Random) -> list[int]:
    """How many are in each session."""
    taken = [registrations // sessions] * sessions
    for _ in range(registrations - sum(taken)):
        taken[chance.randrange(sessions)] += 1
    for _ in range(2 * sessions):  # some fuller, some emptier
        one, other = chance.randrange(sessions), chance.randrange(sessions)
        if one != other and taken[one] > 0 and taken[other] < CAPACITY:
            taken[one], taken[other] = taken[one] - 1, taken[other] + 1
    return taken


def _chunks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for first in range(0, len(rows), _ROWS):
        yield rows[first : first + _ROWS]
