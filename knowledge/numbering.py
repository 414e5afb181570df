"""The numbers of paragraphs inside an article, read from the texts in order: "(1)", "(2)(a)", "A(2)".

A wrong number sends a delegate to another obligation, so what could be two numbers is given as the part that is sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

__all__ = ["Numbering"]


class _Style(Enum):
    """How a number is written. A style keeps its depth within one article."""

    CAPITAL = "A."
    FIGURE = "1."
    BRACKETED_FIGURE = "(1)"
    LETTER = "(a)"
    ROMAN = "(i)"
    POINT = ".1"
    WITHIN = "1.1"  # the later figures of a number that is written whole


@dataclass(frozen=True, slots=True)
class _Level:
    """One open number.

    Attributes:
        value: its place in the row, from 1; ``None`` where it could be one of two.
    """

    style: _Style
    value: int | None
    text: str


_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщэюя",
    "أبجدهوزحطيكلمنسعفصقرشت",  # the order of Arabic lists, not of the dictionary
)
_ROMANS = tuple("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split())  # noqa: SIM905
_HAN = "一二三四五六七八九"
_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|mars|avr|mai|juin|juil|août|ene|abr|ago|dic|янв|фев|мар"
    "|апр|мая|июн|июл|авг|сен|окт|ноя|дек"
)
_TOKEN = re.compile(
    rf"""[\s"“„«”‘']*(?:
        (?P<pointed>\d{{1,2}}(?:\.\d{{1,2}})+)(?:\.(?=\s|\D)|\s|(?=[^\W\d_]))
      | (?P<point>(?:\.\d{{1,2}})+)(?:\.(?=\s)|\s|(?=[^\W\d_]))
      | (?P<figure>\d{{1,3}}(?:-\d{{1,2}})?(?:\s?(?:bis|ter|quater)\b)?)\s?(?:[.)．、](?!\d)|[°º]\.?|\s?[-–—]\s)\s*
      | [(（](?P<bracketed>\d{{1,3}}(?:\s?(?:bis|ter|quater))?)[)）]\.?
      | (?P<bare>\d{{1,2}})(?:\s+(?!(?:{_MONTHS})|\d)(?=["“«]?[^\W\d_])|(?=[A-ZÀ-Þ][a-z]))
      | (?P<capital>(?-i:[A-HА-Д]))\.(?=\s|$)
      | [(（]?(?P<letter>[^\W\d_]{{1,5}}|هـ)[)）]
      | (?P<lettered>(?-i:[a-zа-я]))\.(?=\s)
      | [(（](?P<bracketed_han>[{_HAN}十]{{1,3}})[)）]
      | (?P<han>[{_HAN}十]{{1,3}})、
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: No law counts deeper; what seems to is no numbering.
_DEEPEST = 8
_OPENS_A_LIST = re.compile(r"[:：—–]\W*$")
#: What closes a treaty stands under its last article but is none of that article's paragraphs.
_CLOSING = re.compile(
    r"\W*(?:in (?:witness|faith) whereof|done (?:at|in)\b|the foregoing is the|en foi de quoi|fait [àa]\b"
    r"|en fe de lo cual|en testimonio de lo cual|hecho en\b|в удостоверение|совершено\b"
    r"|以资证明|以資證明|为此|兹由|وإثبات|وإشهاد|حررت? في)",
    re.IGNORECASE,
)


class Numbering:
    """Reads the paragraphs of one article in order.

    Args:
        points: whether paragraphs are cited with points, as in the conventions of the International Maritime
            Organization: regulation 19.2.4, not 19(2)(4).
        number: the heading's own number where paragraphs repeat it ("2.1.3" under "2.1").
    """

    def __init__(self, *, points: bool = False, number: str = "") -> None:
        self._points = points
        self._number = number
        self._open: list[_Level] = []
        self._lead_in = False

    def read(self, text: str, *, begins: bool = True) -> str:
        """The number of the paragraph that ``text`` belongs to; empty where it has none.

        Args:
            text: one sentence, the next of the article.
            begins: whether it begins a paragraph. Within one, only the next number of a row already open counts.
        """
        if begins and _CLOSING.match(text):
            self._open.clear()
        elif not self._advance(text, begins=begins) and begins:
            # Without a number of its own it closes, or goes on with, the outermost numbered paragraph.
            del self._open[self._outermost() :]
        self._lead_in = _OPENS_A_LIST.search(text[-8:]) is not None
        return self._label()

    @property
    def depth(self) -> int:
        """How many numbers deep the last text stands, 0 outside of numbered paragraphs."""
        return len(self._open)

    def _outermost(self) -> int:
        lettered = bool(self._open) and self._open[0].style is _Style.CAPITAL
        figures = (_Style.FIGURE, _Style.BRACKETED_FIGURE, _Style.POINT)
        if lettered or (self._open and self._open[0].style in figures):
            return 1 + (lettered and len(self._open) > 1 and self._open[1].style in figures)
        return 0

    def _advance(self, text: str, *, begins: bool) -> bool:
        """Take the numbers that ``text`` begins with: "2. (a) (i) ..." has three."""
        at, taken = 0, False
        while token := _TOKEN.match(text, at):
            if not self._take(token, first=not taken, begins=begins and (not taken or at < 12)):
                break
            taken, at = True, token.end()
            self._lead_in = True  # what follows directly stands below
        return taken

    def _take(self, token: re.Match[str], *, first: bool, begins: bool) -> bool:
        kind = token.lastgroup or ""
        written = token[kind]
        if kind in {"pointed", "point"}:
            return begins and first and self._take_points(written)
        readings = [level for level in _readings(kind, written) if kind != "bare" or self._expects(level)]
        if not readings or (kind == "capital" and not self._expects(readings[0])):
            return False
        return self._continue(readings, first=first) or (begins and self._begin(readings))

    def _expects(self, level: _Level) -> bool:
        """Whether a bare figure or a capital, which may be a date or an initial, is a number: the next of its row."""
        before = [each.value or 0 for each in self._open if each.style is level.style]
        if level.style is _Style.CAPITAL and before:
            return (level.value or 0) > before[-1]
        return level.value == (before[-1] if before else 0) + 1

    def _continue(self, readings: list[_Level], *, first: bool) -> bool:
        """The next of a row that is open: the innermost such row, or unknown where two would do."""
        if self._lead_in and any(level.value == 1 for level in readings):
            return False  # behind "as follows:" a new row begins
        fits = [
            (at, level)
            for at, each in enumerate(self._open)
            for level in readings
            if each.style is level.style and each.value is not None and level.value in (each.value + 1, each.value)
            if level.value != each.value or not level.text.isdigit()  # "2 bis" or "2-1" behind "2"
        ]
        if not fits or not first:
            return False
        at, level = fits[0]
        if len(fits) > 1 and fits[-1][1].style is level.style:
            level = _Level(level.style, None, "")
        elif len(fits) > 1:
            at, level = fits[-1]
        self._open[at:] = [level]
        return True

    def _begin(self, readings: list[_Level]) -> bool:
        """A new row below what is open, or a row that goes on after a gap."""
        if len(self._open) >= _DEEPEST:
            return False
        begun = next((level for level in reversed(readings) if level.value == 1), None)
        if begun and (self._lead_in or all(each.style is not begun.style for each in self._open)):
            self._open.append(begun)
            return True
        for level in readings:
            same = [at for at, each in enumerate(self._open) if each.style is level.style]
            if same:
                known = self._open[same[0]].value
                sure = len(same) == 1 and known is not None and (level.value or 0) > known
                self._open[same[0] :] = [level if sure else _Level(level.style, None, "")]
                return True
        if not self._open:
            self._open.append(readings[0])
            return True
        # A row that begins in its middle below another: its number is as written, its place is not sure.
        self._open.append(_Level(readings[0].style, None, ""))
        return True

    def _take_points(self, written: str) -> bool:
        """Take "2.1.3", a whole number, or ".2.1", the end of one."""
        parts = written.strip(".").split(".")
        if not written.startswith("."):
            own = self._number.split(".") if "." in self._number else []
            if parts[: len(own)] != own or len(parts) == len(own):
                self._open = [_Level(_Style.POINT, None, "")] if own else [_figure(".".join(parts))]
                if self._points and not own:
                    self._open = _whole(parts)
                return True
            self._open = _whole(parts[len(own) :])
            return True
        points = [at for at, level in enumerate(self._open) if level.style is _Style.POINT]
        if len(parts) > 1:
            start = points[0] if points else len(self._open)
            self._open[start:] = [_Level(_Style.POINT, int(parts[0]), parts[0]), *_within(parts[1:])]
            return True
        level = _Level(_Style.POINT, int(parts[0]), parts[0])
        return self._continue([level], first=True) or self._begin([level])

    def _label(self) -> str:
        label = ""
        for level in self._open:
            if level.value is None:
                break  # what could be one of two, and all below it, is left out
            if self._points and level.style in {_Style.FIGURE, _Style.POINT, _Style.WITHIN}:
                label += f".{level.text}"
            elif level.style is _Style.CAPITAL:
                label += level.text
            else:
                label += f"({level.text})"
        return label


def _whole(parts: list[str]) -> list[_Level]:
    return [_figure(parts[0]), *_within(parts[1:])]


def _within(parts: list[str]) -> list[_Level]:
    return [_Level(_Style.WITHIN, int(part), part) for part in parts]


def _figure(text: str) -> _Level:
    return _Level(_Style.FIGURE, int(text.split(".")[0]), text)


def _readings(kind: str, written: str) -> list[_Level]:
    """What a number may mean: "i)" is the ninth letter or the first Roman figure."""
    if kind in {"figure", "bare", "bracketed"}:
        style = _Style.BRACKETED_FIGURE if kind == "bracketed" else _Style.FIGURE
        return [_Level(style, int(re.match(r"\d+", written)[0]), " ".join(written.split()))]  # type: ignore[index]
    if kind in {"han", "bracketed_han"}:
        value = _han(written)
        return [_Level(_Style.FIGURE if kind == "han" else _Style.BRACKETED_FIGURE, value, str(value))]
    if kind == "capital":
        at = "ABCDEFGH".find(written) if written in "ABCDEFGH" else "АБВГД".find(written)
        return [_Level(_Style.CAPITAL, at + 1, written)] if at >= 0 else []
    bare = written.rstrip("ـ")
    readings = []
    for row in _ROWS:
        if len(bare) == 1 and bare in row:
            readings.append(_Level(_Style.LETTER, row.index(bare) + 1, bare))
        elif len(bare) == 2 and bare[0] == bare[1] and bare[0] in row:  # "(aa)" follows "(z)"
            readings.append(_Level(_Style.LETTER, row.index(bare[0]) + 1 + len(row), bare))
    if bare in _ROMANS:
        readings.append(_Level(_Style.ROMAN, _ROMANS.index(bare) + 1, bare))
    if len(bare) > 0 and set(bare) <= set(_HAN + "十"):
        readings.append(_Level(_Style.BRACKETED_FIGURE, _han(bare), str(_han(bare))))
    return readings


def _han(written: str) -> int:
    tens, ten, units = written.partition("十")
    if not ten:
        return _HAN.find(written[:1]) + 1
    return (_HAN.find(tens) + 1 if tens else 1) * 10 + (_HAN.find(units) + 1 if units else 0)
