from __future__ import annotations

from collections.abc import Callable

import pytest

from knowledge.document import Document, Place
from knowledge.readers.transcript import Labels, label_at, labels_of, seconds_of

Read = Callable[[str, bytes | str], Document]
Turns = Callable[[Document], list[tuple[str | None, str]]]

CALL = """# Press call

Via Teleconference

5:19 P.M. EDT MODERATOR:  Thanks, everyone.

SENIOR ADMINISTRATION OFFICIAL:  Good morning.  The rule: it is
final.

It has three parts.

Q    Hi.  When does it
begin?

SENIOR ADMINISTRATION OFFICIAL:  Now.  Q    And then?

MODERATOR:  Thank you.

MODERATOR:  Goodbye.

END                5:42 P.M. EDT
"""


@pytest.mark.parametrize("name", ["call.md", "call.txt"])
def test_labels_in_capitals(name: str, read_here: Read, turns: Turns) -> None:
    document = read_here(name, CALL)
    assert turns(document) == [
        ("MODERATOR", "Thanks, everyone."),
        ("SENIOR ADMINISTRATION OFFICIAL", "Good morning. The rule: it is final. It has three parts."),
        ("Q", "Hi. When does it begin?"),
        ("SENIOR ADMINISTRATION OFFICIAL", "Now."),
        ("Q", "And then?"),
        ("MODERATOR", "Thank you."),
        ("MODERATOR", "Goodbye."),
    ]
    assert document.text.endswith("END 5:42 P.M. EDT")
    assert document.place_at(len(document.text) - 1) == Place()
    assert document.place_at(document.text.index("Via")) == Place()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("الخبير", "المشاركة"),
        ("Expert", "Participant"),
        ("Experta", "Participante"),
        ("Modératrice", "Mme Dupont"),
        ("Эксперт", "Г-жа Иванова"),
        ("专家", "学员"),
    ],
)
def test_names_in_each_language(first: str, second: str, read_here: Read, turns: Turns) -> None:
    colon = "：" if first == "专家" else ": "
    lines = [f"{first}{colon}33.", f"{second}{colon}34?", f"{first}{colon}35.", f"{second}{colon}36."]
    assert turns(read_here("a.txt", "\n\n".join(lines))) == [
        (first, "33."),
        (second, "34?"),
        (first, "35."),
        (second, "36."),
    ]


def test_times_become_places(read_here: Read, turns: Turns) -> None:
    document = read_here(
        "a.txt",
        "[00:00:05] EXPERT: One. [00:01:00] Two.\n\n[00:14:32] PARTICIPANT: Why?\n\n"
        "[01:00:00.5] EXPERT: So.\n\n01:02:03 PARTICIPANT: Ah.\n",
    )
    assert turns(document) == [
        ("EXPERT", "One. Two."),
        ("PARTICIPANT", "Why?"),
        ("EXPERT", "So."),
        ("PARTICIPANT", "Ah."),
    ]
    assert [mark.place for mark in document.marks] == [
        Place(start=5, end=60, speaker="EXPERT"),
        Place(start=60, end=872, speaker="EXPERT"),
        Place(start=872, end=3600.5, speaker="PARTICIPANT"),
        Place(start=3600.5, end=3723, speaker="EXPERT"),
        Place(start=3723, speaker="PARTICIPANT"),
    ]


def test_ordinary_text_with_colons_is_no_transcript(read_here: Read, turns: Turns) -> None:
    notes = "\n\n".join(f"Note: this is number {number}.\n\nText between, as usual: yes." for number in range(8))
    faq = "\n\n".join(f"Question: why {number}?\n\nAnswer: because." for number in range(8))
    assert turns(read_here("notes.md", notes)) == []
    assert turns(read_here("faq.md", faq)) == []


def test_a_few_labels_are_not_enough() -> None:
    assert labels_of(["CHAIR: Hello.", "CHAIR: Goodbye."]) is None
    assert labels_of(["CHAIR: a", "EXPERT: b", "CHAIR: c", "EXPERT: d"]) is Labels.CAPITALS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MS. O'NEIL (ICRC): Yes", "MS. O'NEIL (ICRC)"),
        ("THE PRESIDENT:  Yes", "THE PRESIDENT"),
        ("Q    Yes", "Q"),
        ("Jane Smith (00:10): Yes", "Jane Smith"),
        ("https://example.org", None),
        ("END 5:42 P.M.", None),
        ("One two three four five six: no", None),
        ("本公约第一条所称难民是指：任何人", None),
    ],
)
def test_label_at(text: str, expected: str | None) -> None:
    label = label_at(text)
    assert (label.speaker if label else None) == expected


def test_seconds_of() -> None:
    assert [seconds_of(text) for text in ("14:32", "00:14:32", "1:02:03,250")] == [872.0, 872.0, 3723.25]
