"""What nobody goes on with is erased; a store that is away is said so, and nothing ends."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timezone

from bot.telegram.idle import erase_idle
from bot.telegram.shown import Shown
from programme import Conversations, Database


async def test_a_store_that_is_away_is_said_so_and_the_task_goes_on(tmp_path, caplog):
    caplog.set_level(logging.ERROR)
    (tmp_path / "conversations.db").mkdir()  # cannot be opened
    database = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    database.create()
    shown = Shown(database)
    shown.add("telegram-ab", 10, [11], datetime(2020, 1, 1, tzinfo=timezone.utc), anew=True)
    conversations = Conversations(f"sqlite:///{tmp_path / 'conversations.db'}")
    task = asyncio.create_task(erase_idle(conversations, shown, days=30))
    while not caplog.records and not task.done():
        await asyncio.sleep(0.01)
    assert not task.done()
    assert caplog.records[0].message.startswith("Old conversations are not erased yet.")
    assert shown.of("telegram-ab", 10) == (11,)  # as long as the conversation
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    database.close()
