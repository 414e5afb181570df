from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nlu.commands import ARGUMENTS, COMMANDS, EMOJI, INTENTS, normalise

PROJECT = Path(__file__).resolve().parents[2]


def test_the_intents_are_those_of_the_domain() -> None:
    domain = yaml.safe_load((PROJECT / "domain.yml").read_text(encoding="utf-8"))
    assert sorted({next(iter(intent)) for intent in domain["intents"]} - {"nlu_fallback"}) == list(INTENTS)
    assert set(COMMANDS.values()) | set(EMOJI.values()) == set(INTENTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what is asylum?", "what is asylum?"),
        ("/more", "/more"),
        ("/MORE", "/more"),
        ("/start", "/greet"),
        ("/start abc_123", "/greet"),
        ("/help@AttacheBot", "/help"),
        ("/lang", "/change_language"),
        ("/sources", "/show_source"),
        ('/change_language{"language":"fr"}', '/change_language{"language": "fr"}'),
        ('/change_language {"language": "fr"}', '/change_language{"language": "fr"}'),
        ('/change_language{"language": ', "/change_language"),
        ('/change_language{"language": {"a": 1}}', "/change_language"),
        ("/change_language" + "{" * 100_000, "/change_language"),
        ("/ask what is asylum?", "what is asylum?"),
        ("/ask@AttacheBot what is asylum?", "what is asylum?"),
        ("/more on remittances", "more on remittances"),
        ("/topics", "/topics"),
        ("/topics Statelessness", '/topics{"topic": "Statelessness"}'),
        ('/topics{"topic":"rescue-at-sea/4+"}', '/topics{"topic": "rescue-at-sea/4+"}'),
        ("/resources", "/resources"),
        ("/resources@AttacheBot мэры", '/resources{"words": "мэры"}'),
        ("/human", "/ask_staff"),
        ('/human May "he" {stay}?', '/ask_staff{"words": "May \\"he\\" {stay}?"}'),
        ("/human{broken", "/ask_staff"),
        ("\u2068/help\u2069", "/help"),
        ("\u200f/ask \u2068ما هو اللجوء؟\u2069", "ما هو اللجوء؟"),
        ("/\u2068ask\u2069 what is asylum?", "what is asylum?"),
        ("\u2068what is asylum?\u2069", "\u2068what is asylum?\u2069"),
        ("/sessions remittances in March", '/sessions{"words": "remittances in March"}'),
        ('/sessions{"do":"join","of":"abc"}', '/sessions{"do": "join", "of": "abc"}'),
        ("/schedule a seminar tomorrow", '/schedule_session{"words": "a seminar tomorrow"}'),
        ("/zone Suva", '/set_zone{"words": "Suva"}'),
        ("/yes", "/affirm"),
        ("/no", "/deny"),
        ("/nlu_fallback", "nlu_fallback"),
        ("/session_start", "session_start"),
        ("/restart", "restart"),
        ("/33", "33"),
        ("//", ""),
        ("/", ""),
        ("👍", "/thumbs_up"),
        ("👍🏽", "/thumbs_up"),
        ("❤️", "/thumbs_up"),
        ("👎 👎", "/thumbs_down"),
        ("thanks 👎", "thanks 👎"),
        ("🦄", "🦄"),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_what_takes_words_is_an_intent():
    assert set(ARGUMENTS) <= set(INTENTS)
