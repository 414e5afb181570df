from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from programme.errors import BadValue, BadZone, NoConsent, NoSuchPoll, NotInvited, PollClosed, RepeatedTime, SkippedTime
from programme.polls import MOST_NAMES, MOST_TIMES, Polls
from tests.programme.test_people import everything
from tests.programme.test_sessions import NOW

TIMES = (datetime(2027, 3, 16, 10), datetime(2027, 3, 12, 10))


@pytest.fixture
def polls(database):
    return Polls(database)


@pytest.fixture
def opened(polls):
    """Makes a poll, with changes."""

    def one(**changes):
        known = {
            "zone": "America/New_York",
            "minutes": 60,
            "starts": TIMES,
            "names": ("Ben Ali", "Ana Ruiz"),
            "now": NOW,
        }
        return polls.open(changes.pop("title", "Working group"), **(known | changes))

    return one


def test_a_poll_from_beginning_to_end(polls, opened, somebody, database):
    made = opened()
    poll, tokens = made.poll, made.tokens
    assert [(each.number, each.starts, each.starts_at.hour) for each in poll.options] == [
        (1, TIMES[1], 15),
        (2, TIMES[0], 14),  # the clocks were put forward in between
    ]
    assert (poll.names, poll.joined, poll.voted, poll.closed_at) == (("Ana Ruiz", "Ben Ali"), (), (), None)
    assert not any(token in str(everything(database)) for token in tokens.values())

    ana, ben = somebody("ana"), somebody("ben")
    assert polls.join(tokens["Ana Ruiz"], ana, NOW).joined == ("Ana Ruiz",)
    polls.join(tokens["Ben Ali"], ben, NOW)
    polls.vote(poll.id, ana, 1, "yes", NOW)
    polls.vote(poll.id, ana, 2, "no", NOW)
    now = polls.vote(poll.id, ana, 1, "maybe", NOW)
    assert (now.options[0].yes, now.options[0].maybe, now.options[1].no) == ((), ("Ana Ruiz",), ("Ana Ruiz",))
    now = polls.vote(poll.id, ben, 1, "yes", NOW)
    assert (now.voted, now.best.number) == (("Ana Ruiz", "Ben Ali"), 1)
    assert (polls.votes(poll.id, ana), polls.people(poll.id)) == (
        {1: "maybe", 2: "no"},
        {"Ana Ruiz": ana, "Ben Ali": ben},
    )
    assert polls.of(ana) == [now] == [polls.get(poll.id)]

    closed = polls.close(poll.id, 1, NOW)
    assert (closed.chosen, closed.closed_at) == (1, NOW)
    for late in (lambda: polls.vote(poll.id, ana, 1, "yes", NOW), lambda: polls.close(poll.id, 2, NOW)):
        with pytest.raises(PollClosed):
            late()
    assert polls.of(ana) == []
    assert closed in polls.all(closed=True)
    assert closed not in polls.all()
    assert polls.join(tokens["Ana Ruiz"], ana, NOW) == closed


def test_a_link_is_for_one_person(polls, opened, somebody):
    made = opened()
    ana, ben = somebody("ana"), somebody("ben")
    polls.join(made.tokens["Ana Ruiz"], ana, NOW)
    with pytest.raises(NotInvited):
        polls.join(made.tokens["Ana Ruiz"], ben, NOW)
    assert polls.join(made.tokens["Ben Ali"], ana, NOW).joined == ("Ana Ruiz",)  # one voice each
    with pytest.raises(NotInvited):
        polls.vote(made.poll.id, ben, 1, "yes", NOW)
    for token in ("", "x" * 500, "\ud800"):
        with pytest.raises(NoSuchPoll):
            polls.join(token, ben, NOW)
    assert polls.join(made.tokens["Ben Ali"], ben, NOW).joined == ("Ana Ruiz", "Ben Ali")


def test_a_lost_link_is_replaced_and_others_are_asked_later(polls, opened, somebody):
    made = opened()
    new = polls.invite(made.poll.id, "Ana Ruiz")
    with pytest.raises(NoSuchPoll):
        polls.join(made.tokens["Ana Ruiz"], somebody("ana"), NOW)
    polls.join(new, somebody("ana"), NOW)
    with pytest.raises(BadValue, match="has come"):
        polls.invite(made.poll.id, "Ana Ruiz")
    token = polls.invite(made.poll.id, "Cai")
    assert polls.join(token, somebody("cai"), NOW).names == ("Ana Ruiz", "Ben Ali", "Cai")
    polls.close(made.poll.id, None, NOW)
    with pytest.raises(PollClosed):
        polls.invite(made.poll.id, "Dee")
    with pytest.raises(PollClosed):
        polls.join(made.tokens["Ben Ali"], somebody("ben"), NOW)


def test_who_is_forgotten_is_in_no_poll(polls, opened, somebody, people, database):
    made = opened()
    ana = somebody("ana")
    polls.join(made.tokens["Ana Ruiz"], ana, NOW)
    polls.vote(made.poll.id, ana, 1, "yes", NOW)
    held = people.export(ana)
    assert [row["answer"] for row in held["poll_votes"]] == ["yes"]
    assert held["poll_guests"] == [{"poll": made.poll.id, "number": 2, "name": "Ana Ruiz", "person": ana}]
    people.forget(ana)
    assert (polls.get(made.poll.id).names, polls.get(made.poll.id).options[0].yes) == (("Ben Ali",), ())
    assert "Ana Ruiz" not in str(everything(database))


def test_who_has_withdrawn_does_not_answer(polls, opened, somebody, people):
    made = opened()
    ana = somebody("ana")
    polls.join(made.tokens["Ana Ruiz"], ana, NOW)
    people.withdraw(ana, NOW)
    with pytest.raises(NoConsent):
        polls.vote(made.poll.id, ana, 1, "yes", NOW)


def test_an_answer_is_one_of_three_to_a_time_that_there_is(polls, opened, somebody):
    made = opened()
    ana = somebody("ana")
    polls.join(made.tokens["Ana Ruiz"], ana, NOW)
    for number, answer in ((3, "yes"), (0, "yes"), (1, "perhaps")):
        with pytest.raises(BadValue):
            polls.vote(made.poll.id, ana, number, answer, NOW)
    with pytest.raises(NoSuchPoll):
        polls.vote("nothing", ana, 1, "yes", NOW)
    with pytest.raises(BadValue, match="has passed"):
        polls.close(made.poll.id, 1, datetime(2027, 3, 13, tzinfo=timezone.utc))
    assert polls.get(made.poll.id).voted == ()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"title": ""}, BadValue),
        ({"title": "x" * 5000}, BadValue),
        ({"zone": "Mars/Olympus"}, BadZone),
        ({"minutes": 0}, BadValue),
        ({"starts": ()}, BadValue),
        ({"starts": (TIMES[0], TIMES[0])}, BadValue),
        ({"starts": tuple(TIMES[0] + timedelta(days=day) for day in range(MOST_TIMES + 1))}, BadValue),
        ({"starts": (datetime(2027, 1, 1),)}, BadValue),
        ({"starts": (datetime(2027, 3, 14, 2, 30),)}, SkippedTime),
        ({"starts": (datetime(2027, 11, 7, 1, 30),)}, RepeatedTime),
        ({"names": ()}, BadValue),
        ({"names": ("Ana", " Ana ")}, BadValue),
        ({"names": ("",)}, BadValue),
        ({"names": ("x" * 101,)}, BadValue),
        ({"names": tuple(str(number) for number in range(MOST_NAMES + 1))}, BadValue),
    ],
)
def test_what_cannot_be_asked_is_not_stored(polls, opened, changes, error):
    with pytest.raises(error):
        opened(**changes)
    assert polls.all(closed=True) == []
