"""Fixtures for everything that starts processes."""

from __future__ import annotations

import textwrap

import pytest

from tests.bot.web import serve


@pytest.fixture
def script(tmp_path):
    """Write a module and return its name."""

    def write(name: str, code: str) -> str:
        (tmp_path / f"{name}.py").write_text(textwrap.dedent(code), encoding="utf-8")
        return name

    return write


@pytest.fixture
def server():
    """A small web server; tests that use it are marked ``loopback``."""
    with serve() as one:
        yield one
