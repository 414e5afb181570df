from __future__ import annotations

import pytest

from programme.errors import NoConsent, NoSuchPerson
from programme.feeds import Feeds
from tests.programme.test_people import everything
from tests.programme.test_sessions import NOW


@pytest.fixture
def feeds(database):
    return Feeds(database)


def test_a_token_leads_to_its_person_until_there_is_another(feeds, somebody, database):
    ana, ben = somebody("ana"), somebody("ben")
    first = feeds.make(ana, NOW)
    assert (feeds.person_of(first), feeds.has(ana), feeds.has(ben)) == (ana, True, False)
    second = feeds.make(ana, NOW)
    assert (feeds.person_of(first), feeds.person_of(second)) == (None, ana)
    assert feeds.person_of(feeds.make(ben, NOW)) == ben
    assert second not in str(everything(database))
    assert (feeds.revoke(ana), feeds.revoke(ana)) == (True, False)
    assert (feeds.person_of(second), feeds.has(ana)) == (None, False)


@pytest.mark.parametrize("token", ["", "x", "é" * 1000, "\ud800", "a\0b"])
def test_what_is_no_token_leads_nowhere(feeds, somebody, token):
    feeds.make(somebody("ana"), NOW)
    assert feeds.person_of(token) is None


def test_a_calendar_needs_consent(feeds, somebody, people):
    ana = somebody("ana")
    token = feeds.make(ana, NOW)
    people.withdraw(ana, NOW)
    assert feeds.person_of(token) is None
    with pytest.raises(NoConsent):
        feeds.make(ana, NOW)
    with pytest.raises(NoSuchPerson):
        feeds.make("nobody", NOW)
    people.consent(ana, NOW)
    assert feeds.person_of(token) == ana
    people.forget(ana)
    assert feeds.person_of(token) is None
