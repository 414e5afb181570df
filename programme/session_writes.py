"""How a plan becomes rows, for whoever makes or changes sessions in a transaction of their own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.changes import raised
from programme.errors import BadValue
from programme.ids import new_id
from programme.models import registrations, series, sessions
from programme.seats import resize
from programme.session_rows import SAID
from programme.values import utc
from programme.withdrawals import withdraw_of_session
from programme.zones import wall

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from programme.plan import Plan
    from programme.recurrence import Recurrence
    from programme.session_rows import Session

__all__ = ["cancel_session", "change_session", "insert_occurrences", "insert_session", "is_ahead"]


def is_ahead(starts_at: datetime, plan: Plan, now: datetime) -> None:
    """Nothing is planned for a time that has passed.

    Raises:
        BadValue: it has.
    """
    if starts_at <= utc(now):
        raise BadValue(f"{plan.starts:%Y-%m-%d %H:%M} in {plan.zone} has passed. Choose a later time.")


def insert_session(session: Any, plan: Plan, moments: tuple[datetime, datetime], now: datetime, **more: Any) -> str:
    """A row for a session from one moment to another, and its seats; the id."""
    id = new_id()
    session.execute(
        sa.insert(sessions).values(
            id=id, **_values(plan), starts_at=moments[0], ends_at=moments[1], sequence=0, state="planned",
            created_at=utc(now), changed_at=utc(now), **more,
        )
    )  # fmt: skip
    resize(session, id, None, plan.capacity)
    return id


def insert_occurrences(
    session: Any, plan: Plan, recurrence: Recurrence, length: timedelta, now: datetime
) -> list[tuple[str, Plan]]:
    """A row for a series and one for each of its sessions; the ids of these, and what each is."""
    id = new_id()
    values = {name: getattr(plan, name) for name in SAID if name in series.c}
    session.execute(
        sa.insert(series).values(
            id=id, **values, languages=json.dumps(plan.languages), starts_wall=plan.starts,
            minutes=plan.minutes, rule=recurrence.rule, capacity=plan.capacity, created_at=utc(now),
        )
    )  # fmt: skip
    made = []
    for each in recurrence.occurrences:
        own = plan.but(starts=wall(each.at, recurrence.zone))
        moments = (each.at, each.at + length)
        made.append((insert_session(session, own, moments, now, series=id, planned_wall=each.planned), own))
    return made


def change_session(session: Any, old: Session, plan: Plan, moments: tuple[datetime, datetime], now: datetime) -> None:
    """The row says what the plan says; whoever is in is to be told, and is reminded anew of a new time."""
    which = sa.update(sessions).where(sessions.c.id == old.id)
    values = {"starts_at": moments[0], "ends_at": moments[1], **raised(session, old, now)}
    session.execute(which.values(**_values(plan), **values))
    if moments[0] != old.starts_at:
        withdraw_of_session(session, old.id)
        session.execute(sa.update(registrations).where(registrations.c.session == old.id).values(reminded=None))


def cancel_session(session: Any, old: Session, now: datetime) -> None:
    """It does not take place; whoever is in is to be told."""
    which = sa.update(sessions).where(sessions.c.id == old.id)
    session.execute(which.values(state="cancelled", **raised(session, old, now)))
    withdraw_of_session(session, old.id)


def _values(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in SAID} | {
        "languages": json.dumps(plan.languages),
        "materials": json.dumps(plan.materials),
        "starts_wall": plan.starts,
        "capacity": plan.capacity,
    }
