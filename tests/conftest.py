"""Shared fixtures. Sockets are closed for every test but those marked ``loopback``."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_socket

PROJECT = Path(__file__).resolve().parent.parent


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Open loopback, and nothing else, for tests that start servers of their own."""
    if item.get_closest_marker("loopback"):
        pytest_socket.enable_socket()
        pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
