from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from actions.sessions.ambiguous import _written, day_pressed
from nlu.dates import When

DAY = datetime(2027, 4, 3)


@pytest.mark.parametrize(
    "when",
    [
        When(DAY, DAY + timedelta(days=1)),
        When(DAY, DAY + timedelta(days=7)),
        When(None, DAY),
        When(DAY + timedelta(hours=15), None, clock=True),
    ],
)
def test_a_button_names_what_was_meant(when):
    assert day_pressed(_written(when)) == when


@pytest.mark.parametrize("of", ["", "2", "2027-13-01", "a-b", "2027-04-03/2027-04-04/2027-04-05", "-"])
def test_other_buttons_name_no_day(of):
    assert day_pressed(of) is None
