"""Text as Telegram takes it."""

from __future__ import annotations

import pytest

from tests.telegram.markup import Malformed, clean, parse_html, trim, units


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<a href=x:y>y</a>", "Unexpected end of name token at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_what_is_refused(source, reason):
    with pytest.raises(Malformed) as refused:
        parse_html(source)
    assert str(refused.value) == reason


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a &lt; b &amp;&quot;&#39;&nbsp;", "a < b &\"'&nbsp;", []),
        ("<B>x</B>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        ("<b></b>x", "x", []),
        ("<b>x</>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
        (
            '<a href="https://example.org/?a=1&amp;b=2">x</a>',
            "x",
            [{"type": "text_link", "offset": 0, "length": 1, "url": "https://example.org/?a=1&b=2"}],
        ),
        ('<a href="no address">x</a>', "x", []),
        ("<blockquote>x</blockquote>", "x", [{"type": "blockquote", "offset": 0, "length": 1}]),
        (
            "<blockquote expandable><b>x</b>y</blockquote>",
            "xy",
            [
                {"type": "expandable_blockquote", "offset": 0, "length": 2},
                {"type": "bold", "offset": 0, "length": 1},
            ],
        ),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "ab",
            [{"type": "blockquote", "offset": 0, "length": 2}],
        ),
        ("<code>a<b>b</b></code>", "ab", [{"type": "code", "offset": 0, "length": 2}]),
        ('<span class="tg-spoiler">x</span>', "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
    ],
)
def test_what_is_shown(source, text, entities):
    assert parse_html(source) == (text, entities)


def test_what_never_reaches_a_reader():
    assert clean("a\r\nb\tc\u202ed\u2028e\u2068f\u2069") == "a\nb cde\u2068f\u2069"


def test_ends_are_trimmed_and_entities_moved():
    entities = [{"type": "bold", "offset": 1, "length": 4}, {"type": "italic", "offset": 5, "length": 1}]
    assert trim("\n 😀x ", entities) == ("😀x", [{"type": "bold", "offset": 0, "length": 3}])


def test_length_is_in_utf16_code_units():
    assert [units(text) for text in ("abc", "é", "𝒳", "👍🏽", "ع")] == [3, 1, 2, 4, 1]
