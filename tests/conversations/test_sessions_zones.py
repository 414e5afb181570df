"""A delegate in Suva and one in New York book the same session in chat, and each gets the right hour."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from bot.attachments import NOBODY, content
from nlu.moments import when_words
from programme.people import People
from programme.plan import Plan
from programme.sessions import Sessions

if TYPE_CHECKING:
    from bot.dialogue import Dialogue
    from bot.replies import Reply
    from programme.database import Database
    from programme.session_rows import Session

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]

TITLE = "Climate change and displacement by rising seas"
#: Where they say they are, the zone of it, and how they ask and agree, by language.
PEOPLE = {
    "en": ("I am in New York", "America/New_York", "register me for the session on climate change", "yes"),
    "fr": ("je suis à Suva", "Pacific/Fiji", "inscrivez-moi à la session sur les déplacements climatiques", "oui"),
}


@pytest.fixture(scope="module")
def session(programme: Database) -> Session:
    """At 15:00 in Geneva: in the morning in New York, and on the next day in Suva."""
    now = datetime.now(timezone.utc)
    day = now + timedelta(days=30)
    starts = datetime(day.year, day.month, day.day, 15)
    return Sessions(programme).add(Plan(title=TITLE, starts=starts, minutes=90, zone="Europe/Zurich"), now)


def one(replies: list[Reply]) -> Reply:
    (reply,) = replies
    return reply


@pytest.mark.parametrize("language", PEOPLE)
def test_each_gets_the_right_hour(dialogue: Dialogue, programme: Database, session: Session, language: str) -> None:
    where, zone, ask, yes = PEOPLE[language]
    name = f"hours-{language}"
    one(dialogue.turn(name, where))
    reply = one(dialogue.turn(name, ask))
    reply = one(dialogue.turn(name, reply.buttons[0].payload))  # to be remembered
    hours = when_words(session.starts_at, session.ends_at, zone, language)
    assert hours in reply.text
    reply = one(dialogue.turn(name, yes))
    assert hours in reply.text
    person = People(programme).of("rest", name)
    assert person is not None
    assert person.zone == zone
    (file,) = reply.attachments
    made = content(file.path, person=person.id, database=programme, organizer=NOBODY, now=datetime.now(timezone.utc))
    (event,) = Calendar.from_ical(made).walk("VEVENT")
    assert event["DTSTART"].dt.astimezone(timezone.utc) == session.starts_at
    assert event["DTSTART"].dt.tzinfo is not None
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=90)
    assert str(event["UID"]).startswith(session.id)


def test_in_zones_that_differ_the_days_differ(session: Session) -> None:
    suva, new_york = (when_words(session.starts_at, session.ends_at, zone, "en") for _, zone, *_ in PEOPLE.values())
    assert suva.split(",")[1] != new_york.split(",")[1]
