from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from actions.sessions.times import Times, day_of, day_words
from nlu.texts import LANGUAGES, texts

MOMENT = datetime(2027, 3, 12, 15, 0, tzinfo=timezone.utc)


def test_on_the_persons_clocks_or_on_those_of_the_session():
    known, unknown = (Times(texts("en"), zone) for zone in ("Pacific/Fiji", None))
    end = MOMENT + timedelta(minutes=90)
    assert known.whole(MOMENT, end, "America/New_York") == "Saturday, 13 March 2027, 03:00–04:30 (Fiji time)"
    assert unknown.whole(MOMENT, end, "America/New_York") == "Friday, 12 March 2027, 10:00–11:30 (New York time)"
    assert known.short(MOMENT, "America/New_York") == "Sat 13 Mar, 03:00"
    assert unknown.moment(MOMENT, "UTC") == "Friday, 12 March 2027, 15:00 (UTC)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_in_six_languages(language):
    said = texts(language)
    assert "2027" in day_words(said, date(2027, 3, 12))
    assert "2027" not in day_of(said, date(2027, 3, 12))
    assert "12" in day_of(said, date(2027, 3, 12))
