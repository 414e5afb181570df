"""What the bot knows of a chat after it was started anew, and what consent does not change."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from bot.telegram import privacy_wording, wording
from tests.telegram.running import answers, running

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("brisk")]


def shown(home):
    """What is kept of conversations; what is kept of supergroups themselves left out."""
    query = "SELECT * FROM telegram_messages WHERE conversation LIKE 'telegram-%' ORDER BY message_id"
    with sqlite3.connect(home / "attache.db") as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_a_question_edited_after_a_restart_is_answered_in_place(api, engine, chosen, language):
    amina = api.world.user("Amina", language)
    async with running(chosen):
        question = amina.says("first")
        await answers(api, amina.chat, 1)
        await api.world.until(lambda: shown(chosen.home))
    async with running(chosen):
        amina.edits(question, "second")
        await api.world.until(lambda: len(amina.chat.last.versions) == 2)
    assert len(amina.chat.sent) == 1
    assert "second" in amina.chat.last.text


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_a_button_of_an_old_answer_is_old_after_a_restart_as_well(api, engine, chosen, language):
    amina, boris = api.world.user("Amina", language), api.world.user("Boris", language)
    group = api.world.group("Delegates", amina, boris)
    async with running(chosen):
        for number, text in enumerate(("first", "second"), start=1):
            amina.says(text)
            await answers(api, amina.chat, number)
        boris.says("/ask third", chat=group)
        await answers(api, group, 1)
        await api.world.until(lambda: len(shown(chosen.home)) == 3)
    async with running(chosen):
        query = amina.presses(amina.chat.sent[0], "More")
        await api.world.until(lambda: query.answers)
        assert query.answers == [{"text": wording.old_button(language), "show_alert": True}]
        amina.presses(amina.chat.sent[1], "More")
        boris.presses(group.last, "More")
        await answers(api, amina.chat, 3)
        await answers(api, group, 2)
    assert engine.texts == ["first", "second", "third", "/more", "/more"]


async def test_nothing_kept_for_that_names_anybody_or_repeats_a_word(api, engine, chosen):
    amina = api.world.user("Amina")
    async with running(chosen):
        amina.says("unmistakable")
        await answers(api, amina.chat, 1)
        await api.world.until(lambda: shown(chosen.home))
    assert "unmistakable" not in str(shown(chosen.home))
    assert str(amina.id) not in str(shown(chosen.home))


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_a_question_that_waits_can_be_dropped_after_a_restart(api, engine, chosen, language):
    amina = api.world.user("Amina", language)
    engine.stop()
    async with running(chosen):
        amina.says("first")
        await answers(api, amina.chat, 1)
        assert amina.chat.last.text == wording.busy(language)
    async with running(replace(chosen, again_seconds=2)):
        amina.says("/cancel")
        await answers(api, amina.chat, 2)
        assert amina.chat.last.text == wording.cancelled(language)
    engine.start()
    async with running(chosen):
        amina.says("second")
        await answers(api, amina.chat, 3)
    assert engine.texts == ["second"]


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_a_dropped_question_stays_dropped_after_a_restart(api, engine, chosen, language):
    amina = api.world.user("Amina", language)
    engine.stop()
    async with running(replace(chosen, again_seconds=3)):
        amina.says("first")
        await answers(api, amina.chat, 1)
        amina.says("/cancel")
        await answers(api, amina.chat, 2)
        assert amina.chat.last.text == wording.cancelled(language)
    engine.start()
    async with running(chosen):
        amina.says("second")
        await answers(api, amina.chat, 3)
    assert engine.texts == ["second"]


async def test_what_is_known_goes_with_the_conversation(api, engine, chosen):
    amina = api.world.user("Amina")
    async with running(chosen):
        amina.says("first")
        await answers(api, amina.chat, 1)
        amina.says("/forget")
        await answers(api, amina.chat, 2)
        assert shown(chosen.home)
        amina.presses(amina.chat.last, "forget:yes")
        await answers(api, amina.chat, 3)
        assert shown(chosen.home) == []
        amina.says("second")
        await answers(api, amina.chat, 4)
        await api.world.until(lambda: shown(chosen.home))
    with sqlite3.connect(chosen.home / "attache.db") as connection:
        connection.execute("UPDATE telegram_messages SET at = datetime('now', '-31 days')")
    async with running(chosen):
        await api.world.until(lambda: shown(chosen.home) == [])


@pytest.mark.parametrize("language", ["en", "es"])
async def test_consent_goes_on_with_the_running_conversation(api, bot, engine, language):
    amina = api.world.user("Amina", language)
    amina.starts()
    (welcome,) = await answers(api, amina.chat, 1)
    amina.says("What is non-refoulement?")
    await answers(api, amina.chat, 2)
    amina.presses(welcome, privacy_wording.agree_button(language))
    await answers(api, amina.chat, 3)
    amina.says("And for children?")
    await answers(api, amina.chat, 4)
    first, second = engine.asked
    assert first["sender"] == second["sender"]
