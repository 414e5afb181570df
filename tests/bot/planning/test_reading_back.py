from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.planning import Draft, read_back, read_changes, resolve
from nlu.texts import LANGUAGES, texts

NOW = datetime(2027, 1, 4, 12, tzinfo=timezone.utc)
DRAFT = Draft.of(
    title="Climate mobility",
    starts=datetime(2027, 3, 12, 22),
    zone="America/New_York",
    minutes=150,
    capacity=80,
    languages=("en", "es"),
    topic="climate mobility",
    materials=("compacts-development-and-climate",),
)


def test_everything_that_was_resolved():
    draft = DRAFT.but(rule="FREQ=WEEKLY;COUNT=5", without=(datetime(2027, 3, 19, 22),))
    assert read_back(resolve(draft, NOW), texts("en")) == (
        "Seminar: Climate mobility",
        "Friday, 12 March 2027, 22:00–00:30 (+1) (150 minutes), America/New_York, UTC−05:00",
        "In UTC: Saturday, 13 March 2027, 03:00–05:30",
        "A series of 4 sessions by the rule FREQ=WEEKLY;COUNT=5, the last on Friday, 9 April 2027",
        "Not on: Friday, 19 March 2027",
        "Languages: English and Spanish",
        "Places: 80",
        "Topic: climate mobility",
        "Materials: compacts-development-and-climate",
    )


def test_in_arabic_latin_stands_in_isolates():
    title, when, utc, *_ = read_back(resolve(DRAFT, NOW), texts("ar"))
    assert title == "ندوة: \u2068Climate mobility\u2069"
    assert "\u2068America/New_York\u2069" in when and "الجمعة، 12 مارس 2027" in when
    assert utc.startswith("بالتوقيت العالمي المنسق: السبت")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hours_stand_in_every_language(language):
    lines = "\n".join(read_back(resolve(DRAFT, NOW), texts(language)))
    assert "22:00–00:30 (+1)" in lines and "03:00–05:30" in lines and "2027" in lines and "80" in lines


def test_only_what_changes_is_read():
    old = DRAFT.plan()
    new = old.but(starts=datetime(2027, 3, 13, 14), capacity=None, topic=None)
    assert read_changes(old, new, texts("en")) == (
        "Until now: Friday, 12 March 2027, 22:00–00:30 (+1) (150 minutes), America/New_York, UTC−05:00",
        "Saturday, 13 March 2027, 14:00–16:30 (150 minutes), America/New_York, UTC−05:00",
        "In UTC: 19:00–21:30",
        "Places: as many as come",
        "Topic: –",
    )
    assert read_changes(old, old, texts("en")) == ()
