"""Conversations as people have them, over REST with the whole engine: `scripts/*.yml`, one in each language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from bot.replies import State
from knowledge.language import LANGUAGES, identify

if TYPE_CHECKING:
    from bot.dialogue import Dialogue
    from bot.replies import Reply

FOLDER = Path(__file__).parent / "scripts"
SCRIPTS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in FOLDER.glob("*.yml")}


def test_every_language_has_ten_turns_and_all_together_sixty() -> None:
    turns = {language: len(SCRIPTS[language]["turns"]) for language in LANGUAGES}
    assert min(turns.values()) >= 10, turns
    assert sum(turns.values()) >= 60, turns


@pytest.mark.loopback
@pytest.mark.encoder
@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_conversation(name: str, dialogue: Dialogue) -> None:
    script = SCRIPTS[name]
    wrong = []
    for number, turn in enumerate(script["turns"], 1):
        replies = dialogue.turn(f"script-{name}", turn["say"])
        wrong += [f"{number}. {turn['say']!r}: {what}" for what in _amiss(turn, replies, script["language"])]
    assert wrong == []


def _amiss(turn: dict[str, Any], replies: list[Reply], language: str) -> list[str]:
    """What does not hold of the replies to one turn."""
    if len(replies) != 1:
        return [f"{len(replies)} replies instead of one"]
    reply = replies[0]
    states = turn["state"] if isinstance(turn["state"], list) else [turn["state"]]
    quotes = [citation.quote for citation in reply.citations]
    found = []
    if reply.state.value not in states:
        found.append(f"state {reply.state.value}, not {' or '.join(states)}: {reply.text[:160]!r}")
    if reply.language != language:
        found.append(f"in {reply.language}")
    if "quotes" in turn and not any(re.search(turn["quotes"], quote) for quote in quotes):
        found.append(f"no quotation with {turn['quotes']!r} among {quotes}")
    if "source" in turn and not re.search(turn["source"], reply.text):
        found.append(f"the source shown lacks {turn['source']!r}: {reply.text[:300]!r}")
    if "says" in turn and not re.search(turn["says"], reply.text):
        found.append(f"the text lacks {turn['says']!r}: {reply.text[:300]!r}")
    if turn.get("silent") and (reply.citations or reply.quote):
        found.append("a source stands beside it")
    found += [f"not word for word: {item.quote!r}" for item in reply.citations if item.quote not in item.text]
    found += [f"no place beside {item.quote!r}" for item in reply.citations if not item.label]
    opening = reply.text.split("\n")[0]  # of a shown source it is the place, in the language of the source
    if reply.state is not State.ANSWERED and "source" not in turn and identify(opening) != language:
        found.append(f"the words are not in the asker's language: {opening!r}")
    return found
