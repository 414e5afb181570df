from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.document import Document, Mark, Place, Segment, SegmentKind
from knowledge.readers.builder import SEPARATOR, Builder, check, clean

TEXTS = st.text(max_size=40) | st.sampled_from(
    ["المادة 33", "第三十三条\n缔约国", " \u202eabc\u202c ", "Статья 33", "e\u0301"]
)
PLACES = st.none() | st.builds(Place, page=st.integers(1, 9), page_label=st.sampled_from([None, "iv"]))
RUNS = st.lists(st.tuples(PLACES, TEXTS), max_size=4)
SEGMENTS = st.lists(st.tuples(st.sampled_from(SegmentKind), RUNS, st.integers(-2, 12)), max_size=12)


@given(segments=SEGMENTS, title=TEXTS)
def test_whatever_a_reader_hands_over_becomes_a_valid_document(
    segments: list[tuple[SegmentKind, list[tuple[Place | None, str]], int]], title: str
) -> None:
    builder = Builder("notes.txt", "text/plain")
    builder.title, builder.pages = title, 9
    for kind, runs, level in segments:
        builder.add_runs(kind, runs, level=level)
    document = builder.build()
    check(document)
    words = "".join(clean(text) for _, runs, _ in segments for _, text in runs)
    assert "".join(document.text.split()) == "".join(words.split())


@given(runs=st.lists(st.tuples(st.integers(1, 9), st.text("abc 第条\n", min_size=1)), min_size=1))
def test_each_run_stands_at_its_place(runs: list[tuple[int, str]]) -> None:
    builder = Builder("notes.pdf", "application/pdf")
    builder.pages = 9
    builder.add_runs(SegmentKind.PARAGRAPH, [(Place(page=page), text) for page, text in runs])
    document = builder.build()
    at = 0
    for page, text in runs:
        if clean(text):
            at = document.text.index(clean(text), at)
            assert document.place_at(at).page == page
            at += len(clean(text))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  two\u00a0 words \n", "two words"),
        ("第三十三条\n禁止驱逐", "第三十三条禁止驱逐"),
        ("Article 33\nProhibition", "Article 33 Prohibition"),
        ("re\u00adfouler", "refouler"),
        ("\u202eeno\u202c", "eno"),
        ("\ufb01rst \ufee3\ufef2", "first مي"),
        ("e\u0301te\u0301", "été"),
        ("\x00\x07", ""),
        ("broken \ud800", "broken \ufffd"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_a_run_that_ends_inside_a_word_is_joined_without_a_space() -> None:
    builder = Builder("a.docx", "x")
    builder.pages = 2
    builder.add_runs(SegmentKind.PARAGRAPH, [(Place(page=1), "non-ref"), (Place(page=2), "oulement  "), (None, "is")])
    assert builder.build().text == "non-refoulement is"


def test_the_stem_is_the_title_of_a_document_that_has_none() -> None:
    builder = Builder("handbook.v2.pdf", "application/pdf")
    builder.add(SegmentKind.PARAGRAPH, "Text")
    assert builder.build().title == "handbook.v2"


def valid() -> Document:
    builder = Builder("a.md", "text/markdown")
    builder.add(SegmentKind.HEADING, "One", level=1)
    builder.add(SegmentKind.PARAGRAPH, "Two three")
    return builder.build()


@pytest.mark.parametrize(
    "change",
    [
        {"text": "One  Two three"},
        {"text": f"One{SEPARATOR}Two  hree"},
        {"segments": ()},
        {"segments": (Segment(0, 3, SegmentKind.HEADING, 7), Segment(5, 14, SegmentKind.PARAGRAPH))},
        {"segments": (Segment(0, 3, SegmentKind.HEADING, 1), Segment(5, 15, SegmentKind.PARAGRAPH))},
        {"marks": (Mark(3, Place()), Mark(3, Place()))},
        {"marks": (Mark(-1, Place()),)},
        {"marks": (Mark(0, Place(page=1)),)},
        {"marks": (Mark(0, Place(start=2.0, end=1.0)),)},
        {"marks": (Mark(0, Place(start=float("nan"))),)},
        {"title": " "},
    ],
)
def test_check_sees_what_is_wrong(change: dict[str, object]) -> None:
    check(valid())
    with pytest.raises(ValueError, match=r"\w"):
        check(replace(valid(), **change))


def test_parts_are_documents_of_their_own() -> None:
    builder = Builder("faq.yml", "application/yaml")
    assert (len(builder), builder.build_all()[0].text) == (0, "")
    for language in ("en", "fr", "ru"):
        part = builder.part(language)
        part.language, part.collection, part.title = language, "faq", f"Title {language}"
        if language != "ru":
            part.add(SegmentKind.PARAGRAPH, f"Text {language}")
    documents = builder.build_all()
    for document in documents:
        check(document)
    assert [(each.part, each.collection, each.title, each.text) for each in documents] == [
        ("en", "faq", "Title en", "Text en"),
        ("fr", "faq", "Title fr", "Text fr"),
    ]
    assert len(builder) == 2
