"""A process that is killed in the middle of a booking leaves it whole or absent, and nobody waits for the dead."""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
from datetime import timedelta

import pytest
import sqlalchemy as sa

from programme.bookings import Bookings
from programme.database import Database
from programme.models import outbox, registrations, sessions
from programme.outbox import Outbox
from programme.sessions import Sessions
from programme.withdrawals import about
from tests.programme.test_sessions import NOW, plan
from tests.programme.workers import start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Processes are forked and killed.")

MOST_STEPS = 200


class Held:
    """Two sessions with a place each: Ana has one in the first, Ben waits for it, a reminder is written for each."""

    def __init__(self, database, people):
        self.database = database
        self.bookings, self.sessions = Bookings(database), Sessions(database)
        self.ana, self.ben, self.cai = (people.remember("telegram", key, consent=NOW).id for key in ("a", "b", "c"))
        self.one, self.two = (self.sessions.add(plan(capacity=1), NOW).id for _ in range(2))
        for person in (self.ana, self.ben):
            booking = self.bookings.register(self.one, person, NOW)
            Outbox(database).put(booking.id, "telegram", person, {}, NOW, subject=about(booking.id))

    def stands(self):
        """All that a booking touches, by people and sessions."""
        mine = registrations.c.session.in_((self.one, self.two))
        with self.database.session(write=False) as session:
            places = session.execute(sa.select(registrations).where(mine)).all()
            waiting = sa.select(outbox.c.subject).where(outbox.c.state == "open")
            open_subjects = set(session.execute(waiting).scalars())
            states = session.execute(
                sa.select(sessions.c.id, sessions.c.state, sessions.c.sequence).where(
                    sessions.c.id.in_((self.one, self.two))
                )
            ).all()
        return (
            sorted(
                (row.session == self.one, row.person, row.state, row.seat, row.turn, about(row.id) in open_subjects)
                for row in places
            ),
            sorted((row.id == self.one, row.state, row.sequence) for row in states),
        )


ACTS = {
    "register": lambda held, bookings, _: bookings.register(held.two, held.cai, NOW),
    "wait": lambda held, bookings, _: bookings.register(held.one, held.cai, NOW),
    "leave": lambda held, bookings, _: bookings.cancel(held.one, held.ana, NOW),
    "move": lambda held, bookings, _: bookings.move(held.one, held.two, held.ana, NOW),
    "expire": lambda _, bookings, __: bookings.expire(NOW + timedelta(days=2)),
    "cancel": lambda held, _, programme: programme.cancel(held.one, NOW),
}


def killed_at(step, url, held, act) -> bool:
    """Do it in a process that is killed before its ``step``-th statement or commit; whether it got so far."""
    child = os.fork()
    if child == 0:
        try:
            own = Database(url)
            count = itertools.count()

            def die(*_):
                if next(count) == step:
                    os.kill(os.getpid(), signal.SIGKILL)

            for event in ("before_cursor_execute", "commit"):
                sa.event.listen(own.engine, event, die)
            act(held, Bookings(own), Sessions(own))
        except BaseException:
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status in (0, signal.SIGKILL)
    return status != 0


@pytest.mark.parametrize("name", ACTS)
def test_killed_before_any_statement_it_is_whole_or_absent(database, url, people, name):
    held = Held(database, people)
    if name == "expire":
        held.bookings.cancel(held.one, held.ana, NOW)  # Ben's offer runs out; Cai is next
        held.bookings.register(held.one, held.cai, NOW)
    before = held.stands()
    for step in range(MOST_STEPS):
        if not killed_at(step, url, held, ACTS[name]):
            break
        assert held.stands() == before  # nothing is kept before the commit, and no lock is left behind
    assert step > 3
    assert held.stands() != before


def test_killed_at_any_moment_every_seat_is_somebodys_or_free(database, url, people):
    """A process takes places, gives them back and changes sessions without an end, until it is killed."""
    held = Held(database, people)
    chance = random.Random(7)  # noqa: S311 - nothing is kept secret with it
    for _ in range(6):
        process = start(f"book {held.one} {held.two} {held.ana} {held.ben} {held.cai}", url)
        try:
            assert process.stdout.readline() == "ready\n"
            process.stdin.write("go\n")
            process.stdin.flush()
            for _ in range(chance.randint(1, 12)):
                assert process.stdout.readline() == "done\n"
        finally:
            process.kill()
            process.communicate(timeout=60)
        is_whole(held)


def is_whole(held):
    for id in (held.one, held.two):
        inside = held.bookings.inside(id)
        states = [each.state for each in inside]
        assert states.count("registered") + states.count("offered") <= 1
        assert "waiting" not in states or states[0] in ("registered", "offered")
        assert [each.turn for each in inside if each.turn] == list(range(1, states.count("waiting") + 1))
    seats = sa.select(registrations.c.session, registrations.c.seat, registrations.c.state)
    with held.database.session() as session:  # and whoever comes next can write
        for row in session.execute(seats).all():
            assert (row.seat is None) == (row.state in ("waiting", "cancelled"))
