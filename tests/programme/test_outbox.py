"""The outbox: one message a key, at least once, not before its time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from programme.errors import BadValue
from programme.models import outbox as table
from programme.outbox import Outbox, Outcome, Outgoing
from tests.programme.workers import finish, start


def rows(database):
    with database.session(write=False) as session:
        return [dict(row) for row in session.execute(sa.select(table).order_by(table.c.id)).mappings()]


def test_a_key_is_one_message_also_after_it_was_sent(outbox, noon):
    assert outbox.put("reminder:1", "telegram", "a", {"text": "Bonjour"}, noon)
    assert not outbox.put("reminder:1", "telegram", "a", {"text": "again"}, noon)
    [message] = outbox.due(noon)
    assert outbox.sent(message.id, noon)
    assert not outbox.put("reminder:1", "telegram", "a", {"text": "again"}, noon)
    assert outbox.due(noon + timedelta(days=1)) == []


def test_what_is_still_to_be_sent_is_counted_by_channel(outbox, noon):
    for number in (1, 2, 3, 4):
        outbox.put(f"key{number}", "telegram", str(number), {}, noon + timedelta(days=number))
    outbox.put("key", "mail", "1", {}, noon)
    first, second = outbox.due(noon + timedelta(days=2), channel="telegram")
    outbox.sent(first.id, noon), outbox.dead(second.id, "blocked")
    assert [outbox.waiting(channel) for channel in ("telegram", "mail", "other")] == [2, 1, 0]


def test_what_is_due_is_what_was_put(outbox, noon):
    payload = {"text": "难民 لاجئ 🕊 \0 \ud83d", "buttons": [[{"n": 1, "x": None}]]}
    outbox.put("key", "telegram", "a", payload, noon)
    assert outbox.due(noon) == [Outgoing(1, "telegram", "a", payload, noon, 0, "a")]


def test_nothing_is_due_before_its_time_and_the_longest_due_goes_first(outbox, noon):
    for number in (3, 1, 2):
        outbox.put(f"key{number}", "telegram", str(number), {}, noon + timedelta(minutes=number))
    assert outbox.due(noon) == []
    assert [message.chat for message in outbox.due(noon + timedelta(minutes=2))] == ["1", "2"]
    assert [message.chat for message in outbox.due(noon + timedelta(minutes=3), limit=1)] in (["1"], ["3"])


def test_a_sender_that_dies_leaves_its_messages_to_the_next(database, noon):
    outbox = Outbox(database, lease=timedelta(seconds=30))
    outbox.put("key", "telegram", "a", {}, noon)
    assert len(outbox.due(noon)) == 1
    assert outbox.due(noon + timedelta(seconds=29)) == []
    assert len(outbox.due(noon + timedelta(seconds=30))) == 1


def test_what_failed_is_due_again_at_its_new_time(outbox, noon):
    outbox.put("key", "telegram", "a", {}, noon)
    [message] = outbox.due(noon)
    retry = noon + timedelta(seconds=7)
    assert outbox.failed(message.id, retry)
    assert outbox.due(noon) == []
    assert [(again.id, again.failures) for again in outbox.due(retry)] == [(message.id, 1)]


@pytest.mark.parametrize("end", ["sent", "dead"])
def test_what_is_over_stays_over_and_says_nothing_of_anybody(database, outbox, noon, end):
    outbox.put("to 4711", "telegram", "4711", {"text": "secret"}, noon)
    [message] = outbox.due(noon)
    assert outbox.sent(message.id, noon) if end == "sent" else outbox.dead(message.id, "blocked")
    assert (outbox.sent(message.id, noon), outbox.dead(message.id, "x"), outbox.failed(message.id, noon)) == (
        False,
    ) * 3
    [row] = rows(database)
    assert (row["state"], row["reason"]) == (end, "blocked" if end == "dead" else None)
    assert [value for value in row.values() if "4711" in str(value) or "secret" in str(value)] == []


def test_an_unknown_message_is_neither_sent_nor_dead(outbox, noon):
    assert (outbox.sent(1, noon), outbox.dead(1, "x"), outbox.failed(1, noon)) == (False, False, False)


def test_old_messages_go_when_they_are_over(database, outbox, noon):
    for key in ("old", "open"):
        outbox.put(key, "telegram", key, {}, noon)
    [message, _] = outbox.due(noon)
    outbox.sent(message.id, noon)
    assert outbox.discard_older(noon) == 0
    assert outbox.discard_older(noon + timedelta(seconds=1)) == 1
    assert [row["chat"] for row in rows(database)] == ["open"]


def test_processes_side_by_side_never_get_the_same_message(outbox, url, noon):
    for number in range(60):
        outbox.put(f"key{number}", "telegram", "a", {}, noon)
    said = finish([start("due", url) for _ in range(3)])
    assert sorted(int(number) for lines in said for number in lines) == list(range(1, 61))


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"key": ""}, "key is empty. Give at least one character."),
        ({"chat": ""}, "chat is empty. Give at least one character."),
        (
            {"payload": {"x": float("nan")}},
            "The payload cannot be written as JSON: ValueError. Give texts, numbers, lists.",
        ),
        ({"payload": {"x": object()}}, "The payload cannot be written as JSON: TypeError. Give texts, numbers, lists."),
        (
            {"not_before": datetime(2026, 3, 2)},
            "not_before is 2026-03-02T00:00:00, without a time zone. Give an aware time: datetime.now(timezone.utc).",
        ),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_sentence(database, outbox, values, text):
    good = {"key": "k", "channel": "telegram", "chat": "a", "payload": {}, "not_before": datetime.now(timezone.utc)}
    with pytest.raises(BadValue) as caught:
        outbox.put(**good | values)
    assert (str(caught.value), rows(database)) == (text, [])


def test_a_limit_is_one_or_more(outbox, noon):
    with pytest.raises(BadValue) as caught:
        outbox.due(noon, limit=0)
    assert str(caught.value) == "limit is 0. It must be 1 or more."


def test_what_became_of_a_message(outbox, noon):
    for key in ("open", "sent", "noted", "dead"):
        outbox.put(key, "telegram", "4711", {"text": key}, noon)
    _, sent, noted, dead = outbox.due(noon)
    outbox.sent(sent.id, noon)
    outbox.sent(noted.id, noon, message=61)
    outbox.dead(dead.id, "blocked")
    assert [outbox.outcome(key) for key in ("open", "sent", "noted", "dead", "never")] == [
        Outcome("open", None, None),
        Outcome("sent", None, None),
        Outcome("sent", None, 61),
        Outcome("dead", "blocked", None),
        None,
    ]


def test_of_a_chat_one_message_at_a_time(outbox, noon):
    for key, chat in (("a1", "a"), ("a2", "a"), ("b1", "b"), ("a3", "a")):
        outbox.put(key, "telegram", chat, {"key": key}, noon)
    outbox.put("other", "mail", "a", {}, noon)

    def take(moment=noon):
        return outbox.due(moment, channel="telegram", one_a_chat=True)

    first, other = take()
    assert [message.payload["key"] for message in (first, other)] == ["a1", "b1"]
    assert take() == []
    assert outbox.failed(first.id, noon + timedelta(hours=1))  # the next need not wait for it
    [second] = take()
    assert second.payload["key"] == "a2"
    outbox.sent(second.id, noon)
    assert [message.payload["key"] for message in take()] == ["a3"]


def test_what_is_held_is_nobody_else_s(database, noon):
    outbox = Outbox(database, lease=timedelta(seconds=30))
    outbox.put("key", "telegram", "a", {}, noon)
    [message] = outbox.due(noon)
    outbox.hold([message.id], noon + timedelta(seconds=25))
    assert outbox.due(noon + timedelta(seconds=54)) == []
    assert len(outbox.due(noon + timedelta(seconds=55))) == 1


def test_what_was_put_off_or_has_failed_meanwhile_is_held_no_longer(database, noon):
    """Who holds what is being sent learns a moment later that one of them is not any more."""
    outbox = Outbox(database, lease=timedelta(seconds=60))
    for key in ("a", "b"):
        outbox.put(key, "telegram", key, {}, noon)
    one, other = outbox.due(noon)
    assert outbox.failed(one.id, noon + timedelta(seconds=1))
    assert outbox.later(other.id, noon + timedelta(seconds=2))
    outbox.hold([one.id, other.id], noon)
    assert [message.id for message in outbox.due(noon + timedelta(seconds=3))] == [one.id, other.id]


def test_what_is_put_off_has_not_failed(outbox, noon):
    outbox.put("key", "telegram", "a", {}, noon)
    [message] = outbox.due(noon)
    assert outbox.later(message.id, noon + timedelta(hours=9))
    assert outbox.due(noon) == []
    assert [again.failures for again in outbox.due(noon + timedelta(hours=9))] == [0]


def test_what_is_left_of_a_message_is_sent_next_time(outbox, noon):
    outbox.put("key", "telegram", "a", {"html": ["one", "two"]}, noon)
    [message] = outbox.due(noon)
    assert outbox.left(message.id, {"html": ["two"]})
    outbox.failed(message.id, noon)
    assert [again.payload for again in outbox.due(noon)] == [{"html": ["two"]}]


def test_a_chat_that_moved_takes_its_messages_along(database, outbox, noon):
    outbox.put("1", "telegram", "-5", {}, noon)
    outbox.put("2", "telegram", "-5", {}, noon, recipient="77")
    outbox.put("3", "telegram", "-6", {}, noon)
    assert outbox.moved("telegram", "-5", "-1005") == 2
    assert [(row["chat"], row["recipient"]) for row in rows(database)] == [
        ("-1005", "-1005"),
        ("-1005", "77"),
        ("-6", "-6"),
    ]


def test_what_became_of_messages_is_known_by_number(outbox, noon):
    for number, key in enumerate("abc", start=1):
        outbox.put(key, "telegram", key, {}, noon)
        outbox.sent(number, noon + timedelta(hours=number), message=100 + number)
    assert outbox.became("telegram", noon + timedelta(hours=2)) == {102, 103}
    assert outbox.became("mail", noon) == set()
