"""Every notice in six languages: nothing is missing, buttons are short, and what they send fits."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from bot.notices.announcement import announcement
from bot.notices.change import cancelled, changed
from bot.notices.follow_up import follow_up
from bot.notices.notice import File, Reader, button
from bot.notices.offer import offer
from bot.notices.poll import chosen
from bot.notices.posting import as_telegram
from bot.notices.reminder import reminder
from bot.notices.slot import slot_booked, slot_free
from bot.telegram.keyboard import payload
from bot.telegram.notice import keyboard_of, parts_of
from nlu.texts import LANGUAGES, texts
from programme import Change, Plan, Poll, PollOption, Reminder, Session, Told
from programme.news import OfferedPlace

STARTS = datetime(2027, 3, 12, 15, tzinfo=timezone.utc)
ENDS = STARTS + timedelta(minutes=90)
TITLE = "Climate mobility <& more>"


def session(id="abcdefghijkl", **more):
    plan = Plan(
        title=TITLE,
        starts=datetime(2027, 3, 12, 10),
        minutes=90,
        zone="America/New_York",
        link="https://meet.example.org/room",
        place="Room 3",
        topic="climate mobility",
        materials=("rescue-at-sea", "labour-mobility-and-remittances", "Not a name", "x" * 60),
        recording="rescue-at-sea",
        **more,
    )
    return Session(id, plan, STARTS, ENDS, 3, False, None, None, 0)


BEFORE = Told(TITLE, STARTS - timedelta(days=1), ENDS - timedelta(days=1), "America/New_York", "Room 1", None)
FILE = File("attache-session.ics", "BEGIN:VCALENDAR")
POLL = Poll(
    "abcdefghijkl", "A meeting", "Europe/Zurich", 60, (PollOption(1, datetime(2027, 3, 12, 16), STARTS, (), (), ()),),
    ("Amina",), ("Amina",), ("Amina",), STARTS - timedelta(days=9), STARTS - timedelta(days=8), 1,
)  # fmt: skip

NOTICES = {
    "reminder": lambda reader: reminder(reader, Reminder("k", "r", session(), "p", 60)),
    "reminder of a day": lambda reader: reminder(reader, Reminder("k", "r", session(), "p", 1440)),
    "offer": lambda reader: offer(reader, OfferedPlace("r", session(), "p", STARTS - timedelta(days=2))),
    "changed": lambda reader: changed(reader, Change("k", session(), BEFORE, ("p",)), inside=True, file=FILE),
    "cancelled": lambda reader: cancelled(reader, Change("k", session(), BEFORE, ("p",)), file=FILE),
    "follow-up": lambda reader: follow_up(reader, session(), following=session("bbcdefghijkl")),
    "announcement": lambda reader: announcement(reader, session(description="What " * 500)),
    "poll": lambda reader: chosen(reader, POLL),
    "slot booked": lambda reader: slot_booked(reader, session(), file=FILE),
    "slot free": lambda reader: slot_free(reader, session(), file=FILE),
}


@pytest.fixture(params=NOTICES)
def make(request):
    return lambda language, zone=None: NOTICES[request.param](Reader("p", texts(language), zone))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_in_the_language_and_is_taken_by_telegram(make, language):
    notice = make(language)
    made = as_telegram(notice, language)
    assert len(parts_of(made)) == 1
    assert made["quiet"] is True
    if language != "en":
        english = make("en")
        assert notice.text != english.text
        differ = [(each.title, other.title) for row, more in zip(notice.rows, english.rows, strict=True)
                  for each, other in zip(row, more, strict=True)]  # fmt: skip
        same = {title for title, other in differ if title == other}
        assert {title for title in same if not title.isdecimal() and not title.startswith("▸")} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_buttons_are_short_and_send_what_the_conversation_understands(make, language):
    notice = make(language)
    keyboard = keyboard_of(as_telegram(notice, language))
    shown = [] if keyboard is None else [each for row in keyboard.inline_keyboard for each in row]
    assert len(shown) == sum(len(row) for row in notice.rows)  # none was left out
    assert [each.text for each in shown if len(each.text) > 36] == []
    assert [each.callback_data for each in shown if payload(each.callback_data) is None] == []


@pytest.mark.parametrize("zone", [None, "Pacific/Fiji", "Asia/Shanghai"])
def test_times_are_on_the_readers_clocks(make, zone):
    hours = {None: "10:00", "Pacific/Fiji": "03:00", "Asia/Shanghai": "23:00"}
    if "A meeting" in make("en").text:
        hours[None] = "16:00"
    assert hours[zone] in make("en", zone).text


def test_only_names_of_the_library_have_a_button_of_their_own():
    rows = follow_up(Reader("p", texts("en"), None), session(), following=None).rows
    assert [each.title for row in rows for each in row][:3] == [
        "▸ Rescue at sea",
        "▸ Labour mobility and remittances",
        "What was said",
    ]


def test_who_waits_does_not_learn_where_to_join():
    notice = changed(Reader("p", texts("en"), None), Change("k", session(), BEFORE, ("p",)), inside=False, file=None)
    assert "meet.example.org" not in notice.text
    assert "Room 3" in notice.text


def test_a_new_title_is_told_beside_the_old_one():
    before = Told("The old title", STARTS, ENDS, "America/New_York", "Room 3", "https://meet.example.org/room")
    notice = changed(Reader("p", texts("en"), None), Change("k", session(), before, ("p",)), inside=True, file=None)
    assert "“The old title”" in notice.text
    assert f"It is called “{TITLE}” now." in notice.text
    assert "has been moved" not in notice.text
    assert "meet.example.org" not in notice.text  # as it was


def test_what_a_button_sends_has_a_limit():
    with pytest.raises(ValueError, match="at most 64"):
        button("X", "accept", "x" * 36)
