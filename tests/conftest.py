"""Shared fixtures. Sockets are closed for every test but those marked ``loopback``."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.fixtures"]

PROJECT = Path(__file__).resolve().parent.parent

# No test says how long something may take: machines are busy, and the first example loads what the others use.
settings.register_profile("attache", deadline=None)
settings.load_profile("attache")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist looks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open loopback, and nothing else, for tests that start servers of their own; share the rest out among processes.

    A file stays together, and so does everything that talks to the whole engine: it is started once a run. What waits
    for messages more than it computes is shared out test by test.
    """
    for item in items:
        whole = "engine_of_all" if "ready_settings" in getattr(item, "fixturenames", ()) else item.location[0]
        if "tests/telegram/scenarios" not in item.location[0]:
            item.add_marker(pytest.mark.xdist_group(whole))
        if item.get_closest_marker("loopback"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1"]))
