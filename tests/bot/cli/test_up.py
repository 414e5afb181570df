"""``attache up``: what stops it from starting. (At work: tests/conversations.)"""

from __future__ import annotations

import io
import tarfile

import pytest

from bot.supervisor.ports import free
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback


def test_with_nothing_built_it_says_what_to_do(program, home):
    outcome = program("up")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors == f"There is no trained model in {home / 'models'} yet. Run: attache ready.\n"


def test_a_second_one_is_told_about_the_first(program, engine, home):
    outcome = program("up")
    assert outcome.status == 1
    assert outcome.errors == (
        f"Attaché already runs on {home} (process 4711). "
        "Talk to it with `attache chat`, stop it, or set ATTACHE_HOME to another folder.\n"
    )


def test_a_token_that_telegram_does_not_know_is_said_and_nothing_is_started(program, home):
    (home / "models").mkdir(parents=True)
    with tarfile.open(home / "models" / "attache.tar.gz", "w:gz") as archive:
        about = tarfile.TarInfo("metadata.json")
        about.size = 2
        archive.addfile(about, io.BytesIO(b"{}"))
    with BotApi() as api:
        address = f"http://127.0.0.1:{api.port}"
        outcome = program(
            "up",
            TELEGRAM_BOT_TOKEN="7000000001:another-one-altogether",
            ATTACHE_TELEGRAM_URL=address,
            ATTACHE_RASA_PORT=str(free("127.0.0.1")),
            ATTACHE_ACTIONS_PORT=str(free("127.0.0.1")),
        )
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors == (
        f"Telegram ({address}) does not accept the token. Copy it again from @BotFather (/mybots), "
        "or remove ATTACHE_TELEGRAM_TOKEN to run without Telegram.\n"
    )
    assert not (home / "logs").exists()


def test_what_is_no_token_is_said_by_the_name_it_came_by(program):
    outcome = program("up", TELEGRAM_BOT_TOKEN="hush")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.errors.startswith("The setting TELEGRAM_BOT_TOKEN cannot be used: it does not look like a bot token")
    assert "hush" not in outcome.errors
