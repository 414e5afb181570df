"""The tables, a file a subject. Whoever changes one adds a revision (``programme/migrations/versions``).

A person is named in ``key``, ``sender``, ``chat``, ``recipient`` and ``person`` and nowhere else.
"""

from __future__ import annotations

from programme.models.announcements import announcements
from programme.models.base import metadata
from programme.models.erasures import erasures
from programme.models.messages import inbox, outbox
from programme.models.offers import offers
from programme.models.people import channels, people
from programme.models.polls import poll_guests, poll_options, poll_votes, polls
from programme.models.sessions import registrations, seats, series, sessions
from programme.models.staff import invitations, questions, staff
from programme.models.surveys import surveys
from programme.models.telegram import telegram_messages, telegram_newest, telegram_sent
from programme.models.wishes import feeds, interests, reminders

__all__ = [
    "announcements",
    "channels",
    "erasures",
    "feeds",
    "inbox",
    "interests",
    "invitations",
    "metadata",
    "offers",
    "outbox",
    "people",
    "poll_guests",
    "poll_options",
    "poll_votes",
    "polls",
    "questions",
    "registrations",
    "reminders",
    "seats",
    "series",
    "sessions",
    "staff",
    "surveys",
    "telegram_messages",
    "telegram_newest",
    "telegram_sent",
]
