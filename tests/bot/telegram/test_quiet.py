"""Quiet hours by the clock on the wall, across midnight and where clocks are changed."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from bot.telegram.quiet import QuietHours

NIGHT = QuietHours(time(21), time(7, 30))
NOON = QuietHours(time(12), time(14))
NEW_YORK, KATHMANDU = ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu")


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("hours", "zone", "now", "over"),
    [
        (NIGHT, NEW_YORK, "2026-01-15 02:00", "2026-01-15 12:30"),  # 21:00 there
        (NIGHT, NEW_YORK, "2026-01-15 01:59:59", "2026-01-15 01:59:59"),
        (NIGHT, NEW_YORK, "2026-01-15 05:00:01", "2026-01-15 12:30"),  # after midnight
        (NIGHT, NEW_YORK, "2026-01-15 12:29:59", "2026-01-15 12:30"),
        (NIGHT, NEW_YORK, "2026-01-15 12:30", "2026-01-15 12:30"),
        (NIGHT, NEW_YORK, "2026-07-15 02:00", "2026-07-15 11:30"),  # in summer
        (NIGHT, KATHMANDU, "2026-01-15 16:00", "2026-01-16 01:45"),  # three quarters of an hour off
        (NOON, KATHMANDU, "2026-01-15 07:00", "2026-01-15 08:15"),
        (NOON, KATHMANDU, "2026-01-15 08:15", "2026-01-15 08:15"),
        # The night of 8 March 2026 is an hour shorter, that of 1 November an hour longer.
        (NIGHT, NEW_YORK, "2026-03-08 03:00", "2026-03-08 11:30"),
        (NIGHT, NEW_YORK, "2026-11-01 02:00", "2026-11-01 12:30"),
        # 02:30 does not exist on 8 March: it is over when the clocks jump.
        (QuietHours(time(21), time(2, 30)), NEW_YORK, "2026-03-08 03:00", "2026-03-08 07:00"),
        # 01:30 is there twice on 1 November: over at the first, then quiet again from the second 01:00 to the second.
        (QuietHours(time(21), time(1, 30)), NEW_YORK, "2026-11-01 03:00", "2026-11-01 05:30"),
        (QuietHours(time(21), time(1, 30)), NEW_YORK, "2026-11-01 06:10", "2026-11-01 06:30"),
        # A beginning that does not exist: quiet from the jump on.
        (QuietHours(time(2, 30), time(9)), NEW_YORK, "2026-03-08 06:59", "2026-03-08 06:59"),
        (QuietHours(time(2, 30), time(9)), NEW_YORK, "2026-03-08 07:00", "2026-03-08 13:00"),
    ],
)
def test_when_it_is_over(hours, zone, now, over):
    assert hours.over(utc(now), zone) == utc(over)
    assert hours.holds(utc(now), zone) is (now != over)


def test_it_is_the_first_moment_that_is_not_quiet_all_year_round():
    for hours in (NIGHT, NOON, QuietHours(time(0, 15), time(2, 45)), QuietHours(time(23), time(2))):
        moment = utc("2026-01-01 00:07")
        while moment.year == 2026:
            over, slow = hours.over(moment, NEW_YORK), moment
            while hours.holds(slow, NEW_YORK):
                slow = slow.replace(second=0) + timedelta(minutes=1)
            assert over == slow
            moment += timedelta(hours=2, minutes=50)
