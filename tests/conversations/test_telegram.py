"""People in Telegram and the whole engine: a Bot API server here, real Rasa and the shipped library there."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from bot.telegram import privacy_wording
from bot.telegram.options import Options
from tests.telegram.running import running
from tests.telegram.server import BotApi

if TYPE_CHECKING:
    from pathlib import Path

    from bot.supervisor import Engine
    from settings import Settings

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]

#: What is said, and what the quotation's place or its words have to hold.
TALKS = {
    "en": (("can a refugee be sent back", "Article 33"), ("and if he is a danger to the country?", "Article 33")),
    "fr": (("peut-on renvoyer un réfugié dans son pays", "article 33"), ("et s'il est un danger pour le pays ?", "33")),
}


@pytest.fixture
async def api():
    async with BotApi() as one:
        yield one


@pytest.fixture
async def bot(api: BotApi, engine: Engine, ready_settings: Settings, tmp_path: Path):
    chosen = Options(
        token=api.token,
        home=tmp_path,
        database=f"sqlite:///{tmp_path / 'attache.db'}",
        conversations=f"sqlite:///{ready_settings.home / 'conversations.db'}",
        engine=engine.url,
        seconds=60.0,
        base_url=api.base_url,
    )
    async with running(chosen) as task:
        yield task


def conversations(settings: Settings) -> set[str]:
    """Names of all that the engine remembers."""
    with sqlite3.connect(settings.home / "conversations.db") as connection:
        return {name for (name,) in connection.execute("SELECT DISTINCT sender_id FROM events")}


@pytest.mark.parametrize("language", sorted(TALKS))
async def test_from_first_contact_to_erasure(
    api: BotApi, bot, ready_settings: Settings, tmp_path: Path, language: str
) -> None:
    delegate = api.world.user("Delegate", language)
    chat = delegate.chat

    async def after(count: int):
        await api.world.until(lambda: len(chat.sent) >= count, 60)
        return chat.last

    before = conversations(ready_settings)
    delegate.starts()
    welcome = await after(1)
    delegate.presses(welcome, privacy_wording.agree_button(language))
    await after(2)
    for number, (question, place) in enumerate(TALKS[language], 3):
        delegate.says(question)
        answer = await after(number)
        assert answer.marked("blockquote"), answer.text
        assert place.casefold() in answer.text.casefold()
        assert answer.buttons
    names = conversations(ready_settings) - before
    assert names, "the engine knows the conversation by a name that is no Telegram id"
    assert not any(str(chat.id) in name for name in names)
    delegate.says("/forget")
    question = await after(5)
    delegate.presses(question, privacy_wording.erase_button(language))
    await after(6)
    assert not names & conversations(ready_settings)
    with sqlite3.connect(tmp_path / "attache.db") as connection:
        assert connection.execute("SELECT count(*) FROM people").fetchone() == (0,)
