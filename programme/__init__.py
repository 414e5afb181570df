"""What is remembered between messages: people who agreed to it, updates to answer, messages to send."""

from __future__ import annotations

from programme.conversations import Conversations
from programme.database import Database
from programme.erasures import Erasures
from programme.inbox import Inbox, Item
from programme.offers import Offer, Offers
from programme.outbox import Outbox, Outgoing
from programme.people import People, Person, Receipt
from programme.questions import Question, Questions
from programme.staff import Member, Staff

__all__ = [
    "Conversations",
    "Database",
    "Erasures",
    "Inbox",
    "Item",
    "Member",
    "Offer",
    "Offers",
    "Outbox",
    "Outgoing",
    "People",
    "Person",
    "Question",
    "Questions",
    "Receipt",
    "Staff",
]
