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
    ("language", "sentence", "title", "zone"),
    [
        (
            "fr",
            "planifie un séminaire sur les villes le 12 mars 2027 de 10h à 11h30 à Genève",
            "Villes",
            "Europe/Zurich",
        ),
        ("ar", "نظّم ندوة حول المدن يوم 12 مارس 2027 من 10:00 إلى 11:30 في القاهرة", "المدن", "Africa/Cairo"),
        ("zh", "安排一场关于城市的研讨会，2027年3月12日 10:00-11:30，纽约", "城市", "America/New_York"),
        ("ru", "запланируй семинар о городах 12 марта 2027 с 10:00 до 11:30 в Женеве", "городах", "Europe/Zurich"),
    ],
)
def test_in_other_languages(language, sentence, title, zone):
    draft = understand(sentence, language, NOW).draft
    assert (draft.starts, draft.zone, draft.languages) == (datetime(2027, 3, 12, 10), zone, (language,))
    assert draft.plan().minutes == 90
    assert title in (draft.title or "")


def test_a_series():
    sentence = "schedule a seminar on cities every second Tuesday until June at 10:00 for 90 minutes in Suva"
    draft = understand(sentence, "en", NOW).draft
    assert (draft.rule, draft.missing) == ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630", None)
    endless = understand(
        "schedule a weekly seminar on cities on Tuesdays at 10:00 in Paris for an hour", "en", NOW
    ).draft
    assert (endless.rule, endless.missing) == ("FREQ=WEEKLY;BYDAY=TU", "rule_end")


def test_office_hours_and_their_slots():
    sentence = "set up office hours on statelessness on 14 January 2027, 14:00-16:00 in Geneva, 20 minutes each"
    draft = understand(sentence, "en", NOW).draft
    assert (draft.kind, draft.slot, draft.plan().minutes, draft.topic) == ("office_hours", 20, 120, "statelessness")


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
    found = understand("schedule a seminar on cities on 03/04/2027 in Australia", "en", NOW)
    assert set(found.days) == {date(2027, 3, 4), date(2027, 4, 3)}
    assert "Australia/Sydney" in found.zones and "Australia/Perth" in found.zones


@pytest.mark.parametrize(
    ("asked", "said", "known"),
    [
        ("title", "“Cities and migrants”", {"title": "Cities and migrants"}),
        ("day", "12 March 2027", {"day": date(2027, 3, 12)}),
        ("hour", "at 14:30", {"hour": time(14, 30)}),
        ("zone", "New York", {"zone": "America/New_York"}),
        ("zone", "Europe/Paris", {"zone": "Europe/Paris"}),
        ("minutes", "90 minutes", {"minutes": 90}),
        ("minutes", "two hours", {"minutes": 120}),
        ("minutes", "an hour and a half", {"minutes": 90}),
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
