"""What the bot sends, edits and deletes, and what it is refused."""

from __future__ import annotations

import pytest
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
)

pytestmark = pytest.mark.loopback


def board(title: str, data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(title, callback_data=data)]])


async def test_html_is_shown_as_people_see_it(bot, amina):
    sent = await bot.send_message(
        amina.id,
        " 😀 <b>Article 33</b> &lt;1&gt;\n<blockquote expandable>No <i>Contracting</i> State</blockquote>",
        parse_mode="HTML",
    )
    message = amina.chat.last
    assert message.text == sent.text == "😀 Article 33 <1>\nNo Contracting State"
    assert message.marked("bold") == ["Article 33"]
    assert message.marked("expandable_blockquote") == ["No Contracting State"]
    assert message.marked("italic") == ["Contracting"]
    assert [entity.to_dict() for entity in sent.entities] == message.entities
    assert message.entities[0] == {"type": "bold", "offset": 3, "length": 10}


async def test_length_is_counted_in_utf16_after_parsing(bot, amina):
    await bot.send_message(amina.id, "<b>" + "😀" * 2048 + "</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(amina.id, "😀" * 2048 + "!")


@pytest.mark.parametrize("text", ["", " \n ", "<b> </b>", "\u200b"])
async def test_an_empty_message_is_refused(bot, amina, text):
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(amina.id, text, parse_mode="HTML")


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        (InlineKeyboardButton("Why", callback_data="é" * 33), "Button_data_invalid"),
        (InlineKeyboardButton("Open", url="https://nodot"), "wrong http url"),
        (InlineKeyboardButton(" ", callback_data="p:/why"), "text must be non-empty"),
    ],
)
async def test_a_bad_button_is_refused(bot, amina, button, reason):
    with pytest.raises(BadRequest, match=reason):
        await bot.send_message(amina.id, "hello", reply_markup=InlineKeyboardMarkup([[button]]))
    assert amina.chat.sent == []


async def test_64_bytes_fit_on_a_button(bot, amina):
    await bot.send_message(amina.id, "hello", reply_markup=board("Why", "é" * 32))
    assert amina.chat.last.buttons == ["Why"]


async def test_a_message_is_edited_and_deleted(bot, amina):
    sent = await bot.send_message(amina.id, "draft")
    await sent.edit_text("final", reply_markup=board("Why", "p:/why"))
    assert (amina.chat.last.text, amina.chat.last.versions) == ("final", ["draft", "final"])
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("final", reply_markup=board("Why", "p:/why"))
    await sent.edit_reply_markup(None)
    assert amina.chat.last.buttons == []
    await sent.delete()
    assert amina.chat.sent == []
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await sent.edit_text("too late")
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await sent.delete()


async def test_what_others_wrote_cannot_be_edited(bot, amina):
    message = amina.says("mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("yours", amina.id, message.id)


async def test_a_reply_needs_its_message(bot, amina):
    message = amina.says("a question")
    sent = await bot.send_message(amina.id, "an answer", reply_parameters=ReplyParameters(message.id))
    assert (sent.reply_to_message.text, amina.chat.last.reply_to) == ("a question", message)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(amina.id, "an answer", reply_parameters=ReplyParameters(99999))
    alone = ReplyParameters(99999, allow_sending_without_reply=True)
    assert (await bot.send_message(amina.id, "an answer", reply_parameters=alone)).reply_to_message is None


async def test_a_document_arrives_whole(bot, amina):
    sent = await bot.send_document(
        amina.id, b'{"a": 1}', filename="mine.json", caption="<b>Yours</b>", parse_mode="HTML"
    )
    assert amina.chat.last.document == ("mine.json", b'{"a": 1}')
    assert (sent.document.file_size, sent.caption, amina.chat.last.marked("bold")) == (8, "Yours", ["Yours"])


async def test_actions_are_seen(bot, amina):
    await bot.send_chat_action(amina.id, "typing")
    assert amina.chat.actions == ["typing"]
    with pytest.raises(BadRequest, match="Wrong parameter action"):
        await bot.send_chat_action(amina.id, "sleeping")


async def test_a_pressed_button_is_answered(bot, world, amina):
    await bot.send_message(amina.id, "hello", reply_markup=board("Why", "p:/why"))
    pressed = amina.presses(amina.chat.last, "Why")
    (update,) = await bot.get_updates()
    assert (update.callback_query.data, update.callback_query.message.text) == ("p:/why", "hello")
    await update.callback_query.answer("because")
    assert pressed.answers == [{"text": "because", "show_alert": False}]
    pressed.expired = True
    with pytest.raises(BadRequest, match="Query is too old"):
        await update.callback_query.answer()
    with pytest.raises(LookupError):
        amina.presses(amina.chat.last, "What else")


async def test_an_inline_query_is_answered(bot, amina):
    asked = amina.asks_inline("refoulement")
    (update,) = await bot.get_updates()
    content = InputTextMessageContent("<b>Article 33</b>", parse_mode="HTML")
    result = InlineQueryResultArticle("1", "Article 33", content)
    await update.inline_query.answer([result], cache_time=0)
    assert asked.answers[0]["results"][0]["text"] == "Article 33"
    with pytest.raises(BadRequest, match="Result_id_duplicate"):
        await update.inline_query.answer([result, result])


async def test_commands_are_kept_by_language(bot, world):
    await bot.set_my_commands([BotCommand("help", "What I can do")])
    await bot.set_my_commands([BotCommand("help", "Ce que je sais faire")], language_code="fr")
    assert [command.description for command in await bot.get_my_commands()] == ["What I can do"]
    assert world.commands["default", "fr"] == [{"command": "help", "description": "Ce que je sais faire"}]
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Help", "What I can do")])
