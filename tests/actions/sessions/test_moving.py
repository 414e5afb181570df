from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from nlu.texts import LANGUAGES, texts


@pytest.fixture
def series(world):
    return world.sessions.add_series(
        world.plan("Course", kind="course", days=2, capacity=1), "FREQ=WEEKLY;COUNT=3", world.now
    )


def test_to_another_date_after_a_yes(world, series):
    talk = world.talk("ann", zone="Europe/Zurich")
    world.full(series[0], "ann")
    reply = talk.presses(f'/sessions{{"do":"move","of":"{series[0].id}"}}')
    assert reply.text.startswith("To which date shall I move you from “Course”")
    assert len(reply.buttons) == 2
    reply = talk.presses(reply.buttons[1].payload)
    assert "Shall I move you from " in reply.text
    assert world.bookings.get(series[0].id, world.person("ann")).state == "registered"
    reply = talk.says("affirm", "yes")
    assert "is given back." in reply.text
    assert "You are registered for “Course”" in reply.text
    assert [each.path for each in reply.attachments] == [
        f"calendar:{series[0].id}:cancel", f"calendar:{series[2].id}",
    ]  # fmt: skip
    assert world.bookings.get(series[0].id, world.person("ann")).state == "cancelled"
    assert world.bookings.get(series[2].id, world.person("ann")).state == "registered"


def test_a_date_that_is_full_is_said_so_first(world, series):
    talk = world.talk("ann")
    world.full(series[0], "ann")
    world.full(series[1], "other")
    reply = talk.presses(f'/sessions{{"do":"move_to","of":"{series[0].id}.{series[1].id}"}}')
    assert "your place now would go to somebody else" in reply.text
    reply = talk.says("affirm", "yes")
    assert "You are number 1 on the waiting list" in reply.text
    assert [each.path for each in reply.attachments] == [f"calendar:{series[0].id}:cancel"]


def test_in_words_to_the_day_that_they_name(world, series):
    talk = world.talk("ann", zone="Europe/Zurich")
    world.full(series[0], "ann")
    day = series[1].starts_at.astimezone(ZoneInfo("Europe/Zurich"))
    reply = talk.says("move", f"move my course session to {day:%-d %B %Y}")
    assert "Shall I move you from " in reply.text
    assert talk.slots["pending"]["of"] == f"{series[0].id}.{series[1].id}"
    reply = talk.says("move", "move it to yesterday")
    assert reply.text.startswith("That time has passed.")
    reply = talk.says("move", "move it to tomorrow")
    assert reply.text.startswith("There is no date of “Course” then.")


def test_without_another_date(world):
    session, talk = world.session("Remittances"), world.talk("ann")
    world.full(session, "ann")
    assert talk.says("move", "another date please").text == "“Remittances” has no other date that is still to come."


def test_only_within_a_series(world, series):
    other, talk = world.session("Remittances"), world.talk("ann")
    world.full(series[0], "ann")
    for do in ("move_to", "move_yes"):
        reply = talk.presses(f'/sessions{{"do":"{do}","of":"{series[0].id}.{other.id}"}}')
        assert reply.text.startswith("That session is not there")
    assert world.bookings.get(series[0].id, world.person("ann")).state == "registered"


def test_a_slot_to_another_one_of_the_same_expert(world):
    whole = world.hours.add(world.plan("Statelessness", days=2, minutes=60, host="Dr B. Example"), 20, world.now)
    first, second, _ = world.hours.slots(whole.id)
    talk = world.talk("ann")
    world.full(first, "ann")
    reply = talk.presses(f'/sessions{{"do":"move","of":"{first.id}"}}')
    assert len(reply.buttons) == 2
    talk.presses(reply.buttons[0].payload)
    talk.says("affirm", "yes")
    assert world.bookings.get(second.id, world.person("ann")).state == "registered"


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, series, language):
    talk = world.talk("ann", language)
    world.full(series[0], "ann")
    reply = talk.presses(f'/sessions{{"do":"move_to","of":"{series[0].id}.{series[1].id}"}}')
    assert [button.title for button in reply.buttons] == [texts(language).say("Yes"), texts(language).say("No")]
    assert ("Shall I" in reply.text) == (language == "en")
