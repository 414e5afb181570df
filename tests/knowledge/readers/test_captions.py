from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.document import Document, Place
from knowledge.errors import BrokenFile

Read = Callable[[str, bytes | str], Document]
Turns = Callable[[Document], list[tuple[str | None, str]]]

VOICES = """WEBVTT - Seminar on maritime rescue
Language: en-GB

NOTE reviewed

1
00:00:01.250 --> 00:00:04.000
<v Expert>The master shall <i>proceed</i></v>

00:00:04.000 --> 00:00:06.500 align:start
<v Expert>with all speed &amp; care.

00:14:32.000 --> 00:14:35.000
<v.loud Участница>Почему?</v> <v Expert>因为
第九十八条。</v>

01:00:00.000 --> 01:00:01.000
المادة 98
"""

SRT = """1
00:00:01,000 --> 00:00:02,500
MODERATOR: Welcome
to the seminar.

2
00:00:03,000 --> 00:00:04,000
It is about: rescue.

3
00:00:05,000 --> 00:00:06,000
EXPERT: <b>Thank you</b>.

4
00:00:07,000 --> 00:00:08,000
- Really?
- Yes.
"""


def test_voices_become_turns_and_cues_marks(read_here: Read, turns: Turns) -> None:
    document = read_here("seminar.vtt", VOICES)
    assert turns(document) == [
        ("Expert", "The master shall proceed with all speed & care."),
        ("Участница", "Почему?"),
        ("Expert", "因为第九十八条。"),
        (None, "المادة 98"),
    ]
    assert (document.title, document.language, document.media_type) == ("Seminar on maritime rescue", "en", "text/vtt")
    assert document.place_at(document.text.index("shall")) == Place(start=1.25, end=4.0, speaker="Expert")
    assert document.place_at(document.text.index("with all")) == Place(start=4.0, end=6.5, speaker="Expert")
    assert document.place_at(document.text.index("98")) == Place(start=3600.0, end=3601.0)


def test_labels_at_the_start_of_a_line(read_here: Read, turns: Turns) -> None:
    document = read_here("seminar.srt", SRT)
    assert turns(document) == [
        ("MODERATOR", "Welcome to the seminar. It is about: rescue."),
        ("EXPERT", "Thank you."),
        (None, "Really?"),
        (None, "Yes."),
    ]
    assert (document.title, document.media_type) == ("seminar", "application/x-subrip")


def test_the_content_decides_between_the_two_formats(read_here: Read, turns: Turns) -> None:
    assert turns(read_here("a.srt", VOICES)) == turns(read_here("a.vtt", VOICES))
    assert turns(read_here("a.vtt", SRT)) == turns(read_here("a.srt", SRT))


def test_a_note_may_name_title_and_language(read_here: Read) -> None:
    document = read_here(
        "a.vtt", "WEBVTT\n\nNOTE\ntitle: 海上救援研讨会\nlanguage: zh\n\n00:01.000 --> 00:02.000\n你好\n"
    )
    assert (document.title, document.language) == ("海上救援研讨会", "zh")


def test_lines_that_roll_up_are_read_once(read_here: Read, turns: Turns) -> None:
    lines = ["one", "two", "three", "four", "five", "six", "seven"]
    cues = [f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{lines[n - 1]}\n{lines[n]}" for n in range(1, 7)]
    assert turns(read_here("a.vtt", "WEBVTT\n\n" + "\n\n".join(cues))) == [(None, " ".join(lines))]


@pytest.mark.parametrize("text", ["WEBVTT\n\nNOTE nothing\n", "just words\n", "WEBVTT\n\n00:xx --> 00:yy\nwords\n"])
def test_no_caption_at_all(text: str, read_here: Read) -> None:
    with pytest.raises(BrokenFile, match=r"a\.vtt"):
        read_here("a.vtt", text)
