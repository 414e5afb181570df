"""What is written down of an update, in which order, and what goes aside."""

from __future__ import annotations

import pytest
from telegram import Update

from bot.telegram.receiving import Receiving, place_of
from programme import Database, Inbox
from programme.errors import DatabaseFailed

AMINA = {"id": 5, "is_bot": False, "first_name": "Amina", "language_code": "fr"}
PRIVATE, GROUP = {"id": 5, "type": "private"}, {"id": -10, "type": "supergroup", "title": "Delegates"}


def message(text: str, number: int = 1, chat: dict = PRIVATE) -> Update:
    body = {"message_id": number, "date": 0, "chat": chat, "from": AMINA, "text": text}
    return Update.de_json({"update_id": number, "message": body}, None)


def inline(number: int = 1) -> Update:
    body = {"id": "7", "from": AMINA, "query": "asylum", "offset": ""}
    return Update.de_json({"update_id": number, "inline_query": body}, None)


@pytest.fixture
def inbox(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    database.create()
    yield Inbox(database)
    database.close()


async def test_what_is_new_is_written_down_and_heard_of_once(inbox):
    heard = []
    receiving = Receiving(inbox, lambda: heard.append(1))
    assert [await receiving.take(one) for one in (message("a"), message("a"), message("b", 2))] == [True, False, True]
    assert len(heard) == 2


async def test_what_goes_aside_is_not_written_down(inbox):
    aside, heard = [], []
    receiving = Receiving(inbox, lambda: heard.append(1), aside={"inline_query": aside.append})
    assert await receiving.take(inline())
    assert ([update.inline_query.query for update in aside], heard) == (["asylum"], [])
    assert receiving.kinds == ["message", "edited_message", "callback_query", "my_chat_member", "inline_query"]


async def test_a_database_that_is_away_is_an_error_and_nothing_is_heard(tmp_path):
    heard = []
    (tmp_path / "attache.db").mkdir()
    receiving = Receiving(Inbox(Database(f"sqlite:///{tmp_path / 'attache.db'}")), lambda: heard.append(1))
    with pytest.raises(DatabaseFailed):
        await receiving.take(message("a"))
    assert heard == []


@pytest.mark.parametrize(
    ("update", "place"),
    [
        (message("a"), ("5", "5")),
        (message("a", chat=GROUP), ("-10:5", "5")),
        (message(" /Cancel "), ("5:cancel", "5")),
        (message("/cancel", chat=GROUP), ("-10:5:cancel", "5")),
        (inline(), ("5", "5")),
    ],
)
def test_order_is_kept_for_a_person_in_a_chat(update, place):
    assert place_of(update) == place
