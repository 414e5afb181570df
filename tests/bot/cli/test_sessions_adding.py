"""``attache sessions add`` and ``office-hours``: what is read back, what is created, what is refused."""

from __future__ import annotations

import json

import pytest

from tests.bot.cli.programme import added, stored

#: Everything that a session needs.
FULL = {"--title": "Cities", "--starts": "2036-03-12 10:00", "--minutes": "60", "--zone": "America/New_York"}


def options(**changes: str | None) -> list[str]:
    given = FULL | {f"--{name}": value for name, value in changes.items()}
    return [part for name, value in given.items() if value is not None for part in (name, value)]


def test_it_is_read_back_and_created_when_one_agrees(attache, home):
    arguments = ("sessions", "add", *options(places="80", language="en,es", topic="cities"))
    outcome = attache(*arguments, typed="n\n")
    assert (outcome.status, outcome.out, stored(home)) == (0, "", [])
    assert outcome.errors == (
        "Seminar: Cities\n"
        "Wednesday, 12 March 2036, 10:00–11:00 (60 minutes), America/New_York, UTC−04:00\n"
        "In UTC: 14:00–15:00\n"
        "Languages: English and Spanish\n"
        "Places: 80\n"
        "Topic: cities\n"
        "Create it? [y/N]: n\nNothing was created.\n"
    )
    outcome = attache(*arguments, typed="y\n")
    [made] = stored(home)
    assert (made.plan.title, made.free, made.plan.languages) == ("Cities", 80, ("en", "es"))
    assert made.id in outcome.out
    assert outcome.errors.endswith(f"To tell those who follow its topic: attache sessions announce {made.id}\n")


def test_in_one_sentence(attache, home):
    sentence = "seminar on climate mobility on 12 March 2036, 10:00-11:30 New York, 80 places, English and Spanish"
    outcome = attache("sessions", "add", *sentence.split(), "--yes", "--json")
    [made] = json.loads(outcome.out)
    assert (made["title"], made["starts"], made["zone"], made["minutes"]) == (
        "Climate mobility", "2036-03-12T10:00", "America/New_York", 90,
    )  # fmt: skip
    assert (made["capacity"], made["languages"], made["starts_at"]) == (80, ["en", "es"], "2036-03-12T14:00:00+00:00")


def test_options_go_before_the_sentence(attache):
    arguments = ("--zone", "Suva", "--minutes", "45", "--title", "Islands", "--yes", "--json")
    outcome = attache("sessions", "add", "seminar on climate on 12 March 2036 at 10:00", *arguments)
    [made] = json.loads(outcome.out)
    assert (made["title"], made["zone"], made["minutes"], made["topic"]) == ("Islands", "Pacific/Fiji", 45, "climate")


def test_a_series_keeps_its_hour_over_daylight_saving(attache, home):
    arguments = ("--rule", "FREQ=WEEKLY;COUNT=5", "--without", "2036-03-17")
    made = added(attache, *arguments, starts="2036-03-03 10:00", zone="America/New_York")
    assert [each["starts"][:10] for each in made] == ["2036-03-03", "2036-03-10", "2036-03-24", "2036-03-31"]
    assert [each["starts_at"][11:13] for each in made] == ["15", "14", "14", "14"]
    assert len({each["series"] for each in made}) == 1
    assert len(stored(home)) == 4


def test_one_of_two_times_is_said(attache):
    moments = [
        added(attache, which, starts="2036-11-02 01:30", until="01:45", zone="America/New_York")[0]["starts_at"][11:16]
        for which in ("--first", "--second")
    ]
    assert moments == ["05:30", "06:30"]


def test_everything_that_a_session_can_have(attache):
    known = {"description": "A talk.", "topic": "remittances", "place": "Room 4", "link": "https://meet.example.org/a",
             "audience": "Delegates", "host": "A legal adviser", "module": "The rights of migrant workers",
             "cohort": "Spring", "recording": "labour-mobility-and-remittances"}  # fmt: skip
    [made] = added(attache, "--kind", "course", "--material", "migrant-workers", "--material", "faq", **known)
    assert {name: made[name] for name in known} == known
    assert (made["kind"], made["materials"]) == ("course", ["migrant-workers", "faq"])


def test_office_hours_are_cut_into_slots(attache, home):
    arguments = options(title="Statelessness", starts="2036-01-14 14:00", minutes="60", zone="Europe/Zurich")
    outcome = attache("sessions", "office-hours", *arguments, "--slot", "20", "--pause", "5", "--yes", "--json")
    made = json.loads(outcome.out)
    assert made["kind"] == "office_hours"
    assert [each["starts"][11:] for each in made["slots"]] == ["14:00", "14:25"]
    assert all(each["capacity"] == 1 for each in made["slots"])
    assert "Slots of 20 minutes, 5 minutes between" in outcome.errors and "Places:" not in outcome.errors
    slot = made["slots"][0]["id"]
    assert "14:00–14:20 (20 minutes)" in attache("sessions", "show", slot).out
    changed = attache("sessions", "change", slot, "--minutes", "10", "--yes", "--json")
    assert json.loads(changed.out)["minutes"] == 10
    assert attache("sessions", "cancel", slot, "--yes").errors.endswith("Cancelled.\n")


@pytest.mark.parametrize(
    ("changes", "more", "said"),
    [
        ({"starts": "2036-02-30 10:00"}, [], "There is no such day: 2036-02-30. Check the day and the month."),
        ({"starts": "2036-03-12 25:00"}, [], "There is no such time of day: 25:00."),
        ({"starts": "2036-03-12"}, [], "'' is no time of day. Write it as 14:30"),
        ({"starts": "next week"}, [], "'next' is no day. Write it as 2027-03-12."),
        (
            {"starts": "2036-03-09 02:30"}, [],
            "does not exist in America/New_York: the clocks go from 01:59 to 03:00 that day. Choose a time",
        ),
        ({"starts": "2036-11-02 01:30"}, [], "Add --first (05:30 UTC) or --second (06:30 UTC)."),
        ({"minutes": None}, ["--until", "09:00"], "before it begins at 2036-03-12 10:00. Give a later end"),
        ({"minutes": "0"}, [], "The session lasts 0 minutes. It must be from 5 to 1440."),
        ({"minutes": "60"}, ["--until", "11:00"], "Both --until and --minutes are given."),
        ({"zone": "Europe/Pariss"}, [], "Did you mean Europe/Paris"),
        ({"zone": "United States"}, [], "United States has several time zones: America/New_York"),
        ({"starts": "2020-03-12 10:00"}, [], "2020-03-12 10:00 in America/New_York has passed. Choose a later time."),
        ({"title": "x" * 5000}, [], "title has 5000 characters. At most 200 fit; shorten it."),
        ({"title": None}, [], "The title is missing. Give --title."),
        ({"starts": None}, [], "The day is missing. Give --starts."),
        ({"zone": None}, [], "The time zone of the place is missing. Give --zone."),
        ({"minutes": None}, [], "The end is missing. Give --until or --minutes."),
        ({}, ["--rule", "FREQ=WEEKLY"], "The rule has no end"),
        ({}, ["--rule", "FREQ=DAILY;COUNT=1000000"], "The rule makes 1000000 occurrences. At most 400"),
        ({}, ["--rule", "every Tuesday"], "cannot be read. Write one like FREQ=WEEKLY"),
        ({}, ["--rule", "FREQ=WEEKLY;COUNT=3", "--without", "2036-03-13"], "the rule makes no occurrence then"),
        ({}, ["--without", "2036-03-13"], "there is no rule"),
        ({"places": "0"}, ["--places", "20000"], "capacity is 20000. It must be from 1 to 10000"),
        ({"link": "http://meet.example.org"}, [], "Give an https address"),
        ({"language": "english"}, [], "'english' is no code of a language."),
        ({}, ["seminar on cities on 30 February 2036"], "There is no such day: 30 February 2036."),
        ({"starts": None}, ["seminar on cities on 03/04/2036"], "The day can be 2036-0"),
        ({}, ["word " * 600], "The sentence has"),
        ({}, ["--title", "bad \udcff"], "The title is not UTF-8 text."),
    ],
)  # fmt: skip
def test_what_is_refused_is_not_stored(attache, home, changes, more, said):
    outcome = attache("sessions", "add", *options(**changes), *more, "--yes")
    assert (outcome.status, outcome.out) == (1, "")
    assert said in outcome.errors and "Traceback" not in outcome.errors
    assert stored(home) == []


def test_office_hours_have_no_places(attache, home):
    outcome = attache("sessions", "office-hours", *options(places="3"), "--yes")
    assert outcome.status == 1 and "a slot is for one person" in outcome.errors
    outcome = attache("sessions", "office-hours", *options(minutes="15"), "--slot", "20", "--yes")
    assert outcome.status == 1 and "Traceback" not in outcome.errors
    assert stored(home) == []
