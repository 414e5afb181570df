"""Which message a call became whose end was not seen."""

from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import Forbidden, NetworkError

from bot.telegram.finding import COMMON, LOOK_AHEAD, Numbers, find
from tests.telegram.server import BotApi

SUPERGROUP = -1_000_000_000_007
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])


def test_private_chats_and_small_groups_share_one_count():
    numbers = Numbers(str, {COMMON: 50})
    numbers.saw(7, 60)
    numbers.sent(-8, 61)
    numbers.saw(9, 40)
    assert [numbers.floor(chat) for chat in (7, -8, 9)] == [61, 61, 61]
    assert numbers.note(7) == (COMMON, 61)


def test_a_supergroup_counts_for_itself_and_from_what_was_noted_there():
    numbers = Numbers("count of {}".format, {COMMON: 50, f"count of {SUPERGROUP}": 900})
    numbers.saw(SUPERGROUP, 880)  # asked before an earlier process sent something there
    assert (numbers.floor(SUPERGROUP), numbers.floor(7)) == (900, 50)
    numbers.sent(SUPERGROUP, 905)
    assert numbers.note(SUPERGROUP) == (f"count of {SUPERGROUP}", 905)
    assert (numbers.floor(SUPERGROUP - 1), numbers.floor(7)) == (0, 50)
    numbers.saw(SUPERGROUP - 1, 3)
    assert (numbers.floor(SUPERGROUP - 1), numbers.floor(SUPERGROUP)) == (3, 905)


def test_what_was_sent_in_one_count_says_nothing_of_another():
    numbers = Numbers(str)
    numbers.sent(SUPERGROUP, 12)
    assert numbers.above(SUPERGROUP, 10)[:2] == [11, 13]
    assert numbers.above(7, 10)[:2] == [11, 12]


def test_what_is_known_to_be_sent_is_not_looked_at():
    numbers = Numbers(str)
    numbers.sent(7, 12)
    numbers.sent(8, 13)
    assert numbers.above(7, 10)[:3] == [11, 14, 15]
    assert numbers.above(7, 10)[-1] == 13 + LOOK_AHEAD


@pytest.fixture
async def api():
    async with BotApi() as one:
        one.world.limits.enforced = False
        yield one


@pytest.fixture
async def bot(api):
    async with Bot(api.token, base_url=api.base_url) as one:
        yield one


@pytest.fixture
def amina(api):
    person = api.world.user("Amina")
    person.starts()
    return person


@pytest.mark.loopback
@pytest.mark.parametrize("sent", [None, KEYBOARD], ids=["without buttons", "with buttons"])
@pytest.mark.parametrize("wanted", [None, KEYBOARD], ids=["none wanted", "buttons wanted"])
async def test_it_is_found_among_others_and_has_the_buttons_that_are_wanted(api, bot, amina, sent, wanted):
    after = next(iter(amina.chat.messages))
    boris = api.world.user("Boris")
    boris.starts()
    await bot.send_message(boris.id, "somebody else's")
    amina.says("one more question")
    lost = await bot.send_message(amina.id, "lost", reply_markup=sent)
    assert await find(bot, amina.id, range(after + 1, after + 20), wanted, pause=0) == lost.message_id
    assert amina.chat.last.buttons == (["More"] if wanted else [])
    assert boris.chat.last.versions == ["somebody else's"]


@pytest.mark.loopback
async def test_nothing_is_found_where_nothing_is(api, bot, amina):
    after = max(amina.chat.messages)
    assert await find(bot, amina.id, range(after + 1, after + 5), pause=0) == 0
    amina.says("a question")
    assert await find(bot, amina.id, range(after + 1, after + 5), pause=0) == 0


@pytest.mark.loopback
async def test_a_limit_is_waited_for_and_the_same_number_asked_again(api, bot, amina):
    lost = await bot.send_message(amina.id, "lost", reply_markup=KEYBOARD)
    api.fails("429", "editMessageReplyMarkup", times=2, seconds=0)
    api.fails("drop", "editMessageReplyMarkup", times=2)
    assert await find(bot, amina.id, [lost.message_id], pause=0) == lost.message_id


@pytest.mark.loopback
async def test_a_network_that_stays_away_is_no_no(api, bot, amina):
    api.fails("drop", "editMessageReplyMarkup", times=100)
    with pytest.raises(NetworkError):
        await find(bot, amina.id, [5], pause=0)


@pytest.mark.loopback
async def test_who_blocked_the_bot_is_gone(api, bot, amina):
    amina.blocks()
    with pytest.raises(Forbidden):
        await find(bot, amina.id, [5], pause=0)
