"""How long it takes to say what is on among 10,000 sessions with 100,000 registrations, and how many book a second."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

from bench.programme import NOW, draw, insert
from bench.programme_peer import OrmProgramme
from bench.row import Row
from bench.timing import median, percentile, times

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from bench.options import Options
    from programme import Database, Session

__all__ = ["measure"]

_WEEK, _SHOWN, _AT_ONCE, _WARM = timedelta(days=7), 20, 8, 5
_PEER = "SQLAlchemy ORM, keys only"


def measure(options: Options) -> list[Row]:
    """The same programme on SQLite and on PostgreSQL, each beside the peer on the same kind of database."""
    count = options.count(10_000, 200)
    rows = draw(count, 10 * count, count // 2)
    found = _measure(
        "SQLite", f"sqlite:///{options.workspace}/ours.db", f"sqlite:///{options.workspace}/peer.db", rows, options
    )
    found.insert(2, _calendar(rows, options))
    with _postgresql(options.workspace) as addresses:
        if addresses:
            found += _measure("PostgreSQL", *addresses, rows, options)
    return found


def _measure(kind: str, ours: str, peers: str, rows: dict[str, list[dict[str, Any]]], options: Options) -> list[Row]:
    from programme import Bookings, Database, Reminders, Sessions

    database = Database(ours)
    _fill(database, rows)
    peer = OrmProgramme(peers, rows)
    sessions, bookings = Sessions(database), Bookings(database)
    weeks = [NOW + timedelta(days=day) for day in range(options.count(300, 10))]

    def whats_on(at: Any) -> object:
        return sessions.find(after=at, before=at + _WEEK, limit=_SHOWN)

    def peers_whats_on(at: Any) -> object:
        return peer.whats_on(at, at + _WEEK, _SHOWN)

    def topic(at: Any) -> object:
        return sessions.find(after=at, before=at + 13 * _WEEK, topic="remittances", language="fr", limit=_SHOWN)

    for work in (whats_on, peers_whats_on, topic):
        times(work, weeks[:_WARM])
    week, peers_week, topical = times(whats_on, weeks), times(peers_whats_on, weeks), times(topic, weeks)
    same = [[(each.plan.title, each.free) for each in sessions.find(after=at, before=at + _WEEK, limit=_SHOWN)]
            == peer.whats_on(at, at + _WEEK, _SHOWN) for at in weeks[:_WARM]]  # fmt: skip
    people = [row["id"] for row in rows["people"]]
    mine = times(lambda person: bookings.of(person, after=NOW), people[: len(weeks)])
    due = times(lambda _: Reminders(database).due(NOW), range(options.count(20, 3)))
    note = f"{len(rows['sessions']):,} sessions, {len(rows['registrations']):,} registrations, the first {_SHOWN} of a "
    note += f"week with their free places; the peer says the same {sum(same)} times of {len(same)}"
    return [
        Row(f"what's on, {kind}, median", median(week), "ms", 20, "lower", _PEER, median(peers_week), note),
        Row(f"what's on, {kind}, p95", percentile(week, 95), "ms", None, "lower", _PEER, percentile(peers_week, 95)),
        Row(f"on a topic in a language, {kind}, median", median(topical), "ms", 20, note="of a quarter of a year"),
        Row(f"what one person has, {kind}, median", median(mine), "ms", 20, note=f"of {len(people):,} people"),
        Row(f"reminders that are due, {kind}, median", median(due), "ms", 200, note="looked for every 20 s"),
        *_book(kind, database, peer, rows, options),
    ]


def _fill(database: Database, rows: dict[str, list[dict[str, Any]]]) -> None:
    from programme import models

    database.create()
    tables = {name: getattr(models, name) for name in ("people", "sessions", "seats", "registrations")}
    with database.session() as session:
        insert(session.connection(), tables, rows)
    if database.file is None:  # PostgreSQL does so by itself within a minute
        with database.engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


def _book(
    kind: str, database: Database, peer: OrmProgramme, rows: dict[str, list[dict[str, Any]]], options: Options
) -> list[Row]:
    """Places are taken one after the other, then by several people at once; nobody gets one that is not there."""
    from programme import Bookings

    bookings = Bookings(database)
    number = options.count(400, 20)
    ahead = [row["id"] for row in rows["sessions"] if row["starts_at"] > NOW and row["state"] == "planned"]
    people = [row["id"] for row in rows["people"]]
    pairs = [(ahead[at % len(ahead)], people[(7 * at) % len(people)]) for at in range(2 * number)]

    def book(pair: tuple[str, str]) -> object:
        return bookings.register(*pair, NOW)

    one = _a_second(pairs[:number], lambda some: [book(pair) for pair in some])
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        many = _a_second(pairs[number:], lambda some: list(pool.map(book, some)))
    fresh = [(id, f"somebody-{at}") for at, (id, _) in enumerate(pairs[:number])]
    peers = _a_second(fresh, lambda some: [peer.book(id, person, NOW) for id, person in some])
    peer.close()
    database.close()
    note = "each on the disk before it is confirmed; the peer counts, then inserts: two at once can share a place"
    return [
        Row(f"bookings, {kind}", one, "/s", 50, "higher", _PEER, peers, note),
        Row(f"bookings, {_AT_ONCE} at once, {kind}", many, "/s", 50, "higher"),
    ]


def _a_second(items: list[tuple[str, str]], work: Any) -> float:
    started = time.perf_counter()
    work(items)
    return len(items) / (time.perf_counter() - started)


def _calendar(rows: dict[str, list[dict[str, Any]]], options: Options) -> Row:
    """The same week out of a calendar of the same sessions, read by the library that is made for that."""
    import recurring_ical_events
    from icalendar import Calendar

    from programme import Database, Sessions, calendars

    database = Database(f"sqlite:///{options.workspace}/ours.db")
    sessions = Sessions(database)
    planned: list[Session] = []
    while found := sessions.find(after=planned[-1].starts_at if planned else None, limit=1000):
        known = {each.id for each in planned[-1000:]}
        fresh = [each for each in found if each.id not in known]
        if not fresh:
            break
        planned += fresh
    query = recurring_ical_events.of(Calendar.from_ical(calendars.feed(planned, name="Programme", now=NOW)))
    weeks = [NOW + timedelta(days=day) for day in range(options.count(5, 2))]
    theirs = times(lambda at: query.between(at, at + _WEEK), weeks)
    ours = times(lambda at: sessions.find(after=at, before=at + _WEEK, limit=1000), weeks)
    database.close()
    note = f"a whole week, {len(planned):,} events in memory, read before the clock runs; the calendar knows no places"
    return Row(
        "a whole week, SQLite, median", median(ours), "ms", None, "lower", "recurring-ical-events", median(theirs), note
    )


@contextlib.contextmanager
def _postgresql(workspace: Path) -> Iterator[tuple[str, str] | None]:
    """Addresses of two empty databases of a real PostgreSQL; None where there is none for this kind of machine."""
    try:
        import pgserver
    except ImportError:
        yield None
        return
    import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

    # Told to end, this process stops the server first: it belongs to no group that would end with it.
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    server = pgserver.get_server(workspace / "pg", cleanup_mode="delete")
    try:
        address = server.get_uri()
        engine = sa.create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text("CREATE DATABASE peer"))
        engine.dispose()
        yield address, str(sa.engine.make_url(address).set(database="peer").render_as_string(hide_password=False))
    finally:
        server.cleanup()
        signal.signal(signal.SIGTERM, before)
