"""Sessions with the whole engine, in English, French and Arabic: found, joined, moved, left, offered, checked in."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import settings
from nlu.texts import texts
from programme.bookings import Bookings
from programme.office_hours import OfficeHours
from programme.people import People
from programme.plan import Plan
from programme.sessions import Sessions
from programme.zones import wall, zone_of

if TYPE_CHECKING:
    from bot.dialogue import Dialogue
    from bot.replies import Reply
    from programme.database import Database
    from programme.session_rows import Session

pytestmark = [pytest.mark.loopback, pytest.mark.encoder]

REMITTANCES = "Remittances: cheaper transfers"
STATELESSNESS = "Statelessness: ask an expert"
RESCUE = "Seminar on rescue at sea, recorded"
SERIES = "Working group on detention"


class Said(NamedTuple):
    """What somebody writes in one language."""

    about: str
    join: str
    yes: str
    no: str
    mine: str
    leave: str
    suva: str
    office: str
    missed: str
    another: str
    here: str
    move: str
    february: str


SAID = {
    "ar": Said(
        "هل هناك ندوة عن التحويلات المالية؟",
        "سجلني فيها من فضلك",
        "نعم",
        "لا",
        "اعرض لي حجوزاتي من فضلك",
        "ألغ حجزي في ندوة التحويلات",
        "أنا في سوفا",
        "احجز لي 20 دقيقة مع خبير في انعدام الجنسية",
        "ماذا فاتني الشهر الماضي؟",
        "سجل زميلي في ندوة التحويلات",
        "أنا هنا لحضور الجلسة",
        "انقلني إلى موعد آخر",
        "ما الجلسات يوم 30 فبراير؟",
    ),
    "en": Said(
        "is there a seminar on remittances?",
        "sign me up for it please",
        "yes",
        "no",
        "which sessions am I registered for?",
        "cancel my place in the remittances seminar",
        "I am in Suva",
        "book me 20 minutes with an expert on statelessness",
        "what did I miss last month?",
        "register my colleague for the seminar on remittances",
        "I'm here for the session",
        "can I move to another date",
        "which sessions are on 30 February?",
    ),
    "fr": Said(
        "y a-t-il un séminaire sur les envois de fonds ?",
        "inscrivez-moi s'il vous plaît",
        "oui",
        "non",
        "à quelles sessions suis-je inscrit ?",
        "annulez ma place au séminaire sur les envois de fonds",
        "je suis à Suva",
        "réservez-moi 20 minutes avec un expert de l'apatridie",
        "qu'est-ce que j'ai manqué le mois dernier ?",
        "inscrivez ma collègue au séminaire sur les envois de fonds",
        "je suis là pour la session",
        "puis-je déplacer ma réservation à une autre date",
        "quelles sessions y a-t-il le 30 février ?",
    ),
}

LANGUAGES = tuple(SAID)


class Shown(NamedTuple):
    """A programme around now."""

    remittances: Session
    statelessness: Session
    rescue: Session
    series: list[Session]
    running: Session


@pytest.fixture(scope="module")
def shown(programme: Database) -> Shown:
    """What there is."""
    now, sessions = datetime.now(timezone.utc), Sessions(programme)

    def plan(title: str, days: float, minutes: int = 90, **more: Any) -> Plan:
        starts = wall(now + timedelta(days=days), zone_of("Europe/Zurich")).replace(minute=0, second=0, microsecond=0)
        return Plan(title=title, starts=starts, minutes=minutes, zone="Europe/Zurich", **more)

    before = now - timedelta(days=400)
    here = now.astimezone(zone_of(settings.load().zone))  # where the month may still be the last one
    month = (here.replace(day=1) - timedelta(days=10) - here) / timedelta(days=1)
    running = plan("Consular protection today", 0, minutes=180)
    return Shown(
        sessions.add(plan(REMITTANCES, 9, capacity=50, link="https://meet.example.org/1", languages=("en", "fr")), now),
        OfficeHours(programme).add(plan(STATELESSNESS, 6, minutes=240, host="Dr B. Example"), 20, now),
        sessions.add(plan(RESCUE, month, recording="maritime-rescue.vtt"), before),
        sessions.add_series(plan(SERIES, 12, capacity=30), "FREQ=WEEKLY;COUNT=3", now),
        sessions.add(running, before),
    )


def one(replies: list[Reply]) -> Reply:
    (reply,) = replies
    return reply


def titled(reply: Reply, title: str) -> str:
    """The payload of a button."""
    return next(button.payload for button in reply.buttons if button.title == title)


def remembered(programme: Database, name: str, session: Session | None = None) -> str:
    """Somebody with consent and, where a session is given, a place in it; their id."""
    now = datetime.now(timezone.utc)
    person = People(programme).remember("rest", name, consent=now)
    if session is not None:
        Bookings(programme).register(session.id, person.id, min(now, session.starts_at - timedelta(hours=1)))
    return person.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_found_joined_looked_at_and_left(dialogue: Dialogue, programme: Database, shown: Shown, language: str) -> None:
    said, say, name = SAID[language], texts(language), f"sessions-{language}"
    bookings, people = Bookings(programme), People(programme)
    reply = one(dialogue.turn(name, said.about))
    assert reply.language == language
    assert REMITTANCES in reply.text
    reply = one(dialogue.turn(name, said.join))
    assert people.of("rest", name) is None
    reply = one(dialogue.turn(name, titled(reply, say.say("I agree"))))
    assert [button.title for button in reply.buttons] == [say.say("Yes"), say.say("No")]
    person = people.of("rest", name)
    assert person is not None
    assert bookings.get(shown.remittances.id, person.id) is None
    reply = one(dialogue.turn(name, said.yes))
    assert [each.path for each in reply.attachments] == [f"calendar:{shown.remittances.id}"]
    assert bookings.get(shown.remittances.id, person.id).state == "registered"
    reply = one(dialogue.turn(name, said.mine))
    assert say.say("You are registered.") in reply.text
    reply = one(dialogue.turn(name, said.leave))
    assert REMITTANCES in reply.text
    assert say.say("All right, I have changed nothing.") in one(dialogue.turn(name, said.no)).text
    assert bookings.get(shown.remittances.id, person.id).state == "registered"
    one(dialogue.turn(name, said.leave))
    reply = one(dialogue.turn(name, said.yes))
    assert [each.path for each in reply.attachments] == [f"calendar:{shown.remittances.id}:cancel"]
    assert bookings.get(shown.remittances.id, person.id).state == "cancelled"


@pytest.mark.parametrize(("language", "choice"), [("ar", "الثانية"), ("en", "2"), ("fr", "la deuxième")])
def test_a_choice_is_typed(dialogue: Dialogue, shown: Shown, language: str, choice: str) -> None:
    name = f"typed-{language}"
    listed = one(dialogue.turn(name, "/sessions", language=language))
    second = next(button.title for button in listed.buttons if button.title.startswith("2. ")).removeprefix("2. ")
    reply = one(dialogue.turn(name, choice, language=language))
    assert second in reply.text
    assert not any(button.title.startswith("1. ") for button in reply.buttons), "the list again"


@pytest.mark.parametrize("language", LANGUAGES)
def test_twenty_minutes_with_an_expert(dialogue: Dialogue, programme: Database, shown: Shown, language: str) -> None:
    said, say, name = SAID[language], texts(language), f"office-{language}"
    person = remembered(programme, name)
    one(dialogue.turn(name, said.suva))
    reply = one(dialogue.turn(name, said.office))
    assert say.say("These times are free:") in reply.text
    slots = {slot.id: slot for slot in OfficeHours(programme).slots(shown.statelessness.id)}
    chosen = reply.buttons[1]
    slot = next(slot for id, slot in slots.items() if id in chosen.payload)
    assert f"{slot.starts_at.astimezone(zone_of('Pacific/Fiji')):%H:%M}" in chosen.title
    reply = one(dialogue.turn(name, chosen.payload))
    reply = one(dialogue.turn(name, said.yes))
    assert [each.path for each in reply.attachments] == [f"calendar:{slot.id}"]
    assert Bookings(programme).get(slot.id, person).state == "registered"
    again = one(dialogue.turn(f"{name}-other", said.office))
    assert chosen.payload not in [button.payload for button in again.buttons]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_missed_leads_to_its_transcript(
    dialogue: Dialogue, programme: Database, shown: Shown, language: str
) -> None:
    name = f"missed-{language}"
    reply = one(dialogue.turn(name, SAID[language].missed))
    assert reply.language == language
    assert RESCUE in reply.text
    transcript = next(button.payload for button in reply.buttons if button.payload.startswith("/topics"))
    topic = one(dialogue.turn(name, transcript))
    assert [citation.document for citation in topic.citations] == ["maritime-rescue.vtt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_registers_somebody_else(dialogue: Dialogue, programme: Database, shown: Shown, language: str) -> None:
    name = f"another-{language}"
    remembered(programme, name)
    reply = one(dialogue.turn(name, SAID[language].another))
    assert reply.language == language
    assert [button.payload for button in reply.buttons] == ['/sessions{"do":"list","of":"1"}']


@pytest.mark.parametrize("language", LANGUAGES)
def test_to_another_date_of_the_series(dialogue: Dialogue, programme: Database, shown: Shown, language: str) -> None:
    said, name = SAID[language], f"move-{language}"
    person = remembered(programme, name, shown.series[0])
    reply = one(dialogue.turn(name, said.move))
    assert SERIES in reply.text
    reply = one(dialogue.turn(name, reply.buttons[0].payload))
    reply = one(dialogue.turn(name, said.yes))
    assert [each.path for each in reply.attachments] == [
        f"calendar:{shown.series[0].id}:cancel",
        f"calendar:{shown.series[1].id}",
    ]
    held = [Bookings(programme).get(each.id, person).state for each in shown.series[:2]]
    assert held == ["cancelled", "registered"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_checking_in_by_a_word(dialogue: Dialogue, programme: Database, shown: Shown, language: str) -> None:
    name = f"here-{language}"
    person = remembered(programme, name, shown.running)
    reply = one(dialogue.turn(name, SAID[language].here))
    assert texts(language).quote("Consular protection today") in reply.text
    assert Bookings(programme).get(shown.running.id, person).attended_at is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_place_waited_for_offered_and_taken(
    dialogue: Dialogue, programme: Database, shown: Shown, language: str
) -> None:
    say, name = texts(language), f"waits-{language}"
    now = datetime.now(timezone.utc)
    starts = wall(now + timedelta(days=15), zone_of("UTC")).replace(second=0, microsecond=0)
    full = Sessions(programme).add(Plan(title="One place", starts=starts, minutes=30, zone="UTC", capacity=1), now)
    first, person = remembered(programme, f"{name}-first", full), remembered(programme, name)
    language_of = {"language": language}
    reply = one(dialogue.turn(name, f'/sessions{{"do":"show","of":"{full.id}"}}', metadata=language_of))
    reply = one(dialogue.turn(name, titled(reply, say.say("Waiting list")), metadata=language_of))
    one(dialogue.turn(name, SAID[language].yes))
    assert Bookings(programme).get(full.id, person).turn == 1
    Bookings(programme).cancel(full.id, first, datetime.now(timezone.utc))
    reply = one(dialogue.turn(name, f'/sessions{{"do":"show","of":"{full.id}"}}', metadata=language_of))
    reply = one(dialogue.turn(name, titled(reply, say.say("Take the place")), metadata=language_of))
    assert [each.path for each in reply.attachments] == [f"calendar:{full.id}"]
    assert Bookings(programme).get(full.id, person).state == "registered"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_that_is_in_no_calendar(dialogue: Dialogue, shown: Shown, language: str) -> None:
    reply = one(dialogue.turn(f"february-{language}", SAID[language].february))
    assert reply.language == language
    assert "30" in reply.text
    assert [button.payload for button in reply.buttons] == ['/sessions{"do":"list"}']


def test_nothing_personal_in_a_group(dialogue: Dialogue, programme: Database, shown: Shown) -> None:
    name = "telegram-1-2"
    group = {"channel": "telegram", "group": True}
    for text in ("which sessions am I registered for?", "sign me up for the remittances seminar", "check me in"):
        assert "Others read along here" in one(dialogue.turn(name, text, metadata=group)).text
    reply = one(dialogue.turn(name, "is there a seminar on remittances?", metadata=group))
    assert REMITTANCES in reply.text
    assert "https://" not in reply.text
