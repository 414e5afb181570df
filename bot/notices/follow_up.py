"""What comes after a session: its materials, the next in the series, two questions."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.notices.notice import Notice, button, called, paragraphs
from bot.replies import PAYLOAD_BYTES, Button

if TYPE_CHECKING:
    from bot.notices.notice import Reader
    from programme import Session

__all__ = ["follow_up"]

#: Most materials that have a button of their own.
_MOST = 4
#: The name of a document of the library, as the conversation opens it.
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: What a channel puts before a payload counts too.
_BYTES = PAYLOAD_BYTES - 2


def follow_up(reader: Reader, session: Session, *, following: Session | None) -> Notice:
    """The message of the day after.

    Args:
        reader: whom it is for.
        session: that took place.
        following: the next of its series, where the reader has no place in it yet.
    """
    said, plan = reader.said, session.plan
    parts = [said.say("{title} is over. Thank you for taking part.", title=called(said, session))]
    materials = _materials(session)
    if materials:
        parts.append(said.say("Its materials are under the buttons."))
    if following is not None:
        parts.append(
            said.say(
                "The next in the series: {title}, {when}.", title=called(said, following), when=reader.when(following)
            )
        )
    parts.append(
        said.say(
            "Two short questions, if you have a moment. How useful was it for you, from 1 (not at all) to 5 (very)? "
            "And would you come to another one like it?"
        )
    )
    rows: list[tuple[Button, ...]] = [(each,) for each in materials]
    if plan.recording:
        rows.append((button(said.say("What was said"), "show", session.id),))
    if following is not None:
        rows.append((button(said.say("Register for the next"), "join", following.id),))
    rows.append(tuple(button(str(grade), "rate", f"{session.id}.{grade}") for grade in range(1, 6)))
    yes = button(said.say("I would come again"), "again", f"{session.id}.yes")
    rows.append((yes, button(said.say("Rather not"), "again", f"{session.id}.no")))
    return Notice(paragraphs(parts), tuple(rows))


def _materials(session: Session) -> list[Button]:
    found = []
    for name in session.plan.materials[:_MOST]:
        sent = f"/topics{json.dumps({'topic': name}, separators=(',', ':'))}"
        if _NAME.fullmatch(name) and len(sent.encode()) <= _BYTES:
            found.append(Button(f"▸ {name.replace('-', ' ').capitalize()}", sent))
    return found
