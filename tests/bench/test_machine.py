from __future__ import annotations

import platform

from bench.machine import PACKAGES, machine


def test_the_machine_and_the_versions_are_told() -> None:
    found = machine()
    assert set(PACKAGES) - set(found) == set()
    assert found["python"] == platform.python_version()
    assert found["rasa"] == "3.6.21"
    assert found["processor"] != ""
    assert int(found["cores"]) >= 1
