"""Messages that wait in the outbox and are not to be sent any more."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.models import outbox, registrations

__all__ = ["EMPTIED", "about", "withdraw", "withdraw_of_session"]

#: What is left of a message that will not be sent (again): that there was one.
EMPTIED = {"payload": "{}", "chat": "", "recipient": "", "subject": None, "leased_until": None}


def about(registration: str) -> str:
    """The subject of messages about somebody's place in a session, or their turn."""
    return f"registration:{registration}"


def withdraw(session: Any, subjects: Any) -> int:
    """Messages about any of ``subjects`` (a list, or a query for them) are not sent; how many that are.

    For whoever changes what they are about, in the same transaction. One that is being sent at this moment may go out.
    """
    which = sa.and_(outbox.c.state == "open", outbox.c.subject.in_(subjects))
    dead = sa.update(outbox).where(which).values(state="dead", reason="withdrawn", **EMPTIED)
    return int(session.execute(dead.execution_options(synchronize_session=False)).rowcount)


def withdraw_of_session(session: Any, id: str) -> int:
    """As ``withdraw``, about any registration for a session."""
    subject = sa.literal(about("")).concat(registrations.c.id)
    return withdraw(session, sa.select(subject).where(registrations.c.session == id))
