"""Values: what every database stores and nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.errors import BadValue
from programme.values import LARGEST, number, text, utc


@given(st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2900, 1, 1), timezones=st.timezones()))
def test_a_moment_stays_the_same_moment(moment):
    assert (utc(moment).utcoffset(), utc(moment).timestamp()) == (timedelta(0), moment.timestamp())


def test_a_time_without_a_zone_is_no_moment():
    with pytest.raises(BadValue):
        utc(datetime(2026, 3, 2))
    assert utc(datetime(2026, 3, 2, tzinfo=timezone.utc)) == datetime(2026, 3, 2, tzinfo=timezone.utc)


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), min_size=1))
def test_every_other_text_passes_unchanged(value):
    assert text(value, "value") == value


def test_an_empty_text_passes_where_it_may():
    assert text("", "value", empty=True) == ""
    with pytest.raises(BadValue):
        text("", "value")


def test_numbers_have_two_ends():
    assert [number(value, "value") for value in (0, LARGEST)] == [0, LARGEST]
    for value in (-1, LARGEST + 1):
        with pytest.raises(BadValue):
            number(value, "value")
