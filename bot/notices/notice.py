"""A message that goes out by itself, before a channel gives it its form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.replies import Button

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nlu.texts import Texts
    from programme import Session

__all__ = ["File", "Notice", "Reader", "about", "button", "called", "paragraphs"]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a notice is for.

    Attributes:
        person: id.
        said: the texts of their language.
        zone: IANA name of their zone; None when it is not known, and the session's own counts.
    """

    person: str
    said: Texts
    zone: str | None

    def clocks(self, session: Session) -> str:
        """The zone in which the times of a session are said."""
        return self.zone or session.plan.zone

    def when(self, session: Session) -> str:
        """When a session is, in words."""
        from nlu.moments import when_words

        return when_words(session.starts_at, session.ends_at, self.clocks(session), self.said.language)


@dataclass(frozen=True, slots=True)
class File:
    """A file that goes with a notice; a text, as calendars are."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A message.

    Attributes:
        text: plain.
        rows: buttons, a row each; what they send is said in the conversation.
        file: comes after the message.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    file: File | None = None


def button(title: str, do: str, of: str) -> Button:
    """A button that does something about a session, a poll or a place.

    Raises:
        ValueError: what it sends is longer than channels take.
    """
    return Button(title, f"/sessions{json.dumps({'do': do, 'of': of}, separators=(',', ':'))}")


def called(said: Texts, session: Session) -> str:
    """The title of a session between quotation marks."""
    return said.quote(session.plan.title)


def about(said: Texts, session: Session, *, inside: bool) -> str:
    """Where it is, and for who is ``inside`` where to join it; a line each."""
    lines = []
    if session.plan.place:
        lines.append(said.say("Where: {place}", place=session.plan.place))
    if session.plan.link and inside:
        lines.append(said.say("Join here: {link}", link=session.plan.link))
    return "\n".join(lines)


def paragraphs(parts: Iterable[str]) -> str:
    """Those that are not empty, with a blank line between."""
    return "\n\n".join(part for part in parts if part)
