"""What a zone is called to a person."""

from __future__ import annotations

from functools import lru_cache

from nlu.places.zones import PRIMARY, current_name, of_country

__all__ = ["zone_label"]


@lru_cache(maxsize=512)
def zone_label(zone: str, language: str) -> str:
    """The place that clocks of a zone are named after: the country where it has one zone, else the city.

    Args:
        zone: an IANA name; of one that CLDR does not know, its last part is given.
        language: one of six (ISO 639-1).
    """
    from babel import Locale
    from babel.core import get_global

    if zone in ("UTC", "Etc/UTC", "Etc/GMT", "GMT"):
        return "UTC"
    if zone.startswith("Etc/GMT"):
        return "UTC" + zone[7:].translate(str.maketrans("+-", "\N{MINUS SIGN}+"))
    locale = Locale(language)
    older = next((old for old in get_global("zone_territories") if current_name(old) == zone), zone)
    country = get_global("zone_territories").get(older)
    if country and country in locale.territories and (PRIMARY.get(country) == zone or len(of_country(country)) == 1):
        return str(locale.territories[country])
    city = locale.time_zones.get(older, {}).get("city")
    return str(city or zone.rpartition("/")[2].replace("_", " "))
