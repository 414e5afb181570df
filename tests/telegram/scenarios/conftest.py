"""The bot as it runs, between a Bot API server on the clock of the day and a stand-in for the engine."""

from __future__ import annotations

import pytest

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
