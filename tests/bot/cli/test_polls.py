"""``attache polls``: a time found among named people."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from programme import People, Polls
from tests.bot.cli.programme import programme
from tests.telegram.server import BotApi

NAMES = ("--name", "Delegate of Fiji", "--name", "Delegate of Kenya")
TIMES = ("--start", "2036-01-14 09:00", "--start", "2036-01-15 15:00", "--zone", "New York")


def opened(attache) -> dict:
    outcome = attache("polls", "open", "Briefing", *TIMES, *NAMES, "--json")
    assert outcome.status == 0, outcome.errors
    return json.loads(outcome.out)


def test_a_line_for_each_person(attache):
    outcome = attache("polls", "open", "Briefing", *TIMES, *NAMES)
    first, fiji, kenya = outcome.out.splitlines()
    assert first.startswith("Poll ") and first.endswith(": Briefing")
    assert fiji.startswith("Delegate of Fiji: /start poll-") and kenya.startswith("Delegate of Kenya: /start poll-")
    assert outcome.errors.startswith("Send each line to that person only")


@pytest.mark.loopback
def test_links_of_the_bot(attache, monkeypatch):
    with BotApi() as api:
        monkeypatch.setenv("ATTACHE_TELEGRAM_TOKEN", api.token)
        monkeypatch.setenv("ATTACHE_TELEGRAM_URL", api.base_url.removesuffix("/bot"))
        made = opened(attache)
    for each in made["links"]:
        assert each["link"] == f"https://t.me/attache_bot?start=poll-{each['token']}"
        assert len(f"poll-{each['token']}") <= 64


def test_answers_and_the_end(attache, home):
    made = opened(attache)
    assert [each["starts_at"] for each in made["options"]] == [
        "2036-01-14T14:00:00+00:00", "2036-01-15T20:00:00+00:00",
    ]  # fmt: skip
    now = datetime.now(timezone.utc)
    with programme(home) as database:
        person = People(database).remember("terminal", "somebody", consent=now)
        Polls(database).join(made["links"][0]["token"], person.id, now)
        Polls(database).vote(made["id"], person.id, 2, "yes", now)
    shown = attache("polls", "show", made["id"]).out
    assert "Briefing (60 minutes, America/New_York): open" in shown
    assert "Without an answer so far: Delegate of Kenya" in shown
    assert "1/2 have answered  Briefing" in attache("polls", "list").out
    outcome = attache("polls", "close", made["id"], "2")
    assert "Tue 2036-01-15 15:00 (chosen)" in outcome.out
    assert "--starts '2036-01-15 15:00' --zone America/New_York --minutes 60" in outcome.errors.replace("\n", " ")
    data = json.loads(attache("polls", "show", made["id"], "--json").out)
    assert (data["chosen"], data["options"][1]["yes"], data["voted"]) == (
        2, ["Delegate of Fiji"], ["Delegate of Fiji"],
    )  # fmt: skip
    assert json.loads(attache("polls", "list", "--json").out) == []
    assert [each["id"] for each in json.loads(attache("polls", "list", "--all", "--json").out)] == [made["id"]]
    outcome = attache("polls", "close", made["id"], "1")
    assert outcome.status == 1 and "Traceback" not in outcome.errors


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["open", "Briefing", *TIMES], 2, "Missing option '--name'"),
        (["open", "Briefing", "--zone", "Suva", *NAMES], 2, "Missing option '--start'"),
        (["open", "Briefing", *TIMES, "--start", "2020-01-01 10:00", *NAMES], 1, "has passed. Propose later times."),
        (["open", "Briefing", *TIMES, "--start", "2036-02-30 10:00", *NAMES], 1, "There is no such day: 2036-02-30."),
        (["open", "Briefing", *TIMES, "--start", "2036-03-09 02:30", *NAMES], 1, "does not exist in America/New_York"),
        (["open", "Briefing", *TIMES, "--start", "2036-11-02 01:30", *NAMES], 1, "Propose another time."),
        (["open", "x" * 5000, *TIMES, *NAMES], 1, "title has 5000 characters."),
        (
            ["open", "Briefing", "--zone", "Atlantis", "--start", "2036-01-14 09:00", *NAMES],
            1,
            "no time zone 'Atlantis'",
        ),
        (["show", "nothing"], 1, "There is no poll 'nothing'."),
        (["close", "nothing", "1"], 1, "There is no poll 'nothing'."),
    ],
)
def test_wrong_use_gets_a_sentence(attache, arguments, status, said):
    outcome = attache("polls", *arguments)
    assert (outcome.status, outcome.out) == (status, "")
    assert said in outcome.errors and "Traceback" not in outcome.errors
