from __future__ import annotations

from datetime import date, datetime, time, timezone

import pytest

from bot.planning import Draft, answered, understand

NOW = datetime(2026, 12, 1, 9, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("language", "sentence", "title", "zone", "capacity", "languages"),
    [
        (
            "en",
            "schedule a seminar on climate mobility on 12 March 2027, 10:00-11:30 New York, 80 places, "
            "English and Spanish",
            "Climate mobility", "America/New_York", 80, ("en", "es"),
        ),
        (
            "es", "programa un seminario sobre remesas el 12 de marzo de 2027 de 10:00 a 11:30 en Bogotá, 40 plazas",
            "Remesas", "America/Bogota", 40, ("es",),
        ),
    ],
)  # fmt: skip
def test_a_whole_sentence(language, sentence, title, zone, capacity, languages):
    found = understand(sentence, language, NOW)
    draft = found.draft
    assert (found.wrong, found.days, found.zones, draft.missing) == ("", (), (), None)
    assert (draft.title, draft.zone, draft.capacity, draft.languages) == (title, zone, capacity, languages)
    assert (draft.starts, draft.plan().minutes) == (datetime(2027, 3, 12, 10), 90)


@pytest.mark.parametrize(
    ("language", "sentence", "zone"),
    [
        ("fr", "planifie un séminaire sur les villes le 12 mars 2027 à 10h à Genève", "Europe/Zurich"),
        ("ar", "نظّم ندوة حول المدن يوم 12 مارس 2027 من 10:00 إلى 11:30 في القاهرة", "Africa/Cairo"),
        ("zh", "安排一场关于城市的研讨会，2027年3月12日 10:00-11:30，纽约", "America/New_York"),
        ("ru", "запланируй семинар о городах 12 марта 2027 в 10:00 в Женеве", "Europe/Zurich"),
    ],
)
def test_day_hour_and_zone_in_other_languages(language, sentence, zone):
    draft = understand(sentence, language, NOW).draft
    assert (draft.starts, draft.zone, draft.languages) == (datetime(2027, 3, 12, 10), zone, (language,))


def test_tomorrow_is_that_of_the_place():
    late = datetime(2026, 12, 1, 23, tzinfo=timezone.utc)  # the next day in Suva, the same in New York
    for place, day in (("Suva", 3), ("New York", 2)):
        found = understand(f"schedule a seminar on cities tomorrow at 15:00 in {place}", "en", late)
        assert found.draft.day == date(2026, 12, day)
    assert understand("schedule a seminar on cities tomorrow", "en", late, zone="Pacific/Fiji").draft.day.day == 3


def test_what_cannot_be_meant():
    found = understand("schedule a seminar on cities on 30 February 2027 at 10:00 in Suva", "en", NOW)
    assert (found.wrong, found.said) == ("no_such_day", "30 February 2027")


def test_what_is_to_be_asked_back():
    found = understand("schedule a seminar on cities on 03/04/2027 in the United States", "en", NOW)
    assert set(found.days) == {date(2027, 3, 4), date(2027, 4, 3)}
    assert "America/New_York" in found.zones and "America/Los_Angeles" in found.zones


@pytest.mark.parametrize(
    ("asked", "said", "known"),
    [
        ("title", "“Cities and migrants”", {"title": "Cities and migrants"}),
        ("day", "12 March 2027", {"day": date(2027, 3, 12)}),
        ("hour", "at 14:30", {"hour": time(14, 30)}),
        ("zone", "New York", {"zone": "America/New_York"}),
        ("zone", "Europe/Paris", {"zone": "Europe/Paris"}),
        ("minutes", "until 11:30", {"on_clock": 90}),
        ("minutes", "11:30", {"on_clock": 90}),
        ("rule_end", "until 30 June 2027", {"rule": "FREQ=WEEKLY;UNTIL=20270630"}),
        ("rule_end", "June 2027", {"rule": "FREQ=WEEKLY;UNTIL=20270630"}),
    ],
)
def test_an_answer(asked, said, known):
    before = Draft(hour=time(10), rule="FREQ=WEEKLY")
    found = answered(before, asked, said, "en", NOW)
    assert found is not None
    assert found.draft == before.but(**known)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("zone", "what is statelessness"),
        ("hour", "may a refugee be expelled?"),
        ("day", "more"),
        ("minutes", "who are you"),
        ("title", "x" * 201),
    ],
)
def test_what_is_no_answer(asked, said):
    assert answered(Draft(hour=time(10)), asked, said, "en", NOW) is None


def test_an_answer_that_cannot_be_meant():
    assert answered(Draft(hour=time(10)), "minutes", "09:30", "en", NOW).wrong == "end_before_start"
    assert answered(Draft(), "day", "31 April 2027", "en", NOW).wrong == "no_such_day"
    assert answered(Draft(), "zone", "United States", "en", NOW).zones[0] == "America/New_York"
