"""How a process of ours runs and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from bot.errors import StartFailed
from bot.lifetime import ends, run_until_signal
from programme.errors import DatabaseFailed

TWICE = """
import asyncio, sys
from bot.lifetime import run_until_signal

async def serve():
    print("serving", flush=True)
    await asyncio.Event().wait()

status = run_until_signal(serve())
print("ended", flush=True)
sys.stdin.readline()
sys.exit(status)
"""


@pytest.fixture(autouse=True)
def handlers():
    """What signals do here afterwards is what they did before."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_signal_on_the_way_out_changes_nothing(number):
    child = subprocess.Popen([sys.executable, "-c", TWICE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert child.stdout.readline() == "serving\n"
        child.send_signal(number)
        assert child.stdout.readline() == "ended\n"
        child.send_signal(number)
        child.communicate("go on\n", timeout=60)
        assert child.returncode == 0
    finally:
        child.kill()


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
