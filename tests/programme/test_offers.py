"""Offered documents: once a file, decided once, forgotten with the person, gone when nobody decides."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from programme.errors import BadValue, NoSuchOffer, OfferDecided
from programme.offers import Offers
from programme.people import People

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=timezone.utc)


@pytest.fixture
def offers(database):
    return Offers(database)


def put(offers: Offers, checksum: str = "a", key: str = "5", **changed):
    given = {"name": "notes.pdf", "file": f"{checksum}.pdf", "bytes": 7, "title": "Notes", "pages": 3, "now": NOW}
    return offers.put("telegram", key, checksum=checksum * 64, **{**given, **changed})


def test_the_same_file_is_offered_once(offers):
    first, new = put(offers)
    assert (first.id, new, first.state, first.offered_at, first.pages) == (1, True, "offered", NOW, 3)
    assert put(offers, key="6") == (first, False)
    assert offers.standing("a" * 64) == offers.get(1) == first
    assert offers.standing("b" * 64) is None
    assert offers.files() == {"a.pdf"}


def test_it_is_decided_once(offers):
    put(offers), put(offers, "b")
    assert (offers.decide(1, "accepted", NOW).state, offers.decide(2, "refused", NOW).decided_at) == ("accepted", NOW)
    for number, state in ((1, "accepted"), (2, "refused")):
        with pytest.raises(OfferDecided, match=f"Offer {number} was {state} before"):
            offers.decide(number, "refused", NOW)
    with pytest.raises(NoSuchOffer, match="No offer has the number 3"):
        offers.decide(3, "accepted", NOW)
    assert ([one.id for one in offers.all()], [one.id for one in offers.all("accepted")]) == ([1, 2], [1])
    assert offers.files() == set()


def test_what_was_refused_may_be_offered_again_and_what_was_accepted_is_known(offers):
    put(offers), put(offers, "b")
    offers.decide(1, "refused", NOW), offers.decide(2, "accepted", NOW)
    again, new = put(offers)
    assert (again.id, new) == (3, True)
    assert put(offers, "b")[0].state == "accepted"


def test_what_nobody_decides_on_goes(offers):
    for checksum, days in (("a", 31), ("b", 29), ("c", 31), ("d", 31)):
        put(offers, checksum, now=NOW - timedelta(days=days))
    offers.decide(3, "accepted", NOW - timedelta(days=31)), offers.decide(4, "refused", NOW - timedelta(days=31))
    assert [one.id for one in offers.expire(NOW - timedelta(days=30))] == [1]
    assert [one.id for one in offers.all()] == [2, 3]
    assert put(offers, "e")[0].id == 5  # a number is never used again


def test_values_that_cannot_be_stored(offers):
    with pytest.raises(BadValue):
        put(offers, title="")
    with pytest.raises(BadValue):
        put(offers, now=datetime(2026, 11, 29))


def test_who_offered_it_is_shown_and_forgotten(database, offers):
    put(offers, language="fr"), put(offers, "b", key="6")
    people = People(database)
    person = people.remember("telegram", "5", consent=NOW)
    assert [row["title"] for row in people.export(person.id)["offers"]] == ["Notes"]
    assert [row["id"] for row in people.export_key("telegram", "6")["offers"]] == [2]
    assert people.forget(person.id).rows["offers"] == 1
    assert (offers.get(1).channel, offers.get(1).key, offers.get(1).language) == ("", "", None)
    assert offers.get(2).key == "6"
