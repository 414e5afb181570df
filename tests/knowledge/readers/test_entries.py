from __future__ import annotations

import pytest

from knowledge.errors import BrokenFile, UnknownFormat
from knowledge.readers import read, read_documents
from tests.knowledge.entries.samples import FAQ, INSTRUMENTS, RESOURCES, TERMS, changed, write


def headings(document):
    return [document.text[each.start : each.end] for each in document.segments if each.level]


@pytest.fixture
def library(tmp_path):
    return write(tmp_path, faq=FAQ, instruments=INSTRUMENTS, resources=RESOURCES, terms=TERMS)


def test_a_file_of_questions_is_one_document_a_language(library):
    documents = read_documents(library / "faq.yml")
    assert [(each.part, each.language, each.collection, each.title) for each in documents] == [
        ("ar", "ar", "faq", "الأسئلة الشائعة"),
        ("en", "en", "faq", "Frequently asked questions"),
        ("es", "es", "faq", "Preguntas frecuentes"),
        ("fr", "fr", "faq", "Questions fréquentes"),
        ("ru", "ru", "faq", "Часто задаваемые вопросы"),
        ("zh", "zh", "faq", "常见问题"),
    ]
    assert [headings(each) for each in documents] == [
        [entry["question"][each.language] for entry in FAQ] for each in documents
    ]


def test_a_resource_says_in_words_who_it_is_for_and_where_it_is(library):
    french = next(each for each in read_documents(library / "resources.yml") if each.part == "fr")
    assert french.text.split("\n\n")[:8] == [
        "Cours de droit international de la migration",
        "Une introduction aux droits des migrants et aux devoirs des États.",
        "Type : cours en ligne",
        "Organisation : Example Institute",
        "Format : en ligne",
        "Langues : anglais; français",
        "Pour : délégués et diplomates; participants aux cours et étudiants",
        "Adresse : https://example.org/course",
    ]


def test_the_table_of_instruments_says_of_each_when_and_whether_it_binds(library):
    by_language = {each.part: each for each in read_documents(library / "instruments.yml")}
    assert {each.collection for each in by_language.values()} == {"instruments"}
    assert by_language["en"].title == "Table of instruments"
    assert headings(by_language["zh"]) == [each["names"]["zh"] for each in INSTRUMENTS["instruments"]]
    assert by_language["fr"].text.split("\n\n")[-1] == (
        "Universal Declaration of Human Rights : adoption ou signature le 10 décembre 1948. Ce n'est pas un traité : "
        "ce texte n'a pas la force obligatoire d'un traité."
    )


def test_a_table_of_instruments_that_lacks_a_field_is_said_to(tmp_path):
    broken = {"instruments": changed(INSTRUMENTS["instruments"], "binding", to=...)}
    with pytest.raises(
        BrokenFile, match=r"instruments\.yml: one of the instruments is not whole \(KeyError: 'binding'\)"
    ):
        read(write(tmp_path, instruments=broken) / "instruments.yml")


def test_a_term_says_where_it_is_defined_and_how_else_it_is_called(library):
    by_language = {each.part: each.text.split("\n\n") for each in read_documents(library / "terms.yml")}
    assert by_language["en"][:5] == [
        "non-refoulement",
        "The rule that nobody may be returned to a country where life or freedom is in danger.",
        "Defined in: 1951 Refugee Convention, Article 33(1); Convention against Torture, Article 3",
        "Also called: principle of non-refoulement; NRF",
        "In everyday words: shipped home",
    ]
    assert (
        by_language["ru"][2]
        == "Определено в: Конвенция о беженцах 1951 года, статья 33(1); Конвенция против пыток, статья 3"
    )
    assert by_language["zh"][2] == "出处：1951年难民公约，第33条第1款；禁止酷刑公约，第3条"


@pytest.mark.parametrize("text", ["a: 1\n", "- just\n- a list\n", "version: 2\njobs: []\n", "[]\n"])
def test_other_yaml_is_of_no_known_format(tmp_path, text):
    (tmp_path / "ci.yml").write_text(text)
    with pytest.raises(UnknownFormat, match="no list of questions, instruments, resources or terms"):
        read_documents(tmp_path / "ci.yml")


def test_a_broken_entry_breaks_its_file_and_is_named(tmp_path):
    write(tmp_path, faq=changed(FAQ, "answer", "fr", to=""))
    with pytest.raises(BrokenFile, match=r"^faq\.yml: sent-back-at-sea: answer has no text in fr\.$"):
        read_documents(tmp_path / "faq.yml")
    (tmp_path / "faq.yml").write_text("- id: a\n  question: a: b\n")
    with pytest.raises(BrokenFile, match=r"^faq\.yml: line 2: this is not valid YAML"):
        read_documents(tmp_path / "faq.yml")


def test_who_wants_one_document_is_told_that_there_are_several(library):
    with pytest.raises(UnknownFormat, match="holds 6 documents"):
        read(library / "faq.yml")
