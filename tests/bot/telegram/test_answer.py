"""An answer as it goes out: what an earlier attempt sent is passed over, what is said beside it is said once."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from telegram import Bot

from bot.telegram.answer import Answer
from bot.telegram.finding import Numbers
from bot.telegram.pace import Pace
from bot.telegram.progress import PENDING, WAITING, Progress
from bot.telegram.resuming import settle
from bot.telegram.sending import Place, Sender
from programme import Database
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback


@pytest.fixture
async def begin(tmp_path):
    """Makes one attempt after another at the answer to update 7; and the chat in which it is seen."""
    database = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    database.create()
    progress = Progress(database)
    async with BotApi() as api, Bot(api.token, base_url=api.base_url) as bot:
        amina = api.world.user("Amina")
        amina.starts()
        sender = Sender(bot, Pace(), Numbers(str), pause=0.01)

        def attempt():
            return Answer(sender, progress, 7, Place(amina.id), progress.parts(7)), amina.chat

        yield attempt
    database.close()


async def test_what_an_earlier_attempt_sent_is_passed_over(begin):
    first, chat = begin()
    await first.send(["one", "two"])
    second, _ = begin()
    await second.send(["one", "two", "three"], last=True)
    assert [one.text for one in chat.sent] == ["one", "two", "three"]
    assert second.message_ids == [one.id for one in chat.sent]


async def test_what_is_said_beside_it_is_said_once_and_is_no_part_of_it(begin):
    for _ in range(2):
        answer, chat = begin()
        await answer.wait("Please wait.", "en")
        await answer.tell_once(PENDING, "Later.", "en")
        await answer.tell_once(PENDING, "Later.", "en")
        await answer.send(["one"])
    assert [one.text for one in chat.sent] == ["Please wait.", "Later.", "one"]
    assert answer.told_to_wait
    assert answer.message_ids == [chat.last.id]
    assert WAITING != PENDING


async def test_a_line_beside_it_that_was_cut_off_is_found_and_not_said_again(begin):
    first, chat = begin()
    first.sender.numbers.saw(chat.id, max(chat.messages))
    with patch.object(first, "_note", side_effect=RuntimeError), pytest.raises(RuntimeError):
        await first.wait("Please wait.", "en")
    noted = first._progress.parts(7)[WAITING]
    later = Sender(first.sender._bot, Pace(), Numbers(str, first._progress.newest()), pause=0.01)
    assert await settle(later, first._progress, 7, WAITING, chat.id, -1 - noted) == chat.last.id
    second, _ = begin()
    await second.wait("Please wait.", "en")
    assert [one.text for one in chat.sent] == ["Please wait."]


async def test_a_shorter_answer_takes_the_place_of_a_longer_one(begin):
    first, chat = begin()
    await first.send(["one", "two"])
    old = first.message_ids
    again = Answer(first.sender, first._progress, 8, first.place, {})
    again.replaces(old)
    await again.send(["short"], last=True)
    await again.end()
    assert [(one.id, one.text) for one in chat.sent] == [(old[0], "short")]
