"""Numbers as lists show them: 3, c, iii, 三."""

from __future__ import annotations

__all__ = ["numeral"]

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_CHINESE = "零一二三四五六七八九"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"

_LONGEST_ROMAN = 3999


def numeral(number: int, style: str) -> str:
    """A number of a list.

    Args:
        number: the number itself.
        style: name of the style in WordprocessingML (ECMA-376, ST_NumberFormat), e.g. ``"lowerRoman"``; one that is
            not known here counts in digits.
    """
    if number < 1 or style == "none":
        return "" if style == "none" else str(number)
    if style in ("lowerRoman", "upperRoman") and number <= _LONGEST_ROMAN:
        return _roman(number).upper() if style == "upperRoman" else _roman(number)
    if style == "decimalZero":
        return f"{number:02d}"
    if style.startswith(("chinese", "japaneseCounting", "ideographDigital", "taiwanese")) and number < 100:
        return _chinese(number)
    letters = {
        "lowerLetter": _LATIN,
        "upperLetter": _LATIN.upper(),
        "russianLower": _RUSSIAN,
        "russianUpper": _RUSSIAN.upper(),
        "arabicAlpha": _ARABIC,
        "arabicAbjad": _ARABIC_ABJAD,
    }.get(style)
    if letters is None:
        return str(number)
    turns, at = divmod(number - 1, len(letters))
    return letters[at] * (turns + 1) if turns < 10 else str(number)


def _roman(number: int) -> str:
    pieces: list[str] = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        pieces.append(letters * count)
    return "".join(pieces)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _CHINESE[tens]) + "十" if tens else ""
    return head + (_CHINESE[ones] if ones else "")
