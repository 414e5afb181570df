"""What the Bot API server refuses of answers to inline queries."""

from __future__ import annotations

import pytest
from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, LinkPreviewOptions
from telegram.error import BadRequest

pytestmark = pytest.mark.loopback


def article(id: str = "1", title: str = "Article 33", text: str = "<b>Article 33</b>") -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        text, parse_mode="HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(id, title, content, description="No State shall")


@pytest.fixture
async def query(bot, amina):
    amina.asks_inline("refoulement")
    (update,) = await bot.get_updates()
    return update.inline_query


async def test_an_answer_is_what_people_see(bot, amina):
    asked = amina.asks_inline("refoulement")
    (update,) = await bot.get_updates()
    button = InlineQueryResultsButton("Ask in private", start_parameter="inline")
    await update.inline_query.answer([article()], cache_time=0, is_personal=True, button=button)
    (answer,) = asked.answers
    (result,) = answer.pop("results")
    assert (result["title"], result["text"], result["preview"]) == ("Article 33", "Article 33", False)
    assert [entity["type"] for entity in result["entities"]] == ["bold"]
    assert answer == {
        "cache_time": 0,
        "is_personal": True,
        "button": {"text": "Ask in private", "start_parameter": "inline"},
    }


@pytest.mark.parametrize(
    ("results", "reason"),
    [
        ([article("é" * 33)], "Result_id_invalid"),
        ([article(""), article()], "Result_id_invalid"),
        ([article(), article()], "Result_id_duplicate"),
        ([article(title=" ")], "title must be non-empty"),
        ([article(text="<b>open")], "can't find end tag"),
        ([article(text="a" * 4097)], "Message is too long"),
        ([article(text=" ")], "Message text is empty"),
    ],
)
async def test_a_bad_result_is_refused(query, results, reason):
    with pytest.raises(BadRequest, match=f"(?i){reason}"):
        await query.answer(results)


async def test_fifty_results_fit(bot, query):
    results = [article(str(number)).to_dict() for number in range(51)]
    await bot.do_api_request("answerInlineQuery", {"inline_query_id": query.id, "results": results[:50]})
    with pytest.raises(BadRequest, match="Results_too_much"):
        await bot.do_api_request("answerInlineQuery", {"inline_query_id": query.id, "results": results})


@pytest.mark.parametrize(
    ("text", "start", "reason"),
    [
        ("", "inline", "Switch_pm_text_empty"),
        ("a" * 65, "inline", "Switch_pm_text_too_long"),
        ("Ask", "with space", "Start_param_invalid"),
        ("Ask", "a" * 65, "Start_param_invalid"),
        ("Ask", None, "exactly one"),
    ],
)
async def test_a_bad_button_is_refused(query, text, start, reason):
    with pytest.raises(BadRequest, match=reason):
        await query.answer([], button=InlineQueryResultsButton(text, start_parameter=start))


async def test_a_cache_time_is_a_number(query):
    with pytest.raises(BadRequest, match="Cache_time_invalid"):
        await query.answer([], cache_time=-1)


async def test_too_late_is_refused(bot, amina):
    asked = amina.asks_inline("refoulement")
    (update,) = await bot.get_updates()
    asked.expired = True
    with pytest.raises(BadRequest, match="Query is too old"):
        await update.inline_query.answer([])
