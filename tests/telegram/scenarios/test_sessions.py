"""Sessions in Telegram: reminders, offers, changes and links, between the timekeeper, the bot and a Bot API server."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta, timezone

import icalendar
import pytest
import sqlalchemy as sa

from bot.telegram import privacy_wording, wording
from bot.timekeeper.app import Timekeeper
from bot.timekeeper.options import Options
from programme import Announcements, Bookings, Database, Feeds, Interests, People, Plan, Sessions, Staff
from programme.models import outbox as table
from programme.models import sessions
from tests.telegram.process import Process
from tests.telegram.running import answers

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("brisk")]

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def now():
    return datetime.now(timezone.utc)


@pytest.fixture
def database(chosen):
    one = Database(chosen.database)
    one.create()
    yield one
    one.close()


@pytest.fixture
def keep(chosen, database):
    """One round of the timekeeper."""
    options = Options(
        home=chosen.home, database=chosen.database, organizer="mailto:programme@example.org",
        organizer_name="The Programme",
    )  # fmt: skip
    keeper = Timekeeper(options, database)

    async def round():
        await asyncio.to_thread(keeper.round)

    return round


@pytest.fixture
def session(database):
    """Plans a session that begins so long from now; it was planned two days ago."""

    def make(ahead, **more):
        starts = (now() + ahead).replace(second=0, microsecond=0, tzinfo=None)
        given = {
            "title": "Climate mobility",
            "minutes": 90,
            "zone": "UTC",
            "link": "https://meet.example.org/x",
            **more,
        }
        return Sessions(database).add(Plan(starts=starts, **given), now() - 2 * DAY)

    return make


@pytest.fixture
def person(api, database):
    """Somebody who agreed, and registered two days ago."""

    def make(name="Amina", code="en", *sessions, zone=None):
        one = api.world.user(name, code)
        one.starts()
        api.world.updates.drop()
        known = People(database).remember("telegram", str(one.id), language=code, consent=now() - 3 * DAY)
        if zone:
            People(database).set_zone(known.id, zone)
        for each in sessions:
            Bookings(database).register(each.id, known.id, now() - 2 * DAY)
        return one

    return make


def of(database, person):
    return People(database).of("telegram", str(person.id))


def event(message):
    name, content = message.document
    assert name == "attache-session.ics"
    calendar = icalendar.Calendar.from_ical(content)
    [found] = calendar.walk("VEVENT")
    return str(calendar["method"]), found


def pressed(engine):
    """What was last said to the engine about sessions."""
    return [json.loads(text.removeprefix("/sessions")) for text in engine.texts if text.startswith("/sessions{")]


async def test_a_reminder_comes_in_each_ones_language_on_their_clocks(api, bot, person, session, keep, database):
    one = session(50 * timedelta(minutes=1))
    amina, boris = person("Amina", "en", one, zone="Pacific/Fiji"), person("Boris", "fr", one)
    await keep()
    await keep()
    for somebody in (amina, boris):
        await answers(api, somebody.chat, 1)
    [english], [french] = amina.chat.sent, boris.chat.sent
    assert english.text.startswith("A reminder: “Climate mobility”, ")
    assert "(Fiji time)" in english.text
    assert (one.starts_at + timedelta(hours=12)).strftime("%H:%M–") in english.text
    assert french.text.startswith("Rappel\u00a0: «\u00a0Climate mobility\u00a0», ")
    assert one.starts_at.strftime("%H:%M–") in french.text  # on the clocks of the place, and it says so
    assert "(UTC)" in french.text
    assert "https://meet.example.org/x" in english.text


@pytest.mark.parametrize(("code", "words"), [("en", "A place has become free for you"), ("ar", "شغر لك مقعد")])
async def test_an_offered_place_is_taken_with_a_button_and_the_file_follows(
    api, engine, bot, person, session, keep, database, code, words
):
    one = session(7 * DAY, capacity=1)
    amina, boris = person("Amina", "en", one), person("Boris", code, one)
    engine.does = lambda do, of, who: do == "accept" and Bookings(database).accept(of, who, now())
    Bookings(database).cancel(one.id, of(database, amina).id, now())
    await keep()
    [offer] = await answers(api, boris.chat, 1)
    assert words in offer.text
    boris.presses(offer, offer.buttons[0])
    said, file = (await answers(api, boris.chat, 3))[1:]
    assert said.text == "Done: accept"
    method, found = event(file)
    assert (method, str(found["uid"])) == ("REQUEST", f"{one.id}@attache")
    assert str(found["attendee"]) == f"urn:uuid:{of(database, boris).id}"
    assert Bookings(database).get(one.id, of(database, boris).id).state == "registered"


@pytest.mark.parametrize(("code", "words"), [("en", "does not take place"), ("es", "No se celebrará")])
async def test_a_cancelled_session_is_told_with_a_file_that_takes_it_out(
    api, bot, person, session, keep, database, code, words
):
    one = session(7 * DAY)
    amina = person("Amina", code, one)
    Sessions(database).cancel(one.id, now())
    await keep()
    told, file = await answers(api, amina.chat, 2)
    assert words in told.text
    method, found = event(file)
    assert (method, str(found["status"]), int(found["sequence"])) == ("CANCEL", "CANCELLED", 1)


@pytest.mark.parametrize(("code", "words"), [("en", "has been moved"), ("ru", "Перенесено")])
async def test_a_session_that_is_moved_is_told_with_a_file_that_brings_it_up_to_date(
    api, bot, person, session, keep, database, code, words
):
    one = session(7 * DAY)
    amina = person("Amina", code, one)
    Sessions(database).change(one.id, now(), starts=one.plan.starts + HOUR)
    await keep()
    told, file = await answers(api, amina.chat, 2)
    assert words in told.text
    method, found = event(file)
    assert (method, int(found["sequence"]), found["dtstart"].dt) == ("REQUEST", 1, one.starts_at + HOUR)


async def test_no_reminder_comes_after_a_place_was_given_back(api, bot, person, session, keep, database):
    one, two = session(50 * timedelta(minutes=1)), session(52 * timedelta(minutes=1), title="Statelessness")
    amina = person("Amina", "en", one, two)
    Bookings(database).cancel(one.id, of(database, amina).id, now())
    await keep()
    [only] = await answers(api, amina.chat, 1)
    assert "Statelessness" in only.text


async def test_followers_hear_of_a_new_session_and_register_with_a_button(
    api, engine, bot, person, session, keep, database
):
    amina = person("Amina", "zh")
    Interests(database).follow(of(database, amina).id, "climate mobility", now())
    one = session(7 * DAY, topic="climate mobility")
    Announcements(database).ask(one.id, now())
    await keep()
    [told] = await answers(api, amina.chat, 1)
    assert told.text.startswith("您关注的主题有新场次")
    amina.presses(told, told.buttons[0])
    await answers(api, amina.chat, 2)
    assert pressed(engine) == [{"do": "join", "of": one.id}]
    assert engine.asked[-1]["metadata"]["person"] == of(database, amina).id


async def test_after_a_session_the_two_questions_are_answered_with_buttons(
    api, engine, bot, person, session, keep, database
):
    one = session(2 * DAY)
    amina = person("Amina", "fr", one)
    with database.session() as transaction:  # it is over
        changes = {"starts_at": now() - 2 * HOUR, "ends_at": now() - HOUR / 2}
        transaction.execute(sa.update(sessions).values(**changes))
    await keep()
    [told] = await answers(api, amina.chat, 1)
    assert told.text.startswith("La séance «\u00a0Climate mobility\u00a0» est terminée.")
    amina.presses(told, "4")
    await answers(api, amina.chat, 2)
    amina.presses(told, told.buttons[-2])
    await answers(api, amina.chat, 3)
    assert pressed(engine) == [{"do": "rate", "of": f"{one.id}.4"}, {"do": "again", "of": f"{one.id}.yes"}]


@pytest.mark.parametrize("code", ["en", "fr"])
async def test_whoever_has_not_agreed_is_asked_and_registering_goes_on_by_itself(
    api, engine, bot, session, database, code
):
    one = session(7 * DAY)
    amina = api.world.user("Amina", code)
    amina.starts(f"session-{one.id}")
    await answers(api, amina.chat, 2)  # the welcome, then what the link leads to
    assert pressed(engine) == [{"do": "show", "of": one.id}]
    amina.presses(amina.chat.last, "Register")
    join = (await answers(api, amina.chat, 3))[-1]
    amina.presses(join, "About consent")
    question = (await answers(api, amina.chat, 4))[-1]
    assert question.text == privacy_wording.place_consent(code)
    amina.presses(question, privacy_wording.agree_button(code))
    thanks, done = (await answers(api, amina.chat, 6))[-2:]
    assert (thanks.text, done.text) == (privacy_wording.place_consent_given(code), "Done: join")
    assert pressed(engine)[-1] == {"do": "join", "of": one.id}
    assert engine.asked[-1]["metadata"]["person"] == of(database, amina).id
    assert of(database, amina).consented_at is not None


async def test_in_a_group_nothing_about_a_person_is_asked_or_told(api, engine, bot, person):
    amina = person("Amina", "en")
    group = api.world.group("Delegates", amina)
    amina.says("/sessions next week", chat=group)
    await answers(api, group, 1)
    about = engine.asked[-1]["metadata"]
    assert engine.texts[-1] == "/sessions next week"
    assert (about.get("group"), about.get("person"), about.get("role")) == (True, None, None)
    amina.presses(group.last, "Register")
    consent = (await answers(api, group, 2))[-1]
    amina.presses(consent, "About consent")
    said = (await answers(api, group, 3))[-1]
    assert said.text == wording.group_private_only("en")


async def test_the_engine_hears_who_is_of_the_staff(api, engine, bot, person, database):
    amina = person("Amina", "en")
    staff = Staff(database)
    staff.link(staff.invite("staff", now()), "telegram", str(amina.id), now())
    amina.says("/sessions")
    await answers(api, amina.chat, 1)
    assert engine.asked[-1]["metadata"]["role"] == "staff"


async def test_the_receipt_counts_places_and_what_belongs_to_them(api, bot, person, session, database):
    one = session(7 * DAY)
    amina = person("Amina", "en", one)
    who = of(database, amina).id
    Interests(database).follow(who, "climate mobility", now())
    Feeds(database).make(who, now())
    amina.says("/forget")
    [question] = await answers(api, amina.chat, 1)
    amina.presses(question, privacy_wording.erase_button("en"))
    receipt = (await answers(api, amina.chat, 2))[-1]
    assert receipt.text.endswith("Erased as well, places in sessions and what belongs to them: 3")
    assert of(database, amina) is None


async def test_a_timekeeper_that_is_killed_again_and_again_says_everything_once(
    api, engine, bot, chosen, person, session, database
):
    one = session(50 * timedelta(minutes=1))
    people = [person(f"Person {number}", "en", one) for number in range(12)]

    def put():
        with database.session(write=False) as transaction:
            return transaction.execute(sa.select(sa.func.count()).select_from(table)).scalar()

    keeper = Process(api, engine, chosen.home, "bot.timekeeper")
    for rows in (1, 5, 9):
        await api.world.until(lambda rows=rows: put() >= rows)
        keeper.kill()
        keeper.start()
    await api.world.until(lambda: put() == len(people))
    for somebody in people:
        await answers(api, somebody.chat, 1)
    keeper.kill()
    keeper.start()
    status = chosen.home / "run" / "timekeeper.json"
    await api.world.until(lambda: status.exists() and json.loads(status.read_text())["pid"] == keeper.pid)
    assert keeper.end() == 0
    assert put() == len(people)
    assert [len(somebody.chat.sent) for somebody in people] == [1] * len(people)
