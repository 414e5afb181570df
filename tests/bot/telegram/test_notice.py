"""What goes into the outbox is what comes out of it, and is refused where Telegram would refuse it."""

from __future__ import annotations

import json

import pytest

from bot.telegram.notice import BadNotice, file_of, keyboard_of, notice, parts_of


def test_a_notice_is_plain_data():
    rows = [[{"text": "Yes", "data": "yes"}, {"text": "Where", "url": "https://example.org"}]]
    payload = notice("Tomorrow at 9 <sharp>", keyboard=rows, thread=7, reply_to=42, silent=True, quiet=True)
    assert payload == {
        "html": ["Tomorrow at 9 &lt;sharp&gt;"],
        "keyboard": rows,
        "thread": 7,
        "reply_to": 42,
        "silent": True,
        "quiet": True,
    }
    assert json.loads(json.dumps(payload)) == payload
    assert [(b.text, b.callback_data, b.url) for b in keyboard_of(payload).inline_keyboard[0]] == [
        ("Yes", "yes", None),
        ("Where", None, "https://example.org"),
    ]


def test_what_is_left_out_is_not_there():
    assert notice(html=["<b>a</b>", "b"]) == {"html": ["<b>a</b>", "b"]}
    assert keyboard_of({}) is None


def test_a_long_text_is_several_messages_and_arabic_runs_from_right_to_left():
    assert [len(part) for part in notice("word " * 1500)["html"]] == [4094, 3404]
    text = "\u2068Article 33\u2069 اتفاقية"
    assert notice(text, language="ar")["html"] == [f"\u200f{text}"]


def test_plain_text_that_somebody_put_is_sent_as_it_is():
    assert parts_of({"text": "1 < 2"}) == ["1 &lt; 2"]


@pytest.mark.parametrize("payload", [{}, {"text": " \u2069"}, {"html": []}, {"html": "no list"}, {"html": [" "]}])
def test_a_payload_with_nothing_to_be_seen_is_none(payload):
    with pytest.raises(BadNotice):
        parts_of(payload)


@pytest.mark.parametrize(
    "button",
    [
        {"text": "a"},
        {"text": "", "data": "b"},
        {"text": "a", "data": "b", "url": "https://example.org"},
        {"text": "a", "data": "ж" * 33},
    ],
)
def test_a_button_that_telegram_would_refuse_is_refused_here(button):
    with pytest.raises(BadNotice):
        notice("words", keyboard=[[button]])


@pytest.mark.parametrize("given", [{}, {"text": "a", "html": ["b"]}])
def test_text_or_html_and_not_both(given):
    with pytest.raises(BadNotice):
        notice(**given)


def test_a_document_comes_after_the_messages():
    made = notice("words", file=("attache-session.ics", "BEGIN:VCALENDAR\r\n"))
    assert made["file"] == {"name": "attache-session.ics", "text": "BEGIN:VCALENDAR\r\n"}
    assert file_of(made) == ("attache-session.ics", b"BEGIN:VCALENDAR\r\n")
    assert parts_of(made | {"html": []}) == []  # the messages went out, the document is left
    assert file_of(notice("words")) is None


@pytest.mark.parametrize("file", ["a.ics", {}, {"name": "a.ics"}, {"name": "", "text": "x"}, {"name": "a", "text": ""}])
def test_a_document_without_a_name_or_a_text_is_none(file):
    with pytest.raises(BadNotice):
        file_of({"text": "words", "file": file})
