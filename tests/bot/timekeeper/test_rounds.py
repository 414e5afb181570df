"""What is said by the clock, to whom, in their language and on their clocks, and that it is said once."""

from __future__ import annotations

import json
from datetime import timedelta

import icalendar
import pytest
import sqlalchemy as sa

from bot.attachments import Organizer
from bot.notices.reminder import reminder
from bot.timekeeper.rounds import Rounds
from nlu.texts import texts
from programme import (
    Announcements,
    Bookings,
    Interests,
    OfficeHours,
    Outbox,
    People,
    Polls,
    Reminders,
    Sessions,
    Staff,
)
from programme.models import outbox as table
from tests.bot.timekeeper.conftest import NOW

ORGANIZER = Organizer("mailto:programme@example.org", "The Programme")
HOUR = timedelta(hours=1)


@pytest.fixture
def rounds(database):
    return Rounds(database, organizer=ORGANIZER, language="en", zone="America/New_York")


@pytest.fixture
def waiting(database):
    """What waits in the outbox: who it is for, and what it says, person by person."""

    def read():
        with database.session(write=False) as session:
            rows = session.execute(sa.select(table).where(table.c.state == "open").order_by(table.c.id)).all()
        return sorted([(int(row.chat), json.loads(row.payload)) for row in rows], key=lambda each: each[0])

    return read


@pytest.fixture
def says(waiting):
    """The first line of each message that waits, and for whom."""
    return lambda: [(chat, payload["html"][0].split("\n")[0]) for chat, payload in waiting()]


def do(rounds, now):
    for task in rounds.tasks:
        task(now)


def buttons(payload):
    return [button["data"] for row in payload.get("keyboard", ()) for button in row]


def event(payload):
    [found] = icalendar.Calendar.from_ical(payload["file"]["text"]).walk("VEVENT")
    return found


def test_a_reminder_is_said_in_each_ones_language_and_on_their_clocks(rounds, session, person, register, says):
    one = session(24 * 7)
    amina, boris = person(1, language="fr", zone="Pacific/Fiji"), person(2, language=None)
    register(one, amina), register(one, boris)
    do(rounds, one.starts_at - timedelta(hours=24) - timedelta(minutes=1))
    assert says() == []
    do(rounds, one.starts_at - timedelta(hours=24))
    assert says() == [
        (1, "Rappel\u00a0: «\u00a0Climate mobility\u00a0», mardi 9 mars 2027, 00:00–01:30 (heure\u00a0: Fidji)."),
        (2, "A reminder: “Climate mobility”, Monday, 8 March 2027, 07:00–08:30 (New York time)."),
    ]


def test_a_reminder_says_where_to_join_and_can_wait_for_the_morning(rounds, session, person, register, waiting):
    one = session(24 * 7, place="Room 3")
    register(one, person())
    do(rounds, one.starts_at - HOUR)
    [(_, payload)] = waiting()
    assert payload["html"][0].split("\n")[2:] == ["Where: Room 3", "Join here: https://meet.example.org/room"]
    assert payload["quiet"] is True
    assert buttons(payload) == [f'p:/sessions{{"do":"{do}","of":"{one.id}"}}' for do in ("here", "leave")]


def test_the_language_of_the_last_answer_counts_where_none_was_chosen(
    rounds, session, person, register, says, database
):
    one, amina = session(24 * 7), person(language=None)
    People(database).answered_in(amina.id, "es")
    register(one, amina)
    do(rounds, one.starts_at - HOUR)
    assert says()[0][1].startswith("Recordatorio: «Climate mobility»")


def test_every_task_again_and_by_another_process_says_nothing_twice(rounds, database, session, person, register, says):
    one, amina = session(24 * 7), person()
    register(one, amina)
    at = one.starts_at - HOUR
    Sessions(database).change(one.id, at, title="Climate mobility, anew")
    for _ in range(2):
        do(rounds, at)
        do(Rounds(database, organizer=ORGANIZER, language="en", zone="UTC"), at + timedelta(seconds=20))
    assert len(says()) == len(set(says())) == 1


def test_a_process_that_was_killed_between_the_message_and_its_note_says_it_once(
    rounds, database, session, person, register, says, monkeypatch
):
    one, amina = session(24 * 7), person()
    register(one, amina)

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Reminders, "done", killed)
        with pytest.raises(KeyboardInterrupt):
            do(rounds, one.starts_at - HOUR)
    assert len(says()) == 1
    do(rounds, one.starts_at - HOUR + timedelta(seconds=20))
    assert len(says()) == 1
    assert Reminders(database).due(one.starts_at - HOUR) == []


def test_no_reminder_after_a_place_was_given_back_not_even_one_that_waits(
    rounds, database, session, person, register, says
):
    one, amina = session(24 * 7), person()
    register(one, amina)
    do(rounds, one.starts_at - HOUR)
    assert len(says()) == 1
    Bookings(database).cancel(one.id, amina.id, one.starts_at - HOUR)
    do(rounds, one.starts_at - HOUR + timedelta(minutes=1))
    assert says() == []


def test_after_an_outage_only_what_is_still_of_use_is_said(rounds, session, person, register, says):
    one, two, amina = session(24 * 7), session(24 * 7 + 3, title="Later"), person()
    register(one, amina), register(two, amina)
    do(rounds, one.starts_at + timedelta(minutes=1))  # the first has begun, of the second both are late but one of use
    assert [words.split(",")[0] for _, words in says()] == ["A reminder: “Later”"]


def test_a_place_that_becomes_free_is_offered_until_a_time(rounds, database, session, person, register, waiting):
    one = session(24 * 7, capacity=1)
    amina, boris = person(1), person(2, language="ar")
    register(one, amina), register(one, boris)
    do(rounds, NOW)
    assert waiting() == []
    Bookings(database).cancel(one.id, amina.id, NOW)
    do(rounds, NOW)
    [(chat, payload)] = waiting()
    assert chat == 2
    assert "09:00" not in payload["html"][0]
    assert "الثلاثاء، 2 مارس 2027، 07:00 (بتوقيت نيويورك)" in payload["html"][0]  # a day from now
    assert buttons(payload) == [f'p:/sessions{{"do":"{do}","of":"{one.id}"}}' for do in ("accept", "decline")]


def test_an_offer_that_nobody_takes_goes_to_who_is_next(rounds, database, session, person, register, says):
    one = session(24 * 7, capacity=1)
    amina, boris, li = person(1), person(2), person(3)
    for each in (amina, boris, li):
        register(one, each)
    Bookings(database).cancel(one.id, amina.id, NOW)
    do(rounds, NOW)
    assert [chat for chat, _ in says()] == [2]
    do(rounds, NOW + timedelta(hours=25))
    assert [chat for chat, _ in says()] == [3]  # what the other was told is withdrawn
    Bookings(database).accept(one.id, li.id, NOW + timedelta(hours=26))
    assert says() == []


def test_who_is_in_hears_when_it_is_moved_with_a_file_for_the_calendar(
    rounds, database, session, person, register, waiting
):
    one = session(24 * 7, capacity=1)
    amina, boris = person(1, language="fr"), person(2)
    register(one, amina), register(one, boris)  # Boris waits
    Sessions(database).change(one.id, NOW + HOUR, starts=one.plan.starts + HOUR, place="Room 5")
    do(rounds, NOW + 2 * HOUR)
    (first, has), (second, waits) = waiting()
    assert (first, second) == (1, 2)
    assert has["html"][0].split("\n") == [
        "La date ou l'heure de «\u00a0Climate mobility\u00a0» a changé.",
        "",
        "Avant\u00a0: lundi 8 mars 2027, 07:00–08:30 (heure\u00a0: New York)",
        "Désormais\u00a0: lundi 8 mars 2027, 08:00–09:30 (heure\u00a0: New York)",
        "",
        texts("fr").say("Where: {place}", place="Room 5"),
        texts("fr").say("Join here: {link}", link="https://meet.example.org/room"),
        "",
        "Le fichier met votre agenda à jour.",
    ]
    assert (int(event(has)["sequence"]), event(has)["dtstart"].dt) == (1, one.starts_at + HOUR)
    assert "REQUEST" in has["file"]["text"]
    assert "meet.example.org" not in waits["html"][0]
    assert "file" not in waits


def test_what_is_cancelled_is_taken_out_of_the_calendar(rounds, database, session, person, register, waiting):
    one, amina = session(24 * 7), person()
    register(one, amina)
    Sessions(database).cancel(one.id, NOW + HOUR)
    do(rounds, NOW + HOUR)
    [(_, payload)] = waiting()
    assert payload["html"][0].startswith(
        "“Climate mobility”, Monday, 8 March 2027, 07:00–08:30 (New York time), does not"
    )
    assert "METHOD:CANCEL" in payload["file"]["text"]
    assert (str(event(payload)["status"]), int(event(payload)["sequence"])) == ("CANCELLED", 1)
    assert payload["file"]["name"] == "attache-session.ics"


def test_the_staff_hear_of_booked_time_by_the_name_of_the_host(rounds, database, plan, person, waiting):
    staff = Staff(database)
    for key, name in ((91, "Ms Haddad"), (92, "Mr Weber")):
        staff.link(staff.invite("staff", NOW, name=name), "telegram", str(key), NOW, language="en")
    hours = OfficeHours(database)
    whole = hours.add(plan(48, kind="office_hours", title="Statelessness", host="ms haddad"), 30, NOW)
    slot, amina = hours.slots(whole.id)[0], person()
    Bookings(database).register(slot.id, amina.id, NOW)
    do(rounds, NOW)
    [(chat, payload)] = waiting()
    assert (chat, payload["html"][0].split(",")[0]) == (91, "Booked with you: “Statelessness”")
    Bookings(database).cancel(slot.id, amina.id, NOW + HOUR)
    do(rounds, NOW + HOUR)
    _, (chat, free) = waiting()
    assert (chat, free["html"][0].split(",")[0]) == (91, "Given back: “Statelessness”")
    assert int(event(free)["sequence"]) > int(event(payload)["sequence"])
    assert str(event(free)["status"]) == "CANCELLED"
    assert event(free)["uid"] == event(payload)["uid"]


def test_all_the_staff_hear_of_it_where_nobody_bears_the_name(rounds, database, plan, person, waiting):
    staff = Staff(database)
    for key in (91, 92):
        staff.link(staff.invite("staff", NOW), "telegram", str(key), NOW)
    hours = OfficeHours(database)
    whole = hours.add(plan(48, kind="office_hours", host="Professor Okafor"), 30, NOW)
    Bookings(database).register(hours.slots(whole.id)[0].id, person().id, NOW)
    do(rounds, NOW)
    assert [chat for chat, _ in waiting()] == [91, 92]


def test_followers_of_a_topic_hear_of_a_new_session_unless_they_are_in_it(
    rounds, database, session, person, register, waiting
):
    one = session(24 * 7, topic="climate mobility", description="What moves with the weather.")
    amina, boris, li = person(1), person(2, language="ru"), person(3)
    for each in (amina, boris):
        Interests(database).follow(each.id, "Climate mobility", NOW)
    register(one, amina)
    do(rounds, NOW)
    assert waiting() == []
    Announcements(database).ask(one.id, NOW)
    do(rounds, NOW)
    [(chat, payload)] = waiting()
    assert chat == 2
    assert payload["html"][0].startswith(
        "Новое по теме, за которой вы следите: «Climate mobility», понедельник, 8 марта"
    )
    assert "What moves with the weather." in payload["html"][0]
    assert "meet.example.org" not in payload["html"][0]
    assert [data.split('"')[3] for data in buttons(payload)] == ["join", "show", "unfollow"]
    assert li.id not in json.dumps(payload)


def test_after_a_session_come_its_materials_the_next_and_two_questions(
    rounds, database, plan, person, register, waiting
):
    weekly = Sessions(database).add_series(
        plan(24, materials=("rescue-at-sea", "A title that is no name"), recording="rescue-at-sea"),
        "FREQ=WEEKLY;COUNT=3", NOW,
    )  # fmt: skip
    amina, boris = person(1), person(2, language="zh")
    for each in (amina, boris):
        register(weekly[0], each)
    register(weekly[1], boris)
    do(rounds, weekly[0].ends_at + timedelta(minutes=5))
    assert [payload for _, payload in waiting() if "is over" in payload["html"][0]] == []
    at = weekly[0].ends_at + timedelta(minutes=10)
    do(rounds, at)
    (_, first), (_, second) = [(chat, payload) for chat, payload in waiting() if len(buttons(payload)) > 4]
    assert "The next in the series: “Climate mobility”, Tuesday, 9 March 2027" in first["html"][0]
    assert "下一场" not in second["html"][0]  # Boris is in it already
    of = weekly[0].id
    assert buttons(first) == [
        'p:/topics{"topic":"rescue-at-sea"}',
        f'p:/sessions{{"do":"show","of":"{of}"}}',
        f'p:/sessions{{"do":"join","of":"{weekly[1].id}"}}',
        *(f'p:/sessions{{"do":"rate","of":"{of}.{grade}"}}' for grade in range(1, 6)),
        *(f'p:/sessions{{"do":"again","of":"{of}.{word}"}}' for word in ("yes", "no")),
    ]
    count = len(waiting())
    do(rounds, at + HOUR)
    assert len(waiting()) == count


def test_who_came_to_a_poll_hears_of_the_time_that_was_chosen(rounds, database, person, says, plan):
    polls = Polls(database)
    starts = (plan(48).starts, plan(72).starts)
    opened = polls.open("A meeting", zone="Europe/Zurich", minutes=60, starts=starts,
                        names=("Amina", "Boris"), now=NOW)  # fmt: skip
    amina = person(zone="Asia/Shanghai")
    polls.join(opened.tokens["Amina"], amina.id, NOW)
    do(rounds, NOW)
    assert says() == []
    polls.close(opened.poll.id, 2, NOW)
    do(rounds, NOW)
    do(rounds, NOW + HOUR)
    assert says() == [(7, "A time is chosen for “A meeting”: Thursday, 4 March 2027, 14:00–15:00 (China time).")]


def test_nothing_is_put_for_who_has_withdrawn_or_was_erased(rounds, database, session, person, register, waiting):
    one = session(24 * 7)
    amina, boris = person(1), person(2)
    register(one, amina), register(one, boris)
    Sessions(database).change(one.id, NOW + HOUR, title="Anew")
    People(database).withdraw(amina.id, NOW + HOUR)
    People(database).forget(boris.id)
    do(rounds, NOW + HOUR)
    do(rounds, one.starts_at - HOUR)
    assert waiting() == []


def test_who_is_reached_by_no_channel_is_left_alone(rounds, database, session, register, waiting):
    one = session(24 * 7)
    register(one, People(database).remember("terminal", "terminal-x", consent=NOW))
    do(rounds, one.starts_at - HOUR)
    assert waiting() == []


def test_a_message_that_was_sent_is_not_put_again(rounds, database, session, person, register, waiting):
    one = session(24 * 7, capacity=1)
    amina, boris = person(1), person(2)
    register(one, amina), register(one, boris)
    Bookings(database).cancel(one.id, amina.id, NOW)
    do(rounds, NOW)
    outbox = Outbox(database)
    [message] = outbox.due(NOW)
    outbox.sent(message.id, NOW)
    do(Rounds(database, organizer=ORGANIZER, language="en", zone="UTC"), NOW + timedelta(minutes=1))
    assert waiting() == []


def test_a_message_that_cannot_be_made_keeps_no_other_back(
    rounds, session, person, register, says, monkeypatch, caplog
):
    one, two = session(24 * 7), session(24 * 7, title="Statelessness")
    amina = person()
    register(one, amina), register(two, amina)

    def made(reader, due):
        if due.session.id == one.id:
            raise ValueError("somebody's words")
        return reminder(reader, due)

    monkeypatch.setattr("bot.timekeeper.rounds.reminder", made)
    do(rounds, one.starts_at - HOUR)
    assert [words.split(",")[0] for _, words in says()] == ["A reminder: “Statelessness”"]
    assert "A notice could not be made (ValueError); it is left out." in caplog.text
    assert "somebody's words" not in caplog.text
