"""The places that a message names, and the zones of their clocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.dates.lexicon import plain
from nlu.places.gazetteer import gazetteer
from nlu.places.zones import zone_at

__all__ = ["RANK", "Placed", "find_place", "places_in", "unknown_place", "zone_named"]

#: A name written like one of the tz database, and one written behind an hour.
_LIKE_A_ZONE = re.compile(
    r"(?<![\w/])(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[\w+/-]+"
    r"|(?<!\w)(?:UTC|GMT)\s?[+−-]\s?\d+(?::\d+)?"
)
_BEHIND = re.compile(
    r"[\s,(]*(?:(?:in|at|à|a|au|en|в|во|по)\s+)?(?P<name>(?![a-zа-яё])[^\W\d_][\w'’-]+)(?=\s*(?:time\b|[,.;)]|$))"
)
#: What stands behind an hour and is no place of the world.
_INDOORS = frozenset(("room", "hall", "zoom", "teams", "webex", "online", "salle", "sala", "зал", "онлайн", "utc"))

#: Which of several places in a message is meant, unless its clocks are spoken of.
RANK = {"city": 2, "zone": 2, "country": 1}


@dataclass(frozen=True, slots=True)
class Placed:
    """A place found in a message.

    Attributes:
        zones: IANA names; several for a country whose clocks differ, to be asked back.
        kind: ``"city"``, ``"country"`` or ``"zone"``.
        name: as it was written.
        words: where: beginning and end in the message, what leads to it ("in", "à") not included.
        timed: whether its clocks are spoken of: "New York time", "heure de Paris".
    """

    zones: tuple[str, ...]
    kind: str
    name: str
    words: tuple[int, int]
    timed: bool = False


def zone_named(text: str, language: str) -> tuple[str, ...]:
    """IANA names of the zones of the city, country or zone that ``text`` names; empty when it names none.

    Args:
        text: a name, or a message with one in it: "Suva", "I am in New York", "Europe/Paris", "UTC+3".
        language: of the text, one of six (ISO 639-1); English names are known in every one.

    Returns:
        One zone; several for a country whose clocks differ from now on, those of most people first.

    Raises:
        KeyError: another language.
    """
    found = find_place(text, language)
    return found.zones if found is not None else ()


def find_place(text: str, language: str) -> Placed | None:
    """The place whose clocks are meant: one whose time is spoken of, else a city or zone, else a country; the last.

    Raises:
        KeyError: another language.
    """
    return max(places_in(text, language), key=lambda each: (each.timed, RANK[each.kind], each.words), default=None)


def places_in(text: str, language: str) -> list[Placed]:
    """Every place that a message names, in order.

    Raises:
        KeyError: another language.
    """
    names = gazetteer(language)
    shown, origins = plain(text)
    found: list[Placed] = []
    at = 0
    while at < len(text):
        zone = zone_at(text, at)
        if zone is not None:
            found.append(Placed((zone[0],), "zone", text[at : zone[1]], (at, zone[1]), True))
            at = zone[1]
        else:
            at += 1
    taken = {place for each in found for place in range(*each.words)}
    for name in names.read(shown):
        start, end = origins[name.start], origins[name.end - 1] + 1
        if taken.isdisjoint(range(start, end)) and not (name.weak and not _is_capital(text, start, end)):
            found.append(Placed(name.zones(), name.kind, text[start:end], (start, end), name.timed))
    return sorted(found, key=lambda each: each.words)


def unknown_place(text: str, language: str, *, after: int | None = None) -> tuple[int, int] | None:
    """Where a message names a place for its hours that is not known; None when it names none.

    Args:
        text: the message, in which ``places_in`` finds none.
        language: of the text, one of six (ISO 639-1).
        after: where a time ends in it: a name behind it is that of a place.

    Raises:
        KeyError: another language.
    """
    if match := _LIKE_A_ZONE.search(text):
        return match.span()
    if span := gazetteer(language).timed_word(text):
        return span
    match = _BEHIND.match(text, after) if after is not None else None
    if match is None or match["name"].casefold() in _INDOORS:
        return None
    return match.span("name")


def _is_capital(text: str, start: int, end: int) -> bool:
    """Whether a name is written as one: with a capital, and not only because a sentence begins."""
    return text[start].isupper() and bool(text[:start].strip() or text[end:].strip(" .!?") == "")
