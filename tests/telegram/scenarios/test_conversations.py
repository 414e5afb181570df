"""Whole conversations over real HTTP: people on one side, a stand-in for the engine on the other."""

from __future__ import annotations

import json
import sqlite3
from unittest.mock import ANY

import pytest

from bot.telegram import privacy_wording, wording
from bot.telegram.names import Names
from tests.telegram.running import answers

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("brisk")]

QUESTIONS = {"fr": "Qu'est-ce que le non-refoulement ?", "ar": "ما هو مبدأ عدم الإعادة القسرية؟"}


@pytest.fixture
def rows(tmp_path):
    """The rows of a table."""

    def read(table: str) -> list[tuple]:
        with sqlite3.connect(tmp_path / "attache.db") as connection:
            return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names of ours

    return read


def plain(text: str) -> str:
    """Without the characters that only turn the direction of text."""
    return "".join(character for character in text if character not in "\u2066\u2067\u2068\u2069\u200e\u200f“”")


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_first_contact_to_feedback(api, bot, engine, rows, language, tmp_path):
    amina = api.world.user("Amina", language)
    amina.starts()
    (welcome,) = await answers(api, amina.chat, 1)
    assert plain(welcome.text) == plain(privacy_wording.welcome(language, days=30))
    amina.presses(welcome, privacy_wording.agree_button(language))
    await answers(api, amina.chat, 2)
    assert plain(amina.chat.last.text) == plain(privacy_wording.consent_given(language))
    assert len(rows("people")) == 1
    amina.says(QUESTIONS[language])
    await answers(api, amina.chat, 3)
    assert [plain(quote) for quote in amina.chat.last.marked("blockquote")] == [
        f"No Contracting State shall expel ({QUESTIONS[language]})."
    ]
    assert engine.asked[-1] == {
        "sender": Names.of_home(tmp_path).of(amina.id, amina.id),
        "message": QUESTIONS[language],
        "metadata": {"channel": "telegram", "language_hint": language, "person": rows("people")[0][0], "turn": ANY},
    }
    assert "typing" in amina.chat.actions
    answer = amina.chat.last
    amina.presses(answer, "More")
    await answers(api, amina.chat, 4)
    assert plain(amina.chat.last.text) == "More passages."
    query = amina.presses(answer, "Helpful")
    await api.world.until(lambda: query.answers)
    assert query.answers == [{"text": "Noted: it helped.", "show_alert": False}]
    assert (len(amina.chat.sent), welcome.buttons) == (4, [])


@pytest.mark.parametrize("language", ["es", "zh"])
async def test_nothing_of_somebody_who_did_not_agree_is_kept(api, bot, engine, rows, language):
    li = api.world.user("Li", language)
    li.starts()
    (welcome,) = await answers(api, li.chat, 1)
    li.presses(welcome, privacy_wording.refuse_button(language))
    await answers(api, li.chat, 2)
    li.says("/language")
    await answers(api, li.chat, 3)
    li.presses(li.chat.last, "lang:ru")
    await answers(api, li.chat, 4)
    assert li.chat.last.text == wording.language_set("ru")
    li.says("non-refoulement")
    await answers(api, li.chat, 5)
    assert engine.asked[-1]["metadata"]["language"] == "ru"
    assert str(li.id) not in engine.asked[-1]["sender"]
    await api.world.until(lambda: all(row[6] == "done" for row in rows("inbox")) and not rows("telegram_sent"))
    assert (rows("people"), rows("channels"), rows("outbox")) == ([], [], [])
    assert str(li.id) not in str(rows("inbox"))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_what_is_held_is_shown_and_erased(api, bot, rows, language):
    amina = api.world.user("Amina", language)
    amina.starts()
    (welcome,) = await answers(api, amina.chat, 1)
    amina.presses(welcome, "consent:yes")
    await answers(api, amina.chat, 2)
    amina.says("/mydata")
    await answers(api, amina.chat, 4)
    text, data = amina.chat.sent[2:]
    assert (text.document[0], data.document[0]) == ("attache.txt", "attache.json")
    held = json.loads(data.document[1])
    assert [row["key"] for row in held["channels"]] == [str(amina.id)]
    assert text.text == privacy_wording.data_caption(language)
    amina.says("/forget")
    await answers(api, amina.chat, 5)
    amina.presses(amina.chat.last, "forget:yes")
    await answers(api, amina.chat, 6)
    assert amina.chat.last.text == privacy_wording.erased(language, records=2, turns=0, waiting=0)
    assert (rows("people"), rows("channels")) == ([], [])
    amina.says("/mydata")
    await answers(api, amina.chat, 7)
    assert amina.chat.last.text == privacy_wording.nothing_kept(language)


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_group(api, bot, engine, language):
    amina, boris = api.world.user("Amina", language), api.world.user("Boris", language)
    group = api.world.group("Delegates", amina, boris, bot=False)
    amina.adds_bot(group)
    await answers(api, group, 1)
    assert group.last.text == wording.group_welcome(language)
    api.world.privacy = False
    said = boris.says("May they be sent back?", chat=group)
    amina.says("/ask", chat=group, reply_to=said)
    await answers(api, group, 2)
    assert engine.texts == ["May they be sent back?"]
    first = group.last
    assert first.reply_to.sender["id"] == amina.id
    boris.says("And children?", chat=group, reply_to=first)
    await answers(api, group, 3)
    boris.says("@attache_bot and in winter?", chat=group)
    await answers(api, group, 4)
    assert engine.texts[1:] == ["And children?", "and in winter?"]
    assert (engine.asked[0]["sender"] != engine.asked[1]["sender"]) and (
        engine.asked[1]["sender"] == engine.asked[2]["sender"]
    )
    query = boris.presses(first, "More")
    await api.world.until(lambda: query.answers)
    assert query.answers == [{"text": wording.not_your_button(language), "show_alert": True}]
    amina.says("/mydata@attache_bot", chat=group)
    await answers(api, group, 5)
    assert (group.last.text, group.last.keyboard[0][0]["url"]) == (
        wording.group_private_only(language),
        "https://t.me/attache_bot?start=group",
    )
    for text in ("nothing for it", "/ask@other_bot something", "/start", "/roll 6"):
        amina.says(text, chat=group)
    amina.says("/help", chat=group)
    await answers(api, group, 6)
    assert group.last.text == wording.group_how(language)
    assert len(group.sent) == 6


async def test_a_topic_of_a_forum(api, bot):
    amina = api.world.user("Amina")
    forum = api.world.group("Forum", amina, forum=True)
    topic = api.world.topic(forum, "Children")
    amina.says("/ask what of children", chat=forum, thread=topic)
    await answers(api, forum, 1)
    assert forum.last.thread == topic


async def test_a_group_that_became_a_supergroup_while_it_waited(api, bot, engine):
    amina = api.world.user("Amina")
    group = api.world.group("Delegates", amina, super=False)
    engine.gate.clear()
    amina.says("/ask first", chat=group)
    await api.world.until(lambda: engine.waiting)
    new = api.world.upgrade(group)
    engine.gate.set()
    await answers(api, new, 1)
    assert [plain(one) for one in new.last.marked("blockquote")] == ["No Contracting State shall expel (first)."]


@pytest.mark.parametrize("language", ["en", "es"])
async def test_an_edited_question_is_answered_anew_in_place(api, bot, language):
    amina = api.world.user("Amina", language)
    question = amina.says("first")
    await answers(api, amina.chat, 1)
    amina.edits(question, "second")
    await api.world.until(lambda: len(amina.chat.last.versions) == 2)
    assert len(amina.chat.sent) == 1
    assert [plain(one) for one in amina.chat.last.marked("blockquote")] == [
        "No Contracting State shall expel (second)."
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_what_it_cannot_take_and_what_it_does_not_know(api, bot, engine, language):
    amina = api.world.user("Amina", language)
    amina.sends(voice={"file_id": "1", "file_unique_id": "1", "duration": 3})
    await answers(api, amina.chat, 1)
    amina.says("/dance")
    await answers(api, amina.chat, 2)
    amina.says("/cancel")
    await answers(api, amina.chat, 3)
    assert [plain(one.text) for one in amina.chat.sent] == [
        plain(said)
        for said in (
            wording.cannot_take(language, "voice"),
            wording.unknown_command(language),
            wording.nothing_to_cancel(language),
        )
    ]
    assert engine.asked == []


async def test_an_old_button_says_so(api, bot, engine):
    amina = api.world.user("Amina")
    amina.says("first")
    await answers(api, amina.chat, 1)
    old = amina.chat.last
    amina.says("second")
    await answers(api, amina.chat, 2)
    query = amina.presses(old, "More")
    await api.world.until(lambda: query.answers)
    assert query.answers == [{"text": wording.old_button("en"), "show_alert": True}]
    assert engine.texts == ["first", "second"]


async def test_menus_in_six_languages(api, bot):
    await api.world.until(lambda: len(api.called("setMyShortDescription")) == 7)
    names = [each["command"] for each in api.world.commands["all_private_chats", "ar"]]
    assert names == [
        "ask", "topics", "resources", "sessions", "help", "human", "language", "privacy", "mydata", "forget", "cancel",
        "start",
    ]  # fmt: skip
