"""Topics and resources in Telegram: commands with their argument, buttons, and links that lead to one of them."""

from __future__ import annotations

import pytest

from bot.telegram import privacy_wording, wording
from tests.telegram.running import answers

pytestmark = [pytest.mark.loopback, pytest.mark.usefixtures("brisk")]

WORDS = {"en": "remittances", "ru": "денежные переводы"}


def plain(text: str) -> str:
    return "".join(character for character in text if character not in "\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.mark.parametrize("language", sorted(WORDS))
async def test_commands_and_their_buttons(api, bot, engine, language):
    amina = api.world.user("Amina", language)
    amina.says("/topics")
    await answers(api, amina.chat, 1)
    amina.presses(amina.chat.last, "Rescue")
    await answers(api, amina.chat, 2)
    question = amina.says(f"/resources {WORDS[language]}")
    await answers(api, amina.chat, 3)
    assert engine.texts == ["/topics", '/topics{"topic":"rescue-at-sea"}', f"/resources {WORDS[language]}"]
    amina.edits(question, "/resources")
    await api.world.until(lambda: len(amina.chat.last.versions) == 2)
    assert (plain(amina.chat.last.text), len(amina.chat.sent)) == ("Listed: /resources", 3)


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_a_link_is_opened_after_the_welcome_and_the_next_one_at_once(api, bot, engine, language):
    amina = api.world.user("Amina", language)
    amina.starts("topic-rescue-at-sea")
    welcome, topic = await answers(api, amina.chat, 2)
    assert plain(welcome.text) == plain(privacy_wording.welcome(language, days=30))
    assert privacy_wording.agree_button(language) in welcome.buttons
    assert engine.texts == ['/topics{"topic": "rescue-at-sea"}']
    assert plain(topic.text).startswith("Listed: /topics")
    amina.starts("resource-mayors-migration-council")
    await answers(api, amina.chat, 3)
    assert engine.texts[1:] == ['/resources{"resource": "mayors-migration-council"}']
    amina.presses(welcome, "consent:yes")
    await answers(api, amina.chat, 4)
    amina.starts("topic-rescue-at-sea")
    await answers(api, amina.chat, 5)
    assert plain(amina.chat.last.text).startswith("Listed: /topics")


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_who_has_asked_before_is_not_welcomed_by_a_link(api, bot, engine, language):
    li = api.world.user("Li", language)
    li.says("May they stay?")
    await answers(api, li.chat, 1)
    li.starts("topic-rescue-at-sea")
    await answers(api, li.chat, 2)
    assert plain(li.chat.last.text).startswith("Listed: /topics")


async def test_the_welcome_is_said_once_though_the_engine_is_away(api, bot, engine):
    engine.stop()
    amina = api.world.user("Amina", "es")
    amina.starts("topic-rescue-at-sea")
    welcome, _ = await answers(api, amina.chat, 2)
    assert plain(amina.chat.last.text) == plain(wording.busy("es"))
    engine.start()
    await answers(api, amina.chat, 3)
    assert plain(amina.chat.last.text).startswith("Listed: /topics")
    assert [one.text for one in amina.chat.sent].count(welcome.text) == 1


async def test_a_link_to_nothing_gets_a_kind_line(api, bot, engine):
    amina = api.world.user("Amina", "en")
    amina.starts("lesson-7")
    await answers(api, amina.chat, 2)
    assert (plain(amina.chat.last.text), engine.asked) == (wording.unknown_link("en"), [])


async def test_in_a_group(api, bot, engine):
    amina = api.world.user("Amina", "en")
    group = api.world.group("Delegates", amina)
    amina.says("/topics@attache_bot", chat=group)
    await answers(api, group, 1)
    amina.says("/resources mayors", chat=group)
    await answers(api, group, 2)
    amina.says("/start@attache_bot topic-rescue-at-sea", chat=group)
    await answers(api, group, 3)
    assert engine.texts == ["/topics", "/resources mayors"]
    assert group.last.text == wording.group_private_only("en")
