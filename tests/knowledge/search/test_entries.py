"""Entries in a search: in whose language they compete, and which of them a question asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import yaml

from knowledge.entries.kinds import kind_of
from knowledge.instruments import Instruments
from knowledge.language import LANGUAGES
from knowledge.search import Searcher
from knowledge.search.entries import DEFINITION, RESOURCE, Asked, Entries
from knowledge.search.wishes import WISHES
from knowledge.tokens import tokenise
from tests.knowledge.entries.samples import FAQ, RESOURCES, TERMS
from tests.knowledge.index.hashing import HashingEncoder
from tests.knowledge.search.library import FILES, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.index import Index
    from knowledge.instruments import Reference

ENTRIES = {
    f"library/{name}.yml": yaml.safe_dump(data, allow_unicode=True)
    for name, data in (("faq", FAQ), ("resources", RESOURCES), ("terms", TERMS))
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with build(tmp_path_factory.mktemp("entries"), {**FILES, **ENTRIES}) as opened:
        yield opened


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with build(tmp_path_factory.mktemp("alone"), ENTRIES) as opened:
        yield opened


@pytest.fixture(scope="module")
def entries(index: Index) -> Entries:
    return Entries(index, Instruments.load())


@pytest.fixture(scope="module")
def searcher(index: Index) -> Searcher:
    return Searcher(index, HashingEncoder(dimensions=256), Instruments.load())


def named(text: str) -> list[Reference]:
    return Instruments.load().recognise(text)


def headings(index: Index, asked: Asked) -> list[str]:
    return [passage.section[-1] for passage in index.passages(asked.rows)]


MEANING = {
    "ar": ("ما معنى عدم الإعادة القسرية؟", "ما هو مبدأ عدم الإعادة القسرية", "عرّف اللجوء"),
    "en": ("what does non-refoulement mean?", "define NRF", "what is an asylum in international law"),
    "es": ("¿qué significa no devolución?", "definición de no devolución", "¿qué es el asilo?"),
    "fr": ("que veut dire non-refoulement ?", "le principe de non-refoulement, c'est quoi", "qu'est-ce que l'asile ?"),
    "ru": ("что такое невысылка", "что означает принцип невысылки?", "определение убежище"),
    "zh": ("什么是不推回", "不推回原则是什么意思？", "解释一下庇护"),
}
#: The same as one talks: who wants to be told about a term asks what it means.
TELL = {
    "ar": ("اشرح لي عدم الإعادة القسرية", "أريد أن أعرف عن عدم الإعادة القسرية"),
    "en": ("tell me about non-refoulement", "I'd like to understand non-refoulement", "explain non-refoulement to me"),
    "es": ("háblame de la no devolución", "quiero saber qué es la no devolución"),
    "fr": ("parlez-moi du non-refoulement", "je voudrais comprendre ce qu'est le non-refoulement"),
    "ru": ("расскажите про невысылку", "хочу понять, что такое невысылка", "невысылка - это что"),
    "zh": ("介绍一下不推回", "我想了解什么是不推回", "讲讲不推回"),
}
LEARN = {
    "ar": "أين يمكنني أن أتعلم القانون الدولي للهجرة؟",
    "en": "where can I learn about migration law?",
    "es": "¿dónde puedo aprender derecho migratorio?",
    "fr": "où puis-je suivre un cours de droit de la migration ?",
    "ru": "где можно пройти курс по миграционному праву?",
    "zh": "哪里可以学习移民法？",
}
MAYORS = {
    "ar": "هل هناك شيء لرؤساء البلديات؟",
    "en": "is there anything for mayors?",
    "es": "¿hay algo para alcaldes?",
    "fr": "y a-t-il quelque chose pour les maires ?",
    "ru": "есть что-нибудь для мэров?",
    "zh": "有没有给市长的资源？",
}
HELP = {
    "ar": "أنا مهاجر وأحتاج إلى مساعدة",
    "en": "I am a migrant and need help",
    "es": "soy migrante y necesito ayuda",
    "fr": "je suis migrant et j'ai besoin d'aide",
    "ru": "я мигрант, мне нужна помощь",
    "zh": "我是移民，需要帮助",
}
LAW = {
    "ar": "هل يجوز للدولة أن تعيد لاجئا إلى الخطر؟",
    "en": "may a state return a refugee to danger, and is there anything on families?",
    "es": "¿puede un Estado devolver a un refugiado al peligro?",
    "fr": "un État peut-il renvoyer un réfugié vers le danger ?",
    "ru": "может ли государство вернуть беженца туда, где опасно?",
    "zh": "国家可以把难民送回危险的地方吗？",
}


def test_wishes_are_there_in_six_languages() -> None:
    assert sorted(WISHES) == sorted(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_term_whose_meaning_is_asked_is_asked_for(entries: Entries, index: Index, language: str) -> None:
    names = [TERMS[0][language]["term"], TERMS[0][language]["term"], TERMS[1][language]["term"]]
    for question, name in zip(MEANING[language], names, strict=True):
        asked = entries.asked(question, language)
        assert headings(index, asked) == [name], question
        assert asked.lifts.tolist() == [DEFINITION]
        assert asked.beside is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_is_the_term_that_somebody_wants_to_be_told_about(entries: Entries, index: Index, language: str) -> None:
    for question in TELL[language]:
        assert headings(index, entries.asked(question, language)) == [TERMS[0][language]["term"]], question


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_are_a_frequent_question_in_its_own_words_and_a_resource_by_its_name(
    entries: Entries, index: Index, language: str
) -> None:
    for said in (FAQ[0]["question"][language], RESOURCES[0]["name"][language]):
        asked = entries.asked(said, language)
        assert headings(index, asked) == [said]
        assert asked.lifts.tolist() == [DEFINITION]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("where do I find {}?", "en"),
        ("quel est le site de {} ?", "fr"),
        ("dónde está {}", "es"),
        ("как найти {}", "ru"),
        ("哪里能找到{}？", "zh"),
        ("أين أجد {}؟", "ar"),
    ],
)
def test_so_is_a_resource_that_somebody_looks_for(entries: Entries, index: Index, question: str, language: str) -> None:
    name = RESOURCES[0]["name"][language]
    assert headings(index, entries.asked(question.format(name), language)) == [name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asks_by_name_leans_on_no_question_before(entries: Entries, language: str) -> None:
    for question in (*MEANING[language], *TELL[language], FAQ[0]["question"][language]):
        assert entries.asked_by_name(question, language), question
    for name in (TERMS[0][language]["term"], RESOURCES[0]["name"][language], LAW[language]):
        assert not entries.asked_by_name(name, language), name


def test_the_name_of_a_term_alone_asks_for_it(entries: Entries, index: Index) -> None:
    assert headings(index, entries.asked("Asylum?", "en")) == ["asylum"]


def test_a_name_among_words_without_meaning_asks_for_something_else(entries: Entries) -> None:
    assert len(entries.asked("is this the asylum for me", "en").rows) == 0


def test_an_everyday_word_names_a_term_that_is_not_called_so(entries: Entries, index: Index) -> None:
    assert headings(index, entries.asked("what is a safe haven", "en")) == ["asylum"]


def test_an_instrument_beside_the_term_is_no_part_of_it(entries: Entries, index: Index) -> None:
    asked = entries.asked("what is asylum under the UDHR?", "en", references=named("the UDHR"))
    assert headings(index, asked) == ["asylum"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_wants_to_learn_is_shown_resources_and_courses_first(entries: Entries, index: Index, language: str) -> None:
    asked = entries.asked(LEARN[language], language)
    course, cities = asked.lifts.tolist()
    assert headings(index, asked) == [each["name"][language] for each in RESOURCES]
    assert course > cities >= RESOURCE


@pytest.mark.parametrize("language", LANGUAGES)
def test_whom_it_is_for_raises_what_fits(entries: Entries, language: str) -> None:
    asked = entries.asked(MAYORS[language], language)
    course, cities = asked.lifts.tolist()
    assert cities > course >= RESOURCE
    assert asked.beside is not None
    assert tokenise(asked.beside, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_needs_help_is_shown_resources(entries: Entries, language: str) -> None:
    assert entries.asked(HELP[language], language).lifts.min() >= RESOURCE


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_of_law_asks_for_no_entry(entries: Entries, language: str) -> None:
    assert len(entries.asked(LAW[language], language).rows) == 0


def test_an_article_is_asked_for_before_any_entry(entries: Entries) -> None:
    assert len(entries.asked("what does refoulement mean in it", "en", references=named("Article 33")).rows) == 0


def test_an_instrument_makes_the_wish_for_a_resource_doubtful(entries: Entries) -> None:
    question = "which courses are there on the ICRMW"
    assert (
        entries.asked(question, "en", references=named("the ICRMW")).lifts.max()
        < entries.asked(question, "en").lifts.min()
    )


def test_lifts_stand_at_their_candidates() -> None:
    asked = Asked(np.array([3, 7]), np.array([1.0, 2.0], np.float32))
    assert asked.at(np.array([1, 3, 7, 9])).tolist() == [0.0, 1.0, 2.0, 0.0]
    assert Asked().at(np.array([1, 2])).tolist() == [0.0, 0.0]


def test_entries_compete_in_the_language_of_the_rest(entries: Entries, index: Index) -> None:
    assert {language: entries.pivot(language) for language in LANGUAGES} == dict.fromkeys(LANGUAGES, "en") | {
        "fr": entries.pivot("fr")
    }
    rows = entries.competing(None, "en")
    competing = [passage for passage in index.passages(rows) if kind_of(passage)]
    assert {passage.language for passage in competing} == {"en"}
    assert len(competing) == 6


def test_alone_they_compete_in_the_askers_own(alone: Index) -> None:
    entries = Entries(alone, Instruments.load())
    assert [entries.pivot(language) for language in LANGUAGES] == list(LANGUAGES)
    assert entries.translated("ru", "ru") is None


def test_an_entry_is_shown_in_any_language(entries: Entries, index: Index) -> None:
    row = int(entries.asked("what is asylum", "en").rows[0])
    shown = {language: index.passage(entries.shown(row, language)).section[-1] for language in LANGUAGES}
    assert shown == {language: TERMS[1][language]["term"] for language in LANGUAGES}
    assert entries.shown(row, "de") == row
    other = index.documents[0].first
    assert entries.shown(other, "fr") == other


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_answered_in_the_own_language_only(searcher: Searcher, language: str) -> None:
    result = searcher.search(MEANING[language][0], hint=language)
    found = [hit for hit in result.hits if kind_of(hit.passage)]
    assert {hit.passage.language for hit in found} == {language}
    assert result.hits[0].passage.section == (TERMS[0][language]["term"],)
    assert result.hits[0].asked == DEFINITION
    assert [hit.asked for hit in result.hits[1:] if hit.asked == DEFINITION] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frequent_question_finds_itself(searcher: Searcher, language: str) -> None:
    hits = searcher.search(FAQ[1]["question"][language], hint=language, collection="faq").hits
    assert (hits[0].passage.section[-1], hits[0].passage.language) == (FAQ[1]["question"][language], language)


def test_a_filter_may_say_another_language(searcher: Searcher) -> None:
    hits = searcher.search("is the global compact binding?", language="es", collection="faq").hits
    assert {hit.passage.language for hit in hits} == {"es"}
    hits = searcher.search("is the global compact binding?", document="material/library/faq.yml#ru").hits
    assert {hit.passage.language for hit in hits} == {"ru"}


def test_all_languages_of_a_file_go_by_its_name(searcher: Searcher) -> None:
    hits = searcher.search("¿es vinculante el pacto mundial?", document="faq.yml").hits
    assert {(hit.passage.name, hit.passage.language) for hit in hits} == {("faq.yml", "es")}


def test_what_nobody_asked_for_loses_a_little(entries: Entries, index: Index) -> None:
    rows = entries.competing(None, "en")
    lost = entries.unasked(rows, np.zeros(len(rows), np.float32))
    by_kind = {(kind_of(passage), float(loss)) for passage, loss in zip(index.passages(rows), lost, strict=True)}
    assert by_kind == {(None, 0.0), ("faq", 0.5), ("resources", 1.0), ("terms", 1.0)}
    assert not entries.unasked(rows, np.ones(len(rows), np.float32)).any()
