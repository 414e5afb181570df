"""What replies bring along: sent in order, for whom it is, and left out where it is gone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.attachments import NOBODY
from bot.replies import Attachment, Reply
from bot.telegram.acquaintance import Who
from bot.telegram.files import Files
from programme import Bookings, Database, People, Plan, Sessions

NOW = datetime.now(timezone.utc)


class Answer:
    """Takes documents."""

    def __init__(self) -> None:
        self.documents: list[tuple[str, bytes]] = []

    async def document(self, name: str, content: bytes) -> None:
        self.documents.append((name, content))


@pytest.fixture
def database(tmp_path):
    one = Database(f"sqlite:///{tmp_path / 'attache.db'}")
    one.create()
    yield one
    one.close()


@pytest.fixture
def session(database):
    starts = (NOW + timedelta(days=3)).replace(tzinfo=None, second=0, microsecond=0)
    return Sessions(database).add(Plan(title="Climate mobility", starts=starts, minutes=90, zone="UTC"), NOW)


@pytest.fixture
def person(database, session):
    one = People(database).remember("telegram", "7", consent=NOW)
    Bookings(database).register(session.id, one.id, NOW)
    return one


def reply(*paths):
    return Reply("Done.", "en", attachments=tuple(Attachment("attache-session.ics", "text/calendar", p) for p in paths))


async def sent(database, who, *replies):
    answer = Answer()
    await Files(database, NOBODY).send(replies, who, answer)
    return answer.documents


async def test_in_private_it_is_for_the_person(database, session, person):
    who = Who("7", "telegram-x", person, None, "en")
    [(name, content)] = await sent(database, who, reply(), reply(f"calendar:{session.id}"))
    assert name == "attache-session.ics"
    assert b"METHOD:REQUEST" in content


async def test_in_a_group_nothing_of_the_person_is_in_it(database, session, person):
    who = Who("7", "telegram-x", person, None, "en", private=False)
    [(_, content)] = await sent(database, who, reply(f"calendar:{session.id}"))
    assert b"METHOD:PUBLISH" in content
    assert person.id.encode() not in content


async def test_what_is_gone_is_left_out_and_the_rest_comes(database, session, person):
    who = Who("7", "telegram-x", person, None, "en")
    paths = (f"calendar:{session.id}", "calendar:gone", "other:x", f"calendar:{session.id}:cancel")
    found = await sent(database, who, reply(*paths))
    assert [b"METHOD:CANCEL" in content for _, content in found] == [False, True]
