"""Inline mode over real HTTP: somebody writes ``@bot`` and a question in any chat."""

from __future__ import annotations

import sqlite3

import pytest

from bot.telegram import wording
from tests.telegram.running import answers, running

pytestmark = pytest.mark.loopback

QUESTIONS = {"fr": "enfants et non-refoulement", "ar": "إعادة الأطفال قسرا"}


def plain(text: str) -> str:
    """Without the characters that only turn the direction of text, and without quotation marks."""
    return "".join(one for one in text if one not in "\u2066\u2067\u2068\u2069\u200e\u200f“”«»\u00a0")


async def answer(api, query) -> dict:
    await api.world.until(lambda: query.answers, 15)
    assert len(query.answers) == 1
    return query.answers[0]


@pytest.mark.parametrize("language", QUESTIONS)
async def test_passages_are_offered_and_inserted_with_their_place(api, bot, engine, tmp_path, language):
    amina = api.world.user("Amina", language)
    found = await answer(api, amina.asks_inline(QUESTIONS[language]))
    assert engine.typed == [{"question": QUESTIONS[language], "language": language, "limit": 5}]
    first, second = found["results"]
    quote = f"No Contracting State shall expel ({QUESTIONS[language]})."
    assert (first["title"], first["description"]) == ("1951 Refugee Convention, Article 33(1)", quote)
    assert plain(first["text"]) == f"{quote}\n— 1951 Refugee Convention, Article 33(1)"
    assert [entity["type"] for entity in first["entities"]] == ["blockquote", "bold"]
    assert plain(second["text"]) == "Help & more.\n— Resource: UNHCR\nhttps://unhcr.org"
    assert (first["preview"], second["preview"], first["id"] != second["id"]) == (False, False, True)
    assert (found["button"], found["cache_time"]) == (None, 300)
    # In the hint's language: somebody else's hint may lead to another language.
    assert found["is_personal"]
    again = await answer(api, api.world.user("Boris", language).asks_inline(QUESTIONS[language]))
    assert [one["id"] for one in again["results"]] == [first["id"], second["id"]]
    with sqlite3.connect(tmp_path / "attache.db") as connection:
        assert connection.execute("SELECT count(*) FROM inbox").fetchone() == (0,)
    assert [
        name for name in tmp_path.rglob("*") if name.is_file() and QUESTIONS[language].encode() in name.read_bytes()
    ] == []


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_nothing_written_nothing_found_and_nobody_there(api, bot, engine, language):
    amina = api.world.user("Amina", language)
    for text in ("", " ", "no", "难"):
        found = await answer(api, amina.asks_inline(text))
        assert (found["results"], found["button"]) == (
            [],
            {"text": wording.inline_hint(language), "start_parameter": "inline"},
        )
    assert engine.typed == []
    assert (await answer(api, amina.asks_inline("难民")))["results"]
    found = await answer(api, amina.asks_inline("boiling point of ethanol"))
    assert (found["results"], found["button"]["text"], found["is_personal"]) == (
        [],
        wording.inline_nothing(language),
        True,
    )
    for status in (503, 500, 404):
        engine.status = status
        found = await answer(api, amina.asks_inline("refoulement"))
        assert (found["button"]["text"], found["cache_time"]) == (wording.inline_away(language), 0)
    engine.status = 400
    assert (await answer(api, amina.asks_inline("refoulement")))["button"]["text"] == wording.inline_nothing(language)
    engine.status = 200
    engine.stop()
    found = await answer(api, amina.asks_inline("refoulement"))
    assert (found["button"]["text"], found["cache_time"]) == (wording.inline_away(language), 0)
    engine.start()
    assert (await answer(api, amina.asks_inline("refoulement")))["results"]


async def test_somebody_without_a_language_of_ours_is_served_in_english(api, bot):
    found = await answer(api, api.world.user("Jun", "ja").asks_inline(""))
    assert found["button"]["text"] == wording.inline_hint("en")


@pytest.mark.parametrize("language", ["es", "zh"])
async def test_the_button_leads_to_the_welcome(api, bot, language):
    amina = api.world.user("Amina", language)
    found = await answer(api, amina.asks_inline(""))
    amina.starts(found["button"]["start_parameter"])
    amina.says("/help")
    await answers(api, amina.chat, 2)
    assert [one.text for one in amina.chat.sent][1:] == [wording.help_text(language)]


async def test_a_long_quotation_is_one_message(api, bot):
    found = await answer(api, api.world.user("Amina").asks_inline("history"))
    (result,) = found["results"]
    assert len(result["text"]) <= 4096
    assert result["text"].split("\n")[0].endswith("<the Convention>. […]”")
    assert (len(result["title"]) <= 120, result["title"].endswith("…")) == (True, True)
    assert [entity["type"] for entity in result["entities"]] == ["expandable_blockquote", "bold"]


async def test_only_the_newest_words_of_a_person_are_looked_for(api, bot, engine):
    """Two are worked on at once; of what waits, the newest of each person."""
    amina, boris, chen = (api.world.user(name) for name in ("Amina", "Boris", "Chen"))
    engine.gate.clear()
    first = [amina.asks_inline("amina 1"), boris.asks_inline("boris 1")]
    await api.world.until(lambda: engine.waiting == 2, 15)
    typed = [
        person.asks_inline(f"{word} {number}")
        for number in (2, 3)
        for person, word in ((amina, "amina"), (chen, "chen"))
    ]
    boris.says("a question")  # an update behind them: when it is taken, they have been heard
    await api.world.until(lambda: engine.asked, 15)
    engine.gate.set()
    for query in (*first, *typed[2:]):
        await answer(api, query)
    asked = [body["question"] for body in engine.typed]
    # Of two that are worked on at once, either may reach the engine first.
    assert (sorted(asked[:2]), sorted(asked[2:])) == (["amina 1", "boris 1"], ["amina 3", "chen 3"])
    assert [query.answers for query in typed[:2]] == [[], []]


async def test_too_late_and_away_are_no_trouble_and_nothing_is_logged_of_it(api, engine, chosen, caplog):
    amina, boris, chen = (api.world.user(name) for name in ("Amina", "Boris", "Chen"))
    caplog.set_level("INFO")
    async with running(chosen):
        amina.asks_inline("sekret one").expired = True
        await api.world.until(lambda: [call.status for call in api.called("answerInlineQuery")] == [400], 15)
        fault = api.fails("drop", "answerInlineQuery")
        boris.asks_inline("sekret two")
        await api.world.until(lambda: fault.times == 0, 15)
        engine.status = 500
        await answer(api, chen.asks_inline("sekret three"))
        await answer(api, chen.asks_inline("sekret four"))
        engine.status = 200
        await answer(api, amina.asks_inline("sekret five"))
    own = [record.getMessage() for record in caplog.records if record.name.startswith(("bot", "telegram"))]
    assert [
        secret
        for secret in ("sekret", str(amina.id), str(boris.id), str(chen.id), api.token)
        if secret in "\n".join(own)
    ] == []
    assert [line.partition(":")[0] for line in own if "nline" in line] == [
        "An inline query was not answered (NetworkError).",
        "Inline queries find nothing",
        "Inline queries are answered again.",
    ]


async def test_an_owner_who_has_not_turned_it_on_is_told(api, chosen, caplog):
    api.world.bot["supports_inline_queries"] = False
    caplog.set_level("INFO")
    async with running(chosen):
        await api.world.until(lambda: any("/setinline" in record.getMessage() for record in caplog.records), 15)
