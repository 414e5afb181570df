from __future__ import annotations

import json

import pytest

from bot.telegram.addressing import Command
from bot.telegram.turns import turn_of


@pytest.mark.parametrize(
    ("name", "argument", "said"),
    [
        ("ask", "May they stay?", "May they stay?"),
        ("ask", "", None),
        ("topics", "", "/topics"),
        ("topics", "statelessness", "/topics statelessness"),
        ("resources", "", "/resources"),
        ("resources", "мэры", "/resources мэры"),
        ("sessions", "", "/sessions"),
        ("sessions", "next week", "/sessions next week"),
        ("help", "", None),
        ("start", "", None),
        ("start", "group", None),
        ("start", "staff_abc", None),
        ("start", "topic-", None),
        ("start", "topic-a b", None),
        ("start", "topics-a", None),
        ("start", 'topic-"}', None),
        ("start", "resource-été", None),
        ("start", "session-", None),
        ("start", 'session-"', None),
        ("start", "poll-a b", None),
        ("start", "session-abcdefgh2345", '/sessions{"do":"show","of":"abcdefgh2345"}'),
        ("start", "poll-abcdefghijklmnopqrstuvwx23", '/sessions{"do":"poll","of":"abcdefghijklmnopqrstuvwx23"}'),
    ],
)
def test_what_the_engine_is_told(name: str, argument: str, said: str | None):
    assert turn_of(Command(name, argument, named=False), private=True) == said


@pytest.mark.parametrize("kind", ["topic", "resource"])
@pytest.mark.parametrize("identity", ["rescue-at-sea", "A_b-9", "x" * 55])
def test_a_link_opens_what_it_names_in_private_only(kind: str, identity: str):
    command = Command("start", f"{kind}-{identity}", named=False)
    said = turn_of(command, private=True)
    assert said is not None
    assert said.startswith(f"/{kind}s{{")
    assert json.loads(said.removeprefix(f"/{kind}s")) == {kind: identity}
    assert turn_of(command, private=False) is None
