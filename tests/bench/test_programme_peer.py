from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from bench.programme import CAPACITY, NOW, draw, insert
from bench.programme_peer import OrmProgramme
from programme import Bookings, Database, Sessions, models

WEEK = timedelta(days=7)


def test_the_peer_says_what_we_say(tmp_path) -> None:
    rows = draw(200, 2_000, 100)
    database = Database(f"sqlite:///{tmp_path}/ours.db")
    database.create()
    with database.session() as session:
        tables = {name: getattr(models, name) for name in ("people", "sessions", "seats", "registrations")}
        insert(session.connection(), tables, rows)
    peer = OrmProgramme(f"sqlite:///{tmp_path}/peer.db", rows)
    sessions = Sessions(database)
    for week in range(10):
        at = NOW + week * WEEK
        ours = [(each.plan.title, each.free) for each in sessions.find(after=at, before=at + WEEK, limit=5)]
        assert peer.whats_on(at, at + WEEK, 5) == ours

    found = sessions.find(after=NOW, limit=1)[0]
    people = [row["id"] for row in rows["people"]]
    there = {each.person for each in Bookings(database).inside(found.id)}
    assert peer.book(found.id, next(one for one in people if one not in there), NOW)
    [same] = sessions.find(after=NOW, limit=1)
    assert peer.whats_on(NOW, NOW + 20 * WEEK, 1) == [(same.plan.title, same.free - 1)]
    for number in range(CAPACITY):
        peer.book(found.id, f"somebody {number}", NOW)
    assert not peer.book(found.id, "one more", NOW)
    assert peer.whats_on(NOW, NOW + 20 * WEEK, 1) == [(same.plan.title, 0)]
    peer.close()
    database.close()


def test_the_peer_has_keys_and_no_other_index(tmp_path) -> None:
    peer = OrmProgramme(f"sqlite:///{tmp_path}/peer.db", draw(10, 50, 20))
    peer.close()
    inspector = sa.inspect(sa.create_engine(f"sqlite:///{tmp_path}/peer.db"))
    assert [inspector.get_indexes(name) for name in inspector.get_table_names()] == [[], []]
