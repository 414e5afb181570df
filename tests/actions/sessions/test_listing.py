from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from actions.sessions.times import day_words
from nlu.texts import LANGUAGES, texts


def test_all_that_is_ahead_a_page_at_a_time(world):
    for number in range(1, 8):
        world.session(f"Session {number}", days=number)
    world.session("Over", days=-2)
    talk = world.talk("ann")
    reply = talk.says("sessions", "what's on?")
    assert reply.text.startswith("These are the next sessions:\n\n")
    assert "\n\nPage 1 of 2." in reply.text
    assert "5. Session 5" in reply.text
    assert "Over" not in reply.text
    assert reply.buttons[0].title == "1. Session 1"
    reply = talk.presses_titled(reply, "Next page")
    assert "6. Session 6" in reply.text
    assert "7. Session 7" in reply.text
    assert "5. Session 5" in talk.presses_titled(reply, "Previous page").text


def test_the_second_page_of_a_question_is_of_the_same_question(world):
    for number in range(1, 8):
        world.session(f"Remittances {number}", days=number)
        world.session(f"Asylum {number}", days=number)
    talk = world.talk("ann")
    reply = talk.says("sessions", "is there anything about remittances?")
    assert "Asylum" not in reply.text
    reply = talk.presses_titled(reply, "Next page")
    assert "Asylum" not in reply.text
    assert "7. Remittances 7" in reply.text


def test_in_a_language_before_a_month(world):
    world.session("Remittances", languages=("fr", "en"), days=3)
    world.session("Remittances in English", languages=("en",), days=3)
    world.session("Remittances in a year", languages=("fr",), days=370)
    reply = world.talk("ann").says("sessions", "is there anything about remittances in French before next year")
    assert reply.text.startswith("Seminar: Remittances\n")


def test_the_next_one_is_shown_with_all_that_is_known(world):
    world.session("IML in practice", days=9)
    world.session("IML in practice", days=2, host="Dr A. Example", description="How it is done.")
    reply = world.talk("ann").says("sessions", "when is the next IML session")
    assert reply.text.startswith("Seminar: IML in practice\n")
    assert "How it is done." in reply.text
    assert "With: Dr A. Example" in reply.text


def test_where_nothing_is_then_the_next_ones_are_shown(world):
    world.session("Remittances", days=20)
    reply = world.talk("ann").says("sessions", "what is on tomorrow?")
    assert reply.text.startswith("There is nothing of that kind in the programme then.")
    assert "1. Remittances" in reply.text


def test_an_empty_programme(world):
    assert world.talk("ann").says("sessions", "what's on").text.startswith("Nothing is planned just now.")


def test_what_has_been(world):
    world.session("Remittances", days=-5)
    been = world.session("Asylum", days=-3)
    talk = world.talk("ann")
    world.bookings.register(been.id, world.person("ann"), been.starts_at.replace(year=been.starts_at.year - 1))
    world.bookings.attend(been.id, world.person("ann"), been.starts_at)
    reply = talk.says("sessions", "what did I miss?")
    assert reply.text.startswith("2 sessions have taken place:\n\n1. Asylum")
    assert reply.text.count("You were there.") == 1


def test_a_day_with_two_meanings_is_asked_back_and_keeps_the_question(world):
    year = world.now.year + 1
    april = datetime(year, 4, 3, 12, tzinfo=timezone.utc)
    world.session("Remittances", days=(april - world.now) / timedelta(days=1))
    world.session("Asylum", days=(april - world.now) / timedelta(days=1))
    talk = world.talk("ann")
    reply = talk.says("sessions", f"anything about remittances on 03/04/{year}?")
    assert reply.text.startswith("That can be understood in more than one way.")
    assert [button.title for button in reply.buttons] == [
        day_words(texts("en"), date(year, 4, 3)), day_words(texts("en"), date(year, 3, 4)),
    ]  # fmt: skip
    first, second = (talk.presses(button.payload) for button in reply.buttons)
    assert first.text.startswith("Seminar: Remittances\n")
    assert second.text.startswith("There is nothing of that kind in the programme then.")


def test_a_day_that_is_in_no_calendar(world):
    reply = world.talk("ann").says("sessions", "what's on on 30 February?")
    assert reply.text == "“30 February” is in no calendar. Please give another day."


def test_times_of_a_place_that_is_named(world):
    world.session("Remittances", days=3, zone="UTC")
    reply = world.talk("ann").says("sessions", "what's on this month, New York time")
    assert "New York" in reply.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, language):
    world.session("Remittances", capacity=3)
    reply = world.talk("ann", language, zone="Pacific/Fiji").says("sessions", "/sessions")
    said = texts(language)
    assert reply.language == language
    assert said.count("There is one session:", "There are {n} sessions:", 1) in reply.text
    assert said.count("one place left", "{n} places left", 3) in reply.text
    assert "tell me where you are" not in reply.text
