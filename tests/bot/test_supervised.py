"""A child ends with its supervisor, however that one goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from settings import PROJECT
from tests.bot.processes import gone, wait_for

SUPERVISOR = """
import os, signal, sys, time
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs in the background deaf to it
from bot.supervisor.process import Child
child = Child("helper", "sleeper", environment=os.environ, log=Path(sys.argv[1]) / "helper.log")
child.start()
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture
def family(tmp_path, script):
    """A supervisor in a process of its own, and the id of its child."""
    script("sleeper", "import time; print('up', flush=True); time.sleep(600)")
    path = os.pathsep.join([str(tmp_path), str(PROJECT)])
    supervisor = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SUPERVISOR), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    child = int(supervisor.stdout.readline())
    assert wait_for(lambda: (tmp_path / "helper.log").exists() and "up" in (tmp_path / "helper.log").read_text())
    yield supervisor, child
    supervisor.kill()
    supervisor.wait()
    supervisor.stdout.close()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_child_ends_when_the_supervisor_does(family, number):
    supervisor, child = family
    assert not gone(child)
    supervisor.send_signal(number)
    supervisor.wait(timeout=30)
    assert wait_for(lambda: gone(child))
