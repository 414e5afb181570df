"""An erasure that was cut off counts on."""

from __future__ import annotations

import pytest

from programme.erasures import Erasures


@pytest.fixture
def erasures(database):
    return Erasures(database)


def test_what_is_gone_already_counts(erasures, people, inbox, outbox, noon):
    person = people.remember("telegram", "77", consent=noon)
    inbox.put("telegram", 1, "77", "forget", noon)
    request = inbox.claim("telegram", now=noon)
    outbox.put("a", "telegram", "77", {"text": "reminder"}, noon)
    assert erasures.counts(request.id) is None
    assert erasures.expect(request.id, "turns", 5) == 5
    assert erasures.expect(request.id, "turns", 2) == 5  # again: three are gone
    people.forget(person.id, request=request.id)
    first = erasures.counts(request.id)
    assert {name: rows for name, rows in first.items() if rows} == {"channels": 1, "outbox": 1, "people": 1, "turns": 5}
    people.forget_key("telegram", "77", request=request.id)  # again: nothing is left
    assert erasures.counts(request.id) == first
    erasures.tidy()  # nobody was told yet
    assert erasures.counts(request.id) == first
    erasures.done(request.id)
    assert erasures.counts(request.id) is None


def test_counts_of_which_somebody_was_told_before_a_crash_go(erasures, inbox, noon):
    inbox.put("telegram", 1, "77", "forget", noon)
    request = inbox.claim("telegram", now=noon)
    erasures.expect(request.id, "turns", 5)
    inbox.done(request, noon)
    erasures.tidy()
    assert erasures.counts(request.id) is None
