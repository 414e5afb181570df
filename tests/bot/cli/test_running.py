"""The engine for one command."""

from __future__ import annotations

import pytest

from bot.cli.running import engine_url
from bot.errors import NotBuilt
from settings import Settings

pytestmark = pytest.mark.loopback


def test_one_that_runs_is_used(engine, home):
    with engine_url(Settings(home=home)) as url:
        assert url == engine.url


def test_where_none_runs_one_is_started(home):
    with pytest.raises(NotBuilt), engine_url(Settings(home=home)):
        pass
