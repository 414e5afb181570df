from __future__ import annotations

from datetime import datetime

import pytest

from bot.cli import typed
from bot.errors import BadInput
from programme.errors import BadZone


def test_moments():
    assert typed.moment("2027-03-12 10:00") == typed.moment("2027-3-12T10:00") == datetime(2027, 3, 12, 10)
    for wrong in ("12 March", "2027-03-12", "2027-02-29 10:00", "2027-03-12 24:00", "", "2027-03-12 10"):
        with pytest.raises(BadInput):
            typed.moment(wrong)


def test_a_long_mistake_is_shown_short():
    with pytest.raises(BadInput) as caught:
        typed.day("x" * 5000)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(("until", "minutes"), [("11:30", 90), ("2027-03-13 01:00", 15 * 60)])
def test_how_long_it_is_to_an_end(until, minutes):
    assert typed.minutes_of(datetime(2027, 3, 12, 10), until) == minutes


def test_an_end_before_the_start():
    with pytest.raises(BadInput, match="before it begins"):
        typed.minutes_of(datetime(2027, 3, 12, 10), "10:00")


@pytest.mark.parametrize(
    ("written", "name"),
    [("Europe/Paris", "Europe/Paris"), ("Suva", "Pacific/Fiji"), ("Kenya", "Africa/Nairobi"), ("UTC", "UTC")],
)
def test_zones(written, name):
    assert typed.zone(written) == name


def test_zones_that_are_none_or_several():
    with pytest.raises(BadZone, match="Europe/Paris"):
        typed.zone("Europe/Pariss")
    with pytest.raises(BadZone):
        typed.zone("x" * 5000)
    with pytest.raises(BadInput, match="several time zones"):
        typed.zone("Australia")


def test_codes():
    assert typed.codes(("en,es", "EN", " fr ")) == ("en", "es", "fr")
    with pytest.raises(BadInput, match="'english' is no code"):
        typed.codes(("en,english",))
