"""The Bot API server of the tests, driven by the real client over HTTP."""

from __future__ import annotations

import asyncio
import contextlib

import httpx
import pytest
from aiohttp import web
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from tests.telegram.server import BotApi
from tests.telegram.world import World

pytestmark = pytest.mark.loopback


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def api(clock):
    async with BotApi(World(clock=clock)) as one:
        yield one


@pytest.fixture
async def bot(api):
    async with Bot(api.token, base_url=api.base_url) as one:
        yield one


@pytest.fixture
def world(api):
    return api.world


@pytest.fixture
def amina(world):
    one = world.user("Amina", "ar", username="amina")
    one.starts()
    world.updates.drop()
    return one


def board(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(rows)


# --- who calls what


async def test_the_bot_knows_itself(bot, world):
    me = await bot.get_me()
    assert (me.username, me.supports_inline_queries, me.can_read_all_group_messages) == ("attache_bot", True, False)


@pytest.mark.parametrize(("token", "status"), [("7000000001:wrong", 401), ("nonsense", 404)])
async def test_a_wrong_token_is_refused(api, token, status):
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.post(f"{api.base_url}{token}/getMe")
    assert (answer.status_code, answer.json()["ok"], answer.json()["error_code"]) == (status, False, status)
    with pytest.raises(InvalidToken):
        await Bot(token, base_url=api.base_url).initialize()


async def test_an_unknown_method_is_refused(bot):
    from telegram.error import EndPointNotFound

    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendPigeon")


# --- getUpdates


async def test_updates_stay_until_an_offset_confirms_them(bot, amina):
    for text in ("one", "two", "three"):
        amina.says(text)
    first = await bot.get_updates(limit=2)
    assert [update.message.text for update in first] == ["one", "two"]
    assert [update.update_id for update in await bot.get_updates(limit=2)] == [update.update_id for update in first]
    (third,) = await bot.get_updates(offset=first[-1].update_id + 1)
    assert (third.message.text, third.update_id) == ("three", first[-1].update_id + 1)
    assert await bot.get_updates(offset=third.update_id + 1) == ()


async def test_a_negative_offset_keeps_the_last(bot, amina):
    for text in ("one", "two", "three"):
        amina.says(text)
    assert [update.message.text for update in await bot.get_updates(offset=-1)] == ["three"]
    assert [update.message.text for update in await bot.get_updates()] == ["three"]


async def test_a_long_poll_ends_when_somebody_writes(api, bot, amina):
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await api.world.until(lambda: api.delivery.polls)
    amina.says("مرحبا")
    assert [update.message.text for update in await poll] == ["مرحبا"]


async def test_a_second_poll_ends_the_first(api, bot, amina):
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await api.world.until(lambda: api.delivery.polls)
    second = asyncio.create_task(bot.get_updates(timeout=20))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    amina.says("hello")
    assert len(await second) == 1


async def test_only_the_kinds_that_are_wanted_come_and_the_wish_is_kept(bot, amina):
    assert await bot.get_updates(allowed_updates=["message"]) == ()
    message = amina.says("hello")
    amina.edits(message, "hello again")
    assert [update.message.text for update in await bot.get_updates()] == ["hello"]


async def test_an_update_can_come_twice(world, bot, amina):
    world.updates.twice = True
    amina.says("hello")
    first, second = await bot.get_updates()
    assert first.update_id == second.update_id
    world.updates.twice = False
    assert await bot.get_updates(offset=first.update_id + 1) == ()
    world.updates.again()
    assert [update.update_id for update in await bot.get_updates(offset=first.update_id + 1)] == [first.update_id]
    assert await bot.get_updates(offset=first.update_id + 1) == ()


# --- webhooks


@contextlib.asynccontextmanager
async def hook(answers: list[int | dict]):
    """A webhook that gives these answers in turn, the last for ever; yields its address and what was posted."""
    seen: list[tuple[str | None, dict]] = []

    async def take(request: web.Request) -> web.Response:
        seen.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return web.json_response(answer) if isinstance(answer, dict) else web.Response(status=answer)

    application = web.Application()
    application.router.add_post("/hook", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook", seen
    finally:
        await runner.cleanup()


async def test_a_webhook_is_posted_until_it_takes(world, bot, amina):
    async with hook([500, 403, 200]) as (url, seen):
        await bot.set_webhook(url, secret_token="s3cret_-")
        amina.says("one")
        amina.says("two")
        await world.until(lambda: len(seen) == 4)
        assert [(secret, body["message"]["text"]) for secret, body in seen] == [
            ("s3cret_-", "one"),
            ("s3cret_-", "one"),
            ("s3cret_-", "one"),
            ("s3cret_-", "two"),
        ]
        await world.until(lambda: not world.updates.pending)
        info = await bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == (url, 0)
        assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"
        with pytest.raises(Conflict, match="webhook is active"):
            await bot.get_updates()
        assert await bot.delete_webhook() is True
        assert await bot.get_updates() == ()


async def test_a_webhook_may_answer_with_a_method(world, bot, amina):
    async with hook([{"method": "sendMessage", "chat_id": amina.id, "text": "at once"}]) as (url, _):
        await bot.set_webhook(url)
        amina.says("hello")
        await world.until(lambda: amina.chat.sent)
    assert amina.chat.last.text == "at once"


@pytest.mark.parametrize(
    ("url", "options", "reason"),
    [
        ("http://example.org/hook", {}, "An HTTPS URL must be provided"),
        ("https://example.org/hook", {"secret_token": "no spaces"}, "unallowed characters"),
        ("https://example.org/hook", {"max_connections": 101}, "max_connections"),
    ],
)
async def test_a_bad_webhook_is_refused(bot, url, options, reason):
    with pytest.raises(BadRequest, match=reason):
        await bot.set_webhook(url, **options)
    assert (await bot.get_webhook_info()).url == ""


# --- messages


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


@pytest.mark.parametrize("text", ["", " \n ", "<b> </b>", "\u200b\u2060"[:1]])
async def test_an_empty_message_is_refused(bot, amina, text):
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(amina.id, text, parse_mode="HTML")


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        (InlineKeyboardButton("Why", callback_data="é" * 33), "Button_data_invalid"),
        (InlineKeyboardButton("Open", url="https://nodot"), "Wrong HTTP URL"),
        (InlineKeyboardButton(" ", callback_data="p:/why"), "text must be non-empty"),
    ],
)
async def test_a_bad_button_is_refused(bot, amina, button, reason):
    with pytest.raises(BadRequest, match=reason):
        await bot.send_message(amina.id, "hello", reply_markup=board([button]))
    assert amina.chat.sent == []


async def test_64_bytes_fit_on_a_button(bot, amina):
    await bot.send_message(amina.id, "hello", reply_markup=board([InlineKeyboardButton("Why", callback_data="é" * 32)]))
    assert amina.chat.last.buttons == ["Why"]


async def test_a_message_is_edited_and_deleted(bot, amina):
    sent = await bot.send_message(amina.id, "draft")
    await sent.edit_text("final", reply_markup=board([InlineKeyboardButton("Why", callback_data="p:/why")]))
    assert (amina.chat.last.text, amina.chat.last.versions) == ("final", ["draft", "final"])
    with pytest.raises(BadRequest, match="Message is not modified"):
        await sent.edit_text("final", reply_markup=board([InlineKeyboardButton("Why", callback_data="p:/why")]))
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


# --- who can be written to


async def test_the_bot_writes_only_to_those_who_wrote(bot, world):
    stranger = world.user("Boris", "ru")
    for number in (stranger.id, 42):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(number, "hello")
    stranger.starts()
    assert (await bot.send_message(stranger.id, "hello")).chat.first_name == "Boris"


async def test_who_blocks_is_not_reached(bot, amina):
    amina.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(amina.id, "hello")
    amina.says("back again")
    kinds = await bot.get_updates()
    assert [update.my_chat_member.new_chat_member.status for update in kinds[:2]] == ["kicked", "member"]
    assert kinds[2].message.from_user.language_code == "ar"
    await bot.send_message(amina.id, "hello")


async def test_a_deactivated_account_is_not_reached(bot, amina):
    amina.deactivated = True
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(amina.id, "hello")


# --- limits


async def test_a_person_gets_one_message_a_second(clock, world, bot, amina):
    for number in range(3):
        await bot.send_message(amina.id, f"{number}")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(amina.id, "3")
    assert (refused.value._retry_after.total_seconds(), world.limits.broken) == (1.0, 1)
    clock.now += 1
    await bot.send_message(amina.id, "3")
    assert [message.text for message in amina.chat.sent] == ["0", "1", "2", "3"]


async def test_a_group_gets_20_messages_a_minute(clock, world, bot):
    group = world.group()
    for number in range(20):
        await bot.send_message(group.id, f"{number}")
    clock.now += 15
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(group.id, "20")
    assert refused.value._retry_after.total_seconds() == 45.0
    clock.now += 45
    await bot.send_message(group.id, "20")
    assert (len(group.sent), world.limits.broken) == (21, 1)


async def test_everybody_together_gets_30_messages_a_second(clock, world, bot):
    people = [world.user(f"Delegate {number}") for number in range(31)]
    for one in people:
        one.starts()
    for one in people[:30]:
        await bot.send_message(one.id, "hello")
    with pytest.raises(RetryAfter):
        await bot.send_message(people[30].id, "hello")
    clock.now += 1
    await bot.send_message(people[30].id, "hello")


async def test_limits_can_be_counted_only(world, bot, amina):
    world.limits.enforced = False
    for number in range(5):
        await bot.send_message(amina.id, f"{number}")
    assert (len(amina.chat.sent), world.limits.broken) == (5, 2)


# --- buttons and inline queries


async def test_a_pressed_button_is_answered(bot, world, amina):
    await bot.send_message(amina.id, "hello", reply_markup=board([InlineKeyboardButton("Why", callback_data="p:/why")]))
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


# --- groups


async def test_privacy_mode_hides_what_is_not_meant_for_the_bot(bot, world, amina):
    group = world.group("Delegates", amina)
    await bot.send_message(group.id, "I am here.")
    for text in ("lunch?", "/help", "/help@attache_bot", "/help@other_bot", "@attache_bot, lunch?"):
        amina.says(text, chat=group)
    amina.says("thanks", chat=group, reply_to=group.last)
    seen = [update.message.text for update in await bot.get_updates()]
    assert seen == ["/help", "/help@attache_bot", "@attache_bot, lunch?", "thanks"]
    world.privacy = False
    amina.says("lunch!", chat=group)
    assert [update.message.text for update in await bot.get_updates()][-1] == "lunch!"


async def test_commands_and_mentions_are_marked(bot, world, amina):
    amina.says("/help@attache_bot 😀 @amina https://example.org/a")
    (update,) = await bot.get_updates()
    assert list(update.message.parse_entities().values()) == ["/help@attache_bot", "@amina", "https://example.org/a"]


async def test_the_bot_is_added_and_thrown_out(bot, world, amina):
    group = world.group("Delegates", amina, bot=False)
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "hello")
    amina.adds_bot(group)
    amina.removes_bot(group)
    updates = await bot.get_updates()
    states = [update.my_chat_member.new_chat_member.status for update in updates if update.my_chat_member]
    assert states == ["member", "kicked"]
    assert [update.message.new_chat_members[0].username for update in updates if update.message] == ["attache_bot"]
    with pytest.raises(Forbidden, match="bot was kicked from the supergroup chat"):
        await bot.send_message(group.id, "hello")


async def test_people_join_and_leave_and_so_does_the_bot(bot, world, amina):
    group = world.group()
    amina.joins(group)
    assert (await bot.get_chat_member(group.id, amina.id)).status == "member"
    amina.leaves(group)
    assert (await bot.get_chat_member(group.id, amina.id)).status == "left"
    joined, left = await bot.get_updates()
    assert (joined.message.new_chat_members[0].id, left.message.left_chat_member.id) == (amina.id, amina.id)
    await bot.leave_chat(group.id)
    with pytest.raises(Forbidden):
        await bot.send_message(group.id, "hello")


async def test_a_group_that_became_a_supergroup_says_where_it_went(bot, world, amina):
    group = world.group("Delegates", amina, super=False)
    new = world.upgrade(group)
    with pytest.raises(ChatMigrated) as refused:
        await bot.send_message(group.id, "hello")
    assert refused.value.new_chat_id == new.id
    moved = [update.message.migrate_to_chat_id for update in await bot.get_updates()]
    assert moved == [new.id, None]
    await bot.send_message(new.id, "hello")
    assert (await bot.get_chat(new.id)).type == "supergroup"


async def test_answers_stay_in_their_topic(bot, world, amina):
    forum = world.group("Course", amina, forum=True)
    topic = world.topic(forum, "Module 1")
    amina.says("/help", chat=forum, thread=topic)
    (update,) = await bot.get_updates()
    assert (update.message.message_thread_id, update.message.is_topic_message) == (topic, True)
    await bot.send_message(forum.id, "here", message_thread_id=topic)
    assert forum.last.thread == topic
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(forum.id, "where", message_thread_id=topic + 77)
    forum.closed.add(topic)
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(forum.id, "here", message_thread_id=topic)


# --- the profile


async def test_commands_are_kept_by_language(bot, world):
    await bot.set_my_commands([BotCommand("help", "What I can do")])
    await bot.set_my_commands([BotCommand("help", "Ce que je sais faire")], language_code="fr")
    assert [command.description for command in await bot.get_my_commands()] == ["What I can do"]
    assert world.commands["default", "fr"] == [{"command": "help", "description": "Ce que je sais faire"}]
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Help", "What I can do")])


# --- faults


async def test_a_dropped_call_was_not_worked_on_and_a_lost_answer_was(api, bot, amina):
    api.fails("drop", "sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(amina.id, "dropped")
    api.fails("lose", "sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(amina.id, "lost")
    assert [message.text for message in amina.chat.sent] == ["lost"]


@pytest.mark.parametrize(("kind", "reason"), [("500", "Internal Server Error"), ("502", "Bad Gateway")])
async def test_errors_of_the_server_come_as_often_as_told(api, bot, amina, kind, reason):
    api.fails(kind, "sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match=reason):
            await bot.send_message(amina.id, "hello")
    await bot.send_message(amina.id, "hello")
    assert len(amina.chat.sent) == 1


async def test_a_slow_answer_runs_into_the_time_limit(api, bot, amina):
    api.fails("slow", "sendMessage", seconds=5)
    with pytest.raises(TimedOut):
        await bot.send_message(amina.id, "hello", read_timeout=0.05)


# --- in a thread


def test_it_runs_in_a_thread_of_its_own():
    with BotApi() as api:
        amina = api.world.user("Amina")
        amina.says("hello")

        async def answer() -> None:
            async with Bot(api.token, base_url=api.base_url) as bot:
                (update,) = await bot.get_updates(timeout=5)
                await update.message.reply_text("hello, Amina")

        asyncio.run(answer())
        assert amina.chat.last.text == "hello, Amina"
        assert [call.status for call in api.called("sendMessage")] == [200]
