"""A Bot API server, the real client, and somebody who talks to it."""

from __future__ import annotations

import pytest
from telegram import Bot

from tests.telegram.server import BotApi
from tests.telegram.world import World


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def api(clock):
    async with BotApi(World(clock=clock)) as one:
        yield one


@pytest.fixture
async def bot(api):
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url) as one:
        yield one


@pytest.fixture
def world(api):
    return api.world


@pytest.fixture
def amina(world):
    """Somebody who has pressed "Start"; the update of that is gone."""
    one = world.user("Amina", "ar", username="amina")
    one.starts()
    world.updates.drop()
    return one
