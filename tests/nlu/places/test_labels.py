from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from nlu.places import zone_label
from nlu.turn import LANGUAGES


@pytest.mark.parametrize(
    ("zone", "labels"),
    [
        ("Pacific/Fiji", ("فيجي", "Fiji", "Fiyi", "Fidji", "Фиджи", "斐济")),
        ("America/New_York", ("نيويورك", "New York", "Nueva York", "New York", "Нью-Йорк", "纽约")),
        ("Europe/Zurich", ("سويسرا", "Switzerland", "Suiza", "Suisse", "Швейцария", "瑞士")),
        ("Asia/Shanghai", ("الصين", "China", "China", "Chine", "Китай", "中国")),
        ("Asia/Kolkata", ("الهند", "India", "India", "Inde", "Индия", "印度")),
    ],
)
def test_a_zone_is_called_by_its_country_or_its_city(zone: str, labels: tuple[str, ...]) -> None:
    assert tuple(zone_label(zone, language) for language in LANGUAGES) == labels


def test_a_distance_is_a_distance() -> None:
    assert [zone_label(zone, "en") for zone in ("UTC", "Etc/UTC", "Etc/GMT-3", "Etc/GMT+5")] == [
        "UTC", "UTC", "UTC+3", "UTC\N{MINUS SIGN}5",
    ]  # fmt: skip


def test_every_zone_has_a_label() -> None:
    for zone in sorted(available_timezones()):
        assert zone_label(zone, "fr").strip(), zone
