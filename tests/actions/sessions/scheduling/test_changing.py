"""Staff change, cancel and announce sessions that they name; nothing happens without a yes."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.actions.sessions.conftest import Talk


@pytest.fixture
def year(world):
    return world.now.year + 1


@pytest.fixture
def remittances(world, year):
    """A seminar on 12 March."""
    plan = world.plan("Remittances in practice", topic="remittances", capacity=40)
    return world.sessions.add(plan.but(starts=datetime(year, 3, 12, 10)), world.now)


@pytest.fixture
def cities(world, year):
    """Another one, on the same day."""
    plan = world.plan("Cities and migrants", topic="cities", capacity=40)
    return world.sessions.add(plan.but(starts=datetime(year, 3, 12, 16)), world.now)


def now(world, session):
    return world.sessions.get(session.id)


@pytest.mark.parametrize(
    ("language", "sentence", "starts"),
    [
        ("en", "move the remittances seminar of 12 March to 14:00", (3, 12, 14)),
        ("en", "move the remittances seminar of 12 March to 15 March at 14:00", (3, 15, 14)),
        ("en", "postpone the seminar on remittances to 5 April", (4, 5, 10)),
        ("en", "reschedule the remittances seminar to 5 April {year} at 9:00", (4, 5, 9)),
        ("fr", "déplace le séminaire « Remittances » du 12 mars à 14h", (3, 12, 14)),
        ("es", "mueve el seminario Remittances del 12 de marzo al 15 de marzo a las 14:00", (3, 15, 14)),
        ("ru", "перенеси семинар Remittances с 12 марта на 15 марта в 14:00", (3, 15, 14)),
        ("ar", "انقل ندوة Remittances يوم 12 مارس إلى الساعة 14:00", (3, 12, 14)),
        ("zh", "把3月12日的 Remittances 研讨会改到下午两点", (3, 12, 14)),
    ],
)
def test_a_new_time(world, staff, remittances, cities, year, language, sentence, starts):
    talk = staff(language)
    reply = talk.says("schedule", sentence.format(year=year))
    assert len(reply.buttons) == 2, reply.text
    assert now(world, remittances).sequence == 0
    talk.presses_titled(reply, reply.buttons[0].title)
    assert now(world, remittances).plan.starts == datetime(year, *starts)
    assert now(world, cities).sequence == 0


def test_what_changes_is_read_back_and_who_is_told(world, staff, remittances, year):
    world.full(remittances, "amina", "li")
    talk = staff()
    reply = talk.says("schedule", "move the remittances seminar to 14:00")
    assert reply.text.startswith("This would change in “Remittances in practice”:\n\nUntil now: ")
    assert f"12 March {year}, 14:00–15:30 (90 minutes), Europe/Zurich" in reply.text
    assert "2 people have a place and are told." in reply.text and reply.text.endswith("Shall I change it?")
    assert talk.says("affirm", "yes").text.startswith("It is changed: “Remittances in practice”, ")
    assert now(world, remittances).sequence == 1
    assert talk.presses_titled(reply, "Change it").text.startswith("Nothing waits")
    assert now(world, remittances).sequence == 1


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("change the capacity of the remittances seminar of 12 March to 100 places", {"capacity": 100}),
        ("the remittances seminar moves to room 7", {"place": "room 7"}),
    ],
)
def test_other_changes(world, staff, remittances, sentence, changes):
    talk = staff()
    talk.presses_titled(talk.says("schedule", sentence), "Change it")
    plan = now(world, remittances).plan
    assert {name: getattr(plan, name) for name in changes} == changes
    assert plan.starts == remittances.plan.starts


def test_which_one_is_asked_and_what_was_wanted_is_kept(world, staff, remittances, cities, year):
    talk = staff()
    reply = talk.says("schedule", "move the seminar of 12 March to 18:00")
    assert reply.text.startswith("Which session shall be changed?")
    reply = talk.presses_titled(reply, "2. Cities and migrants")
    talk.presses_titled(reply, "Change it")
    assert now(world, cities).plan.starts == datetime(year, 3, 12, 18)
    assert now(world, remittances).sequence == 0


def test_what_shall_be_changed_is_asked(world, staff, remittances, year):
    talk = staff()
    reply = talk.says("schedule", "change the remittances seminar")
    assert "What shall be changed?" in reply.text
    reply = talk.says("schedule", "5 April at 9:00")
    talk.presses_titled(reply, "Change it")
    assert now(world, remittances).plan.starts == datetime(year, 4, 5, 9)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("move the remittances seminar to 30 February", "30 February"),
        ("move the remittances seminar to 12 March 2020 at 10:00", "That has passed"),
        ("change the remittances seminar to 10:00", "Nothing would change"),
    ],
)
def test_what_cannot_be_changed(world, staff, remittances, sentence, said):
    talk = staff()
    reply = talk.says("schedule", sentence)
    assert said in reply.text
    assert now(world, remittances).sequence == 0


def test_fewer_places_than_are_taken(world, staff, remittances):
    world.full(remittances, "amina", "li")
    talk = staff()
    reply = talk.says("schedule", "change the remittances seminar to 1 places")
    reply = talk.presses_titled(reply, "Change it")
    assert "Nothing was changed" in reply.text
    assert now(world, remittances).plan.capacity == 40


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "cancel the remittances seminar of 12 March and tell everybody"),
        ("fr", "annule le séminaire « Remittances » du 12 mars"),
        ("ar", "ألغِ ندوة Remittances يوم 12 مارس"),
    ],
)
def test_it_is_cancelled_after_a_yes(world, staff, remittances, cities, language, sentence):
    world.full(remittances, "amina")
    talk = staff(language)
    reply = talk.says("schedule", sentence)
    assert "Remittances in practice" in reply.text and not now(world, remittances).cancelled
    talk.presses_titled(reply, reply.buttons[0].title)
    assert now(world, remittances).cancelled and not now(world, cities).cancelled
    again = talk.presses_titled(reply, reply.buttons[0].title)
    assert again.text and now(world, remittances).sequence == 1


def test_a_no_leaves_it(world, staff, remittances):
    talk = staff()
    reply = talk.says("schedule", "cancel the remittances seminar")
    assert "Nobody has a place in it yet." in reply.text
    talk.says("deny", "no")
    assert not now(world, remittances).cancelled


def test_others_change_nothing(world, remittances):
    talk = Talk("somebody")
    for sentence in ("cancel the remittances seminar", "move the remittances seminar to 14:00"):
        assert "is for the staff" in talk.says("schedule", sentence).text
    for do in ("cancel_yes", "drop", "edit", "change_yes"):
        assert "is for the staff" in talk.presses(f'/sessions{{"do":"{do}","of":"{remittances.id}"}}').text
    assert now(world, remittances).sequence == 0


def test_polls_are_opened_elsewhere(world, staff):
    assert "attache polls open --help" in staff().says("schedule", "make a poll for the date of the workshop").text


def test_staff_who_say_it_as_a_delegate_would(world, staff, remittances):
    talk = staff()
    reply = talk.says("leave", "cancel the remittances seminar of 12 March")
    assert [button.title for button in reply.buttons] == ["Cancel it", "No"]
    reply = talk.says("move", "move the remittances seminar of 12 March to 14:00")
    assert [button.title for button in reply.buttons] == ["Change it", "No"]


def test_staff_with_a_place_of_their_own_mean_that(world, staff, remittances):
    world.full(remittances, "staff")
    talk = staff()
    reply = talk.says("leave", "cancel the remittances seminar of 12 March")
    talk.presses_titled(reply, reply.buttons[0].title)
    assert not now(world, remittances).cancelled and now(world, remittances).taken == 0
