"""What goes out by itself: put into the outbox by anybody, sent by the bot as it runs, over real HTTP."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone

import pytest
import sqlalchemy as sa

from bot.telegram.notice import notice
from programme import Database, Outbox, People
from programme.models import outbox as table
from programme.models import people
from tests.telegram.faults import Fault
from tests.telegram.running import answers, running

pytestmark = pytest.mark.loopback


def now():
    return datetime.now(timezone.utc)


@pytest.fixture
def database(chosen):
    one = Database(chosen.database)
    one.create()
    yield one
    one.close()


@pytest.fixture
def put(database):
    """Puts a notice into the outbox."""

    def one(key, chat, *text, due=None, recipient=None, **more):
        whom = None if recipient is None else str(recipient)
        return Outbox(database).put(key, "telegram", str(chat), notice(*text, **more), due or now(), recipient=whom)

    return one


@pytest.fixture
def states(database):
    """What became of all messages, in the order in which they were put."""

    def read():
        with database.session(write=False) as session:
            found = session.execute(sa.select(table.c.state, table.c.reason).order_by(table.c.id))
            return [row.reason or row.state for row in found]

    return read


def known(api, name="Amina", language="en"):
    """Somebody whom the bot may write to."""
    one = api.world.user(name, language)
    one.starts()
    api.world.updates.drop()
    return one


async def test_a_notice_arrives_as_it_was_put_once_and_nothing_of_it_stays(api, bot, put, states, database):
    amina = known(api)
    gone = amina.says("soon gone")
    gone.deleted = True
    rows = [[{"text": "I come", "data": "x:1"}, {"text": "Where", "url": "https://example.org/"}]]
    for _ in range(2):
        put("a", amina.id, html=["<b>Tomorrow</b>", "at nine"], keyboard=rows, silent=True, reply_to=gone.id)
    await api.world.until(lambda: states() == ["sent"])
    sent = [one for one in amina.chat.sent if one.text in ("Tomorrow", "at nine")]
    assert [(one.text, one.quiet, one.buttons) for one in sent] == [
        ("Tomorrow", True, []),
        ("at nine", True, ["I come", "Where"]),
    ]
    assert Outbox(database).outcome("a").message == sent[-1].id
    with database.session(write=False) as session:
        [row] = session.execute(sa.select(table))
    assert (row.chat, row.recipient, row.payload) == ("", "", "{}")


async def test_a_notice_into_a_topic_and_under_a_message(api, bot, put, states):
    amina = known(api)
    forum = api.world.group("Forum", amina, forum=True)
    topic = api.world.topic(forum, "Children")
    said = amina.says("something", chat=forum, thread=topic)
    put("a", forum.id, "in the topic", thread=topic)
    put("b", forum.id, "under it", thread=topic, reply_to=said.id)
    await api.world.until(lambda: states() == ["sent", "sent"])
    assert [(one.text, one.thread, one.reply_to and one.reply_to.id) for one in forum.sent] == [
        ("in the topic", topic, None),
        ("under it", topic, said.id),
    ]


async def test_nothing_goes_out_before_its_time(api, bot, put, states):
    amina = known(api)
    put("later", amina.id, "later", due=now() + timedelta(hours=1))
    put("soon", amina.id, "soon", due=now() + timedelta(seconds=0.5))
    await api.world.until(lambda: states() == ["open", "sent"])
    assert [one.text for one in amina.chat.sent] == ["soon"]


async def test_who_blocked_the_bot_and_who_is_gone_are_given_up(api, bot, put, states, caplog):
    caplog.set_level(logging.DEBUG)
    amina, boris, li = (known(api, name) for name in ("Amina", "Boris", "Li"))
    group = api.world.group("Delegates", li)
    amina.blocks()
    boris.deactivated = True
    li.removes_bot(group)
    for key, chat in enumerate((amina.id, boris.id, group.id, 999, li.id)):
        put(str(key), chat, "private words")
    await api.world.until(lambda: "open" not in states())
    assert states() == ["blocked", "deleted", "removed", "deleted", "sent"]
    assert "private words" not in caplog.text
    assert str(amina.id) not in caplog.text


async def test_what_telegram_would_not_take_is_given_up(api, bot, database, put, states):
    amina = known(api)
    Outbox(database).put("a", "telegram", str(amina.id), {"nothing": 1}, now())
    Outbox(database).put("b", "telegram", "no number", {"text": "words"}, now())
    put("c", amina.id, html=["x" * 4097])
    put("d", amina.id, html=["<b>not closed"])
    await api.world.until(lambda: states()[3] == "sent" and states()[2] != "open")
    assert states() == ["malformed", "malformed", "refused", "sent"]
    assert amina.chat.last.text == "not closed"


async def test_telegram_asks_to_wait(api, bot, put, states):
    amina = known(api)
    api.faults.append(Fault("429", "sendMessage", seconds=1))
    put("a", amina.id, "words")
    await api.world.until(lambda: states() == ["sent"])
    assert [one.text for one in amina.chat.sent] == ["words"]
    assert api.world.limits.broken == 0


async def test_a_lost_answer_does_not_send_it_twice(api, bot, put, states):
    amina = known(api)
    amina.says("/help")  # numbers of messages are known from here on
    await answers(api, amina.chat, 1)
    api.faults.append(Fault("lose", "sendMessage"))
    put("a", amina.id, "words")
    await api.world.until(lambda: states() == ["sent"])
    assert [one.text for one in amina.chat.sent].count("words") == 1


async def test_a_group_that_became_a_supergroup(api, bot, put, states):
    amina = known(api)
    group = api.world.group("Delegates", amina, super=False)
    new = api.world.upgrade(group)
    put("a", group.id, "first")
    put("b", group.id, "second")
    put("c", group.id, "much later", due=now() + timedelta(days=1))
    await api.world.until(lambda: states() == ["sent", "sent", "open"])
    assert [one.text for one in new.sent] == ["first", "second"]


async def test_a_network_that_is_away_delays_it(api, engine, chosen, put, states):
    amina = known(api)
    put("a", amina.id, "words")
    api.faults.append(Fault("502", "sendMessage", times=3))
    async with running(chosen):
        await api.world.until(lambda: states() == ["sent"], 15)
    assert [one.text for one in amina.chat.sent] == ["words"]


async def test_those_who_wait_for_an_answer_go_first(api, bot, put, states):
    people_ = [known(api, str(number)) for number in range(60)]
    amina = known(api)
    for one in people_:
        put(str(one.id), one.id, "notice")
    await api.world.until(lambda: states().count("sent") >= 5)
    amina.says("first")
    await answers(api, amina.chat, 1)
    assert states().count("open") > 0  # the answer overtook them
    await api.world.until(lambda: states() == ["sent"] * 60, 20)
    assert api.world.limits.broken == 0


def around(minutes):
    """Quiet hours around this moment, UTC, that end so many minutes from now."""
    begin, end = now() - timedelta(hours=2), now() + timedelta(minutes=minutes)
    return time(begin.hour, begin.minute), time(end.hour, end.minute)


async def test_what_can_wait_waits_for_the_end_of_quiet_hours(api, engine, chosen, database, put, states):
    amina, boris, li = (known(api, name) for name in ("Amina", "Boris", "Li"))
    person = People(database).remember("telegram", str(boris.id), consent=now())
    with database.session() as session:  # where Boris is, it is twelve hours later
        session.execute(sa.update(people).where(people.c.id == person.id).values(zone="Etc/GMT-12"))
    async with running(replace(chosen, quiet=around(90), zone="UTC")):
        li.says("/help")
        await answers(api, li.chat, 1)
        for one in (amina, boris, li):
            put(f"waits {one.id}", one.id, "can wait", quiet=True)
            put(f"urgent {one.id}", one.id, "cannot wait")
        await api.world.until(lambda: states() == ["open", "sent", "sent", "sent", "sent", "sent"])
        assert [one.text for one in amina.chat.sent] == ["cannot wait"]
        with database.session(write=False) as session:
            row = session.execute(sa.select(table).where(table.c.state == "open")).one()
        assert timedelta(minutes=85) < row.not_before - now() <= timedelta(minutes=90)
        assert (row.failures, row.leased_until) == (0, None)


async def test_what_was_being_sent_at_the_end_is_sent_at_the_next_start(api, engine, chosen, put, states, database):
    amina = known(api)
    put("a", amina.id, "words")
    api.faults.append(Fault("slow", "sendMessage", seconds=30))
    async with running(chosen):
        await api.world.until(lambda: not api.faults[0].times if api.faults else True)
    assert states() == ["open"]
    with database.session() as session:  # the lease of a process that is gone ends
        session.execute(sa.update(table).values(leased_until=now()))
    async with running(chosen):
        await api.world.until(lambda: states() == ["sent"])
    assert [one.text for one in amina.chat.sent] == ["words"]


async def test_a_document_comes_after_its_message_and_both_once(api, bot, put, states):
    amina = known(api)
    put("a", amina.id, "It has been moved.", file=("attache-session.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))
    await api.world.until(lambda: states() == ["sent"])
    assert [one.text for one in amina.chat.sent[:1]] == ["It has been moved."]
    [file] = [one for one in amina.chat.sent if one.document]
    assert tuple(file.document) == (
        "attache-session.ics",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    )


async def test_what_would_be_of_no_use_after_the_quiet_hours_comes_in_them_without_a_sound(
    api, engine, chosen, database, states
):
    amina, boris = known(api), known(api, "Boris")
    outbox, words = Outbox(database), notice("It begins soon.", quiet=True)
    outbox.put("soon", "telegram", str(amina.id), words, now(), until=now() + timedelta(minutes=30))
    outbox.put("late", "telegram", str(boris.id), words, now(), until=now() + timedelta(minutes=120))
    async with running(replace(chosen, quiet=around(90), zone="UTC")):
        await api.world.until(lambda: states() == ["sent", "open"])
    assert [(one.text, one.quiet) for one in amina.chat.sent] == [("It begins soon.", True)]


async def test_what_is_of_no_use_any_more_is_not_sent(api, bot, database, states):
    amina = known(api)
    outbox = Outbox(database)
    outbox.put("late", "telegram", str(amina.id), notice("too late"), now(), until=now() - timedelta(seconds=1))
    await api.world.until(lambda: states() == ["late"])
    assert amina.chat.sent == []
