from __future__ import annotations

import pytest

from knowledge.search.folding import folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  ¿Qué es?", "que es?"),
        ("L’Été", "l'ete"),
        ("Ёлка, Йод", "елка, йод"),
        ("أُحِبُّ", "احب"),
        ("معنى", "معني"),
        ("什么是难民", "什么是难民"),
    ],
)
def test_what_people_leave_out_is_taken_away(text, expected):
    assert folded(text) == expected
