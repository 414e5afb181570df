"""The bot's process killed a dozen times under ten chats: every question gets one answer, in order."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

import pytest

from bot.telegram.formatting import messages
from tests.telegram.asking import Asker, Verdict
from tests.telegram.engine import answer
from tests.telegram.process import Process
from tests.telegram.script import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.telegram.server import BotApi

pytestmark = pytest.mark.loopback

KILLS, CHATS, IN_GROUPS = 12, 10, 4
#: Most questions of one person; in a group so few that its own limit, 20 messages a minute, is not met.
PRIVATELY, IN_A_GROUP = 200, 4


def people(api: BotApi, chance: random.Random) -> list[Asker]:
    groups = [api.world.group("Delegates", super=False), api.world.group("Desk officers")]
    found = []
    for number in range(CHATS):
        person = api.world.user(f"Person {number}")
        chat, count = (groups[number % 2], IN_A_GROUP) if number < IN_GROUPS else (person.chat, PRIVATELY)
        chat.members[person.id] = person.user
        said = [f"question {each} of person {number}" for each in range(count)]
        expected = [[shown(html) for html in messages(answer(text, "en"))] for text in said]
        found.append(
            Asker(person, chat, said, expected, random.Random(number), think=0.5, patience=240.0)  # noqa: S311
        )
    return found


async def call(api: BotApi, method: str, count: int, then: Callable[[], None]) -> None:
    """Do something when so many calls of a method (any, when empty) were worked on; the bot is not told of the last."""
    loop, happened = asyncio.get_running_loop(), asyncio.Event()
    left = count

    def witness(called: str) -> None:
        nonlocal left
        left -= method in ("", called)
        if left == 0:
            then()
            loop.call_soon_threadsafe(happened.set)

    api.witness = witness
    try:
        await asyncio.wait_for(happened.wait(), 240)
    finally:
        api.witness = lambda _: None


async def test_every_question_is_answered_once(api, engine, tmp_path):
    chance = random.Random(3)  # noqa: S311
    askers = people(api, chance)
    process = Process(api, engine, tmp_path)
    over = asyncio.Event()
    asking = [asyncio.create_task(one.run(over.is_set)) for one in askers]
    try:
        for number in range(KILLS):
            # A message taken by Telegram of which the bot is never told, or any other moment from the very start.
            moment = ("sendMessage", chance.randint(1, 8)) if number % 3 else ("", chance.randint(1, 60))
            await call(api, *moment, process.strike)
            process.kill()
            process.start()
        over.set()
        await asyncio.gather(*asking)
        # What would come twice has come when the process has nothing more to do and ends in order.
        await api.world.until(lambda: not api.world.updates.pending, 60)
        assert process.end() == 0
    finally:
        if process.alive:
            process.kill()
    asked = sum(len(one.asked) for one in askers)
    assert min(len(one.asked) for one in askers) > 0
    assert sum((one.verdict for one in askers), Verdict()) == Verdict(once=asked)
    assert api.world.limits.broken == 0


async def test_in_a_supergroup_the_first_message_of_each_process_is_not_sent_again(api, engine, tmp_path):
    people = [api.world.user("Amina"), api.world.user("Boris")]
    group = api.world.group("Delegates", *people)
    asked = [f"question {number} of person {each}" for number in range(3) for each in range(2)]
    for number, text in enumerate(asked):
        people[number % 2].says(f"/ask {text}", chat=group)
    process = Process(api, engine, tmp_path)
    try:
        for _ in asked:
            await call(api, "sendMessage", 1, process.strike)
            process.kill()
            process.start()
        # Who is answered now has been answered all that was asked before.
        for each, one in enumerate(people):
            asked.append(f"the last of person {each}")
            one.says(f"/ask {asked[-1]}", chat=group)
        last = {shown(html) for text in asked[-2:] for html in messages(answer(text, "en"))}
        await api.world.until(lambda: last <= {one.text for one in group.sent}, 120)
        assert process.end() == 0
    finally:
        if process.alive:
            process.kill()
    expected = [shown(html) for text in asked for html in messages(answer(text, "en"))]
    assert sorted(one.text for one in group.sent) == sorted(expected)
