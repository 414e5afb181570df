"""Staff plan a session: read back with everything resolved, created after a yes, announced after another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from programme import Announcements, Interests
from tests.actions.sessions.conftest import Talk

SENTENCE = (
    "schedule a seminar on climate mobility on 12 March {year}, 10:00-11:30 New York, 80 places, English and Spanish"
)


@pytest.fixture
def year(world):
    """One that lies ahead, whenever the test runs."""
    return world.now.year + 1


def ahead(world) -> list:
    return world.sessions.find(after=world.now, limit=1000)


def titles(reply) -> list[str]:
    return [button.title for button in reply.buttons]


def test_a_whole_sentence_is_read_back_and_created(world, staff, year):
    talk = staff()
    reply = talk.says("schedule", SENTENCE.format(year=year))
    assert titles(reply) == ["Create it", "No"]
    for line in (
        "This is how I understand it:\n\nSeminar: Climate mobility\n",
        f"12 March {year}, 10:00–11:30 (90 minutes), America/New_York, UTC−05:00\nIn UTC: 15:00–16:30\n",
        "Languages: English and Spanish\nPlaces: 80\nTopic: climate mobility\n",
        "\n\nShall I create it?",
    ):
        assert line in reply.text
    assert ahead(world) == []
    done = talk.presses_titled(reply, "Create it")
    [made] = ahead(world)
    assert (made.plan.title, made.free, made.plan.languages) == ("Climate mobility", 80, ("en", "es"))
    assert done.text.startswith("It is planned: “Climate mobility”, ")
    assert "Nobody follows the topic “climate mobility” yet" in done.text
    again = talk.presses_titled(reply, "Create it")
    assert again.text.startswith("Nothing waits to be planned or changed here")
    assert len(ahead(world)) == 1


@pytest.mark.parametrize(
    ("language", "sentence", "yes", "lines"),
    [
        (
            "fr", "planifie un séminaire sur les villes le 12 mars {year}, 10:00-11:30, à Genève, 40 places",
            "Créer", ("Séminaire", "Europe/Zurich", "10:00–11:30", "09:00–10:30", "français"),
        ),
        (
            "ar", "نظّم ندوة حول المدن يوم 12 مارس {year}، 10:00-11:30، في القاهرة، 40 مقعدا",
            "إنشاء", ("ندوة", "Africa/Cairo", "10:00–11:30", "08:00–09:30", "اللغات: العربية"),
        ),
        (
            "es", "programa un seminario sobre remesas el 12 de marzo de {year} de 10:00 a 11:30 en Bogotá, 40 plazas",
            "Crear", ("Seminario: Remesas", "America/Bogota", "10:00–11:30", "15:00–16:30", "Idiomas: español"),
        ),
        (
            "zh", "安排一场关于城市的研讨会，{year}年3月12日 10:00-11:30，纽约，40个名额",
            "创建", ("研讨会", "America/New_York", "10:00–11:30", "15:00–16:30", "语言：中文"),
        ),
    ],
)  # fmt: skip
def test_in_other_languages(world, staff, year, language, sentence, yes, lines):
    talk = staff(language)
    reply = talk.says("schedule", sentence.format(year=year))
    for line in lines:
        assert line in reply.text
    assert titles(reply)[0] == yes
    talk.presses_titled(reply, yes)
    assert [(each.plan.minutes, each.plan.capacity) for each in ahead(world)] == [(90, 40)]


def test_one_question_at_a_time(world, staff, year):
    talk = staff()
    assert talk.says("schedule", "schedule a seminar").text == "What is it called?"
    assert talk.says("schedule", "Cities and migrants").text == "On which day?"
    assert talk.says("schedule", f"12 March {year}").text == "At what hour does it begin, on the clocks of the place?"
    assert talk.says("schedule", "10:00").text == "In which city or time zone is that?"
    reply = talk.says("schedule", "Suva")
    assert reply.text == "How long does it last, or until when?"
    assert titles(reply) == ["30 minutes", "60 minutes", "90 minutes", "120 minutes"]
    reply = talk.presses_titled(reply, "90 minutes")
    assert "10:00–11:30 (90 minutes), Pacific/Fiji, UTC+12:00" in reply.text
    done = talk.says("affirm", "yes")
    assert done.text.startswith("It is planned: “Cities and migrants”")
    assert [each.plan.zone for each in ahead(world)] == ["Pacific/Fiji"]


def test_a_no_creates_nothing(world, staff, year):
    talk = staff()
    talk.says("schedule", SENTENCE.format(year=year))
    assert "changed nothing" in talk.says("deny", "no").text
    assert "waits for your yes" in talk.says("affirm", "yes").text
    assert ahead(world) == []


def test_what_is_read_is_what_is_created(world, staff, year):
    talk = staff()
    first = talk.says("schedule", SENTENCE.format(year=year))
    talk.says("schedule", SENTENCE.format(year=year).replace("80", "90"))
    assert talk.presses_titled(first, "Create it").text.startswith("Nothing waits")
    assert ahead(world) == []


def test_only_the_staff(world, year):
    for talk in (Talk("somebody"), Talk("somebody", role="staff", group=True), Talk("somebody", role="delegate")):
        reply = talk.says("schedule", SENTENCE.format(year=year))
        assert reply.text.startswith("Planning, changing and cancelling sessions is for the staff")
        for do in ("plan_yes", "change_yes", "cancel_yes", "announce", "edit", "drop", "publish", "say"):
            reply = talk.presses(f'/sessions{{"do":"{do}","of":"x"}}')
            assert reply.text.startswith("Planning, changing and cancelling sessions is for the staff")
    assert ahead(world) == []


def test_it_is_announced_to_those_who_follow_the_topic(world, staff, year):
    person = world.people.remember("rest", "amina", consent=world.now)
    Interests(world.programme.database).follow(person.id, "climate mobility", world.now)
    talk = staff()
    talk.presses_titled(talk.says("schedule", SENTENCE.format(year=year)), "Create it")
    [made] = ahead(world)
    asked = talk.slots["pending"]
    assert (asked["do"], asked["of"]) == ("announce", made.id)
    assert Announcements(world.programme.database).due(world.now) == []
    assert talk.says("affirm", "yes").text == "It is announced to those who follow the topic “climate mobility”."
    assert [each.id for each in Announcements(world.programme.database).due(world.now)] == [made.id]
    reply = talk.says("schedule", "announce the seminar on climate mobility")
    assert "1 person follows the topic" in reply.text
    assert talk.presses_titled(reply, "Announce it").text == "It was announced before; nobody is told twice."


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("schedule a seminar on cities on 30 February {year} at 10:00 in Suva", "There is no such day: 30 February"),
        (
            "schedule a seminar on cities on 12 March 2020, 10:00-11:30 in Suva",
            "Please choose a later time.\n\nOn which day?",
        ),
        ("schedule a seminar on cities on 12 March {year}, 10:00-11:30 in Australia", "several time zones"),
        ("schedule a seminar on cities on 03/04/{year}, 10:00-11:30 in Suva", "Which day do you mean?"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_asked_again_and_nothing_is_stored(world, staff, year, sentence, said):
    talk = staff()
    assert said in talk.says("schedule", sentence.format(year=year)).text
    assert ahead(world) == []


def _changes_of_the_clocks(year: int) -> tuple[int, int]:
    """Days of March and November on which clocks in New York are changed: the second and the first Sunday."""
    from datetime import date

    march = next(day for day in range(8, 15) if date(year, 3, day).weekday() == 6)
    november = next(day for day in range(1, 8) if date(year, 11, day).weekday() == 6)
    return march, november


def test_a_time_that_the_clocks_skip(world, staff, year):
    march, _ = _changes_of_the_clocks(year)
    talk = staff()
    reply = talk.says("schedule", f"schedule a seminar on cities on {march} March {year}, 02:30-03:30 New York")
    assert "the clocks go from 01:59 straight to 03:00" in reply.text and "At what hour" in reply.text
    assert "03:15–04:15" in talk.says("schedule", "03:15").text.replace("–03:30", "–04:15")


def test_a_time_that_the_clocks_show_twice(world, staff, year):
    _, november = _changes_of_the_clocks(year)
    talk = staff()
    reply = talk.says("schedule", f"schedule a seminar on cities on {november} November {year}, 01:30-02:30 New York")
    assert titles(reply) == ["The first (05:30 UTC)", "The second (06:30 UTC)"]
    reply = talk.presses_titled(reply, "The second (06:30 UTC)")
    assert "In UTC: 06:30–07:30" in reply.text
    talk.presses_titled(reply, "Create it")
    assert [f"{each.starts_at:%H:%M}" for each in ahead(world)] == ["06:30"]


def test_choices_are_buttons(world, staff, year):
    talk = staff()
    reply = talk.says("schedule", f"schedule a seminar on cities on 03/04/{year}, 10:00-11:30 in Australia")
    day = next(title for title in titles(reply) if "March" in title)
    reply = talk.presses_titled(reply, day)
    if "time zone" in reply.text:
        reply = talk.says("schedule", "Perth")
    assert f"4 March {year}" in reply.text and "Australia/Perth" in reply.text


def test_a_title_that_is_too_long(world, staff, year):
    talk = staff()
    talk.says("schedule", "schedule a seminar")
    reply = talk.says("schedule", "x" * 5000)
    assert "What is it called?" in reply.text or reply.text.startswith("On which day?") is False
    assert ahead(world) == []


def test_office_hours(world, staff, year):
    talk = staff()
    sentence = f"set up office hours on statelessness on 14 January {year}, 14:00-16:00 in Geneva, 20 minutes each"
    reply = talk.says("schedule", sentence)
    assert "Office hours: " in reply.text and "14:00–16:00 (120 minutes)" in reply.text
    assert "Slots of 20 minutes" in reply.text
    talk.presses_titled(reply, "Create it")
    assert len(world.hours.free(after=world.now, before=world.now + timedelta(days=800))) == 6


def test_every_button_fits(world, staff, year):
    talk = staff()
    for sentence in (SENTENCE, "schedule a seminar on cities on 12 March {year}, 10:00-11:30 in Argentina"):
        for button in talk.says("schedule", sentence.format(year=year)).buttons:
            assert len(button.payload.encode()) <= 62
