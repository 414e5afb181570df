from __future__ import annotations

import pytest

from programme.errors import BadValue, NoConsent, NoSuchSession, NotRegistered, TooEarly
from programme.surveys import LONGEST_WORDS, Results, Surveys
from tests.programme.test_sessions import NOW, plan


@pytest.fixture
def surveys(database):
    return Surveys(database)


@pytest.fixture
def held(sessions, bookings, somebody):
    """A session with two people in it."""
    one = sessions.add(plan(), NOW)
    for name in ("ana", "ben"):
        bookings.register(one.id, somebody(name), NOW)
    return one


def test_answers_are_counted_and_the_last_one_counts(surveys, held, somebody):
    ana, ben, after = somebody("ana"), somebody("ben"), held.ends_at
    assert (surveys.results(held.id), surveys.results(held.id).mean) == (Results(0, (0, 0, 0, 0, 0), 0, 0, ()), None)
    surveys.rate(held.id, ana, 2, after)
    surveys.rate(held.id, ana, 5, after)
    surveys.again(held.id, ana, True, after)
    surveys.again(held.id, ben, False, after)
    surveys.words(held.id, ben, "More time for questions", after)
    surveys.rate(held.id, ben, 4, after)
    found = surveys.results(held.id)
    assert found == Results(2, (0, 0, 0, 1, 1), 1, 1, ("More time for questions",))
    assert found.mean == 4.5


def test_who_was_not_there_does_not_answer(surveys, held, sessions, bookings, somebody, people):
    ana, cai = somebody("ana"), somebody("cai")
    with pytest.raises(NotRegistered):
        surveys.rate(held.id, cai, 5, held.ends_at)
    with pytest.raises(TooEarly):
        surveys.rate(held.id, ana, 5, NOW)
    with pytest.raises(NoSuchSession):
        surveys.rate("nothing", ana, 5, held.ends_at)
    with pytest.raises(NoSuchSession):
        surveys.results("nothing")
    people.withdraw(ana, NOW)
    with pytest.raises(NoConsent):
        surveys.again(held.id, ana, True, held.ends_at)
    assert surveys.results(held.id).people == 0


@pytest.mark.parametrize("grade", [0, 6, -1])
def test_grades_are_from_one_to_five(surveys, held, somebody, grade):
    with pytest.raises(BadValue):
        surveys.rate(held.id, somebody("ana"), grade, held.ends_at)


@pytest.mark.parametrize("words", ["", "x" * (LONGEST_WORDS + 1), "\0"])
def test_words_have_an_end(surveys, held, somebody, words):
    with pytest.raises(BadValue):
        surveys.words(held.id, somebody("ana"), words, held.ends_at)


def test_what_somebody_said_is_theirs(surveys, held, somebody, people):
    ana = somebody("ana")
    surveys.words(held.id, ana, "My own words", held.ends_at)
    [row] = people.export(ana)["surveys"]
    assert (row["words"], row["useful"]) == ("My own words", None)
    assert people.forget(ana).rows["surveys"] == 1
    assert surveys.results(held.id) == Results(0, (0, 0, 0, 0, 0), 0, 0, ())
