"""The tables, a file a subject. Whoever changes one adds a revision (``programme/migrations/versions``).

A person is named in ``key``, ``sender``, ``chat``, ``recipient`` and ``person`` and nowhere else.
"""

from __future__ import annotations

from programme.models.base import metadata
from programme.models.erasures import erasures
from programme.models.messages import inbox, outbox
from programme.models.offers import offers
from programme.models.people import channels, people
from programme.models.staff import invitations, questions, staff
from programme.models.telegram import telegram_messages, telegram_newest, telegram_sent

__all__ = [
    "channels",
    "erasures",
    "inbox",
    "invitations",
    "metadata",
    "offers",
    "outbox",
    "people",
    "questions",
    "staff",
    "telegram_messages",
    "telegram_newest",
    "telegram_sent",
]
