from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

from nlu.places.zones import PRIMARY, current_name, named_zones, of_country, territories, zone_at, zones_in


def test_older_names_lead_to_those_of_today() -> None:
    assert current_name("Asia/Calcutta") == "Asia/Kolkata"
    assert current_name("America/Buenos_Aires") == "America/Argentina/Buenos_Aires"
    assert current_name("Africa/Asmera") == "Africa/Asmara"
    assert current_name("Europe/Paris") == "Europe/Paris"
    assert named_zones()["Calcutta"] == "Asia/Kolkata"


def test_every_country_has_real_zones() -> None:
    assert len(territories()) > 240
    for code in territories():
        assert of_country(code), code
        assert set(of_country(code)) <= available_timezones()


def test_the_zones_of_a_country_differ_and_leave_none_out() -> None:
    now = datetime.now(timezone.utc)
    moments = [now + timedelta(days=14 * step) for step in range(52)]

    def clocks(zone: str) -> tuple[timedelta | None, ...]:
        return tuple(moment.astimezone(ZoneInfo(zone)).utcoffset() for moment in moments)

    for code in ("US", "RU", "AU", "BR", "CA", "MX", "ID", "CD", "KI"):
        assert code not in PRIMARY
        kept = {clocks(zone) for zone in of_country(code)}
        assert len(kept) == len(of_country(code))
        assert {clocks(zone) for zone in zones_in(code)} == kept


def test_a_zone_is_read_where_it_stands() -> None:
    assert zone_at("at 10 UTC+3 sharp", 6) == ("Etc/GMT-3", 11)
    assert zone_at("at 10 UTC+3 sharp", 7) is None
    assert zone_at("est", 0) is None
    assert zone_at("EST", 0) == ("America/New_York", 3)
    assert zone_at("UTC+3:10", 0) is None
