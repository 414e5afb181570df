"""People, groups and what the bot is to them."""

from __future__ import annotations

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
)

pytestmark = pytest.mark.loopback


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


async def test_privacy_mode_hides_what_is_not_meant_for_the_bot(bot, world, amina):
    group = world.group("Delegates", amina)
    await bot.send_message(group.id, "I am here.")
    for text in ("lunch?", "/help", "/help@attache_bot", "/help@other_bot", "@attache_bot, lunch?"):
        amina.says(text, chat=group)
    amina.says("thanks", chat=group, reply_to=group.last)
    seen = [update.message.text for update in await bot.get_updates()]
    assert seen == ["/help", "/help@attache_bot", "thanks"]


@pytest.mark.parametrize("how", ["privacy off", "administrator"])
async def test_a_bot_that_may_read_everything_does(bot, world, amina, how):
    group = world.group("Delegates", amina)
    if how == "privacy off":
        world.privacy = False
    else:
        group.status = "administrator"
    amina.says("lunch!", chat=group)
    assert [update.message.text for update in await bot.get_updates()] == ["lunch!"]


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


async def test_a_group_may_be_closed_to_the_bot(bot, world):
    group = world.group()
    group.writable = False
    with pytest.raises(BadRequest, match="Not enough rights to send text messages"):
        await bot.send_message(group.id, "hello")


async def test_replies_outside_forums_have_a_thread_that_cannot_be_written_to(bot, world, amina):
    group = world.group("Delegates", amina)
    await bot.send_message(group.id, "Any questions?")
    amina.says("one", chat=group, reply_to=group.last)
    (update,) = await bot.get_updates()
    assert (update.message.message_thread_id, update.message.is_topic_message) == (group.last.id, None)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(group.id, "an answer", message_thread_id=update.message.message_thread_id)


async def test_ids_of_messages_rise_in_every_supergroup_alone(bot, world):
    first, second = world.group("A"), world.group("B")
    ids = [(await bot.send_message(group.id, "hello")).message_id for group in (first, second, first)]
    assert ids == [1, 1, 2]


async def test_old_messages_and_what_is_not_text(bot, amina):
    amina.says("yesterday", ago=86_400)
    now = amina.sends(voice={"file_id": "v", "file_unique_id": "u", "duration": 3})
    old, voice = await bot.get_updates()
    assert now.date - old.message.date.timestamp() in {86_400, 86_401}
    assert (voice.message.text, voice.message.voice.file_id) == (None, "v")


async def test_an_edit_comes_as_an_edit(bot, amina):
    message = amina.says("May a refuge be returned?")
    amina.edits(message, "May a refugee be returned?")
    first, second = await bot.get_updates()
    assert (first.message.text, first.edited_message) == ("May a refuge be returned?", None)
    assert (second.edited_message.text, second.edited_message.message_id) == ("May a refugee be returned?", message.id)
