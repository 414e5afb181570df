"""Processes for the tests of this room: ``python -m tests.programme.workers WHAT URL``; each prints one line an act."""

from __future__ import annotations

import contextlib
import itertools
import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa

from programme import Bookings, Database, Inbox, Outbox, People, Questions, Staff
from programme.errors import CodeUsed, NoOffer, NotRegistered, QuestionTaken

SECONDS = 60


def start(what: str, url: str) -> subprocess.Popen[str]:
    """One more process at work on the database."""
    command = [sys.executable, "-m", "tests.programme.workers", what, url]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(processes: list[subprocess.Popen[str]]) -> list[list[str]]:
    """Let all begin at once; the lines that each printed, once all ended well."""
    try:
        for process in processes:
            assert process.stdout.readline() == "ready\n", process.stderr.read()
        for process in processes:
            process.stdin.write("go\n")
            process.stdin.flush()
        said = []
        for process in processes:
            out, err = process.communicate(timeout=SECONDS)
            assert (process.returncode, err) == (0, "")
            said.append(out.split())
        return said
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
                process.wait()


def _say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _claim_all(inbox: Inbox) -> None:
    # None may mean that all chats have something in work elsewhere: it is over when it stays so.
    end = time.monotonic() + SECONDS / 2
    idle = 0
    while idle < 20 and time.monotonic() < end:
        now = datetime.now(timezone.utc)
        item = inbox.claim("telegram", now=now)
        if item is None:
            idle += 1
            time.sleep(0.01)
            continue
        idle = 0
        begin = time.monotonic_ns()
        time.sleep(0.001)
        _say(f"{item.chat}:{item.update_id}:{begin}:{time.monotonic_ns()}")
        assert inbox.done(item, now)


def _book(bookings: Bookings, one: str, two: str, *people: str) -> None:
    """Take places, give them back, change sessions, until killed."""
    now = datetime(2027, 1, 4, 12, tzinfo=timezone.utc)
    for turn in itertools.count():
        person = people[turn % len(people)]
        for act in (
            lambda who: bookings.register(one, who, now),
            lambda who: bookings.accept(one, who, now),
            lambda who: bookings.move(one, two, who, now),
            lambda who: bookings.cancel(two, who, now),
            lambda who: bookings.register(one, who, now),
        ):
            with contextlib.suppress(NotRegistered, NoOffer):
                act(person)
        if turn % len(people) == 0:
            with contextlib.suppress(NotRegistered):
                bookings.cancel(one, people[(turn + 1) % len(people)], now)
        _say("done")


def _dies_at(beginning: str) -> Any:
    def execute(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if beginning in " ".join(statement.split()):
            os.kill(os.getpid(), signal.SIGKILL)

    return execute


def main(what: str, url: str) -> None:
    """Wait for the word, then act."""
    database = Database(url)
    _say("ready")
    sys.stdin.readline()
    if what == "create":
        database.create()
    elif what.startswith("create until "):
        sa.event.listen(database.engine, "before_cursor_execute", _dies_at(what.removeprefix("create until ")))
        database.create()
    elif what == "claim":
        _claim_all(Inbox(database))
    elif what == "die":
        _say(Inbox(database).claim("telegram", now=datetime.now(timezone.utc)).update_id)
        os.kill(os.getpid(), signal.SIGKILL)
    elif what.startswith("book "):
        _book(Bookings(database), *what.split()[1:])
    elif what == "put":
        for number in range(100):
            if Inbox(database).put("telegram", number, "chat", "text", datetime.now(timezone.utc)):
                _say(number)
    elif what == "due":
        while messages := Outbox(database).due(datetime.now(timezone.utc), limit=3):
            for message in messages:
                _say(message.id)
    elif what == "remember":
        _say(People(database).remember("telegram", "77", consent=datetime.now(timezone.utc)).id)
    elif what.startswith("link "):
        try:
            Staff(database).link(what.removeprefix("link "), "telegram", str(os.getpid()), datetime.now(timezone.utc))
            _say("linked")
        except CodeUsed:
            _say("used")
    elif what.startswith("take "):
        try:
            Questions(database).take(1, int(what.removeprefix("take ")), datetime.now(timezone.utc))
            _say("taken")
        except QuestionTaken:
            _say("held")


if __name__ == "__main__":
    main(*sys.argv[1:])
