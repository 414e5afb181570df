"""Sending, one message at a time, through a strict Bot API server: what is found again, and what is not touched."""

from __future__ import annotations

import pytest
from telegram import Bot

from bot.telegram.finding import COMMON, Numbers
from bot.telegram.pace import Pace
from bot.telegram.sending import Gone, Place, Sender
from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback


@pytest.fixture
async def api():
    async with BotApi() as one:
        yield one


@pytest.fixture
async def sender(api):
    async with Bot(api.token, base_url=api.base_url) as bot:
        yield Sender(bot, Pace(), Numbers(str), pause=0.01)


@pytest.fixture
def amina(api):
    one = api.world.user("Amina")
    one.starts()
    return one


def texts(chat):
    return [one.text for one in chat.sent]


async def test_a_message_that_an_earlier_process_sent_is_found_and_not_sent_again(api, sender, amina):
    before = await sender.send(Place(amina.id), "before")
    lost = await sender.send(Place(amina.id), "answer")
    async with Bot(api.token, base_url=api.base_url) as bot:
        later = Sender(bot, Pace(), Numbers(str, {COMMON: before}))
        assert await later.lost(amina.id, before) == lost
    assert texts(amina.chat) == ["before", "answer"]


async def test_a_notice_that_went_out_meanwhile_is_not_taken_for_the_answer(api, sender, amina):
    before = await sender.send(Place(amina.id), "before")
    notice = await sender.send(Place(amina.id), "notice", patient=True)
    async with Bot(api.token, base_url=api.base_url) as bot:
        later = Sender(bot, Pace(), Numbers(str, {COMMON: before}))
        later.numbers.sent(amina.id, notice)  # the outbox knows it
        assert await later.lost(amina.id, before) == 0
    assert texts(amina.chat) == ["before", "notice"]


async def test_what_is_silent_makes_no_sound(sender, amina):
    await sender.send(Place(amina.id), "loud")
    await sender.send(Place(amina.id), "silent", silent=True)
    assert [one.quiet for one in amina.chat.sent] == [False, True]


async def test_a_group_that_moved_is_remembered(api, sender, amina):
    group = api.world.group("Delegates", amina, super=False)
    new = api.world.upgrade(group)
    await sender.send(Place(group.id), "words")
    assert (texts(new), sender.moved) == (["words"], {group.id: new.id})
    assert sender.note(group.id) == sender.note(new.id) == (str(new.id), max(new.messages))


async def test_in_a_group_that_moved_nothing_is_found(api, sender, amina):
    group = api.world.group("Delegates", amina, super=False)
    before = await sender.send(Place(group.id), "before")
    api.world.upgrade(group)
    assert await sender.lost(group.id, before) == 0


@pytest.mark.parametrize("reason", ["blocked", "deleted", "removed"])
async def test_why_nobody_reads_there_any_more(api, sender, amina, reason):
    chat = amina.chat
    if reason == "blocked":
        amina.blocks()
    elif reason == "deleted":
        amina.deactivated = True
    else:
        chat = api.world.group("Delegates", amina)
        amina.removes_bot(chat)
    with pytest.raises(Gone, match=f"^{reason}$"):
        await sender.send(Place(chat.id), "words")
