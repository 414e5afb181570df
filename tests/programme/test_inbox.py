"""The inbox: every update once, in order within its chat, whatever dies."""

from __future__ import annotations

import signal
from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programme.errors import BadValue
from programme.inbox import Item
from programme.models import inbox as table
from tests.programme.workers import finish, start


def rows(database):
    with database.session(write=False) as session:
        return [dict(row) for row in session.execute(sa.select(table).order_by(table.c.id)).mappings()]


def test_an_update_is_put_once(inbox, noon):
    assert inbox.put("telegram", 7, "a", "first", noon)
    assert not inbox.put("telegram", 7, "a", "again", noon)
    assert inbox.put("mail", 7, "a", "another channel", noon)
    assert inbox.claim("telegram", now=noon).payload == "first"


def test_what_is_claimed_is_what_was_put(inbox, noon):
    inbox.put("telegram", 7, "a", '{"text": "Qu’est-ce que c’est? 難民 لاجئ 🕊"}', noon, sender="p")
    assert inbox.claim("telegram", now=noon) == Item(
        id=1,
        channel="telegram",
        update_id=7,
        chat="a",
        sender="p",
        payload='{"text": "Qu’est-ce que c’est? 難民 لاجئ 🕊"}',
        received_at=noon,
        claims=1,
    )


def test_times_come_back_in_utc_whatever_zone_they_were_given_in(inbox, noon):
    inbox.put("telegram", 7, "a", "", noon.astimezone(timezone(timedelta(hours=5, minutes=30))))
    received = inbox.claim("telegram", now=noon).received_at
    assert (received, received.utcoffset()) == (noon, timedelta(0))


def test_a_finished_update_is_still_a_duplicate_and_says_nothing_of_anybody(database, inbox, noon):
    inbox.put("telegram", 7, "chat", "secret", noon, sender="sender")
    assert inbox.done(inbox.claim("telegram", now=noon), noon)
    assert not inbox.put("telegram", 7, "chat", "secret", noon)
    assert inbox.claim("telegram", now=noon) is None
    [row] = rows(database)
    assert (row["state"], row["payload"], row["chat"], row["sender"]) == ("done", "", "", "")


def test_a_chat_waits_for_its_older_update_and_others_do_not(inbox, noon):
    for number, chat in ((1, "a"), (2, "a"), (3, "b")):
        inbox.put("telegram", number, chat, "", noon)
    first = inbox.claim("telegram", now=noon)
    other = inbox.claim("telegram", now=noon)
    assert (first.update_id, other.update_id, inbox.claim("telegram", now=noon)) == (1, 3, None)
    inbox.done(first, noon)
    assert inbox.claim("telegram", now=noon).update_id == 2


def test_an_older_update_that_comes_late_goes_first(inbox, noon):
    inbox.put("telegram", 5, "a", "", noon)
    inbox.put("telegram", 4, "a", "", noon)
    assert inbox.claim("telegram", now=noon).update_id == 4


def test_the_database_itself_refuses_a_second_in_work_in_a_chat(database, inbox, noon):
    inbox.put("telegram", 1, "a", "", noon)
    inbox.put("telegram", 2, "a", "", noon)
    with pytest.raises(sa.exc.IntegrityError), database.session() as session:
        session.execute(sa.update(table).values(state="working"))


def test_what_is_released_is_claimed_again_before_what_came_later(inbox, noon):
    inbox.put("telegram", 1, "a", "", noon)
    inbox.put("telegram", 2, "a", "", noon)
    assert inbox.release(inbox.claim("telegram", now=noon))
    again = inbox.claim("telegram", now=noon)
    assert (again.update_id, again.claims) == (1, 2)


def test_a_chat_waits_until_its_released_update_may_be_tried(inbox, noon):
    for number, chat in ((1, "a"), (2, "a"), (3, "b")):
        inbox.put("telegram", number, chat, "", noon)
    later = noon + timedelta(seconds=5)
    inbox.release(inbox.claim("telegram", now=noon), not_before=later)
    assert inbox.claim("telegram", now=noon).update_id == 3
    assert inbox.claim("telegram", now=noon) is None
    assert inbox.claim("telegram", now=later).update_id == 1


def test_whoever_lost_an_update_cannot_finish_it_or_give_it_back(inbox, noon):
    inbox.put("telegram", 1, "a", "", noon)
    lost = inbox.claim("telegram", now=noon)
    assert inbox.recover("telegram") == 1
    held = inbox.claim("telegram", now=noon)
    assert (inbox.done(lost, noon), inbox.release(lost), inbox.done(held, noon)) == (False, False, True)
    assert not inbox.done(held, noon)


def test_what_is_not_finished_is_counted_by_channel(inbox, noon):
    for number in (1, 2, 3):
        inbox.put("telegram", number, str(number), "{}", noon)
    inbox.put("mail", 1, "1", "{}", noon)
    inbox.done(inbox.claim("telegram", now=noon), noon)
    inbox.claim("telegram", now=noon)
    assert [inbox.waiting(channel) for channel in ("telegram", "mail", "other")] == [2, 1, 0]


def test_recovery_is_of_one_channel_and_of_old_claims_when_asked(inbox, noon):
    for channel in ("telegram", "mail"):
        inbox.put(channel, 1, "a", "", noon)
        inbox.claim(channel, now=noon)
    assert inbox.recover("telegram", claimed_before=noon) == 0
    assert inbox.recover("telegram", claimed_before=noon + timedelta(seconds=1)) == 1
    assert inbox.claim("mail", now=noon) is None


def test_a_process_killed_between_claim_and_done_loses_nothing(inbox, url, noon):
    inbox.put("telegram", 1, "a", "question", noon)
    process = start("die", url)
    out, err = process.communicate("go\n", timeout=60)
    assert (out, err, process.returncode) == ("ready\n1\n", "", -signal.SIGKILL)
    assert inbox.claim("telegram", now=noon) is None
    assert inbox.recover("telegram") == 1
    item = inbox.claim("telegram", now=noon)
    assert (item.payload, item.claims) == ("question", 2)


def test_old_updates_go_when_they_are_finished(database, inbox, noon):
    inbox.put("telegram", 1, "a", "", noon)
    inbox.done(inbox.claim("telegram", now=noon), noon)
    inbox.put("telegram", 2, "a", "", noon)
    inbox.put("telegram", 3, "b", "", noon + timedelta(days=1))
    assert inbox.discard_older(noon) == 0
    assert inbox.discard_older(noon + timedelta(seconds=1)) == 1
    assert [row["update_id"] for row in rows(database)] == [2, 3]


def test_processes_side_by_side_share_the_work_and_keep_order(database, inbox, url, noon):
    for number in range(120):
        inbox.put("telegram", number, f"chat{number % 7}", "", noon)
    acts = [line.split(":") for lines in finish([start("claim", url) for _ in range(4)]) for line in lines]
    assert sorted(int(number) for _, number, _, _ in acts) == list(range(120))
    for chat in {act[0] for act in acts}:
        mine = sorted((int(begin), int(end), int(number)) for name, number, begin, end in acts if name == chat)
        assert [number for _, _, number in mine] == sorted(number for _, _, number in mine)
        assert all(before[1] <= after[0] for before, after in pairwise(mine))


def test_processes_that_get_the_same_updates_write_each_once(inbox, url):
    said = finish([start("put", url) for _ in range(3)])
    assert sorted(int(number) for lines in said for number in lines) == list(range(100))


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"update_id": -1}, "update_id is -1. It must be from 0 to 9223372036854775807."),
        ({"update_id": 2**63}, "update_id is 9223372036854775808. It must be from 0 to 9223372036854775807."),
        ({"chat": ""}, "chat is empty. Give at least one character."),
        (
            {"payload": "a\0"},
            "payload holds a character that no database stores (NUL or half a surrogate pair). Remove it.",
        ),
        (
            {"payload": "\ud83d"},
            "payload holds a character that no database stores (NUL or half a surrogate pair). Remove it.",
        ),
        (
            {"now": datetime(2026, 3, 2)},
            "now is 2026-03-02T00:00:00, without a time zone. Give an aware time: datetime.now(timezone.utc).",
        ),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_sentence(database, inbox, noon, values, text):
    with pytest.raises(BadValue) as caught:
        inbox.put(**{"channel": "telegram", "update_id": 1, "chat": "a", "payload": "", "now": noon} | values)
    assert (str(caught.value), rows(database)) == (text, [])


def test_the_largest_number_is_stored(inbox, noon):
    assert inbox.put("telegram", 2**63 - 1, "a", "", noon)
    assert inbox.claim("telegram", now=noon).update_id == 2**63 - 1


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 15), st.sampled_from("ab")),
        st.tuples(st.just("claim")),
        st.tuples(st.sampled_from(["done", "release"]), st.integers(0, 9)),
        st.tuples(st.just("crash")),
    ),
    max_size=25,
)


@given(acts=ACTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_a_chat_is_answered_in_order_and_each_update_once(database, inbox, noon, acts):
    """Against a model: what waits, what is in work, what is done; then all that is left is worked off."""
    with database.session() as session:
        session.execute(sa.delete(table))
    chat_of, waiting, work, finished = {}, set(), {}, []

    def expected():
        busy = {chat_of[number] for number in work}
        return min((number for number in waiting if chat_of[number] not in busy), default=None)

    def claim():
        number = expected()
        item = inbox.claim("telegram", now=noon)
        assert (item and item.update_id) == number
        if item:
            waiting.discard(number)
            work[number] = item

    def done(number):
        assert inbox.done(work.pop(number), noon)
        finished.append(number)

    for act, *values in acts:
        if act == "put":
            number, chat = values
            assert inbox.put("telegram", number, chat, "", noon) == (number not in chat_of)
            if number not in chat_of:
                chat_of[number] = chat
                waiting.add(number)
        elif act == "claim":
            claim()
        elif act == "crash":
            assert inbox.recover("telegram") == len(work)
            waiting |= set(work)
            work.clear()
        elif work:
            number = sorted(work)[values[0] % len(work)]
            if act == "done":
                done(number)
            else:
                assert inbox.release(work.pop(number))
                waiting.add(number)
    left = {chat: sorted(n for n in waiting | set(work) if chat_of[n] == chat) for chat in "ab"}
    inbox.recover("telegram")
    waiting |= set(work)
    work.clear()
    before = len(finished)
    while waiting:
        claim()
        done(next(iter(work)))
    assert {chat: [n for n in finished[before:] if chat_of[n] == chat] for chat in "ab"} == left
    assert sorted(finished) == sorted(chat_of)
