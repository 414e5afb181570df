from __future__ import annotations

import pytest

from knowledge.readers.numbering import numeral


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (33, "decimal", "33"),
        (3, "lowerLetter", "c"),
        (28, "upperLetter", "BB"),
        (44, "lowerRoman", "xliv"),
        (1998, "upperRoman", "MCMXCVIII"),
        (5, "decimalZero", "05"),
        (33, "chineseCounting", "三十三"),
        (10, "chineseCountingThousand", "十"),
        (20, "japaneseCounting", "二十"),
        (3, "russianLower", "в"),
        (3, "arabicAbjad", "ج"),
        (3, "arabicAlpha", "ت"),
        (7, "cardinalText", "7"),
        (0, "lowerRoman", "0"),
        (4000, "lowerRoman", "4000"),
        (3, "none", ""),
    ],
)
def test_numeral(number: int, style: str, expected: str) -> None:
    assert numeral(number, style) == expected
