"""The slots of office hours: sessions of their own, for one person each, that follow the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa  # type: ignore[import-untyped,unused-ignore]

from programme.errors import BadValue
from programme.models import sessions
from programme.plan import SLOT
from programme.session_rows import EARLIEST, Session, list_sessions
from programme.session_writes import change_session
from programme.zones import wall, zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from programme.plan import Plan

__all__ = ["change_slots", "slot_plan", "slots_of"]

#: What a slot says as the whole does.
_SHARED = (
    "title", "description", "topic", "place", "link", "audience", "host", "zone", "languages", "module", "cohort",
    "materials",
)  # fmt: skip


def slots_of(session: Any, id: str) -> list[Session]:
    """The slots that take place, in order."""
    which = sa.select(sessions).where(sessions.c.parent == id, sessions.c.state == "planned")
    return list_sessions(session, which.order_by(*EARLIEST))


def slot_plan(whole: Plan, starts_at: datetime, minutes: int) -> Plan:
    """What a slot of office hours is."""
    return whole.but(
        kind=SLOT, starts=wall(starts_at, zone_of(whole.zone)), minutes=minutes, capacity=1, recording=None, second=None
    )


def change_slots(session: Any, old: Session, plan: Plan, moments: tuple[datetime, datetime], now: datetime) -> None:
    """Slots move with the whole and say what it says.

    Raises:
        BadValue: the whole gets longer or shorter.
    """
    slots = slots_of(session, old.id)
    if not slots:
        return
    if moments[1] - moments[0] != old.ends_at - old.starts_at or plan.kind != old.plan.kind:
        raise BadValue("Office hours that are cut into slots keep their length. Cancel them and plan new ones.")
    by = moments[0] - old.starts_at
    shared = {name: getattr(plan, name) for name in _SHARED}
    for slot in slots:
        starts_at, ends_at = slot.starts_at + by, slot.ends_at + by
        changed = slot.plan.but(**shared, starts=wall(starts_at, zone_of(plan.zone)), second=None)
        change_session(session, slot, changed, (starts_at, ends_at), now)
