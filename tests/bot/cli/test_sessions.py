"""``attache sessions list``, ``show`` and ``people``."""

from __future__ import annotations

import json

import pytest

from tests.bot.cli.programme import added, registered


def ids(outcome) -> list[str]:
    return [each["id"] for each in json.loads(outcome.out)]


def test_nothing_is_planned(attache):
    outcome = attache("sessions", "list")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.errors == "Nothing is planned there. Plan something with: attache sessions add --help\n"
    assert json.loads(attache("sessions", "list", "--json").out) == []


def test_what_is_listed(attache):
    [march] = added(attache, topic="remittances", language="fr")
    [april] = added(attache, "--kind", "course", title="Rescue at sea", starts="2036-04-01 09:00", until="10:00")
    assert ids(attache("sessions", "list", "--json")) == [march["id"], april["id"]]
    for arguments, found in (
        (("--topic", "remittances"), march),
        (("--language", "fr"), march),
        (("--kind", "course"), april),
        (("--from", "2036-03-13"), april),
        (("--until", "2036-03-12"), march),
        (("--limit", "1"), march),
    ):
        assert ids(attache("sessions", "list", "--json", *arguments)) == [found["id"]]
    attache("sessions", "cancel", march["id"], "--yes")
    assert ids(attache("sessions", "list", "--json")) == [april["id"]]
    assert ids(attache("sessions", "list", "--all", "--json")) == [march["id"], april["id"]]
    assert "Remittances (cancelled)" in attache("sessions", "list", "--all").out


def test_times_in_a_zone_that_is_asked_for(attache):
    [made] = added(attache, places="40")
    shown = attache("sessions", "list", "--zone", "Suva").out
    assert made["id"] in shown
    assert "Wed 2036-03-12" in shown and "21:00–22:30" in shown and "Pacific/Fiji" in shown and "0/40" in shown


def test_one_session(attache, home):
    [made] = added(attache, places="2")
    registered(home, made["id"], 3)
    shown = attache("sessions", "show", made["id"])
    assert (
        "Wednesday, 12 March 2036, 10:00–11:30 (90 minutes), Europe/Paris, UTC+01:00\nIn UTC: 09:00–10:30" in shown.out
    )
    assert "Taken: 2\n" in shown.out and "Waiting: 1\n" in shown.out
    data = json.loads(attache("sessions", "show", made["id"], "--json").out)
    assert (data["free"], data["registered"], data["waiting"], data["starts_at"]) == (
        0, 2, 1, "2036-03-12T09:00:00+00:00",
    )  # fmt: skip


def test_who_is_in_and_nobodys_name(attache, home):
    [made] = added(attache, places="1")
    assert "Nobody has registered for “Remittances” yet." in attache("sessions", "people", made["id"]).errors
    registered(home, made["id"], 2)
    outcome = attache("sessions", "people", made["id"], "--json")
    assert [(row["number"], row["state"], row["turn"]) for row in json.loads(outcome.out)] == [
        (1, "registered", None),
        (2, "waiting", 1),
    ]
    assert "somebody" not in outcome.out
    assert "waiting" in attache("sessions", "people", made["id"]).out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["list", "--from", "2036-02-30"], 1, "There is no such day: 2036-02-30. Check the day and the month."),
        (["list", "--from", "tomorrow"], 1, "'tomorrow' is no day. Write it as 2027-03-12."),
        (["list", "--from", "2036-03-12", "--until", "2036-03-01"], 1, "The last day lies before the first."),
        (["list", "--zone", "Europe/Pariss"], 1, "There is no time zone 'Europe/Pariss'. Did you mean Europe/Paris"),
        (["list", "--language", "French"], 1, "'french' is no code of a language."),
        (["list", "--limit", "0"], 2, "0 is not in the range"),
        (["show", "nothing"], 1, "There is no session 'nothing'."),
        (["people", "nothing"], 1, "There is no session 'nothing'."),
    ],
)
def test_wrong_use_gets_a_sentence(attache, arguments, status, said):
    outcome = attache("sessions", *arguments)
    assert (outcome.status, outcome.out) == (status, "")
    assert said in outcome.errors and "Traceback" not in outcome.errors
