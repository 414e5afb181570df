"""Which engine runs on a home folder."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bot.errors import AlreadyRunning
from bot.supervisor.state import Running, StateFile, running
from settings import PROJECT

STATE = Running(
    pid=4711, url="http://127.0.0.1:5005", actions_url="http://127.0.0.1:5055", started="2026-11-24T11:00:00"
)

HOLDER = """
import sys, time
from pathlib import Path
from bot.supervisor.state import Running, StateFile
state = StateFile(Path(sys.argv[1]))
state.hold()
state.publish(Running(pid=1, url="u", actions_url="a", started="s"))
print("held", flush=True)
time.sleep(600)
"""


def test_nothing_runs_in_a_new_folder(tmp_path):
    assert running(tmp_path) is None


def test_while_it_is_held_it_says_where(tmp_path):
    state = StateFile(tmp_path)
    state.hold()
    assert running(tmp_path) is None  # held, and not ready yet
    state.publish(STATE)
    assert running(tmp_path) == STATE
    state.release()
    assert running(tmp_path) is None


def test_a_second_one_is_refused_and_told_which_is_first(tmp_path):
    first = StateFile(tmp_path)
    first.hold()
    first.publish(STATE)
    with pytest.raises(AlreadyRunning, match=r"^Attaché already runs on .* \(process 4711\)\. Talk to it with"):
        StateFile(tmp_path).hold()
    assert running(tmp_path) == STATE
    first.release()
    StateFile(tmp_path).hold()


def test_releasing_what_is_not_held_is_harmless(tmp_path):
    StateFile(tmp_path).release()


def test_an_engine_that_was_killed_does_not_run(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    try:
        assert holder.stdout.readline() == b"held\n"
        assert running(tmp_path) == Running(pid=1, url="u", actions_url="a", started="s")
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    assert running(tmp_path) is None
    StateFile(tmp_path).hold()


def test_a_file_that_says_nothing_sensible_is_no_engine(tmp_path):
    state = StateFile(tmp_path)
    state.hold()
    (tmp_path / "run" / "engine.json").write_bytes(b'{"pid": 1')
    assert running(tmp_path) is None
    state.release()
