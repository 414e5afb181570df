"""Parts started side by side, watched, restarted, given up, stopped."""

from __future__ import annotations

import os
import signal

import pytest

from bot.errors import GaveUp, StartFailed
from bot.supervisor.health import Health
from bot.supervisor.supervisor import Part, Supervisor
from tests.bot.processes import wait_for

SERVE = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).touch(); time.sleep(600)"
HANG = "import time; time.sleep(600)"
FAIL = "import sys; sys.exit('The model is cut off.')"
SERVE_BRIEFLY = "import pathlib, sys; pathlib.Path(sys.argv[1]).touch(); print('out of memory')"


@pytest.fixture
def part(child, tmp_path):
    """A part that is ready when its process has made a file."""

    def make(code: str, name: str = "helper") -> Part:
        flag = tmp_path / f"{name}.ready"
        return Part(child(code, str(flag), name=name), lambda: Health("ready" if flag.exists() else "down"))

    return make


@pytest.fixture
def told():
    return []


@pytest.fixture
def supervise(told):
    """Make a supervisor; it is stopped at the end."""
    made: list[Supervisor] = []

    def make(*parts: Part, **options) -> Supervisor:
        options = {"start_seconds": 30, "pause_seconds": 0.01, **options}
        made.append(Supervisor(parts, progress=lambda part, status: told.append((part, status)), **options))
        return made[-1]

    yield make
    for one in made:
        one.stop()


def test_start_returns_when_all_are_ready(part, supervise, told):
    parts = [part(SERVE, "dialogue engine"), part(SERVE, "action server")]
    supervise(*parts).start()
    assert [one.child.alive for one in parts] == [True, True]
    assert told[:2] == [("dialogue engine", "starting"), ("action server", "starting")]
    assert sorted(told[2:]) == [("action server", "ready"), ("dialogue engine", "ready")]


def test_one_that_needs_the_others_is_started_after_them(part, supervise, told):
    last, first = part(SERVE, "Telegram bot"), part(SERVE, "dialogue engine")
    supervise(Part(last.child, last.health, after=True), first).start()
    assert told == [
        ("dialogue engine", "starting"),
        ("dialogue engine", "ready"),
        ("Telegram bot", "starting"),
        ("Telegram bot", "ready"),
    ]


def test_one_that_needs_the_others_is_not_started_without_them(part, supervise):
    last, first = part(SERVE, "Telegram bot"), part(FAIL, "dialogue engine")
    with pytest.raises(StartFailed, match=r"^The dialogue engine ended "):
        supervise(Part(last.child, last.health, after=True), first).start()
    assert last.child.pid is None


def test_one_that_needs_the_others_is_restarted_too(part, supervise):
    last, first = part(SERVE, "Telegram bot"), part(SERVE, "dialogue engine")
    supervise(Part(last.child, last.health, after=True), first).start()
    killed = last.child.pid
    os.kill(killed, signal.SIGKILL)
    assert wait_for(lambda: last.child.alive and last.child.pid != killed)


def test_stop_ends_all(part, supervise):
    parts = [part(SERVE, "dialogue engine"), part(SERVE, "action server")]
    supervisor = supervise(*parts)
    supervisor.start()
    supervisor.stop()
    supervisor.wait()
    assert [one.child.alive for one in parts] == [False, False]


def test_one_that_says_why_it_does_not_wholly_work_counts_as_started(child, supervise, told):
    one = Part(child(HANG, name="action server"), lambda: Health("failed", "There is no index yet."))
    supervise(one).start()
    assert told == [("action server", "starting"), ("action server", "There is no index yet.")]


def test_one_that_ends_while_starting_ends_all_and_is_quoted(part, supervise):
    good, bad = part(SERVE, "action server"), part(FAIL, "dialogue engine")
    with pytest.raises(StartFailed) as error:
        supervise(good, bad).start()
    assert str(error.value) == (
        f"The dialogue engine ended (exit status 1): The model is cut off. The log is {bad.child.log}."
    )
    assert [good.child.alive, bad.child.alive] == [False, False]


def test_one_that_takes_too_long_is_named_with_the_limit(part, supervise):
    slow = part(HANG, "dialogue engine")
    with pytest.raises(StartFailed) as error:
        supervise(slow, start_seconds=0.5).start()
    assert str(error.value) == (
        "The dialogue engine did not become ready within 0.5 seconds. "
        f"The log is {slow.child.log}; ATTACHE_START_SECONDS gives more time."
    )
    assert not slow.child.alive


def test_one_that_is_killed_is_restarted(part, supervise, told):
    one = part(SERVE, "action server")
    supervise(one).start()
    first = one.child.pid
    os.kill(first, signal.SIGKILL)
    assert wait_for(lambda: one.child.alive and one.child.pid != first)
    assert wait_for(lambda: told[-1] == ("action server", "ready"))
    assert told[-2] == ("action server", f"ended; it is started again in 0.01 s (log: {one.child.log})")


def test_one_that_ends_again_and_again_is_given_up(part, supervise, told):
    one = part(SERVE_BRIEFLY, "action server")
    supervisor = supervise(Part(one.child, lambda: Health("ready")), restarts=2)
    supervisor.start()
    with pytest.raises(GaveUp) as error:
        supervisor.wait()
    assert str(error.value) == (
        f"The action server ended (exit status 0): out of memory The log is {one.child.log}. "
        "It was restarted 2 times already."
    )
    pauses = [status for _, status in told if status.startswith("ended")]
    assert [pause.split(" in ")[1].split(" s ")[0] for pause in pauses] == ["0.01", "0.02"]


def test_one_that_ran_well_is_restarted_however_often_it_is_killed(part, supervise, told):
    one = part(SERVE, "action server")
    supervise(one, restarts=1, steady_seconds=0.0).start()
    for count in (1, 2, 3):
        killed = one.child.pid
        os.kill(killed, signal.SIGKILL)
        assert wait_for(lambda count=count: told.count(("action server", "ready")) == 1 + count)
        assert one.child.pid != killed
    pauses = {status for _, status in told if status.startswith("ended")}
    assert pauses == {f"ended; it is started again in 0.01 s (log: {one.child.log})"}


def test_one_that_is_ready_and_ends_at_once_is_given_up_all_the_same(part, supervise, told):
    one = part(SERVE_BRIEFLY, "Telegram bot")
    supervisor = supervise(Part(one.child, lambda: Health("ready")), restarts=1)
    supervisor.start()
    with pytest.raises(GaveUp, match="restarted 1 times already"):
        supervisor.wait()


def test_stopping_before_anything_started_is_harmless(part, supervise):
    supervise(part(SERVE)).stop()


def test_how_a_watched_part_is_is_told_when_it_changes(child, supervise, told):
    said = [Health("loading"), Health("degraded", "Telegram is not reached.")]
    parts = [
        Part(child(HANG, name="watched"), lambda: said[0] if len(said) == 1 else said.pop(0), watched=True),
        Part(child(HANG, name="other"), lambda: Health("ready")),
    ]
    one = supervise(*parts)
    one.start()
    assert told[-1] == ("watched", "Telegram is not reached.")
    said.append(Health("ready"))
    assert wait_for(lambda: told[-1] == ("watched", "ready"))
    assert told.count(("watched", "Telegram is not reached.")) == 1
