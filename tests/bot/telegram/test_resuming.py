"""What was being sent at the last end: found, or known not to have been sent, before anything else goes out."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timezone

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.answer import Answer
from bot.telegram.finding import COMMON, Numbers
from bot.telegram.names import Names
from bot.telegram.pace import Pace
from bot.telegram.progress import Progress
from bot.telegram.resuming import settle_all
from bot.telegram.sending import NotSent, Place, Sender
from programme import Database, Inbox
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback

NAMES = Names(b"a" * 32)
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])


class Killed(Exception):
    """Stands for the end of the process."""


@pytest.fixture
async def api():
    async with BotApi() as one:
        yield one


@pytest.fixture
async def bot(api):
    async with Bot(api.token, base_url=api.base_url) as one:
        yield one


@pytest.fixture
def database(tmp_path):
    one = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    one.create()
    yield one
    one.close()


@pytest.fixture
def progress(database):
    one = Progress(database)
    getattr(one, "create", lambda: None)()
    return one


@pytest.fixture
def ask(api, database):
    """Somebody writes; the update is in the inbox, as the poller leaves it, and its number and place come back."""

    def write(person, chat=None) -> tuple[int, Place]:
        message = person.says("/ask one", chat=chat)
        update = api.world.updates.pending[-1]
        Inbox(database).put(
            "telegram", update["update_id"], str(person.id), json.dumps(update), datetime.now(timezone.utc)
        )
        return update["update_id"], Place(message.chat.id, message.id if chat else None)

    return write


def sender(bot: Bot, progress: Progress) -> Sender:
    return Sender(bot, Pace(), Numbers(NAMES.supergroup, progress.newest()), pause=0.01)


@pytest.fixture
def killed(bot, monkeypatch):
    """The process ends while it sends a message, which Telegram has taken by then or has not."""

    @contextlib.contextmanager
    def end(*, arrived: bool):
        real = bot.send_message

        async def send(*arguments, **more):
            if arrived:
                await real(*arguments, **more)
            raise Killed

        with monkeypatch.context() as patched, pytest.raises(Killed):
            patched.setattr(type(bot), "send_message", lambda _, *arguments, **more: send(*arguments, **more))
            yield

    return end


@pytest.mark.parametrize("arrived", [True, False], ids=["it had arrived", "it had not"])
@pytest.mark.parametrize("where", ["in private", "in a small group", "in a supergroup"])
async def test_killed_while_a_message_was_sent(api, bot, progress, ask, killed, arrived, where):
    amina, boris = api.world.user("Amina"), api.world.user("Boris")
    wide = where == "in a supergroup"
    group = None if where == "in private" else api.world.group("Delegates", amina, boris, super=wide)
    first = sender(bot, progress)
    update, place = ask(amina, group)
    first.numbers.saw(place.chat, max((group or amina.chat).messages))
    with killed(arrived=arrived):
        await Answer(first, progress, update, place, {}).send(["the answer"], KEYBOARD, last=True)
    assert len(progress.begun()) == 1

    second = sender(bot, progress)
    await settle_all(second, progress, bot)
    assert progress.begun() == []
    await second.send(place, "something else, in between")
    answer = Answer(second, progress, update, place, progress.parts(update))
    await answer.send(["the answer"], KEYBOARD, last=True)
    chat = group or amina.chat
    assert sorted(message.text for message in chat.sent) == ["something else, in between", "the answer"]
    assert {message.text: message.buttons for message in chat.sent}["the answer"] == ["More"]
    assert {message.text: message.buttons for message in chat.sent}["something else, in between"] == []
    assert progress.finished(update)


@pytest.mark.parametrize("arrived", [True, False], ids=["it had arrived", "it had not"])
async def test_the_first_message_of_a_process_in_a_supergroup_is_told_from_those_of_earlier_ones(
    api, bot, progress, ask, killed, arrived
):
    amina, boris = api.world.user("Amina"), api.world.user("Boris")
    group = api.world.group("Delegates", amina, boris)
    one, of_one = ask(amina, group)
    two, of_two = ask(boris, group)
    first = sender(bot, progress)
    first.numbers.saw(group.id, of_two.reply_to)
    await Answer(first, progress, one, of_one, {}).send(["the first answer"], KEYBOARD, last=True)

    second = sender(bot, progress)
    second.numbers.saw(group.id, of_two.reply_to)  # the first answer lies above that
    with killed(arrived=arrived):
        await Answer(second, progress, two, of_two, {}).send(["the second answer"], KEYBOARD, last=True)

    third = sender(bot, progress)
    await settle_all(third, progress, bot)
    assert bool(progress.parts(two)) is arrived
    await Answer(third, progress, two, of_two, progress.parts(two)).send(["the second answer"], KEYBOARD, last=True)
    assert [(message.text, message.buttons) for message in group.sent] == [
        ("the first answer", ["More"]),
        ("the second answer", ["More"]),
    ]


async def test_a_network_that_was_lost_is_looked_into_in_a_group_too(api, bot, progress, ask):
    amina = api.world.user("Amina")
    group = api.world.group("Delegates", amina)
    one = sender(bot, progress)
    await one.send(Place(group.id), "welcome")
    update, place = ask(amina, group)
    api.fails("lose", "sendMessage", times=1)
    await Answer(one, progress, update, place, {}).send(["the answer"], KEYBOARD, last=True)
    assert [message.text for message in group.sent] == ["welcome", "the answer"]


async def test_a_telegram_that_is_away_leaves_it_to_the_next_attempt(api, bot, progress, ask):
    amina = api.world.user("Amina")
    update, _ = ask(amina)
    progress.add(update, 0, -1 - max(amina.chat.messages), newest=(COMMON, max(amina.chat.messages)))
    api.fails("drop", "editMessageReplyMarkup", times=1000)
    await settle_all(sender(bot, progress), progress, bot)
    assert len(progress.begun()) == 1
    with pytest.raises(NotSent):
        await sender(bot, progress).lost(amina.id, 0)
