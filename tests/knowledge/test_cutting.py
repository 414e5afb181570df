from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.cutting import CUTTING_VERSION, cut
from knowledge.document import Document, Mark, Place, SegmentKind
from knowledge.sentences import count_words
from tests.knowledge.strategies import build, documents

if TYPE_CHECKING:
    from knowledge.passage import Passage

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
HEADING, PARAGRAPH, ITEM, TURN = SegmentKind.HEADING, SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM, SegmentKind.TURN


def cut_(document: Document, words: tuple[int, int] = (60, 150)) -> list[Passage]:
    return cut(document, key="course/treaty.txt", collection="course", words=words)


def words(count: int, first: str = "Word") -> str:
    """A sentence of so many words."""
    return " ".join([first, *["word"] * (count - 1)]) + "."


def article(*paragraphs: str, kind: SegmentKind = PARAGRAPH) -> Document:
    return build([(HEADING, 1, "A treaty"), (HEADING, 2, "Article 1"), *((kind, 0, text) for text in paragraphs)])


def labels(passages: list[Passage]) -> dict[str, str]:
    """First two words of each sentence, and its number."""
    return {
        " ".join(passage.text[sentence.start : sentence.end].split()[:2]): sentence.paragraph
        for passage in passages
        for sentence in passage.sentences
    }


def test_passage_knows_where_it_comes_from() -> None:
    document = build(
        [(HEADING, 1, "A treaty"), (HEADING, 2, "PART I"), (HEADING, 2, "Article 1"), (PARAGRAPH, 0, "One.")]
    )
    (passage,) = cut_(document)
    assert (passage.document, passage.name, passage.title) == ("course/treaty.txt", "treaty.txt", "A treaty")
    assert (passage.collection, passage.language, passage.section) == ("course", "en", ("PART I", "Article 1"))
    assert passage.text == document.text[passage.start : passage.end] == "One."


@pytest.mark.parametrize("empty", [[], [(PARAGRAPH, 0, "")], [(HEADING, 1, "Alone")], [(PARAGRAPH, 0, " \u2003 ")]])
def test_nothing_to_cut(empty: list[tuple[SegmentKind, int, str]]) -> None:
    assert cut_(build(empty)) == []


def test_short_paragraphs_are_joined_and_articles_are_not() -> None:
    document = build(
        [
            *((HEADING, 2, "Article 1"), (PARAGRAPH, 0, words(30)), (PARAGRAPH, 0, words(40))),
            *((HEADING, 2, "Article 2"), (PARAGRAPH, 0, words(8))),
        ]
    )
    assert [(passage.section, count_words(passage.text)) for passage in cut_(document)] == [
        (("Article 1",), 70),
        (("Article 2",), 8),
    ]


def test_long_paragraph_is_divided_evenly_at_sentence_ends() -> None:
    passages = cut_(article(" ".join([words(20)] * 10)))
    assert [count_words(passage.text) for passage in passages] == [100, 100]


def test_article_breaks_before_its_numbers() -> None:
    document = article("1. " + words(70), words(30), "2. " + words(50), words(40))
    assert [passage.text[:2] for passage in cut_(document)] == ["1.", "2."]


def test_numbers_within_one_paragraph_are_breaks_too() -> None:
    document = article("1. " + words(50) + " " + words(25) + " 2. " + words(40) + " " + words(40))
    assert [passage.text[:2] for passage in cut_(document)] == ["1.", "2."]


def test_lead_in_stays_with_the_first_of_its_list() -> None:
    document = article(
        words(110), "1. The following shall be exempt from this:", *[f"({c}) " + words(40) for c in "abcd"]
    )
    passages = cut_(document)
    assert len(passages) > 1
    assert not [passage.text for passage in passages if passage.text.endswith(":")]


def test_speakers_do_not_mix() -> None:
    turns = [(TURN, 0, words(12)), (TURN, 0, words(40)), (TURN, 0, " ".join([words(30)] * 8)), (TURN, 0, words(15))]
    document = build(turns, speakers=["Moderator", "Expert", "Expert", "Moderator"])
    passages = cut_(document)
    assert [passage.sentences[0].place.speaker for passage in passages] == ["Moderator", *["Expert"] * 3, "Moderator"]
    assert [count_words(passage.text) for passage in passages] == [12, 100, 90, 90, 15]


def test_change_of_speaker_within_a_segment_divides_it() -> None:
    text = "Is it so? It is."
    document = build([(TURN, 0, text)])
    marks = (Mark(0, Place(speaker="A", start=0.0, end=2.0)), Mark(10, Place(speaker="B", start=2.0, end=4.0)))
    document = Document("s.vtt", "Seminar", "en", "text/vtt", document.text, document.segments, marks)
    assert [(passage.text, passage.sentences[0].place.speaker) for passage in cut_(document)] == [
        ("Is it so?", "A"),
        ("It is.", "B"),
    ]


def test_place_reaches_from_the_first_cue_to_the_last() -> None:
    text = "One sentence goes over two cues. Another has one."
    marks = (
        Mark(0, Place(speaker="A", start=1.0, end=2.0)),
        Mark(13, Place(speaker="A", start=2.0, end=3.5)),
        Mark(33, Place(speaker="A", start=4.0, end=5.0)),
    )
    plain = build([(TURN, 0, text)])
    (passage,) = cut_(Document("s.vtt", "S", "en", "text/vtt", text, plain.segments, marks))
    assert [(sentence.place.start, sentence.place.end) for sentence in passage.sentences] == [(1.0, 3.5), (4.0, 5.0)]


def test_page_of_a_sentence_is_its_own() -> None:
    text = "On page one. On page two."
    marks = (Mark(0, Place(page=1, page_label="i")), Mark(13, Place(page=2, page_label="ii")))
    (passage,) = cut_(
        Document("s.pdf", "S", "en", "application/pdf", text, build([(PARAGRAPH, 0, text)]).segments, marks)
    )
    assert [sentence.place for sentence in passage.sentences] == [mark.place for mark in marks]


def test_refugee_definition_has_its_numbers_across_passages() -> None:
    document = article(
        "A. For the purposes of this Convention, the term shall apply to any person who:",
        "(1) Arrangements made him one; " + words(60),
        "(2) Events were the cause. In the case of more than one nationality it is each. " + words(60),
        "B.",
        "(1) Words shall be understood to mean either",
        "(a) those there; or",
        "(b) those here. " + words(60),
        "C. This shall cease if:",
        "(4) He re-established himself; or",
        "(5) He can no longer refuse; Provided that this shall not apply. " + words(60),
        "F. Those shall not be covered:",
        "(a) he committed a crime; " + words(60),
    )
    passages = cut_(document)
    assert len(passages) > 2
    assert {key: value for key, value in labels(passages).items() if not key.startswith("Word")} == {
        "A. For": "A",
        "(1) Arrangements": "A(1)",
        "(2) Events": "A(2)",
        "In the": "A(2)",
        "B.": "B",
        "(1) Words": "B(1)",
        "(a) those": "B(1)(a)",
        "(b) those": "B(1)(b)",
        "C. This": "C",
        # The row begins in its middle: one of its numbers may be of another row.
        "(4) He": "C",
        "(5) He": "C",
        "F. Those": "F",
        "(a) he": "F(a)",
    }


def test_only_provisions_have_paragraph_numbers() -> None:
    blocks = [(HEADING, 2, "Key terms"), (PARAGRAPH, 0, "1. A refugee is a person."), (ITEM, 0, "(a) One.")]
    assert [sentence.paragraph for passage in cut_(build(blocks)) for sentence in passage.sentences] == ["", ""]


def test_identity_is_by_content() -> None:
    one, two = (
        article("1. Same.", "2. Else."),
        build([(PARAGRAPH, 0, "Before."), (HEADING, 2, "Article 1"), (PARAGRAPH, 0, "1. Same.")]),
    )
    first = cut_(article("1. Same."))[0]
    assert cut_(two)[1].id == first.id
    assert cut_(two)[1].start != first.start
    assert cut_(one)[0].id != first.id
    assert cut(article("1. Same."), key="other", collection="course")[0].id != first.id
    assert (len(first.id), int(first.id, 16) > 0) == (32, True)


def test_twins_have_identities_of_their_own() -> None:
    blocks = [(TURN, 0, text) for text in ("Thank you.", "Welcome.", "Thank you.", "Welcome.")]
    passages = cut_(build(blocks, speakers=["A", "B", "A", "B"]))
    assert len({passage.id for passage in passages}) == 4


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ar", "لا يجوز لأية دولة متعاقدة أن تطرد لاجئا أو ترده إلى حدود الأقاليم. "),
        ("en", "No Contracting State shall expel or return a refugee to the frontiers of territories. "),
        ("es", "Ningún Estado podrá expulsar o devolver a un refugiado a las fronteras de los territorios. "),
        ("fr", "Aucun État n'expulsera ou ne refoulera un réfugié sur les frontières des territoires. "),
        ("ru", "Ни одно государство не будет высылать или возвращать беженцев на границу страны. "),
        ("zh", "任何缔约国不得以任何方式将难民驱逐或送回至其生命或自由受威胁的领土边界。"),
    ],
)
def test_sizes_hold_in_six_languages(language: str, sentence: str) -> None:
    passages = cut_(build([(PARAGRAPH, 0, (sentence * 60).strip())], language=language))
    assert len(passages) > 3
    assert all(60 <= count_words(passage.text) <= 150 for passage in passages)
    assert sum(len(passage.sentences) for passage in passages) == 60


@pytest.mark.parametrize("sizes", [(0, 10), (20, 10), (-1, -1)])
def test_impossible_sizes_are_refused(sizes: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=f"{sizes[0]} to {sizes[1]} words"):
        cut_(article("One."), words=sizes)


@pytest.mark.parametrize(
    "blocks",
    [
        [(ITEM, 0, "three small words")] * 20_000,
        [(PARAGRAPH, 0, words(9))] * 5_000,
        [(PARAGRAPH, 0, " ".join([words(15)] * 5_000))],
        [(HEADING, 2, "Article 1"), (PARAGRAPH, 0, "Short. " * 10), (PARAGRAPH, 0, "")] * 3
        + [(PARAGRAPH, 0, "word " * 9_000)],
    ],
    ids=["items", "paragraphs", "one paragraph", "no punctuation"],
)
def test_big_documents_of_every_shape_are_cut_to_size(blocks: list[tuple[SegmentKind, int, str]]) -> None:
    sizes = [count_words(passage.text) for passage in cut_(build(blocks))]
    assert sum(sizes) == count_words("\n".join(text for kind, _, text in blocks if kind is not HEADING))
    assert [size for size in sizes if size > 160 or size < 10] == []


def test_every_short_article_of_a_long_treaty_is_a_passage() -> None:
    assert len(cut_(build([(HEADING, 2, "Article 1"), (PARAGRAPH, 0, "Short.")] * 5_000))) == 5_000


def test_version_is_a_positive_number() -> None:
    assert CUTTING_VERSION >= 1


SIZES = st.sampled_from([(60, 150), (1, 1), (5, 12), (100, 100)])


@settings(deadline=None)
@given(documents(), SIZES)
def test_headings_and_passages_give_the_document_back(document: Document, sizes: tuple[int, int]) -> None:
    spans = [(passage.start, passage.end) for passage in cut_(document, sizes)]
    spans += [(segment.start, segment.end) for segment in document.segments if segment.kind is HEADING]
    text, at = "", 0
    for start, end in sorted(spans):
        assert document.text[at:start].strip() == ""
        text += document.text[at:start] + document.text[start:end]
        at = end
    assert document.text[at:].strip() == ""
    assert text + document.text[at:] == document.text


@settings(deadline=None)
@given(documents(), SIZES)
def test_every_offset_points_at_the_text_it_claims(document: Document, sizes: tuple[int, int]) -> None:
    for passage in cut_(document, sizes):
        assert passage.text == document.text[passage.start : passage.end]
        at = 0
        for sentence in passage.sentences:
            assert sentence.start < sentence.end
            assert passage.text[at : sentence.start].strip() == ""
            begin = document.place_at(passage.start + sentence.start)
            final = document.place_at(passage.start + sentence.end - 1)
            assert sentence.place == Place(begin.page, begin.page_label, begin.start, final.end, begin.speaker)
            at = sentence.end
        assert at == len(passage.text)


@settings(deadline=None)
@given(documents(), SIZES)
def test_no_passage_crosses_a_heading_or_a_speaker(document: Document, sizes: tuple[int, int]) -> None:
    headings = [segment for segment in document.segments if segment.kind is HEADING]
    for passage in cut_(document, sizes):
        assert not [one for one in headings if passage.start < one.end and one.start < passage.end]
        spoken = [at for at in range(passage.start, passage.end) if not document.text[at].isspace()]
        assert len({document.place_at(at).speaker for at in spoken}) == 1


@settings(max_examples=200, deadline=None)
@given(documents(), SIZES)
def test_sizes_are_within_limits_unless_something_forces_them(document: Document, sizes: tuple[int, int]) -> None:
    smallest, largest = sizes
    passages = cut_(document, sizes)
    counts = [sum(count_words(p.text[s.start : s.end]) for s in p.sentences) for p in passages]
    for at, (passage, size) in enumerate(zip(passages, counts, strict=True)):
        if size > largest:
            assert len(passage.sentences) == 1
        for other in (at - 1, at + 1):
            if size < smallest and 0 <= other < len(passages) and _neighbours(document, passage, passages[other]):
                assert size + counts[other] > largest


def _neighbours(document: Document, one: Passage, other: Passage) -> bool:
    """Whether only white space stands between two passages, and one speaker says both."""
    first, second = sorted((one, other), key=lambda passage: passage.start)
    headings = any(
        segment.kind is HEADING and first.end <= segment.start and segment.end <= second.start
        for segment in document.segments
    )
    return not headings and one.sentences[0].place.speaker == other.sentences[0].place.speaker


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real documents are not here")
def test_real_documents() -> None:
    from knowledge.readers import read

    sizes: list[int] = []
    for path in sorted(CORPUS.glob("*.md")):
        document = read(path)
        passages = cut(document, key=path.name, collection="corpus")
        sizes += [count_words(passage.text) for passage in passages]
        bodies = {
            document.text[one.start : one.end]
            for one, after in zip(document.segments, document.segments[1:], strict=False)
            if one.kind is HEADING and after.kind is not HEADING
        } - {document.title}
        assert {passage.section[-1] for passage in passages if passage.section} == bodies, path.name
        assert all(document.title not in passage.section for passage in passages)
    assert max(sizes) <= 260
    assert sum(30 <= size <= 180 for size in sizes) / len(sizes) >= 0.9


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real documents are not here")
@pytest.mark.parametrize(
    ("name", "section", "begins", "number"),
    [
        ("refugee-convention-1951", "Article 33", "1. No Contracting State shall expel", "(1)"),
        ("refugee-convention-1951", "Article 1 ", "(2) As a result of events", "A(2)"),
        ("refugee-convention-1951", "Article 1 ", "(5) He can no longer", "C(5)"),
        ("refugee-convention-1951", "Article 1 ", "(a) he has committed a crime", "F(a)"),
        ("refugee-convention-1951", "Article 46", "IN FAITH WHEREOF", ""),
        ("cat-1984", "Article 3", "1. No State Party shall expel", "(1)"),
        ("solas-chapter-v", "Regulation 33", "1. The master of a ship at sea", ".1"),
        ("sar-convention-1979", "Annex, 2.1", "2.1.10.", ".10"),
        ("udhr-1948", "Article 14", "1. Everyone has the right to seek", "(1)"),
    ],
)
def test_real_paragraphs_have_their_numbers(name: str, section: str, begins: str, number: str) -> None:
    from knowledge.readers import read

    found = {
        sentence.paragraph
        for passage in cut_(read(CORPUS / f"{name}.md"))
        for sentence in passage.sentences
        if f"{passage.section[-1] if passage.section else ''} ".startswith(section)
        and passage.text[sentence.start :].startswith(begins)
    }
    assert found == {number}
