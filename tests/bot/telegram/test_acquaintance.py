"""Who writes: what is known with consent and without, and an erasure that meets a store that is away."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timezone

import pytest
from telegram import User

from bot.telegram.acquaintance import Acquaintances
from bot.telegram.names import Names
from bot.telegram.shown import Shown
from programme import Conversations, Database, Erasures, Inbox, People, Staff
from programme.errors import DatabaseFailed

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)
AMINA = 5_000_000_001


@pytest.fixture
def database(tmp_path):
    one = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    one.create()
    yield one
    one.close()


@pytest.fixture
def people(database, tmp_path):
    names, store = Names(b"a" * 32), Conversations(f"sqlite:///{tmp_path / 'conversations.db'}")
    return Acquaintances(People(database), names, store, Shown(database), Erasures(database), Staff(database))


def user(language):
    return User(AMINA, "Amina", is_bot=False, language_code=language)


@pytest.mark.parametrize(
    ("code", "hint"), [("fr", "fr"), ("pt-br", None), ("zh-hans", "zh"), ("AR", "ar"), (None, None)]
)
async def test_the_language_of_the_app_is_a_hint_where_it_is_one_of_six(people, code, hint):
    who = await people.of(user(code), AMINA)
    assert (who.hint, who.language, who.agreed) == (hint, hint, False)
    assert who.metadata == {"channel": "telegram"} | ({"language_hint": hint} if hint else {})


async def test_the_engine_hears_who_it_is_in_private_and_with_consent_only(people, database):
    who = await people.of(user(None), AMINA)
    assert who.metadata == {"channel": "telegram"}
    await people.agree(who)
    person = People(database).of("telegram", str(AMINA))
    assert (await people.of(user(None), AMINA)).metadata == {"channel": "telegram", "person": person.id}
    assert (await people.of(user(None), -100)).metadata == {"channel": "telegram", "group": True}
    People(database).withdraw(person.id, NOW)
    assert (await people.of(user(None), AMINA)).metadata == {"channel": "telegram"}


async def test_the_engine_hears_in_private_that_somebody_is_of_the_staff(people, database):
    staff = Staff(database)
    staff.link(staff.invite("staff", NOW), "telegram", str(AMINA), NOW)
    assert (await people.of(user(None), AMINA)).metadata == {"channel": "telegram", "role": "staff"}
    assert (await people.of(user(None), -100)).metadata == {"channel": "telegram", "group": True}


async def test_the_language_of_the_last_answer_is_remembered_of_those_who_agreed(people, database):
    who = await people.of(user("fr"), AMINA)
    await people.answered(who, "ar")
    await people.agree(who)
    who = await people.of(user("fr"), AMINA)
    assert who.person.spoken is None
    await people.answered(await people.of(user("fr"), -100), "zh")
    await people.answered(who, "ar")
    assert People(database).get(who.person.id).spoken == "ar"


async def test_what_was_chosen_before_consent_is_kept_with_it_and_the_conversation_stays(people, database):
    before = await people.of(user("en"), AMINA)
    await people.choose(before, "ru")
    assert People(database).of("telegram", str(AMINA)) is None
    chosen = await people.of(user("en"), AMINA)
    await people.agree(chosen)
    after = await people.of(user("en"), AMINA)
    assert (after.chosen, after.agreed, after.conversation) == ("ru", True, before.conversation)
    assert People(database).of("telegram", str(AMINA)).language == "ru"


async def test_while_a_store_is_away_nothing_new_is_stored_and_the_rest_is_erased_later(people, database, tmp_path):
    await people.agree(await people.of(user("en"), AMINA))
    Inbox(database).put("telegram", 1, str(AMINA), "{}", NOW)
    request = Inbox(database).claim("telegram", now=NOW)
    away = tmp_path / "conversations.db"
    away.mkdir()  # cannot be opened
    with pytest.raises(DatabaseFailed):
        await people.forget(await people.of(user("en"), AMINA), request.id)
    who = await people.of(user("en"), AMINA)
    assert (who.agreed, who.person is None, await people.erasing(request.id)) == (False, False, True)
    away.rmdir()
    with sqlite3.connect(away) as store:
        store.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, type_name TEXT, timestamp, data)")
        said = (who.conversation, f"{who.conversation}-group", "telegram-other")
        store.executemany("INSERT INTO events VALUES (NULL, ?, 'user', 1, '{}')", [(one,) for one in said])
    gone = await people.forget(who, request.id)
    assert (gone.records, gone.turns) == (2, 2)
    again = await people.forget(await people.of(user("en"), AMINA), request.id)  # cut off before the receipt
    assert again == gone
    await people.told(request.id)
    assert not await people.erasing(request.id)
    assert await people.forget(await people.of(user("en"), AMINA), request.id) is None
