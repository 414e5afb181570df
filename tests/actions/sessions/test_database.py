from __future__ import annotations

import asyncio
import threading

import pytest

from actions.sessions.database import Store
from programme.errors import DatabaseBusy, DatabaseFailed


def test_made_at_the_first_need_and_kept(world, tmp_path):
    config = world.programme.config.copy(update={"home": tmp_path / "new"})
    store = Store(config)
    assert not (tmp_path / "new").exists()
    assert store.open() is store.open()
    assert (tmp_path / "new" / "attache.db").exists()
    store.close()


def test_one_that_was_away_is_tried_again(world, tmp_path):
    (tmp_path / "file").touch()
    store = Store(world.programme.config.copy(update={"home": tmp_path / "file"}))
    with pytest.raises(DatabaseFailed):
        store.open()
    (tmp_path / "file").unlink()
    assert store.open().database.file.exists()
    store.close()


async def test_work_in_a_thread_and_its_errors(world, tmp_path):
    store = Store(world.programme.config)
    assert await store.ask(lambda programme: threading.current_thread().name.startswith("programme"))
    with pytest.raises(KeyError):
        await store.ask(lambda programme: {}["x"])
    store.close()


def test_work_that_takes_too_long_is_given_up(world):
    store, done = Store(world.programme.config.copy(update={"turn_seconds": 0.2})), threading.Event()
    with pytest.raises(DatabaseBusy):
        asyncio.run(store.ask(lambda programme: done.wait(30)))
    done.set()
    store.close()
