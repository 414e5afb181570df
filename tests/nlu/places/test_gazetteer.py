from __future__ import annotations

from pathlib import Path
from zoneinfo import available_timezones

import pytest
import yaml

import nlu.places
from nlu.dates.lexicon import plain
from nlu.places.gazetteer import gazetteer
from nlu.places.zones import territories
from nlu.turn import LANGUAGES

WORDS = yaml.safe_load((Path(nlu.places.__file__).parent / "cities.yml").read_text(encoding="utf-8"))


def test_every_city_has_a_real_zone_and_every_country_a_real_code() -> None:
    assert set(WORDS["cities"]) <= available_timezones()
    assert set(WORDS["countries"]) <= set(territories())
    assert sorted(WORDS["time"]) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_city_of_the_list_is_found_in_its_language(language: str) -> None:
    names = gazetteer(language)
    missed = []
    for zone, cities in WORDS["cities"].items():
        for city in cities:
            listed = city.get(language, ())
            for name in (listed,) if isinstance(listed, str) else listed:
                found = list(names.read(plain(name)[0]))
                if [zone] != [value for each in found for value in each.values][:1]:
                    missed.append((name, zone, found))
    assert missed == []


def test_a_longer_name_goes_before_a_shorter_one() -> None:
    [found] = gazetteer("en").read("port of spain")
    assert found.values == ("America/Port_of_Spain",)


def test_names_that_cldr_gives_are_found_declined() -> None:
    found = [name.values for name in gazetteer("ru").read(plain("из Бейрута в Каир, потом в Хартуме")[0])]
    assert found == [("Asia/Beirut",), ("Africa/Cairo",), ("Africa/Khartoum",)]
