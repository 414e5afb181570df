"""``attache staff``: a code and its link, the list, removal; what wrong use gets."""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone

import pytest

from programme import Database, Staff
from tests.telegram.server import BotApi

CODE = r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}"


@pytest.fixture
def team(home):
    """The staff of the home folder."""
    home.mkdir()
    database = Database(f"sqlite:///{home / 'attache.db'}")
    database.create()
    yield Staff(database)
    database.close()


def test_an_invitation_without_a_bot(attache, team):
    outcome = attache("staff", "invite", "--role", "editor", "--days", "1", "--name", "Ms Haddad")
    assert outcome.status == 0
    first, second, third = outcome.out.splitlines()
    code = first.removeprefix("Code: ")
    assert re.fullmatch(CODE, code)
    assert second == "It works once, within a day. Send it to one person only: whoever has it reads the questions."
    assert third == f"The person writes it to the bot in Telegram: /start staff_{code}"
    member = team.link(code, "telegram", "4711", datetime.now(timezone.utc))
    assert (member.role, member.name) == ("editor", "Ms Haddad")


@pytest.mark.loopback
def test_an_invitation_with_the_link_of_the_bot(attache, team, monkeypatch):
    with BotApi() as api:
        monkeypatch.setenv("ATTACHE_TELEGRAM_TOKEN", api.token)
        monkeypatch.setenv("ATTACHE_TELEGRAM_URL", api.base_url.removesuffix("/bot"))
        outcome = attache("staff", "invite", "--json")
    said = json.loads(outcome.out)
    link = f"https://t.me/attache_bot?start=staff_{said['code']}"
    assert said == {"code": said["code"], "link": link, "role": "staff", "days": 7}
    assert api.token not in outcome.out + outcome.errors


def test_the_list_and_who_is_removed(attache, team):
    assert attache("staff", "list").out == "Nobody is staff yet. Invite somebody with: attache staff invite\n"
    moment = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
    team.link(team.invite("staff", moment, name="Li"), "telegram", "4711", moment)
    team.link(team.invite("editor", moment), "telegram", "4712", moment)
    assert json.loads(attache("staff", "list", "--json").out) == [
        {"number": 1, "name": "Li", "role": "staff", "channel": "telegram", "since": "2026-03-02T12:00+00:00"},
        {"number": 2, "name": "", "role": "editor", "channel": "telegram", "since": "2026-03-02T12:00+00:00"},
    ]
    shown = attache("staff", "list").out
    assert "Li" in shown and "4711" not in shown
    outcome = attache("staff", "remove", "1")
    assert outcome.out == "Removed number 1 (Li). Questions taken by this person are open for the others.\n"
    assert [member.id for member in team.members()] == [2]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["invite", "--days", "91"], 1, "The code would work for 91 days. Choose 1 to 90."),
        (["invite", "--name", "x" * 81], 1, "The name has 81 characters. It must have 80 or fewer."),
        (["invite", "--role", "chief"], 2, "'chief' is not one of 'staff', 'editor'"),
        (["remove", "7"], 1, "No member of staff has the number 7. attache staff list shows them."),
        (["remove", "Li"], 2, "'Li' is not a valid integer"),
    ],
)
def test_wrong_use_gets_a_sentence(attache, team, arguments, status, said):
    outcome = attache("staff", *arguments)
    assert outcome.status == status
    assert said in outcome.errors
