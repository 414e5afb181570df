"""What is said around sessions, with the whole engine, in three languages: reminders, topics, polls, surveys."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

import pytest

from nlu.texts import texts
from programme.bookings import Bookings
from programme.interests import Interests
from programme.people import People
from programme.plan import Plan
from programme.polls import Polls
from programme.reminders import Reminders
from programme.sessions import Sessions
from programme.surveys import Surveys
from programme.zones import wall, zone_of

if TYPE_CHECKING:
    from bot.dialogue import Dialogue
    from bot.replies import Reply
    from programme.database import Database

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]


class Said(NamedTuple):
    """What somebody writes in one language."""

    remind: str
    calendar: str
    follow: str
    yes: str


SAID = {
    "ar": Said(
        "ذكرني قبل الجلسة بساعة", "أعطني رابط التقويم من فضلك", "أخبرني بالجلسات الجديدة عن الاتجار بالأشخاص", "نعم"
    ),
    "en": Said(
        "remind me one hour before the session",
        "please give me the calendar link",
        "let me know about new sessions on trafficking in persons",
        "yes",
    ),
    "fr": Said(
        "rappelle-moi une heure avant la session",
        "donnez-moi le lien du calendrier svp",
        "préviens-moi des nouvelles sessions sur la traite des personnes",
        "oui",
    ),
}
LANGUAGES = tuple(SAID)


def one(replies: list[Reply]) -> Reply:
    (reply,) = replies
    return reply


def remembered(programme: Database, name: str) -> str:
    """Somebody with consent; their id."""
    return People(programme).remember("rest", name, consent=datetime.now(timezone.utc)).id


@pytest.mark.parametrize("language", LANGUAGES)
def test_reminders_and_the_calendar(dialogue: Dialogue, programme: Database, language: str) -> None:
    said, say, name = SAID[language], texts(language), f"around-{language}"
    person = remembered(programme, name)
    reply = one(dialogue.turn(name, said.remind))
    assert reply.language == language
    assert Reminders(programme).of(person) == (60,)
    reply = one(dialogue.turn(name, said.calendar))
    assert reply.text == say.say(
        "There are no calendar addresses here. With each registration comes a file that your calendar opens."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_topic_is_followed(dialogue: Dialogue, programme: Database, language: str) -> None:
    name, now = f"follows-{language}", datetime.now(timezone.utc)
    starts = wall(now + timedelta(days=40), zone_of("UTC")).replace(second=0, microsecond=0)
    plan = Plan(title="Trafficking in persons", topic="Trafficking in persons", starts=starts, minutes=60, zone="UTC")
    Sessions(programme).add(plan, now)
    person = remembered(programme, name)
    reply = one(dialogue.turn(name, SAID[language].follow))
    assert Interests(programme).of(person) == ["Trafficking in persons"]
    one(dialogue.turn(name, reply.buttons[0].payload))
    assert Interests(programme).of(person) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_poll_by_its_link(dialogue: Dialogue, programme: Database, language: str) -> None:
    name, now, polls = f"poll-{language}", datetime.now(timezone.utc), Polls(programme)
    first = wall(now + timedelta(days=20), zone_of("UTC")).replace(second=0, microsecond=0)
    starts = (first, first + timedelta(days=1))
    opened = polls.open("Coordination", zone="UTC", minutes=30, starts=starts, names=("Ann",), now=now)
    about = {"language": language}
    link = f'/sessions{{"do":"poll","of":"{opened.tokens["Ann"]}"}}'
    reply = one(dialogue.turn(name, link, metadata=about))
    assert polls.get(opened.poll.id).joined == ()  # consent first
    reply = one(dialogue.turn(name, SAID[language].yes, metadata=about))
    for _ in starts:
        assert (reply.language, len(reply.buttons)) == (language, 3)
        reply = one(dialogue.turn(name, reply.buttons[0].payload, metadata=about))
    person = People(programme).of("rest", name)
    assert person is not None
    assert polls.votes(opened.poll.id, person.id) == {1: "yes", 2: "yes"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_questions_after_a_session(dialogue: Dialogue, programme: Database, language: str) -> None:
    name, now = f"survey-{language}", datetime.now(timezone.utc)
    starts = wall(now - timedelta(days=1), zone_of("UTC")).replace(second=0, microsecond=0)
    plan = Plan(title=f"Over {language}", starts=starts, minutes=60, zone="UTC")
    over = Sessions(programme).add(plan, now - timedelta(days=9))
    person = remembered(programme, name)
    Bookings(programme).register(over.id, person, now - timedelta(days=8))
    about = {"language": language}
    one(dialogue.turn(name, f'/sessions{{"do":"rate","of":"{over.id}.5"}}', metadata=about))
    reply = one(dialogue.turn(name, SAID[language].yes, metadata=about))
    assert texts(language).say("Thank you for your answers.") in reply.text
    results = Surveys(programme).results(over.id)
    assert (results.useful, results.again_yes) == ((0, 0, 0, 0, 1), 1)
