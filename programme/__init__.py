"""What is remembered between messages: people who agreed to it, updates to answer, messages to send, the programme."""

from __future__ import annotations

from programme.announcements import Announcements
from programme.booking_rows import Booking
from programme.bookings import Bookings
from programme.changes import Change, Changes, Told
from programme.conversations import Conversations
from programme.database import Database
from programme.erasures import Erasures
from programme.feeds import Feeds
from programme.followups import FollowUps
from programme.ids import new_id
from programme.inbox import Inbox, Item
from programme.interests import Interests
from programme.offers import Offer, Offers
from programme.office_hours import OfficeHours
from programme.outbox import Outbox, Outgoing
from programme.people import People, Person, Receipt
from programme.plan import Plan
from programme.poll_rows import Poll, PollOption
from programme.polls import Opened, Polls
from programme.questions import Question, Questions
from programme.recurrence import Occurrence, Recurrence
from programme.reminders import Reminder, Reminders
from programme.session_rows import Session
from programme.sessions import Sessions
from programme.staff import Member, Staff
from programme.surveys import Results, Surveys

__all__ = [
    "Announcements",
    "Booking",
    "Bookings",
    "Change",
    "Changes",
    "Conversations",
    "Database",
    "Erasures",
    "Feeds",
    "FollowUps",
    "Inbox",
    "Interests",
    "Item",
    "Member",
    "Occurrence",
    "Offer",
    "Offers",
    "OfficeHours",
    "Opened",
    "Outbox",
    "Outgoing",
    "People",
    "Person",
    "Plan",
    "Poll",
    "PollOption",
    "Polls",
    "Question",
    "Questions",
    "Receipt",
    "Recurrence",
    "Reminder",
    "Reminders",
    "Results",
    "Session",
    "Sessions",
    "Staff",
    "Surveys",
    "Told",
    "new_id",
]
