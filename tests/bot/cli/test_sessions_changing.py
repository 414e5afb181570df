"""``attache sessions change``, ``cancel`` and ``announce``."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from programme import Announcements, Interests, People
from tests.bot.cli.programme import added, programme, registered, stored

NOW = datetime(2036, 1, 1, tzinfo=timezone.utc)


def test_what_changes_is_read_back(attache, home):
    [made] = added(attache, places="80", topic="remittances")
    registered(home, made["id"], 2)
    arguments = ("sessions", "change", made["id"], "--starts", "2036-04-01 14:00", "--places", "60")
    outcome = attache(*arguments, typed="n\n")
    assert outcome.errors == (
        f"Session {made['id']}: Remittances\n"
        "Until now: Wednesday, 12 March 2036, 10:00–11:30 (90 minutes), Europe/Paris, UTC+01:00\n"
        "Tuesday, 1 April 2036, 14:00–15:30 (90 minutes), Europe/Paris, UTC+02:00\n"
        "In UTC: 12:00–13:30\n"
        "Places: 60\n"
        "2 have a place and will be told.\n"
        "Change it? [y/N]: n\nNothing was changed.\n"
    )
    assert stored(home)[0].sequence == 0
    [changed] = [json.loads(attache(*arguments, "--yes", "--json").out)]
    assert (changed["starts_at"], changed["capacity"], changed["sequence"], changed["taken"]) == (
        "2036-04-01T12:00:00+00:00", 60, 1, 2,
    )  # fmt: skip


def test_values_are_taken_away(attache, home):
    [made] = added(attache, places="80", topic="remittances", link="https://meet.example.org/a")
    outcome = attache("sessions", "change", made["id"], "--topic", "", "--places", "0", "--link", "", "--yes")
    assert outcome.status == 0, outcome.errors
    plan = stored(home)[0].plan
    assert (plan.topic, plan.capacity, plan.link) == (None, None, None)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Nothing would change in “Remittances”."),
        (["--places", "80"], "Nothing would change in “Remittances”."),
        (["--starts", "2020-03-12 10:00"], "has passed. Choose a later time."),
        (["--starts", "2036-03-30 02:30"], "does not exist in Europe/Paris"),
        (["--starts", "2036-10-26 02:30"], "Add --first (00:30 UTC) or --second (01:30 UTC)."),
        (["--title", ""], "The title is missing."),
        (["--title", "x" * 5000], "title has 5000 characters."),
        (["--zone", "Atlantis"], "There is no time zone 'Atlantis'."),
        (["--places", "1"], "2 places are taken. Give at least so many"),
    ],
)
def test_what_cannot_be_changed_stays(attache, home, arguments, said):
    [made] = added(attache, places="80")
    registered(home, made["id"], 2)
    outcome = attache("sessions", "change", made["id"], *arguments, "--yes")
    assert (outcome.status, outcome.out) == (1, "")
    assert said in outcome.errors and "Traceback" not in outcome.errors
    assert stored(home)[0].sequence == 0


def test_one_session_is_cancelled(attache, home):
    [made] = added(attache)
    registered(home, made["id"], 1)
    outcome = attache("sessions", "cancel", made["id"], typed="n\n")
    assert outcome.errors.endswith("1 have a place and will be told.\nCancel it? [y/N]: n\nNothing was cancelled.\n")
    outcome = attache("sessions", "cancel", made["id"], "--yes", "--json")
    assert [each["cancelled"] for each in json.loads(outcome.out)] == [True]
    for command in ("cancel", "change", "announce"):
        outcome = attache("sessions", command, made["id"], "--yes")
        assert outcome.status == 1 and "does not take place" in outcome.errors
    outcome = attache("sessions", "cancel", "nothing", "--yes")
    assert outcome.status == 1 and "There is no session 'nothing'." in outcome.errors


def test_a_series_is_cancelled_from_one_session_on(attache, home):
    made = added(attache, "--rule", "FREQ=WEEKLY;COUNT=4")
    outcome = attache("sessions", "cancel", made[2]["id"], "--series", "--yes")
    assert "And 1 later of its series, the last on 2036-04-02." in outcome.errors
    assert outcome.errors.endswith("Cancelled 2 sessions.\n")
    assert [each.cancelled for each in stored(home)] == [False, False, True, True]
    [single] = added(attache, title="Alone")
    outcome = attache("sessions", "cancel", single["id"], "--series", "--yes")
    assert outcome.status == 1 and "belongs to no series" in outcome.errors


def test_it_is_announced_once(attache, home):
    [made] = added(attache, topic="remittances")
    with programme(home) as database:
        now = datetime.now(timezone.utc)
        person = People(database).remember("terminal", "somebody", consent=now)
        Interests(database).follow(person.id, "remittances", now)
    outcome = attache("sessions", "announce", made["id"], typed="n\n")
    assert "1 person follows “remittances”.\nAnnounce it? [y/N]: n\nNothing was announced.\n" in outcome.errors
    outcome = attache("sessions", "announce", made["id"], "--yes", "--json")
    assert json.loads(outcome.out) == {
        "session": made["id"], "topic": "remittances", "followers": 1, "announced": True,
    }  # fmt: skip
    with programme(home) as database:
        assert [each.id for each in Announcements(database).due(NOW)] == [made["id"]]
    outcome = attache("sessions", "announce", made["id"], "--yes")
    assert outcome.errors.endswith("It was announced before; nobody is told twice.\n")
    [other] = added(attache)
    outcome = attache("sessions", "announce", other["id"], "--yes")
    assert outcome.status == 1 and "has no topic, so nobody follows it." in outcome.errors


def test_documents_are_linked_without_a_word_to_anybody(attache, home):
    [made] = added(attache)
    outcome = attache("sessions", "attach", made["id"], "--recording", "cities", "--material", "a", "--json")
    data = json.loads(outcome.out)
    assert (data["recording"], data["materials"], data["sequence"]) == ("cities", ["a"], 0)
    assert "Linked to “Remittances”." in attache("sessions", "attach", made["id"], "--material", "b").errors
    assert stored(home)[0].plan.recording == "cities"
    outcome = attache("sessions", "attach", made["id"])
    assert outcome.status == 1 and "Give --recording or --material." in outcome.errors
    outcome = attache("sessions", "attach", "nothing", "--material", "b")
    assert outcome.status == 1 and "There is no session 'nothing'." in outcome.errors
