"""What a button for consent is about."""

from __future__ import annotations

import pytest

from bot.telegram.controls import session_of


@pytest.mark.parametrize(
    ("payload", "about"),
    [
        ('/consent{"of":"abcdefgh2345"}', "abcdefgh2345"),
        ('/consent{"of": "abcdefgh2345"}', "abcdefgh2345"),
        ('/consent{"of":"poll:abcdefghijklmnopqrstuvwx23"}', "poll:abcdefghijklmnopqrstuvwx23"),
        ("/consent", ""),
        ('/consent{"of":""}', ""),
        ('/consent{"of":"a b"}', ""),
        ('/consent{"of":"' + "x" * 49 + '"}', ""),
    ],
)
def test_what_a_place_is_wanted_in(payload, about):
    assert session_of(payload) == about
    assert len(f"consent:yes:{about}".encode()) <= 64
