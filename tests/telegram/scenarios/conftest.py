"""The bot as it runs, between a Bot API server on the clock of the day and a stand-in for the engine."""

from __future__ import annotations

import time

import pytest

from bot.telegram import pace
from tests.telegram.engine import Engine
from tests.telegram.running import options, running
from tests.telegram.server import BotApi


@pytest.fixture
def engine():
    with Engine() as one:
        yield one


@pytest.fixture
async def api():
    async with BotApi() as one:
        yield one


@pytest.fixture
def chosen(api, engine, tmp_path):
    return options(api, engine, tmp_path)


@pytest.fixture
async def bot(chosen):
    async with running(chosen) as task:
        yield task


@pytest.fixture
def brisk(api, monkeypatch):
    """A second of Telegram's limits is an eighth of one, to the server and to the bot alike.

    Most of what a scenario takes is waiting for its turn. Those about the pace itself keep the true seconds.
    """
    times = 8
    monkeypatch.setattr(api.world.limits, "clock", lambda: times * time.monotonic())
    for name in ("OVERALL", "PRIVATE", "GROUP"):
        most, seconds = getattr(pace, name)
        monkeypatch.setattr(pace, name, (most, seconds / times))
