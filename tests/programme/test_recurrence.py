from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta, timezone

import icalendar
import pytest
import recurring_ical_events
from dateutil.rrule import rruleset, rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from programme.errors import BadRecurrence, BadZone
from programme.recurrence import LONGEST, MOST, Recurrence

START = datetime(2027, 1, 5, 10)  # a Tuesday
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw):
    """A rule, and a start that it makes."""
    start = draw(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31))).replace(second=0, microsecond=0)
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    rule = f"FREQ={frequency};INTERVAL={draw(st.integers(1, 4))}"
    if frequency == "WEEKLY":
        days = {DAYS[start.weekday()], *draw(st.sets(st.sampled_from(DAYS)))}
        rule += f";BYDAY={','.join(sorted(days))}"
    if frequency == "MONTHLY" and draw(st.booleans()):
        rule += f";BYDAY={(start.day - 1) // 7 + 1}{DAYS[start.weekday()]}"
    if draw(st.booleans()):
        rule += f";COUNT={draw(st.integers(1, 40))}"
    else:
        rule += f";UNTIL={start + timedelta(days=draw(st.integers(0, 300))):%Y%m%dT%H%M%S}"
    return rule, start


ZONES = ("America/New_York", "Pacific/Fiji", "Europe/Paris", "Africa/Casablanca", "Australia/Lord_Howe", "UTC")


@settings(max_examples=150, deadline=None)
@given(rules(), st.sampled_from(ZONES))
def test_the_occurrences_are_those_of_two_other_libraries(given_rule, zone):
    rule, start = given_rule
    try:
        series = Recurrence(rule, start, zone)
    except BadRecurrence:
        assume(False)
        raise
    planned = [each.planned for each in series.occurrences]
    assert planned == list(rrulestr(rule, dtstart=start))

    found = theirs(rule, start, series)
    ours = [each.at for each in series.occurrences]
    moved = {each.at for each in series.occurrences if each.moved}
    assert [each for each in ours if each not in moved] == [each for each in found if each not in moved]


@settings(max_examples=100, deadline=None)
@given(rules(), st.sampled_from(ZONES), st.data())
def test_exceptions_are_those_of_two_other_libraries(given_rule, zone, data):
    rule, start = given_rule
    made = list(itertools.islice(rrulestr(rule, dtstart=start), MOST + 1))
    assume(1 < len(made) <= MOST)
    without = data.draw(st.sets(st.sampled_from(made), max_size=len(made) - 1))
    days = data.draw(st.sets(st.integers(0, 900), max_size=4))
    # By no whole half hour: recurring_ical_events leaves out what begins in UTC when the clocks show an exception.
    also = {start + timedelta(days=day, minutes=77) for day in days}
    try:
        series = Recurrence(rule, start, zone, without=tuple(without), also=tuple(also))
    except BadRecurrence:
        assume(False)
        raise
    with_exceptions = rruleset()
    with_exceptions.rrule(rrulestr(rule, dtstart=start))
    for time in also:
        with_exceptions.rdate(time)
    for time in without:
        with_exceptions.exdate(time)
    assert [each.planned for each in series.occurrences] == list(with_exceptions)
    found = theirs(rule, start, series)
    ours = [each.at for each in series.occurrences]
    moved = {each.at for each in series.occurrences if each.moved}
    assert [each for each in ours if each not in moved] == [each for each in found if each not in moved]


def theirs(rule: str, start: datetime, series: Recurrence) -> list[datetime]:
    """The moments that ``recurring_ical_events`` makes of the same series, written as a calendar."""
    event = icalendar.Event()
    event.add("uid", "one")
    event.add("dtstart", start.replace(tzinfo=series.zone))
    event.add("duration", timedelta(minutes=30))
    # With a zone, an end in UTC is what RFC 5545 asks for.
    if "UNTIL" in rule:
        until = datetime.strptime(rule.rpartition("=")[2], "%Y%m%dT%H%M%S").replace(tzinfo=series.zone)
        rule = f"{rule.rpartition('=')[0]}={until.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}"
    event.add("rrule", icalendar.vRecur.from_ical(rule))
    for name, times in (("exdate", series.without), ("rdate", series.also)):
        if times:
            event.add(name, [time.replace(tzinfo=series.zone) for time in times])
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    found = recurring_ical_events.of(calendar).between(start - timedelta(days=1), start + LONGEST + timedelta(days=2))
    return sorted(each["DTSTART"].dt.astimezone(timezone.utc) for each in found)


def test_the_time_on_the_clock_stays_when_daylight_saving_changes():
    series = Recurrence("FREQ=WEEKLY;COUNT=4", datetime(2027, 3, 2, 10), "America/New_York")
    assert [each.planned.hour for each in series.occurrences] == [10, 10, 10, 10]
    assert [each.at.hour for each in series.occurrences] == [15, 15, 14, 14]


def test_an_occurrence_in_a_gap_is_moved_and_says_so():
    series = Recurrence("FREQ=DAILY;COUNT=3", datetime(2027, 3, 13, 2, 30), "America/New_York")
    assert [(each.at.hour, each.moved) for each in series.occurrences] == [(7, False), (7, True), (6, False)]


def test_exceptions_and_further_dates():
    series = Recurrence(
        "FREQ=WEEKLY;COUNT=3",
        START,
        "Europe/Paris",
        without=(datetime(2027, 1, 12, 10),),
        also=(datetime(2027, 2, 1, 9),),
    )
    assert [each.planned.date() for each in series.occurrences] == [
        date(2027, 1, 5),
        date(2027, 1, 19),
        date(2027, 2, 1),
    ]


def test_an_end_in_utc_is_read_on_the_clocks_of_the_place():
    series = Recurrence("FREQ=WEEKLY;UNTIL=20270119T150000Z", START, "America/New_York")
    assert len(series.occurrences) == 3


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=WEEKLY", "no end"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20270301", "two of them"),
        ("FREQ=DAILY;COUNT=1000000", f"At most {MOST}"),
        ("FREQ=DAILY;UNTIL=20310101", f"more than {MOST}"),
        ("FREQ=SECONDLY;COUNT=5", "FREQ is SECONDLY"),
        ("COUNT=5", "FREQ is missing"),
        ("FREQ=WEEKLY;COUNT=0", "COUNT is 0"),
        ("FREQ=WEEKLY;COUNT=5;INTERVAL=0", "INTERVAL is 0"),
        ("FREQ=WEEKLY;COUNT=5;BYHOUR=3", "BYHOUR"),
        ("FREQ=WEEKLY;BYDAY=XX;COUNT=5", "cannot be read"),
        ("FREQ=WEEKLY;BYDAY=WE;COUNT=5", "makes no occurrence"),
        ("FREQ=YEARLY;COUNT=50", "in five years, not 50"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", "makes no occurrence"),
        ("FREQ=WEEKLY;UNTIL=20270230", "no date"),
        ("FREQ=WEEKLY;UNTIL=tomorrow", "UNTIL is TOMORROW"),
        ("every tuesday", "cannot be read"),
        ("", "cannot be read"),
        ("FREQ=WEEKLY;" + "BYDAY=TU," * 1000, "characters"),
    ],
)
def test_a_rule_that_cannot_be_used_gets_a_sentence(rule, said):
    with pytest.raises(BadRecurrence) as caught:
        Recurrence(rule, START, "Europe/Paris")
    assert said in str(caught.value)
    assert len(str(caught.value)) < 400


def test_an_exception_must_be_an_occurrence_and_something_must_be_left():
    with pytest.raises(BadRecurrence, match="makes no occurrence then"):
        Recurrence("FREQ=WEEKLY;COUNT=3", START, "Europe/Paris", without=(datetime(2027, 1, 6, 10),))
    with pytest.raises(BadRecurrence, match="Every occurrence is left out"):
        Recurrence("FREQ=WEEKLY;COUNT=1", START, "Europe/Paris", without=(START,))
    with pytest.raises(BadRecurrence, match="outside the five years"):
        Recurrence("FREQ=WEEKLY;COUNT=1", START, "Europe/Paris", also=(datetime(2050, 1, 1),))
    with pytest.raises(BadZone):
        Recurrence("FREQ=WEEKLY;COUNT=1", START, "Mars/Olympus")
