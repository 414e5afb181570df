"""Only children of the supervisor are killed, each by what it runs."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import psutil
import pytest

from bench.killing import PARTS, Killer

pytestmark = pytest.mark.loopback


@pytest.fixture
def others():
    """What this process started before: the engine that other tests share may be among it."""
    return frozenset(child.pid for child in psutil.Process().children())


@pytest.fixture
def parts(others):
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


def test_a_part_is_found_and_killed(parts, others):
    nowhere, chance = "http://127.0.0.1:9", random.Random(1)  # noqa: S311
    killer = Killer(os.getpid(), nowhere, nowhere, None, chance, spared=others)
    assert {name: killer.pid(name) for name in PARTS} == {name: process.pid for name, process in parts.items()}
    assert killer.kill("action server")
    assert parts["action server"].wait(10) == -9
    assert killer.pid("action server") is None
    assert not killer.kill("action server")
    assert killer.kills == {"action server": 1}
    assert parts["dialogue engine"].poll() is None
    assert killer.loading("dialogue engine")
