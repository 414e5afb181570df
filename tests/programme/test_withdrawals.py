from __future__ import annotations

from datetime import timedelta

from programme.withdrawals import about
from tests.programme.test_sessions import NOW, plan


def test_what_waits_about_a_session_is_withdrawn_with_it(sessions, bookings, somebody, outbox):
    one, other = sessions.add(plan(), NOW), sessions.add(plan(), NOW)
    ana = somebody("ana")
    mine, others = bookings.register(one.id, ana, NOW), bookings.register(other.id, ana, NOW)
    for booking in (mine, others):
        outbox.put(booking.id, "telegram", "ana", {"text": "soon"}, NOW, subject=about(booking.id))
    outbox.put("news", "telegram", "ana", {"text": "It does not take place"}, NOW)
    sessions.cancel(one.id, NOW)
    assert [message.payload["text"] for message in outbox.due(NOW)] == ["soon", "It does not take place"]
    assert outbox.outcome(mine.id).state == "dead"


def test_a_subject_is_withdrawn(outbox):
    for key, subject in (("a", "x"), ("b", "x"), ("c", "y"), ("d", None)):
        outbox.put(key, "telegram", "chat", {}, NOW, subject=subject)
    [first] = outbox.due(NOW, limit=1)
    outbox.sent(first.id, NOW)
    assert (outbox.withdraw("x"), outbox.withdraw("x"), outbox.waiting("telegram")) == (1, 0, 2)
    assert outbox.outcome("a").state == "sent"


def test_what_is_of_no_use_any_more_is_not_sent(outbox):
    outbox.put("late", "telegram", "one", {}, NOW, until=NOW + timedelta(hours=1))
    outbox.put("for ever", "telegram", "two", {}, NOW)
    soon, end = NOW + timedelta(minutes=59), NOW + timedelta(hours=1)
    assert len(outbox.due(soon)) == 2  # in somebody's hands for a minute
    assert [message.chat for message in outbox.due(end + timedelta(minutes=1), one_a_chat=True)] == ["two"]
    assert (outbox.outcome("late").state, outbox.outcome("late").reason) == ("dead", "late")
