"""The programme of a home folder, for tests of the commands about it. Its times lie in 2036: nobody waits for them."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import datetime, timezone

from programme import Bookings, Database, People, Sessions

__all__ = ["added", "programme", "registered", "stored"]


@contextmanager
def programme(home):
    """The database of a home folder."""
    home.mkdir(exist_ok=True)
    database = Database(f"sqlite:///{home / 'attache.db'}")
    database.create()
    try:
        yield database
    finally:
        database.close()


def added(attache, *arguments: str, **changes: str) -> list[dict]:
    """Sessions as ``attache sessions add`` makes them."""
    options = {"title": "Remittances", "starts": "2036-03-12 10:00", "until": "11:30", "zone": "Europe/Paris"}
    given = [part for name, value in (options | changes).items() for part in (f"--{name}", value)]
    outcome = attache("sessions", "add", *given, *arguments, "--yes", "--json")
    assert outcome.status == 0, outcome.errors
    return json.loads(outcome.out)


def registered(home, session: str, people: int) -> None:
    """So many people have a place in a session, or wait for one."""
    now = datetime.now(timezone.utc)
    with programme(home) as database:
        for number in range(people):
            person = People(database).remember("terminal", f"somebody {number}", consent=now)
            Bookings(database).register(session, person.id, now)


def stored(home) -> list:
    """Every session there is."""
    with programme(home) as database:
        return Sessions(database).find(cancelled=True, limit=1000)
