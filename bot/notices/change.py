"""What those who are in a session hear when it is changed or cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.notices.notice import Notice, about, button, called, paragraphs

if TYPE_CHECKING:
    from bot.notices.notice import File, Reader
    from programme import Change

__all__ = ["cancelled", "changed"]


def changed(reader: Reader, change: Change, *, inside: bool, file: File | None) -> Notice:
    """What is different now.

    Args:
        reader: whom it is for.
        change: what has changed.
        inside: whether they have a place; who waits does not learn where to join.
        file: for their calendar.
    """
    said, session, before = reader.said, change.session, change.before
    parts = []
    moved = (session.starts_at, session.ends_at) != (before.starts_at, before.ends_at)
    if moved:
        from nlu.moments import when_words

        old = when_words(before.starts_at, before.ends_at, reader.zone or before.zone, said.language)
        parts.append(said.say("{title} has been moved.", title=said.quote(before.title)))
        times = [said.say("Before: {when}", when=old), said.say("Now: {when}", when=reader.when(session))]
        parts.append("\n".join(times))
    else:
        parts.append(
            said.say("{title}, {when}, has changed.", title=said.quote(before.title), when=reader.when(session))
        )
    if session.plan.title != before.title:
        parts.append(said.say("It is called {title} now.", title=called(said, session)))
    if (session.plan.place, session.plan.link) != (before.place, before.link) or moved:
        parts.append(about(said, session, inside=inside))
    if file is not None:
        parts.append(said.say("The file brings your calendar up to date."))
    leave = button(said.say("Give up my place"), "leave", session.id)
    return Notice(paragraphs(parts), ((button(said.say("Details"), "show", session.id), leave),), file)


def cancelled(reader: Reader, change: Change, *, file: File | None) -> Notice:
    """That it does not take place."""
    said, session = reader.said, change.session
    text = said.say("{title}, {when}, does not take place.", title=called(said, session), when=reader.when(session))
    takes_out = "" if file is None else said.say("The file takes it out of your calendar.")
    return Notice(paragraphs([text, takes_out]), ((button(said.say("What is on"), "list", "1"),),), file)
