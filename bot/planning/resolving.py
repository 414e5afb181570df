"""What a plan comes to: its moments in UTC, all of them for a series, checked as the programme would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.planning.draft import Draft
    from programme.plan import Plan

__all__ = ["Resolved", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What would be created.

    Attributes:
        plan: of the first session.
        starts: the beginnings in UTC, in order: one, or those of a series.
        moved: of a series, how many lie later on the clocks because daylight saving skips their time that day.
        rule: of a series; None for one session.
        without: of a series, the times that were left out.
    """

    plan: Plan
    starts: tuple[datetime, ...]
    moved: int = 0
    rule: str | None = None
    without: tuple[datetime, ...] = ()

    @property
    def length(self) -> timedelta:
        """How long each lasts."""
        return timedelta(minutes=self.plan.minutes)


def resolve(draft: Draft, now: datetime) -> Resolved:
    """Everything about a draft that can be known before it is created; nothing is stored.

    Raises:
        BadValue: it cannot be planned: something is missing or out of its range, has passed, is a time that clocks
            skip or show twice, or a rule that cannot be used.
    """
    from programme.errors import BadValue
    from programme.recurrence import Recurrence

    plan = draft.plan()
    starts: tuple[datetime, ...]
    moved = 0
    if draft.rule is None:
        if draft.without:
            raise BadValue("Dates are to be left out, but there is no rule. Give the rule as well, or no such dates.")
        starts = (plan.moments()[0],)
    else:
        plan.moments()  # a first session at a time that does not exist is a mistake; later ones are moved
        found = Recurrence(draft.rule, plan.starts, plan.zone, without=draft.without).occurrences
        starts, moved = tuple(each.at for each in found), sum(each.moved for each in found)
    if starts[0] <= now:
        raise BadValue(f"{plan.starts:%Y-%m-%d %H:%M} in {plan.zone} has passed. Choose a later time.")
    return Resolved(plan, starts, moved, draft.rule, draft.without)
