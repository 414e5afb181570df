"""Only children of the supervisor are killed, each by what it runs."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest

from bench.killing import PARTS, Killer

pytestmark = pytest.mark.loopback


@pytest.fixture
def parts():
    """A process for each part, which does nothing, under this one."""
    code = "import time; time.sleep(600)"
    made = {
        name: subprocess.Popen([sys.executable, "-c", code, "bot.supervised", module])
        for name, (module, _) in PARTS.items()
    }
    yield made
    for process in made.values():
        process.kill()
        process.wait()


def test_a_part_is_found_and_killed(parts):
    killer = Killer(os.getpid(), "http://127.0.0.1:9", "http://127.0.0.1:9", None, random.Random(1))  # noqa: S311
    assert {name: killer.pid(name) for name in PARTS} == {name: process.pid for name, process in parts.items()}
    assert killer.kill("action server")
    assert parts["action server"].wait(10) == -9
    assert killer.pid("action server") is None
    assert not killer.kill("action server")
    assert killer.kills == {"action server": 1}
    assert parts["dialogue engine"].poll() is None
    assert killer.loading("dialogue engine")
