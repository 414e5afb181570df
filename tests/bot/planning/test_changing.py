from __future__ import annotations

from datetime import date, datetime, time, timezone

import pytest

from bot.planning import Draft
from bot.planning.changing import Changes, read_wanted
from nlu.dates import NoSuchDay

NOW = datetime(2026, 12, 1, 9, tzinfo=timezone.utc)
MARCH, LATER = date(2027, 3, 12), date(2027, 3, 15)


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        ("en", "move the seminar of 12 March to 14:00", Changes(MARCH, MARCH, time(14))),
        ("en", "move the seminar of 12 March to 15 March at 14:00", Changes(MARCH, LATER, time(14))),
        ("en", "move the seminar to 14:00", Changes(hour=time(14))),
        ("en", "move the seminar to 14:00-16:00", Changes(hour=time(14), on_clock=120)),
        ("en", "postpone it to 15 March", Changes(LATER, LATER)),
        ("en", "raise it to 100 places", Changes(capacity=100)),
        ("en", "the seminar moves to room 7", Changes(place="room 7")),
        ("en", "the new link is https://meet.example.org/7", Changes(link="https://meet.example.org/7")),
        ("es", "mueve el seminario del 12 de marzo al 15 de marzo a las 14:00", Changes(MARCH, LATER, time(14))),
        ("ru", "перенеси семинар с 12 марта на 15 марта в 14:00", Changes(MARCH, LATER, time(14))),
        ("zh", "把3月12日的研讨会改到下午两点", Changes(MARCH, None, time(14))),
        ("en", "move it", Changes()),
    ],
)
def test_what_is_wanted(language, sentence, wanted):
    assert read_wanted(sentence, language, NOW, "Europe/Paris") == wanted


def test_a_day_that_is_none():
    with pytest.raises(NoSuchDay):
        read_wanted("move it to 30 February", "en", NOW, "Europe/Paris")


def test_a_draft_with_changes():
    draft = Draft.of(datetime(2027, 3, 12, 10), title="Cities", zone="Europe/Paris", minutes=60, second=True)
    assert Changes().nothing and Changes().applied(draft) == draft
    assert Changes(on=MARCH).nothing
    moved = Changes(MARCH, LATER, time(14), on_clock=90).applied(draft)
    assert (moved.starts, moved.plan().minutes, moved.second) == (datetime(2027, 3, 15, 14), 90, None)
    assert Changes(capacity=7).applied(draft) == draft.but(capacity=7)
