"""Whether something of a person may be stored."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import NoConsent, NoSuchPerson
from programme.models import people

__all__ = ["agreed"]


_CONSENT = sa.select(people.c.consented_at).where(people.c.id == sa.bindparam("who"))


def agreed(session: Any, person: str) -> None:
    """The person is known and agrees to be remembered; for whoever stores something of theirs.

    Raises:
        NoSuchPerson: nobody has this id.
        NoConsent: the person has withdrawn.
    """
    row = session.execute(_CONSENT, {"who": person}).first()
    if row is None:
        raise NoSuchPerson("The person is not known: never remembered, or forgotten. Ask for consent first.")
    if row.consented_at is None:
        raise NoConsent("The person has not agreed to be remembered, so nothing was stored. Ask for consent first.")
