from __future__ import annotations

import os
import subprocess
import sys

from bench.memory import family, megabytes


def test_a_child_belongs_to_the_family_and_adds_its_memory() -> None:
    code = (
        "block = bytearray(50_000_000); block[::4096] = b'x' * len(block[::4096]); print('ready', flush=True); input()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        assert child.pid in family(os.getpid())
        found = megabytes([child.pid])
        assert 50 < found < 100
        assert abs(megabytes([child.pid, child.pid]) - 2 * found) < 5
        child.communicate(b"\n", timeout=10)
    assert megabytes([child.pid]) == 0
