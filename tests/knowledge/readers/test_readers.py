"""All of the real documents, as a user's machine does not have them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from knowledge.document import SegmentKind
from knowledge.readers import read
from knowledge.readers.builder import check

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
FILES = sorted(CORPUS.glob("*.md"))

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES, reason=f"{CORPUS} is not here"),
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_real_document_loses_no_word_and_no_number(path: Path) -> None:
    document = read(path)
    check(document)
    source = re.sub(r"^#+ ", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert document.title == " ".join(source.split("\n", 1)[0].split())
    assert document.language == "en"
    assert numbers(document.text) == numbers(source)
    spoken = [mark.place.speaker for mark in document.marks if mark.place.speaker]
    if spoken:
        # The labels of the speakers are no words of theirs; they stand in the marks.
        assert not re.search(r"\b(?:MODERATOR|OFFICIAL):|\bQ[ \u00a0]{2}", document.text)
        assert {"SENIOR ADMINISTRATION OFFICIAL", "MODERATOR", "Q"} >= set(spoken)
        turns = sum(part.kind is SegmentKind.TURN for part in document.segments)
        assert turns == len(re.findall(r"(?:MODERATOR|OFFICIAL):|^Q[ \u00a0]{2}", source, re.MULTILINE))
    else:
        assert words(document.text) == words(source)


@pytest.mark.parametrize(
    ("name", "before", "quotation"),
    [
        ("refugee-convention-1951.md", "Article 33", "1. No Contracting State shall expel or return"),
        ("cat-1984.md", "Article 3", "1. No State Party shall expel, return"),
        ("unclos-part-vii-high-seas.md", "Article 98", "1. Every State shall require the master"),
    ],
)
def test_an_article_stands_under_its_heading(name: str, before: str, quotation: str) -> None:
    document = read(CORPUS / name)
    at = document.text.index(quotation)
    headings = [part for part in document.segments if part.kind is SegmentKind.HEADING and part.end <= at]
    assert document.text[headings[-1].start : headings[-1].end].split(" - ")[0] == before


def numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", text))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
