"""What has taken place: who was there, and where a recording can be read."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from actions import knowledge_base
from actions.buttons import payload
from actions.sessions.describing import shortened
from bot.replies import Button
from knowledge.errors import KnowledgeError
from programme.bookings import Bookings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.sessions.database import Programme
    from nlu.texts import Texts
    from programme.people import Person
    from programme.session_rows import Session

__all__ = ["attended", "document_buttons", "recording_buttons", "slug_of"]

logger = logging.getLogger(__name__)

#: By build of the index: names, titles and slugs of its documents, folded, and the slug of the topic that each is.
_slugs: dict[str, dict[str, str]] = {}


def attended(programme: Programme, person: Person | None) -> frozenset[str]:
    """Ids of the sessions that somebody was at."""
    if person is None:
        return frozenset()
    return frozenset(each.id for each, booking in Bookings(programme.database).of(person.id) if booking.attended_at)


def recording_buttons(said: Texts, sessions: Sequence[Session]) -> list[Button]:
    """Opens the recordings that the index has, with the session's title where there are several."""
    buttons = []
    for session in sessions:
        slug = slug_of(session.plan.recording)
        if slug is not None:
            title = said.say("Transcript") if len(sessions) == 1 else f"▸ {shortened(session.plan.title)}"
            buttons.append(Button(title, payload("topics", topic=slug)))
    return buttons


def document_buttons(names: Sequence[str]) -> list[Button]:
    """Opens the documents of these names that the index has."""
    slugs = dict.fromkeys(slug for name in names if (slug := slug_of(name)) is not None)
    return [Button(f"▸ {shortened(_title(slug))}", payload("topics", topic=slug)) for slug in slugs]


def slug_of(name: str | None) -> str | None:
    """The topic of the index that a document's name, title or topic names; None where there is none, or no index."""
    if not name:
        return None
    try:
        index = knowledge_base.shared().open().index
    except KnowledgeError as error:
        logger.error("Documents of sessions cannot be opened: %s", error)
        return None
    build = index.manifest.build
    if build not in _slugs:
        from knowledge.catalogue import topics

        known: dict[str, str] = {}
        for topic in topics(index):
            for each in (topic.title, *topic.files, topic.document.name, topic.slug):
                known[each.casefold()] = topic.slug
            _titles[topic.slug] = topic.title
        _slugs.clear()
        _slugs[build] = known
    return _slugs[build].get(name.casefold())


_titles: dict[str, str] = {}


def _title(slug: str) -> str:
    return _titles.get(slug, slug)
