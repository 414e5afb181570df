from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.citation import label, provision_label, provision_of
from knowledge.document import Place
from knowledge.instruments import Instruments
from knowledge.language import LANGUAGES
from knowledge.passage import Passage, Sentence
from knowledge.provisions import Provision

TREATY = "Convention relating to the Status of Refugees (Geneva, 28 July 1951)"


def cited(
    title: str = TREATY,
    section: tuple[str, ...] = (),
    *,
    paragraph: str = "",
    place: Place | None = None,
    name: str = "file.md",
    language: str = "en",
) -> str:
    sentence = Sentence(0, 4, place or Place(), paragraph)
    passage = Passage("0" * 32, name, name, title, "course", "en", section, 0, 4, "Text", (sentence,))
    return label(passage, sentence, language)


@pytest.mark.parametrize(
    ("title", "section", "paragraph", "expected"),
    [
        (TREATY, ("CHAPTER V", "Article 33 - Prohibition"), "(1)", "1951 Refugee Convention, Article 33(1)"),
        (TREATY, ('Article 1 - Definition of the Term "Refugee"',), "A(2)", "1951 Refugee Convention, Article 1A(2)"),
        (TREATY, ("SCHEDULE", "Schedule, Paragraph 13"), "(1)", "1951 Refugee Convention, Schedule, Paragraph 13(1)"),
        (TREATY, ("Preamble",), "", "1951 Refugee Convention, Preamble"),
        (
            "International Convention for the Safety of Life at Sea, 1974 - Annex, Chapter V",
            ("CHAPTER V - SAFETY OF NAVIGATION", "Regulation 33 - Distress situations"),
            ".1-1",
            "SOLAS, Chapter V, Regulation 33.1-1",
        ),
        (
            "International Convention on Maritime Search and Rescue, 1979 (as amended)",
            ("Annex", "Annex, Chapter 2 - ORGANIZATION", "Annex, 2.1 - Arrangements"),
            ".10",
            "SAR Convention, Annex, 2.1.10",
        ),
        (
            "International Convention on Maritime Search and Rescue, 1979 (as amended)",
            ("Annex", "Annex, Chapter 1 - TERMS AND DEFINITIONS"),
            "",
            "SAR Convention, Annex, Chapter 1",
        ),
        (
            "Protocol relating to the Status of Refugees",
            ("Article IV - Disputes",),
            "",
            "1967 Refugee Protocol, Article IV",
        ),
        (
            "Global Compact for Migration",
            ("Objective 8 - Save lives",),
            "(a)",
            "Global Compact for Migration, Objective 8(a)",
        ),
        ("Non-refoulement and asylum", ("Key terms",), "", "Non-refoulement and asylum, Key terms"),
        ("IML handbook", ("Chapter 2 - The rights of migrants",), "", "IML handbook, Chapter 2"),
        ("A talk", ("Transcript",), "", "A talk"),
        ("A talk", (), "", "A talk"),
        ("", (), "", "file.md"),
    ],
)
def test_places_in_the_law(title: str, section: tuple[str, ...], paragraph: str, expected: str) -> None:
    assert cited(title, section, paragraph=paragraph) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", "اتفاقية اللاجئين لعام 1951، المادة 33(1)"),
        ("en", "1951 Refugee Convention, Article 33(1)"),
        ("es", "Convención de 1951 sobre los Refugiados, artículo 33(1)"),
        ("fr", "Convention de 1951 sur les réfugiés, article 33(1)"),
        ("ru", "Конвенция о беженцах 1951 года, статья 33(1)"),
        ("zh", "1951年难民公约，第33条第1款"),
        ("de", "1951 Refugee Convention, Article 33(1)"),
    ],
)
def test_the_askers_language(language: str, expected: str) -> None:
    assert cited(section=("Article 33 - Prohibition",), paragraph="(1)", language=language) == expected


def test_recordings_are_cited_by_speaker_and_time() -> None:
    place = Place(start=872.9, end=880.0, speaker="Expert")
    assert cited("Seminar on maritime rescue", place=place) == "Seminar on maritime rescue, expert, 00:14:32"
    assert cited("Seminar", place=replace(place, speaker="Delegate of a coastal State", start=3661.0)) == (
        "Seminar, delegate of a coastal State, 01:01:01"
    )
    assert cited("Seminar", place=replace(place, speaker="Ms Ada Diallo")) == "Seminar, Ms Ada Diallo, 00:14:32"
    assert cited("Seminar", place=Place(start=0.0)) == "Seminar, 00:00:00"


@pytest.mark.parametrize(
    ("place", "name", "language", "expected"),
    [
        (Place(page=14), "a.pdf", "en", "IML handbook, Chapter 2, p. 14"),
        (Place(page=14, page_label="14"), "a.pdf", "en", "IML handbook, Chapter 2, p. 14"),
        (Place(page=14, page_label="xii"), "a.pdf", "en", "IML handbook, Chapter 2, p. xii (14 of the file)"),
        (Place(page=14, page_label="xii"), "a.pdf", "fr", "IML handbook, chapitre 2, p. xii (14 du fichier)"),
        (Place(page=14), "a.pdf", "zh", "IML handbook，第2章，第14页"),
        (Place(page=7), "a.PPTX", "en", "IML handbook, Chapter 2, slide 7"),
        (Place(page=7), "a.pptx", "ru", "IML handbook, глава 2, слайд 7"),
        (Place(page=7), "a.pptx", "ar", "IML handbook، الفصل 2، الشريحة 7"),
        (Place(page=7), "a.pptx", "es", "IML handbook, capítulo 2, diapositiva 7"),
    ],
)
def test_pages_and_slides(place: Place, name: str, language: str, expected: str) -> None:
    assert cited("IML handbook", ("Chapter 2 - Rights",), place=place, name=name, language=language) == expected


def test_an_article_inside_an_annex_says_so() -> None:
    assert provision_of(("ANNEX I", "Article 1 - Scope")) == Provision("article", "1", "", "ANNEX I")
    assert cited(section=("ANNEX I", "Article 1 - Scope")) == "1951 Refugee Convention, Annex I, Article 1"


def test_the_nearest_provision_counts() -> None:
    assert provision_of(("Article 1", "Article 2 - B", "A subtitle")) == Provision("article", "2")
    assert provision_of(("Introduction",)) is None


def test_long_titles_are_cut_between_words() -> None:
    text = cited("Remarks " * 30)
    assert len(text) <= 90
    assert text.endswith("Remarks…")


@pytest.mark.parametrize("speaker", ["\r", " ", ""])
def test_a_speaker_without_a_name_is_none(speaker: str) -> None:
    assert cited(place=Place(start=61.0, speaker=speaker)) == cited(place=Place(start=61.0))


titles = st.one_of(st.text(max_size=200), st.sampled_from([TREATY, "Universal Declaration of Human Rights"]))
heads = st.lists(st.one_of(st.text(max_size=150), st.integers(1, 300).map("Article {}".format)), max_size=4).map(tuple)
where = st.builds(
    Place,
    page=st.none() | st.integers(1, 3000),
    page_label=st.none() | st.text(max_size=6),
    start=st.none() | st.floats(0, 1e6),
    speaker=st.none() | st.text(max_size=60),
)


@given(titles, heads, st.sampled_from(["", "(1)", "A(2)", "(2)(a)", ".1"]), where, st.sampled_from(LANGUAGES))
def test_a_label_is_one_line_and_never_empty(title, section, paragraph, place, language) -> None:
    text = cited(title, section, paragraph=paragraph, place=place, language=language)
    assert text.strip()
    assert len(text.splitlines()) == 1


@given(st.integers(1, 999), st.sampled_from(["", "(1)", "(2)(a)"]), st.sampled_from(LANGUAGES))
def test_a_label_has_the_number_of_the_article(number, paragraph, language) -> None:
    text = cited(section=("PART II", f"Article {number} - Something"), paragraph=paragraph, language=language)
    assert re.search(rf"(?<!\d){number}(?!\d)", text.split(",")[-1].split("，")[-1].split("،")[-1])


ENTRY = {
    "faq": {"en": "FAQ: X", "fr": "Questions fréquentes : X", "zh": "常见问题：X", "ar": "الأسئلة الشائعة: X"},
    "resources": {"en": "Resource: X", "es": "Recurso: X", "ru": "Ресурс: X"},
    "terms": {"en": "Termbase: X", "fr": "Base terminologique : X", "ru": "Терминологическая база: X"},
}


@pytest.mark.parametrize(
    ("kind", "language", "expected"),
    [(kind, language, text) for kind, texts in ENTRY.items() for language, text in texts.items()],
)
def test_an_entry_is_called_by_its_kind_and_name(kind: str, language: str, expected: str) -> None:
    sentence = Sentence(0, 4, Place())
    passage = Passage("0" * 32, "f.yml#en", "f.yml", "Title", kind, "en", ("X",), 0, 4, "Text", (sentence,))
    assert label(passage, sentence, language) == expected
    other = replace(passage, name="f.md")
    assert label(other, sentence, language).startswith("Title")


@pytest.mark.parametrize(
    ("article", "language", "expected"),
    [
        ("33(1)", "en", "1951 Refugee Convention, Article 33(1)"),
        ("1A(2)", "en", "1951 Refugee Convention, Article 1A(2)"),
        ("33(1)", "fr", "Convention de 1951 sur les réfugiés, article 33(1)"),
        ("33(1)", "zh", "1951年难民公约，第33条第1款"),
        ("33(1)", "ar", "اتفاقية اللاجئين لعام 1951، المادة 33(1)"),
        ("33(1)", "de", "1951 Refugee Convention, Article 33(1)"),
        ("Annex", "ru", "Конвенция о беженцах 1951 года, приложение"),
        ("Schedule, paragraph 3", "en", "1951 Refugee Convention, Schedule"),
        ("", "es", "Convención de 1951 sobre los Refugiados"),
    ],
)
def test_a_place_in_an_instrument_is_written_in_every_language(article: str, language: str, expected: str) -> None:
    assert provision_label(Instruments.load(), "refugee-convention-1951", article, language) == expected
