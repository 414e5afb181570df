from __future__ import annotations

import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.components.hygiene import MessageHygiene, clean, trouble_with


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  what \n is\tasylum ? ", "what is asylum ?"),
        ("non\u200b-refou\u00adlement", "non-refoulement"),
        ("\u202eabc\u202c", "abc"),
        ("re\u0301fugie\u0301", "réfugié"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("ok \ud83d", "ok"),
        ("می\u200cشود", "می\u200cشود"),
        ("\u200d\u200c", ""),
        ("第33条", "第33条"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected
    assert clean(clean(raw)) == expected


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("x" * 100, None),
        ("x" * 101, "too_long"),
        ("", "empty"),
        ("?", "no_words"),
        ("。。。", "no_words"),
        ("🦄", "no_words"),
        ("👍", None),
        ("/", "no_words"),
        ("33", None),
        ("مادة", None),
        ("条", None),
    ],
)
def test_trouble(text: str, trouble: str | None) -> None:
    assert trouble_with(text, 100) == trouble


@pytest.mark.parametrize(
    ("raw", "text", "trouble"),
    [
        ("what  is asylum?", "what is asylum?", None),
        ("a b " * 100_000, "a b a b a", "too_long"),
        ("", "…", "empty"),
        (None, "…", "empty"),
        ("/start", "/greet", None),
        ("👎", "/thumbs_down", None),
        ("/", "…", "no_words"),
        ("什麼是難民？", "什么是难民？", None),
        ('/greet{"name": "陳國強"}', '/greet{"name": "陳國強"}', None),
        ("\u2068/help\u2069", "/help", None),
        ("/ask \u2068ما هو اللجوء؟\u2069", "ما هو اللجوء؟", None),
    ],
)
def test_process(raw: str | None, text: str, trouble: str | None) -> None:
    message = Message(data={"text": raw})
    MessageHygiene({"characters": 10 if raw and len(raw) > 1000 else 100}).process([message])
    assert (message.get("text"), message.get("trouble")) == (text, trouble)
    assert ("trouble" in message.as_dict(only_output_properties=True)) == (trouble is not None)


def test_the_limit_is_the_setting() -> None:
    message = Message(data={"text": "x" * 2001})
    MessageHygiene(MessageHygiene.get_default_config()).process([message])
    assert (len(message.get("text")), message.get("trouble")) == (2000, "too_long")


def test_examples_are_cleaned_alike() -> None:
    data = TrainingData([Message(data={"text": " hi\u200b  there ", "intent": "greet"})])
    examples = MessageHygiene(MessageHygiene.get_default_config()).process_training_data(data).training_examples
    assert [example.get("text") for example in examples] == ["hi there"]
