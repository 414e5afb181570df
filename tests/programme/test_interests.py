from __future__ import annotations

import pytest

from programme.errors import BadValue, NoConsent, NoSuchPerson
from programme.interests import MOST_TOPICS, Interests
from tests.programme.test_sessions import NOW


@pytest.fixture
def interests(database):
    return Interests(database)


def test_a_topic_is_followed_once_however_it_is_written(interests, somebody):
    ana, ben = somebody("ana"), somebody("ben")
    assert interests.follow(ana, "Climate  mobility ", NOW)
    assert not interests.follow(ana, "CLIMATE MOBILITY", NOW)
    assert interests.follow(ben, "climate mobility", NOW)
    assert interests.follow(ana, "Запросы", NOW)
    assert interests.of(ana) == ["Climate mobility", "Запросы"]
    assert set(interests.followers("climate Mobility")) == {ana, ben}
    assert interests.followers("ЗАПРОСЫ") == [ana]
    assert interests.unfollow(ana, "climate mobility")
    assert not interests.unfollow(ana, "climate mobility")
    assert interests.followers("climate mobility") == [ben]


def test_who_does_not_agree_is_not_written_to(interests, somebody, people):
    ana = somebody("ana")
    interests.follow(ana, "climate", NOW)
    people.withdraw(ana, NOW)
    assert (interests.followers("climate"), interests.of(ana)) == ([], ["climate"])
    with pytest.raises(NoConsent):
        interests.follow(ana, "trade", NOW)
    with pytest.raises(NoSuchPerson):
        interests.follow("nobody", "trade", NOW)


@pytest.mark.parametrize("topic", ["", "  ", "x" * 101, "a\0"])
def test_what_is_no_topic_is_refused(interests, somebody, topic):
    with pytest.raises(BadValue):
        interests.follow(somebody("ana"), topic, NOW)


def test_there_is_an_end_to_topics(interests, somebody):
    ana = somebody("ana")
    for number in range(MOST_TOPICS):
        interests.follow(ana, f"topic {number}", NOW)
    with pytest.raises(BadValue, match=f"At most {MOST_TOPICS} topics"):
        interests.follow(ana, "one more", NOW)
    assert len(interests.of(ana)) == MOST_TOPICS
