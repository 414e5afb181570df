"""Buttons: all that fit, in rows, and back again after a restart."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.refuse import GENERAL_QUESTIONS
from bot.replies import PAYLOAD_BYTES, Button, Citation, Reply
from bot.telegram.keyboard import DATA_BYTES, keyboard, payload
from nlu.texts import LANGUAGES, texts
from nlu.utterances import UTTERANCES, utterance
from tests.bot.telegram.replies import LABELS, answer, found


def rows(reply: Reply) -> list[list[str]]:
    shown = keyboard(reply)
    return [[button.text for button in row] for row in shown.inline_keyboard] if shown else []


def with_buttons(*titles: str) -> Reply:
    return Reply("Text.", "en", buttons=tuple(Button(title, f"/{at}") for at, title in enumerate(titles)))


def with_addresses(*addresses: str | None) -> Reply:
    citations = [
        Citation(document="a", title="A", label=f"Place {at}", text="", quote="", address=address)
        for at, address in enumerate(addresses)
    ]
    return Reply("Text.", "en", citations=tuple(citations))


def test_no_buttons_are_no_keyboard():
    assert keyboard(Reply("Text.", "en")) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_under_an_answer_the_ratings_stand_together(language: str):
    said = texts(language)
    reply = answer(language, found(language))
    assert rows(reply) == [
        [said.say("More")],
        [said.say("Show the source"), said.say("Why this?")],
        [said.say("Helpful"), said.say("Not helpful")],
    ]
    sent = [button.callback_data for row in keyboard(reply).inline_keyboard for button in row]
    assert [payload(data) for data in sent] == ["/more", "/show_source", "/why", "/thumbs_up", "/thumbs_down"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name, (_, examples) in UTTERANCES.items() if examples])
def test_every_example_question_is_there_and_comes_back_whole(language: str, name: str):
    reply = utterance(name, texts(language))
    sent = [button.callback_data for row in keyboard(reply).inline_keyboard for button in row]
    assert max(len(data.encode()) for data in sent) <= DATA_BYTES
    assert [payload(data) for data in sent] == [button.payload for button in reply.buttons]


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_is_every_question_beside_a_refusal(language: str):
    said = texts(language)
    questions = [said.say(question) for question in GENERAL_QUESTIONS]
    reply = Reply("Text.", language, buttons=tuple(Button(question, question) for question in questions))
    assert [payload(row[0].callback_data) for row in keyboard(reply).inline_keyboard] == questions


def test_long_titles_have_a_row_of_their_own():
    long = "Can a refugee be sent back into danger?"
    assert rows(with_buttons("a", "b", long, "c", "d", "e")) == [["a", "b"], [long], ["c"], ["d", "e"]]
    assert rows(with_buttons("更多", "为什么是这个结果呢你说")) == [["更多"], ["为什么是这个结果呢你说"]]


def test_a_payload_of_the_utmost_length_goes_without_the_prefix():
    for size, length in ((61, 63), (62, 64), (63, 63), (PAYLOAD_BYTES, DATA_BYTES)):
        sent = keyboard(Reply("Text.", "en", buttons=(Button("a", "x" * size),))).inline_keyboard[0][0].callback_data
        assert len(sent) == length
        assert payload(sent) == "x" * size


@pytest.mark.parametrize(
    "button", [Button("a", "staff:" + "x" * 57), Button("a", ""), Button(" ", "/a"), Button("a", "/a\n")]
)
def test_a_button_that_cannot_be_sent_is_left_out_and_logged(button: Button, caplog: pytest.LogCaptureFixture):
    assert rows(Reply("Text.", "en", buttons=(button, Button("More", "/more")))) == [["More"]]
    assert len(caplog.records) == 1
    assert "xxx" not in caplog.text


@pytest.mark.parametrize("data", ["", "p:", "more", "/more", "c:yes", "p:" + "x" * 63, "x" * 65, "staff:" + "x" * 57])
def test_the_data_of_other_buttons_is_none_of_ours(data: str):
    assert payload(data) is None


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs")), min_size=1, max_size=64))
def test_what_is_pressed_is_what_was_meant(sent: str):
    if len(sent.encode()) > PAYLOAD_BYTES:
        return
    shown = keyboard(Reply("Text.", "en", buttons=(Button("a", sent),)))
    if shown is None:  # as long as it gets, and like the data of another part
        assert len(sent.encode()) > DATA_BYTES - 2
        return
    data = shown.inline_keyboard[0][0].callback_data
    assert 1 <= len(data.encode()) <= DATA_BYTES
    assert payload(data) == sent


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resource_has_a_link_above_the_buttons(language: str):
    reply = answer(language, found(language, address="https://familylinks.icrc.org/"))
    link = keyboard(reply).inline_keyboard[0][0]
    assert (link.url, link.callback_data) == ("https://familylinks.icrc.org/", None)
    assert link.text.startswith("🔗 " + LABELS[language][:40])
    assert len(keyboard(reply).inline_keyboard) == 4


def test_the_same_address_is_linked_once():
    assert rows(with_addresses("https://a.org/x", None, "https://a.org/x", "https://b.org")) == [
        ["🔗 Place 0"],
        ["🔗 Place 3"],
    ]


@pytest.mark.parametrize(
    "address",
    [
        "http://a.org",
        "ftp://a.org",
        "https://localhost/x",
        "https://user@a.org/",
        "https://a.org:8443/",
        "https://a.org:x/",
        "https://[a.org/",
        "https://a.org/a b",
        "https://a.org/\n",
        'https://a.org/"',
        "javascript:alert(1)",
        "tg://user?id=1",
        "https://a.org/" + "x" * 3000,
    ],
)
def test_an_address_that_telegram_would_refuse_is_left_out(address: str, caplog: pytest.LogCaptureFixture):
    assert keyboard(with_addresses(address)) is None
    assert len(caplog.records) == 1


def test_a_long_place_is_shortened_on_the_link():
    reply = Reply("T", "en", citations=(Citation("a", "A", "word " * 30, "", "", address="https://a.org"),))
    assert rows(reply) == [["🔗 " + ("word " * 30)[:47].rstrip() + "…"]]


def test_the_keyboard_is_json():
    shown = json.loads(keyboard(with_buttons("a")).to_json())
    assert shown == {"inline_keyboard": [[{"text": "a", "callback_data": "p:/0"}]]}
