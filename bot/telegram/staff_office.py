"""All that has to do with the staff, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.telegram.handover import Handover
from bot.telegram.staff_desk import Desk
from bot.telegram.staff_link import Linking
from bot.telegram.staff_menus import Menus
from bot.telegram.staff_news import News
from programme import Outbox, Questions, Staff

if TYPE_CHECKING:
    from telegram import Bot

    from bot.telegram.options import Options
    from bot.telegram.sending import Sender
    from programme import Database

__all__ = ["Office"]


@dataclass(frozen=True, slots=True)
class Office:
    """The parts that others speak with.

    Attributes:
        handover: what goes from delegates to the staff.
        desk: what the staff do.
        news: what both are told by itself.
    """

    handover: Handover
    desk: Desk
    news: News

    @classmethod
    def of(cls, options: Options, database: Database, bot: Bot, sender: Sender) -> Office:
        """That of one process."""
        staff, questions = Staff(database), Questions(database)
        days, again = options.question_days, options.again_seconds
        news = News(staff, questions, Outbox(database), sender, Menus(bot, staff), days=days, again_seconds=again)
        desk = Desk(bot.bot, staff, questions, Linking(staff, questions, news), news)
        return cls(Handover(staff, questions, news.asked, days=days), desk, news)
