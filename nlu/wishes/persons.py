"""Who leads a session, where a sentence says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nlu.wishes.remainder import Remainder
    from nlu.wishes.words import Words

__all__ = ["host_in"]

_NAME = r"[^\W\d_][\w'’-]*\.?"
#: A name after "hosted by": up to four words, with a capital where letters have one.
_LED = re.compile(rf"\s*:?\s*((?:(?![a-zа-я]){_NAME}\s*){{1,4}})")
#: A name with a title, which is one wherever it stands.
_TITLED = re.compile(
    r"(?<!\w)((?:Drs?|Dra|Dre|Prof|Professor|Professeure?|Profesora?|Mr|Mrs|Ms|Mme|Sra?|д-р|доктор\w*|профессор\w*)\.?\s+"
    rf"(?:(?![a-zа-я]){_NAME}\s?){{1,3}})|((?:الدكتورة?|الأستاذة?|البروفيسورة?)\s+[\w-]+)"
    r"|((?<=[为由与和跟请给])[\u4e00-\u9fff·]{1,6}?(?:博士|教授|老师))"
)


def host_in(left: Remainder, words: Words) -> str | None:
    """The name of who leads the session; it is taken out."""
    for match in words.host.finditer(left.shown):
        start, end = left.origin(*match.span())
        name = _LED.match(left.text, end)
        if name is not None and left.is_there(*match.span()):
            left.take(start, name.end())
            return name[1].strip()
    titled = _TITLED.search(left.text)
    if titled is None:
        return None
    left.take(*titled.span())
    return titled[0].strip()
