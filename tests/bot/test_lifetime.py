"""How a process of ours runs and ends."""

from __future__ import annotations

import os
import signal

import pytest

from bot.errors import StartFailed
from bot.lifetime import ends, run_until_signal
from programme.errors import DatabaseFailed


async def nothing() -> None:
    """Ends by itself."""


def test_work_that_ends_is_well():
    assert run_until_signal(nothing()) == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_after_it_has_tidied_up(number):
    import asyncio

    tidied = []

    async def serve() -> None:
        asyncio.get_running_loop().call_soon(os.kill, os.getpid(), number)
        try:
            await asyncio.Event().wait()
        finally:
            tidied.append(True)

    assert run_until_signal(serve()) == 0
    assert tidied == [True]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (StartFailed("The port is taken."), "The port is taken.\n"),
        (DatabaseFailed("The database is away."), "The database is away.\n"),
        (PermissionError(13, "Permission denied", "/secret"), "The home folder cannot be used: Permission denied.\n"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(error, said, capsys):
    async def fails() -> None:
        raise error

    assert run_until_signal(fails()) == 1
    assert capsys.readouterr().err == said


def test_a_reason_goes_to_the_errors(capsys):
    assert ends("There is no token.") == 1
    assert capsys.readouterr() == ("", "There is no token.\n")
