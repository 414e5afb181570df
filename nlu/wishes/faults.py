"""What cannot be meant in a sentence that plans: hours that no clock shows, an end before the beginning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlu.dates.clocks import moment
from nlu.dates.lexicon import lexicon
from nlu.wishes.planned import Wrong

if TYPE_CHECKING:
    from nlu.dates.lexicon import Sign

__all__ = ["wrong_clocks"]

_RANGE = re.compile(r"(?P<one>C[AQP]?|n[AQ])(?:[tau]|[hB](?=C))(?P<two>C[AQP]?|n[AQ])")


def wrong_clocks(text: str, language: str) -> list[Wrong]:
    """Times of day that no clock shows, and stretches that end before they begin."""
    signs = lexicon(language).read(text)
    letters = "".join(sign.letter for sign in signs)
    found = [
        Wrong("no_such_time", _said(text, [sign]))
        for sign in signs
        if sign.letter == "C" and moment([sign], text) is None
    ]
    for match in _RANGE.finditer(letters):
        one, two = (moment(signs[match.start(name) : match.end(name)], text) for name in ("one", "two"))
        if one is not None and two is not None and one >= two:
            found.append(Wrong("end_before_start", _said(text, signs[match.start() : match.end()])))
    return found


def _said(text: str, signs: list[Sign]) -> str:
    return text[signs[0].start : signs[-1].end]
