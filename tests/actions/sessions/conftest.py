"""A programme in a database of its own, and conversations with the actions about it."""

from __future__ import annotations

import asyncio
import json
import shutil
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import settings
from actions import knowledge_base
from actions.knowledge_base import KnowledgeBase
from actions.schedule_session import ActionScheduleSession
from actions.sessions import actions, database
from actions.sessions.database import Programme, Store
from bot.replies import Reply
from programme import Bookings, Database, OfficeHours, People, Sessions
from programme.plan import Plan
from programme.zones import wall, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from programme.session_rows import Session

_ACTIONS = {
    "affirm": actions.ActionConfirm,
    "deny": actions.ActionDecline,
    "join": actions.ActionJoinSession,
    "leave": actions.ActionLeaveSession,
    "move": actions.ActionMoveSession,
    "mine": actions.ActionMySessions,
    "office": actions.ActionOfficeHours,
    "schedule": ActionScheduleSession,
    "sessions": actions.ActionSessions,
    "zone": actions.ActionSetZone,
}


class Talk:
    """One person's conversation with the actions: slots and messages go on from turn to turn, as Rasa keeps them."""

    def __init__(self, sender: str, language: str = "en", **metadata: Any) -> None:
        self.sender, self.language, self.metadata = sender, language, metadata
        self.slots: dict[str, Any] = {}
        self.events: list[dict[str, Any]] = []

    def says(self, intent: str, text: str) -> Reply:
        """A message, as understood: ``intent`` is one of ``_ACTIONS``."""
        return self._turn(intent, text, [])

    def presses(self, payload: str) -> Reply:
        """A button of sessions."""
        named = json.loads(payload.removeprefix("/sessions"))
        return self._turn("sessions", payload, [{"entity": name, "value": value} for name, value in named.items()])

    def presses_titled(self, reply: Reply, title: str) -> Reply:
        """The button of a reply with a title."""
        return self.presses(next(button.payload for button in reply.buttons if button.title == title))

    def _turn(self, intent: str, text: str, entities: list[dict[str, Any]]) -> Reply:
        parse = {
            "text": text,
            "intent": {"name": intent, "confidence": 1.0},
            "entities": entities,
            "metadata": {"language": self.language, **self.metadata},
        }
        message = {"event": "user", "text": text, "parse_data": parse, "input_channel": "rest"}
        self.events.append({**message, "message_id": f"{self.sender}-{len(self.events)}"})
        tracker = Tracker.from_dict(
            {
                "sender_id": self.sender,
                "slots": dict(self.slots),
                "latest_message": parse,
                "events": list(self.events),
                "paused": False,
                "active_loop": {},
                "latest_action_name": "action_listen",
            }
        )
        dispatcher = CollectingDispatcher()
        events = asyncio.run(_ACTIONS[intent]().run(dispatcher, tracker, {}))
        self.slots |= {event["name"]: event["value"] for event in events if event["event"] == "slot"}
        (said,) = dispatcher.messages
        return Reply.from_dict(said["custom"])


class World:
    """A programme, and people who know it."""

    def __init__(self, programme: Programme) -> None:
        self.programme, self.now = programme, datetime.now(timezone.utc)
        self.sessions, self.bookings = Sessions(programme.database), Bookings(programme.database)
        self.people, self.hours = People(programme.database), OfficeHours(programme.database)

    def plan(self, title: str, *, days: float = 3, zone: str = "Europe/Zurich", minutes: int = 90, **more: Any) -> Plan:
        """A session so many days from now, at the full hour."""
        starts = wall(self.now + timedelta(days=days), zone_of(zone)).replace(minute=0, second=0, microsecond=0)
        return Plan(title=title, starts=starts, minutes=minutes, zone=zone, **more)

    def session(self, title: str, **more: Any) -> Session:
        """The same, planned; one that has been when ``days`` is negative."""
        plan = self.plan(title, **more)
        return self.sessions.add(plan, self.now - timedelta(days=400))

    def full(self, session: Session, *names: str) -> None:
        """Book places for others."""
        for name in names:
            other = self.people.remember("rest", name, consent=self.now)
            self.bookings.register(session.id, other.id, min(self.now, session.starts_at - timedelta(hours=1)))

    def talk(self, sender: str, language: str = "en", *, zone: str | None = None, consent: bool = True) -> Talk:
        """Somebody's conversation; with ``consent`` they are remembered already."""
        if consent:
            person = self.people.remember("rest", sender, consent=self.now)
            if zone is not None:
                self.people.set_zone(person.id, zone)
        return Talk(sender, language)

    def person(self, sender: str) -> str:
        """Id of somebody remembered."""
        found = self.people.of("rest", sender)
        assert found is not None
        return found.id


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables: making them takes longer than copying them."""
    file = tmp_path_factory.mktemp("programme") / "attache.db"
    made = Database(f"sqlite:///{file}")
    made.create()
    made.scrub()
    made.close()
    return file


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: Path) -> Iterator[World]:
    """A programme without sessions, where no index and no encoder is built."""
    shutil.copy(empty, tmp_path / "attache.db")
    config = settings.load().copy(
        update={
            "home": tmp_path,
            "index_path": None,
            "encoder_path": None,
            "zone": "Europe/Zurich",
            "calendar_url": "https://calendar.example.org",
        }
    )
    store, knowledge = Store(config), KnowledgeBase(config)
    monkeypatch.setattr(database, "shared", lambda: store)
    monkeypatch.setattr(knowledge_base, "shared", lambda: knowledge)
    yield World(store.open())
    store.close()
    knowledge.close()
