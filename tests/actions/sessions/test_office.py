from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nlu.texts import LANGUAGES, texts
from programme.plan import Plan


@pytest.fixture
def hours(world):
    """Two experts at 14:00 in Geneva, on a day in two to three days."""
    day = (world.now + timedelta(days=3)).astimezone(ZoneInfo("Europe/Zurich"))
    starts = datetime(day.year, day.month, day.day, 14)
    one = Plan(
        title="Statelessness: ask an expert", starts=starts, minutes=60, zone="Europe/Zurich", host="Dr B. Example"
    )
    two = Plan(
        title="Remittances: ask an expert", starts=starts, minutes=60, zone="Europe/Zurich", host="Dr C. Example"
    )
    return world.hours.add(one, 20, world.now), world.hours.add(two, 30, world.now)


def test_real_free_slots_in_the_persons_zone_and_one_is_booked(world, hours):
    talk = world.talk("ann", zone="Pacific/Fiji")
    day = hours[0].starts_at.astimezone(ZoneInfo("Pacific/Fiji"))
    first = world.hours.slots(hours[0].id)[0]
    world.full(first, "somebody")
    reply = talk.says("office", f"book me 20 minutes with an expert on statelessness on {day:%A}")
    assert reply.text.startswith("These times are free:")
    assert "Remittances" not in reply.text
    assert "(Fiji" in reply.text
    assert len(reply.buttons) == 2
    assert reply.buttons[0].title.endswith(f"{first.ends_at.astimezone(ZoneInfo('Pacific/Fiji')):%H:%M}")
    reply = talk.presses(reply.buttons[0].payload)
    assert "Shall I register you for “Statelessness: ask an expert”" in reply.text
    reply = talk.says("affirm", "yes")
    assert len(reply.attachments) == 1
    assert len(talk.says("office", "office hours on statelessness").buttons) == 1


def test_the_afternoon_is_that_of_the_person(world, hours):
    """14:00 in Geneva is 2 o'clock at night in Suva."""
    talk = world.talk("ann", zone="Pacific/Fiji")
    day = hours[0].starts_at.astimezone(ZoneInfo("Pacific/Fiji"))
    reply = talk.says("office", f"an expert on statelessness on {day:%A} afternoon")
    assert reply.text.startswith("Nothing is free then. These are the next free times:")
    talk = world.talk("bob", zone="Europe/Zurich")
    day = hours[0].starts_at.astimezone(ZoneInfo("Europe/Zurich"))
    reply = talk.says("office", f"an expert on statelessness on {day:%A} afternoon")
    assert reply.text.startswith("These times are free:")
    assert len(reply.buttons) == 3


def test_an_hour_that_was_said(world, hours):
    talk = world.talk("ann", zone="Europe/Zurich")
    day = hours[0].starts_at.astimezone(ZoneInfo("Europe/Zurich"))
    reply = talk.says("office", f"an appointment on statelessness on {day:%-d %B %Y} at 14:20")
    assert [button.title.split(", ")[-1] for button in reply.buttons] == ["14:20"]


def test_longer_ones_where_none_is_so_short(world, hours):
    reply = world.talk("ann").says("office", "25 minutes with an expert")
    assert "Each takes 30 minutes." in reply.text
    reply = world.talk("ann").says("office", "120 minutes with an expert")
    assert "The longest that can be booked take 30 minutes." in reply.text


def test_several_experts_are_told_apart(world, hours):
    reply = world.talk("ann").says("office", "office hours")
    assert len(reply.buttons) == 5
    assert {button.title.rpartition(" · ")[2] for button in reply.buttons} == {"Dr B. Example", "Dr C. Example"}


def test_a_time_that_has_passed_is_refused(world, hours):
    reply = world.talk("ann").says("office", "an appointment with an expert yesterday")
    assert reply.text.startswith("That time has passed.")


def test_a_time_that_daylight_saving_skips_is_said_so(world, hours):
    talk = world.talk("ann", zone="Europe/Zurich")
    changes = next(
        day for year in (world.now.year, world.now.year + 1) for number in range(25, 32)
        if (day := datetime(year, 3, number)).weekday() == 6 and day > world.now.replace(tzinfo=None)
    )  # fmt: skip
    reply = talk.says("office", f"an appointment with an expert on {changes:%-d %B %Y} at 02:30")
    assert reply.text.startswith("That time does not exist there: on ")
    assert "from 01:59 straight to 03:00" in reply.text


def test_no_office_hours(world):
    assert world.talk("ann").says("office", "book an expert").text.startswith("No office hours are free just now.")


def test_the_whole_leads_to_its_slots(world, hours):
    talk = world.talk("ann")
    reply = talk.presses(f'/sessions{{"do":"show","of":"{hours[0].id}"}}')
    reply = talk.presses_titled(reply, "Choose a time")
    assert len(reply.buttons) == 3
    for slot in world.hours.slots(hours[0].id):
        world.full(slot, "somebody")
    assert "is taken" in talk.presses(f'/sessions{{"do":"join","of":"{hours[0].id}"}}').text


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_six_languages(world, hours, language):
    reply = world.talk("ann", language).says("office", "/office_hours")
    assert reply.text.startswith(texts(language).say("These times are free:"))
    assert len(reply.buttons) == 5
