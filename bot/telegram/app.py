"""The process, put together from plain values."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.dialogue import Dialogue
from bot.telegram.acquaintance import Acquaintances
from bot.telegram.consent import Consent
from bot.telegram.controls import Controls
from bot.telegram.conversation import Conversation
from bot.telegram.courtesy import Courtesy
from bot.telegram.files import Files
from bot.telegram.finding import Numbers
from bot.telegram.idle import erase_idle
from bot.telegram.incoming import incoming, reach, status_of
from bot.telegram.inline import Inline
from bot.telegram.memory import Memory
from bot.telegram.names import Names
from bot.telegram.offer_check import Check
from bot.telegram.offer_tidying import keep_tidy
from bot.telegram.offering import Offering
from bot.telegram.outgoing import Delivery
from bot.telegram.pace import Pace
from bot.telegram.passages import Passages
from bot.telegram.presence import Presence
from bot.telegram.progress import Progress
from bot.telegram.quiet import QuietHours
from bot.telegram.receiving import Receiving
from bot.telegram.registering import register
from bot.telegram.resuming import settle_all
from bot.telegram.sending import Sender
from bot.telegram.shown import Shown
from bot.telegram.speech import Speech
from bot.telegram.staff_office import Office
from bot.telegram.voice import Recordings
from bot.telegram.worker import Worker, begin_with
from programme import Conversations, Database, Erasures, Inbox, Offers, Outbox, People, Staff
from programme.errors import DatabaseFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.telegram.options import Options

__all__ = ["run", "silence"]

logger = logging.getLogger(__name__)

_CONNECTIONS = 64


def silence() -> None:
    """Keep the token out of the log, and what people write.

    At INFO these libraries write down every address that they call; an update that python-telegram-bot cannot read, it
    writes down whole, at the highest level that there is.
    """
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL + 1)


async def run(options: Options, *, began: float | None = None) -> None:
    """Serve until cancelled.

    Args:
        options: from the settings.
        began: when this process did, by ``time.monotonic``; ``None`` where no other can have ended just before.

    Raises:
        StartFailed: Telegram does not know the token.
        ProgrammeError: the database cannot be used.
        OSError: the home folder cannot be used.
    """
    silence()
    database, conversations = Database(options.database), Conversations(options.conversations, options.events)
    await asyncio.to_thread(database.create)
    progress, inbox = Progress(database), Inbox(database)
    names = await asyncio.to_thread(Names.of_home, options.home)
    bot = Bot(
        options.token,
        base_url=options.base_url,
        base_file_url=options.base_file_url,
        request=HTTPXRequest(connection_pool_size=_CONNECTIONS),
        get_updates_request=HTTPXRequest(connection_pool_size=1),
    )
    status = status_of(options, database, inbox)
    telling = asyncio.create_task(status.run())
    dialogue = Dialogue(options.engine, seconds=options.seconds, language=options.language)
    passages, listening = Passages(options.actions), options.listening
    speech = Speech(listening) if listening else None
    try:
        await reach(bot, status)
        people, shown, erasures = People(database), Shown(database), Erasures(database)
        await asyncio.to_thread(erasures.tidy)
        memory = Memory(shown, progress)
        acquaintances = Acquaintances(people, names, conversations, shown, erasures, Staff(database))
        pace = Pace(began=began)
        sender = Sender(bot, pace, Numbers(names.supergroup, await asyncio.to_thread(progress.newest)))
        office = Office.of(options, database, bot, sender)
        consent = Consent(
            acquaintances,
            days=options.days,
            question_days=options.question_days,
            speech=listening.host if listening else None,
        )
        offers, offered = Offers(database), options.home / "offers"
        check = Check(seconds=options.read_seconds, megabytes=options.read_megabytes)
        conversation = Conversation(
            bot.bot,
            dialogue,
            acquaintances,
            Controls(bot.username, acquaintances, consent, memory, office.desk),
            memory,
            sender,
            Recordings(bot, speech, listening),
            Offering(bot, Staff(database), offers, offered, check, days=options.offer_days),
            files=Files(database, options.organizer),
            handover=office.handover,
            desk=office.desk,
            begin=begin_with(sender, progress),
            seconds=options.seconds,
        )
        presence = Presence()
        worker = Worker(
            inbox,
            progress,
            conversation,
            bot,
            at_once=options.at_once,
            again_seconds=options.again_seconds,
            waiting=lambda: pace.waiting,
            wrote=presence.wrote,
        )
        hours = QuietHours(*options.quiet) if options.quiet else None
        courtesy = Courtesy(people, presence, hours=hours, zone=options.zone)
        inline = Inline(bot, passages)
        receiving = Receiving(inbox, worker.wake, aside={"inline_query": inline.hear}, saw=sender.numbers.saw)
        delivery = Delivery(Outbox(database), sender, quiet=courtesy.when)
        tasks = [
            asyncio.create_task(incoming(bot, receiving, status, options)),
            asyncio.create_task(inline.run()),
            asyncio.create_task(_resume(sender, progress, bot, options.again_seconds, worker.run, delivery.run)),
            asyncio.create_task(office.news.run()),
            asyncio.create_task(keep_tidy(offers, Outbox(database), offered, days=options.offer_days)),
            asyncio.create_task(erase_idle(conversations, shown, days=options.days)),
            asyncio.create_task(_forever(register(bot, options.home / "telegram" / "registered"))),
        ]
        try:
            await asyncio.gather(*tasks)
        finally:
            await _end(tasks)
    finally:
        await _end([telling])
        await dialogue.close_async()
        await passages.close()
        if speech is not None:
            await speech.close()
        with contextlib.suppress(TelegramError, RuntimeError):
            await bot.shutdown()
        database.close()
        conversations.close()


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel until they have ended: a call that ends at that moment may lose the first cancellation."""
    for _ in range(3):
        for task in tasks:
            task.cancel()
        _, running = await asyncio.wait(tasks, timeout=4.0)
        if not running:
            break
    for task in tasks:
        if task.done() and not task.cancelled():
            task.exception()  # asked for: the first error is the one that is raised


async def _resume(
    sender: Sender, progress: Progress, bot: Bot, pause: float, *senders: Callable[[], Coroutine[None, None, None]]
) -> None:
    """Before anybody sends, what was being sent at the last end is looked for, however long the database is away."""
    while True:
        try:
            await settle_all(sender, progress, bot)
            break
        except DatabaseFailed as error:
            logger.error("%s", error)
            await asyncio.sleep(pause)
    await asyncio.gather(*(send() for send in senders))


async def _forever(work: Coroutine[None, None, None]) -> None:
    await work
    await asyncio.Event().wait()
