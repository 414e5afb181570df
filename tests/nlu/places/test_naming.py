from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.places import find_place, zone_named
from nlu.places.naming import places_in, unknown_place
from nlu.turn import LANGUAGES

NAMED = {
    "en": {
        "Suva": "Pacific/Fiji",
        "I'm in new york": "America/New_York",
        "Fiji": "Pacific/Fiji",
        "india": "Asia/Kolkata",
        "The Hague": "Europe/Amsterdam",
        "Europe/Paris": "Europe/Paris",
        "europe/paris": "Europe/Paris",
        "UTC+3": "Etc/GMT-3",
        "utc -5": "Etc/GMT+5",
        "UTC+5:30": "Asia/Kolkata",
        "UTC": "UTC",
        "10:00 EST": "America/New_York",
        "Calcutta": "Asia/Kolkata",
        "turkey": "Europe/Istanbul",
        "Washington, D.C.": "America/New_York",
        "use Nairobi time, I am from Peru": "Africa/Nairobi",
        "from Peru, now in Dakar": "Africa/Dakar",
    },
    "fr": {
        "Genève": "Europe/Zurich",
        "geneve": "Europe/Zurich",
        "je suis aux Fidji": "Pacific/Fiji",
        "heure du Caire": "Africa/Cairo",
        "Le Caire": "Africa/Cairo",
        "Pékin": "Asia/Shanghai",
        "New York": "America/New_York",
        "en Suisse": "Europe/Zurich",
    },
    "es": {
        "Nueva York": "America/New_York",
        "Ginebra": "Europe/Zurich",
        "Fiyi": "Pacific/Fiji",
        "La Habana": "America/Havana",
        "usa la hora de El Cairo": "Africa/Cairo",
        "Ciudad de México": "America/Mexico_City",
    },
    "ru": {
        "Женева": "Europe/Zurich",
        "я в Женеве": "Europe/Zurich",
        "по московскому времени": "Europe/Moscow",
        "в Нью-Йорке": "America/New_York",
        "из Астаны": "Asia/Almaty",
        "на Фиджи": "Pacific/Fiji",
        "в Нигерии": "Africa/Lagos",
        "живу в Того": "Africa/Lome",
        "мск": "Europe/Moscow",
    },
    "ar": {
        "نيويورك": "America/New_York",
        "بتوقيت نيويورك": "America/New_York",
        "في القاهرة": "Africa/Cairo",
        "جنيف": "Europe/Zurich",
        "بجنيف": "Europe/Zurich",
        "سوفا": "Pacific/Fiji",
        "فيجي": "Pacific/Fiji",
    },
    "zh": {
        "苏瓦": "Pacific/Fiji",
        "纽约": "America/New_York",
        "我在日内瓦": "Europe/Zurich",
        "北京时间": "Asia/Shanghai",
        "斐济": "Pacific/Fiji",
        "我的时间是UTC+8": "Etc/GMT-8",
    },
}


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in NAMED for text in NAMED[language]])
def test_a_place_is_known_by_its_names(language: str, text: str) -> None:
    assert zone_named(text, language) == (NAMED[language][text],)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "time zone"),
        ("en", "the family reunion before Christmas"),
        ("en", "male migrant workers eat at eight"),
        ("en", "UTC+25"),
        ("en", "Europe/Pariss"),
        ("fr", "une réunion sur l'oral est prévue"),
        ("fr", "EST-CE QUE C'EST PAYANT"),
        ("es", "usa el formulario"),
        ("ru", "кроме того, дела и перу"),
        ("ar", "ترك العمل والنوم"),
        ("zh", "有没有西班牙语的讲座"),
        ("en", ""),
    ],
)
def test_everyday_words_are_no_places(language: str, text: str) -> None:
    assert zone_named(text, language) == ()


def test_a_country_of_several_clocks_is_asked_back_the_best_known_first() -> None:
    assert zone_named("USA", "en")[:4] == (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Los_Angeles",
    )
    assert zone_named("Соединенные Штаты", "ru") == zone_named("USA", "en")
    assert zone_named("Австралия", "ru")[0] == "Australia/Sydney"
    assert zone_named("Germany", "en") == ("Europe/Berlin",)
    assert zone_named("Argentina", "es") == ("America/Argentina/Buenos_Aires",)


def test_a_city_and_a_country_of_one_name_are_asked_back() -> None:
    assert set(zone_named("عمان", "ar")) == {"Asia/Amman", "Asia/Muscat"}


def test_the_place_whose_clocks_are_spoken_of_goes_before_others() -> None:
    found = find_place("from Lima, at 10:00 Geneva time, for people of Jordan", "en")
    assert found is not None
    assert (found.zones, found.name, found.kind, found.timed) == (("Europe/Zurich",), "Geneva", "city", True)
    assert [place.name for place in places_in("from Lima, at 10:00 Geneva time, for people of Jordan", "en")] == [
        "Lima",
        "Geneva",
        "Jordan",
    ]


def test_a_name_stands_where_it_is_said_to() -> None:
    text = "在纽约，然后去 Nairobi，再去苏瓦"
    assert [text[slice(*place.words)] for place in places_in(text, "zh")] == ["纽约", "Nairobi", "苏瓦"]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "at 10:00 Atlantis time", "Atlantis"),
        ("fr", "à 10h, heure de Lutèce", "Lutèce"),
        ("es", "a las 10, hora de Macondo", "Macondo"),
        ("ru", "в 10:00 по времени Готэма", "Готэма"),
        ("ar", "الساعة 10 بتوقيت أطلانطس", "أطلانطس"),
        ("en", "Europe/Pariss", "Europe/Pariss"),
        ("en", "10:00 UTC+25", "UTC+25"),
        ("en", "what time is it", None),
    ],
)
def test_a_place_that_is_unknown_is_named(language: str, text: str, name: str | None) -> None:
    span = unknown_place(text, language)
    assert (text[slice(*span)] if span else None) == name


@given(st.sampled_from(LANGUAGES), st.text(max_size=80))
def test_whatever_is_written_gives_real_zones(language: str, text: str) -> None:
    for place in places_in(text, language):
        assert text[slice(*place.words)] == place.name
        assert place.zones
        assert [ZoneInfo(zone).key for zone in place.zones] == list(place.zones)


def test_another_language_is_an_error() -> None:
    with pytest.raises(KeyError):
        zone_named("Berlin", "de")
