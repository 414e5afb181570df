"""What is done with one update: a question goes to the engine, a command or a button of ours is answered here."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from bot.dialogue import unavailable
from bot.errors import BadMessage, BrokenAnswer, DialogueError, EngineDown, EngineSlow, TurnFailed
from bot.replies import State
from bot.telegram import wording
from bot.telegram.addressing import Command, Question, Untakable, meant
from bot.telegram.controls import PLACE
from bot.telegram.formatting import messages
from bot.telegram.handover import ASK
from bot.telegram.keyboard import keyboard, payload
from bot.telegram.sending import Place
from bot.telegram.turns import session_turn, turn_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User

    from bot.dialogue import Dialogue
    from bot.telegram.acquaintance import Acquaintances, Who
    from bot.telegram.answer import Answer
    from bot.telegram.controls import Controls
    from bot.telegram.files import Files
    from bot.telegram.handover import Handover
    from bot.telegram.memory import Memory
    from bot.telegram.offering import Offering
    from bot.telegram.sending import Sender
    from bot.telegram.staff_desk import Desk
    from bot.telegram.voice import Recordings
    from programme import Item

__all__ = ["Conversation", "Later"]

#: A question waits so long for an engine that is down.
PATIENCE = timedelta(minutes=10)
#: How often a turn that the engine cannot finish is tried.
TRIES = 3
#: Buttons that speak of the answer they stand under.
_OF_THE_LAST = frozenset({ASK, "/more", "/show_source", "/why", "/thumbs_up", "/thumbs_down"})
#: The engine's button for who has not agreed to be remembered.
CONSENT = "/consent"
_RATINGS = frozenset({"/thumbs_up", "/thumbs_down"})
#: Longest words over a chat, in characters (of 200; some count twice).
_TOAST = 180
#: What the buttons of later messages speak of.
_ANSWERS = frozenset({State.ANSWERED, State.CLOSEST, State.NOT_FOUND})
_GROUP_COMMANDS = frozenset({"ask", "help"})


class Later(Exception):
    """The update cannot be finished now; its chat waits with it."""


class Conversation:
    """Works on updates, one after the other in a chat, chats side by side.

    Args:
        me: the bot itself.
        recordings: takes what is no text.
        handover: what goes from delegates to the staff.
        desk: what the staff do.
        offering: takes documents of staff.
        files: sends what replies bring along.
        begin: makes the ``Answer`` to an item in a place.
        seconds: the engine's time limit, for the words about it.
        clock: the time now, UTC.
    """

    def __init__(
        self,
        me: User,
        dialogue: Dialogue,
        acquaintances: Acquaintances,
        controls: Controls,
        memory: Memory,
        sender: Sender,
        recordings: Recordings,
        offering: Offering,
        *,
        files: Files,
        handover: Handover,
        desk: Desk,
        begin: Callable[[Item, Place], Any],
        seconds: float,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._me, self._dialogue, self._acquaintances = me, dialogue, acquaintances
        self._controls, self._memory, self._sender = controls, memory, sender
        self._recordings, self._offering = recordings, offering
        self._handover, self._desk, self._files = handover, desk, files
        self._begin, self._seconds, self._clock = begin, seconds, clock
        self._failures: dict[int, int] = {}

    async def work(self, update: Update, item: Item) -> None:
        """Everything there is to do with an update.

        Raises:
            Later: it is to be tried again.
            Gone: nobody reads there any more.
            NotSent: Telegram was not reached.
            DatabaseFailed: the database was not reached.
        """
        if update.callback_query is not None:
            await self._pressed(update.callback_query, item)
        elif update.message is not None:
            self._sender.numbers.saw(update.message.chat.id, update.message.message_id)  # taken in before a crash
            await self._message(update.message, item)
        elif update.edited_message is not None:
            await self._edited(update.edited_message, item)
        elif update.my_chat_member is not None:
            await self._membership(update.my_chat_member, item)

    async def give_up(self, update: Update, item: Item) -> None:
        """Say that nothing comes, where an update could not be worked on."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or not message.is_accessible:
            return
        answer: Answer = await self._begin(item, _place(message))
        reply = self._unavailable(TurnFailed(), "", await self._acquaintances.of(user, message.chat.id))
        await answer.send(messages(reply), last=True)

    async def _message(self, message: Message, item: Item) -> None:
        what = meant(message, self._me)
        if what is None or message.from_user is None:
            return
        who = await self._acquaintances.of(message.from_user, message.chat.id)
        answer: Answer = await self._begin(item, _place(message))
        private = message.chat.type == "private"
        first = self._memory.meets(item.chat, item.update_id)
        if isinstance(what, Untakable):
            if private and await self._offering.takes(message, who, answer):
                return
            words = await self._recordings.words(what.kind, message, who, item, answer)
            if words is not None:
                answer.leads_in()
                await self._ask(words, who, item, answer, question=message.message_id)
                self._recordings.forget(item)
        elif private and await self._desk.takes(message, what, who, answer):
            pass
        elif isinstance(what, Question):
            await self._ask(what.text, who, item, answer, question=message.message_id)
        elif what.name == "human":
            if not await self._handover.asked(what.argument, who, answer):
                await self._ask(ASK, who, item, answer, question=message.message_id)
        elif (turn := turn_of(what, private=private)) is not None:
            if what.name == "start" and first:
                await self._controls.meet(who, answer)
                answer.leads_in()
            await self._ask(turn, who, item, answer, question=message.message_id)
        elif private:
            await self._controls.private(what, who, item, answer)
        elif what.named or what.name in _GROUP_COMMANDS:
            await self._controls.group(what, who, answer)

    async def _edited(self, message: Message, item: Item) -> None:
        what = meant(message, self._me)
        if isinstance(what, Command) and (turn := turn_of(what, private=False)) is not None:
            what = Question(turn)
        if not isinstance(what, Question) or message.from_user is None:
            return
        who = await self._acquaintances.of(message.from_user, message.chat.id)
        answer: Answer = await self._begin(item, _place(message))
        if message.chat.type != "private" or not await self._desk.edited(message, who, answer):
            await self._ask(what.text, who, item, answer, question=message.message_id, anew=True)

    async def _ask(self, text: str, who: Who, item: Item, answer: Answer, *, question: int, anew: bool = False) -> None:
        """A question to the engine and its answer into the chat."""
        if answer.told_to_wait and await self._memory.is_dropped(item.update_id):
            return
        language = who.language
        try:
            async with self._sender.typing(answer.place):
                replies = await self._turn(text, who, item, answer)
        except Later:
            if not answer.told_to_wait or self._clock() - item.received_at <= PATIENCE:
                raise
            self._memory.settled(item.chat)  # an engine that is back answers, however late; this one is not
            await answer.say(wording.too_late(language), language)
            return
        if answer.told_to_wait and await self._memory.is_dropped(item.update_id):
            return
        self._memory.settled(item.chat)
        if anew:
            old = await self._memory.answers(who.conversation, question)
            if old:
                answer.replaces(old)
            else:
                await answer.say(wording.edited(language), language)
        shown = [self._handover.shown(reply) for reply in replies]
        shown = [(parts, buttons) for parts, buttons in shown if parts]
        files = any(reply.attachments for reply in replies)
        for number, (parts, buttons) in enumerate(shown):
            await answer.send(parts, buttons, last=number == len(shown) - 1 and not files)
        if files:
            await self._files.send(replies, who, answer)
        await answer.end()
        await self._acquaintances.answered(who, replies[-1].language)
        anew = any(reply.state in _ANSWERS for reply in replies)
        await self._memory.answered(who.conversation, question, answer.message_ids, anew=anew)

    async def _turn(self, text: str, who: Who, item: Item, answer: Answer) -> Any:
        try:
            about = who.metadata | await self._handover.metadata() | _turn(item)
            replies = await self._dialogue.turn_async(who.conversation, text, language=who.chosen, metadata=about)
        except (EngineDown, EngineSlow):
            await self._later(who, item, answer)
        except (TurnFailed, BrokenAnswer) as error:
            # The engine may have died in the middle of this turn, or die of this very turn.
            self._failures[item.id] = self._failures.get(item.id, 0) + 1
            if self._failures[item.id] < TRIES:
                await self._later(who, item, answer)
            replies = [self._unavailable(error, text, who)]
        except BadMessage as error:
            replies = [self._unavailable(error, text, who)]
        self._failures.pop(item.id, None)
        return replies

    async def _later(self, who: Who, item: Item, answer: Answer) -> None:
        self._memory.waits(item.chat, item.update_id)
        if not answer.begun:
            await answer.wait(wording.busy(who.language, minutes=int(PATIENCE.total_seconds() // 60)), who.language)
        raise Later

    def _unavailable(self, error: DialogueError, text: str, who: Who) -> Any:
        return unavailable(error, text=text, language=who.language, seconds=self._seconds)

    async def _pressed(self, query: CallbackQuery, item: Item) -> None:
        message, data = query.message, query.data or ""
        if message is None or not message.is_accessible:  # Telegram no longer knows what it stood under
            await self._sender.toast(query.id, wording.old_button(query.from_user.language_code), alert=True)
            return
        who = await self._acquaintances.of(query.from_user, message.chat.id)
        language = who.language
        asker = message.reply_to_message.from_user if message.reply_to_message else None  # type: ignore[attr-defined]
        private = message.chat.type == "private"
        if not private and asker is not None and asker.id != query.from_user.id:
            await self._sender.toast(query.id, wording.not_your_button(language), alert=True)
            return
        place = _place(message)  # type: ignore[arg-type]
        answer: Answer = await self._begin(item, place)
        said = payload(data)
        if private and await self._offering.pressed(query, who, answer):
            return
        if said is None:
            over = await self._handover.pressed(data, message, who, answer)  # type: ignore[arg-type]
            if over is None and private:
                over = await self._desk.pressed(data, message.message_id, who, answer)
            if over is None and private and await self._controls.pressed(data, who, item, answer, message.message_id):
                over = ""
            await self._sender.toast(query.id, wording.old_button(language) if over is None else over, alert=over != "")
            if over == "" and data.startswith(PLACE):
                await self._agreed_to_a_place(data.removeprefix(PLACE), query, item, answer)
        elif said.startswith(CONSENT):
            await self._sender.toast(query.id)
            await self._controls.place(said, who, answer)
        elif said in _OF_THE_LAST and await self._memory.is_old(who.conversation, message.message_id):
            await self._sender.toast(query.id, wording.old_button(language), alert=True)
        elif said in _RATINGS:
            await self._rate(said, query, who, item, answer)
        else:
            await self._sender.toast(query.id, wording.one_moment(language))
            # The conversation goes on in an answer of its own: an edit of the question leaves that alone.
            await self._ask(said, who, item, answer, question=-message.message_id)

    async def _agreed_to_a_place(self, session: str, query: CallbackQuery, item: Item, answer: Answer) -> None:
        """What consent was asked for goes on: the engine hears who it is now."""
        who = await self._acquaintances.of(query.from_user, answer.place.chat)
        answer.leads_in()
        await self._ask(session_turn("join", session), who, item, answer, question=-query.message.message_id)  # type: ignore[union-attr]

    async def _rate(self, rating: str, query: CallbackQuery, who: Who, item: Item, answer: Answer) -> None:
        """The engine's thanks stand over the chat; only where it has more to offer, a message comes into it."""
        try:
            replies = await self._turn(rating, who, item, answer)
        except Later:
            await self._sender.toast(query.id, wording.one_moment(who.language))
            raise
        self._memory.settled(item.chat)
        reply = replies[0]
        if reply.buttons:
            await self._sender.toast(query.id)
            await answer.send(messages(reply), keyboard(reply), last=True)
            await self._memory.answered(who.conversation, 0, answer.message_ids, anew=False)
            return
        fits = len(reply.text) <= _TOAST
        words = reply.text if fits else wording.thanks_for_feedback(who.language, helpful=rating == "/thumbs_up")
        await self._sender.toast(query.id, words)

    async def _membership(self, change: ChatMemberUpdated, item: Item) -> None:
        """Added to a group: how to ask there. Removed, made admin, blocked: nothing to say, or nobody to say it to."""
        here = {"member", "administrator"}
        was, now = change.old_chat_member.status, change.new_chat_member.status
        if change.chat.type in ("group", "supergroup") and now in here and was not in here:
            language = change.from_user.language_code
            answer: Answer = await self._begin(item, Place(change.chat.id))
            await answer.say(wording.group_welcome(language), language)


def _turn(item: Item) -> dict[str, Any]:
    """Names the turn, so that the engine does not say twice what was lost on the way (``bot.rasa_channel``)."""
    return {"turn": f"{item.channel} {item.update_id}"} | ({"again": True} if item.claims > 1 else {})


def _place(message: Message) -> Place:
    """Where a message is answered: under it in a group, in its topic where it has one."""
    thread = message.message_thread_id if message.is_topic_message else None
    if message.chat.type == "private":
        return Place(message.chat.id, None, thread)
    asked = message
    if message.from_user is not None and message.from_user.is_bot and message.reply_to_message is not None:
        asked = message.reply_to_message  # a button under an answer: the one who asked is answered again
    return Place(message.chat.id, asked.message_id, thread)
