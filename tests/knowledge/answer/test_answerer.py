from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from knowledge.answer import Answer, Answerer, Calibration
from knowledge.answer import answerer as module
from knowledge.answer.confidence import FEATURES
from knowledge.answer.quotation import NotVerbatimError
from knowledge.entries.words import LABELS
from knowledge.errors import KnowledgeError
from knowledge.index import Index, update
from knowledge.instruments import Instruments
from knowledge.language import LANGUAGES
from knowledge.search import Searcher, open_index
from tests.knowledge.entries.samples import FAQ, RESOURCES, TERMS
from tests.knowledge.index.hashing import HashingEncoder
from tests.knowledge.search.library import FILES, build
from tests.knowledge.search.test_entries import ENTRIES, MAYORS, MEANING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from knowledge.encoder import Encoder
    from settings import Settings

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
ENCODER = HashingEncoder(dimensions=256)


def always(confidence: float) -> Calibration:
    """A calibration that gives everything one of the three states."""
    return Calibration(
        ENCODER.checksum, {0.9: 3.0, 0.5: 0.0, 0.1: -3.0}[confidence], dict.fromkeys(FEATURES, 0.0), 0.6, 0.3
    )


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    with build(tmp_path_factory.mktemp("answer")) as index:
        yield Searcher(index, ENCODER, Instruments.load())


def assert_sound(answer: Answer, most: int = 3) -> None:
    """What holds of every answer."""
    assert answer.state in ("answered", "closest", "not_found")
    assert 0 <= answer.confidence <= 1
    assert len(answer.citations) <= most
    assert (answer.state == "not_found") == (answer.citations == ())
    labels = [(item.passage.document, item.label) for item in answer.citations]
    assert len(labels) == len(set(labels))
    assert [item.score for item in answer.citations] == sorted((i.score for i in answer.citations), reverse=True)
    for item in answer.citations:
        assert item.quote in item.passage.text
        assert item.label.strip()
        assert item.url is None


@pytest.mark.parametrize(("confidence", "state"), [(0.9, "answered"), (0.5, "closest"), (0.1, "not_found")])
def test_states(searcher: Searcher, confidence: float, state: str) -> None:
    answer = Answerer(searcher, always(confidence)).answer("may a refugee be returned to danger?")
    assert answer.state == state
    assert_sound(answer)
    assert answer.hits


def test_the_named_paragraph_is_quoted_and_cited(searcher: Searcher) -> None:
    answer = Answerer(searcher, always(0.9)).answer("what does article 33(2) of the 1951 convention say?")
    assert answer.citations[0].label == "1951 Refugee Convention, Article 33(2)"
    assert "danger to the security" in answer.citations[0].quote


def test_labels_are_in_the_askers_language(searcher: Searcher) -> None:
    answer = Answerer(searcher, always(0.9)).answer("que dit l'article 33(2) de la convention de 1951 ?")
    assert answer.language == "fr"
    assert answer.citations[0].label == "Convention de 1951 sur les réfugiés, article 33(2)"


def test_more_citations_when_asked_for(searcher: Searcher) -> None:
    answer = Answerer(searcher, always(0.9)).answer("return of a refugee to a country", citations=6)
    assert len(answer.citations) > 3
    assert_sound(answer, 6)
    with pytest.raises(ValueError, match="at least 1"):
        Answerer(searcher, always(0.9)).answer("return", citations=0)


def test_filters_reach_the_search(searcher: Searcher) -> None:
    answerer = Answerer(searcher, always(0.9))
    answer = answerer.answer("return of a person", document="udhr.md")
    assert {item.passage.name for item in answer.citations} == {"udhr.md"}
    with pytest.raises(KnowledgeError, match="There is no collection 'films'"):
        answerer.answer("return", collection="films")
    assert answerer.answer("return", language="fr", collection="course").state == "not_found"


def test_top_limits_the_hits_only(searcher: Searcher) -> None:
    answer = Answerer(searcher, always(0.9)).answer("return of a refugee", top=1)
    assert len(answer.hits) == 1
    assert answer.citations


@pytest.mark.parametrize("question", ["", "  ", "\n"])
def test_no_question_has_no_answer(searcher: Searcher, question: str) -> None:
    answer = Answerer(searcher, always(0.9)).answer(question)
    assert (answer.state, answer.confidence, answer.citations) == ("not_found", 0.0, ())


def test_a_quotation_that_does_not_stand_the_check_is_not_shown(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotVerbatimError("not word for word")

    monkeypatch.setattr(module, "verify", refuse)
    answer = Answerer(searcher, always(0.9)).answer("may a refugee be returned to danger?")
    assert (answer.state, answer.citations) == ("not_found", ())


def test_another_encoder_than_the_calibrated_one_is_said(searcher: Searcher, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        Answerer(searcher, always(0.9))
        assert caplog.records == []
        Answerer(searcher, Calibration("f" * 16, 0.0, dict.fromkeys(FEATURES, 0.0), 0.6, 0.3))
    assert "calibrate" in caplog.text


def test_an_index_that_is_replaced_meanwhile_still_answers(tmp_path: Path) -> None:
    with build(tmp_path) as index:
        answerer = Answerer(Searcher(index, ENCODER, Instruments.load()), always(0.9))
        (tmp_path / "material" / "treaties" / "refugee-convention.md").unlink()
        build(tmp_path, {"course/new.md": "# New\n\n## A new text\n\nNothing of the old text is left here.\n"}).close()
        assert index.stale()
        assert_sound(answerer.answer("what does article 33(2) of the 1951 convention say?"))


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    with build(tmp_path_factory.mktemp("entries"), {**FILES, **ENTRIES}) as index:
        yield Searcher(index, ENCODER, Instruments.load())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_that_is_asked_for_is_answered_whatever_the_model_says(entries: Searcher, language: str) -> None:
    answer = Answerer(entries, always(0.1)).answer(MEANING[language][0], hint=language)
    best = answer.citations[0]
    assert (answer.state, answer.confidence) == ("answered", 0.6)
    assert best.quote.startswith(TERMS[0][language]["definition"])
    assert "33" in best.quote
    assert best.label == LABELS["terms"][language].format(TERMS[0][language]["term"])
    assert best.address is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resource_that_is_asked_for_comes_with_its_address(entries: Searcher, language: str) -> None:
    answer = Answerer(entries, always(0.1)).answer(MAYORS[language], hint=language)
    best = answer.citations[0]
    assert answer.state == "answered"
    assert best.quote == RESOURCES[1]["description"][language]
    assert best.address == "https://example.org/cities"


def test_a_resource_about_something_else_is_no_answer(entries: Searcher) -> None:
    answerer = Answerer(entries, always(0.1))
    assert answerer.answer("where can I learn about quantum physics").state == "not_found"
    assert answerer.answer("where can I learn about migration law").state == "answered"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frequent_question_is_answered_whole(entries: Searcher, language: str) -> None:
    answer = Answerer(entries, always(0.9)).answer(FAQ[1]["question"][language], hint=language, collection="faq")
    assert answer.citations[0].quote == FAQ[1]["answer"][language]
    assert answer.citations[0].label.startswith(LABELS["faq"][language].partition("{")[0])
    assert_sound(answer)


@pytest.fixture(scope="module")
def library(library_settings: Settings, encoder: Encoder) -> Iterator[Answerer]:
    """The shipped library with both encoders and the shipped calibration."""
    index, second = open_index(library_settings.index_dir, encoder, library_settings.second_encoder_dir)
    with index:
        yield Answerer(Searcher(index, encoder, Instruments.load(), second=second))


RETURN = {
    "ar": "هل يجوز لدولة أن تعيد لاجئا إلى بلد يكون فيه في خطر؟",
    "en": "can a country send a refugee back to where he is in danger?",
    "es": "¿puede un país devolver a un refugiado a donde corre peligro?",
    "fr": "un pays peut-il renvoyer un réfugié là où il est en danger ?",
    "ru": "может ли страна вернуть беженца туда, где ему грозит опасность?",
    "zh": "一个国家可以把难民送回有危险的地方吗？",
}
SECURITY = {
    "ar": "وماذا لو كان الشخص خطرا على الأمن؟",
    "en": "and if the person is a danger to security?",
    "es": "¿y si la persona es un peligro para la seguridad?",
    "fr": "et si la personne est un danger pour la sécurité ?",
    "ru": "а если этот человек представляет угрозу безопасности?",
    "zh": "如果这个人对安全构成危险呢？",
}
ETHANOL = {
    "ar": "ما هي درجة غليان الإيثانول؟",
    "en": "what is the boiling point of ethanol",
    "es": "¿cuál es el punto de ebullición del etanol?",
    "fr": "quel est le point d'ébullition de l'éthanol ?",
    "ru": "какова температура кипения этанола?",
    "zh": "乙醇的沸点是多少？",
}


@pytest.mark.encoder
@pytest.mark.parametrize("language", sorted(RETURN))
def test_the_library_answers_and_follows(library: Answerer, language: str) -> None:
    first = library.answer(RETURN[language])
    assert (first.state, first.language) == ("answered", language)
    assert "Article 33(1)" in first.citations[0].quote
    assert_sound(first)
    second = library.answer(SECURITY[language], history=[first.understood])
    assert second.state == "answered"
    assert any("Article 33(2)" in item.quote for item in second.citations)
    assert_sound(second)


@pytest.mark.encoder
@pytest.mark.parametrize("language", sorted(ETHANOL))
def test_the_library_has_nothing_on_ethanol(library: Answerer, language: str) -> None:
    answer = library.answer(ETHANOL[language])
    assert (answer.state, answer.language, answer.citations) == ("not_found", language, ())
    followed = library.answer(ETHANOL[language], history=[RETURN[language]])
    assert (followed.state, followed.understood) == ("not_found", ETHANOL[language])


@pytest.mark.encoder
def test_a_recording_is_cited_by_speaker_and_time(library: Answerer) -> None:
    answer = library.answer("may a shipping company tell its master not to stop?", collection="seminars")
    assert answer.citations[0].label.startswith("Seminar on maritime rescue, ")
    assert answer.citations[0].place.start is not None
    assert answer.citations[0].place.speaker


@pytest.fixture(scope="module")
def treaties(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    """Five real treaties with the real encoder."""
    folder = tmp_path_factory.mktemp("treaties")
    names = ("refugee-convention-1951", "cat-1984", "icpped-2006", "udhr-1948", "vienna-diplomatic-relations-1961")
    update(
        [CORPUS / f"{name}.md" for name in names],
        folder / "index",
        encoders=[encoder],
        cache_dir=folder / "vectors",
    )
    with Index.open(folder / "index") as index:
        yield Answerer(Searcher(index, encoder, Instruments.load()))


@pytest.mark.corpus
@pytest.mark.encoder
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real documents are not on this machine")
@pytest.mark.parametrize("language", sorted(RETURN))
def test_real_treaties(treaties: Answerer, language: str) -> None:
    answer = treaties.answer(RETURN[language])
    assert answer.state in ("answered", "closest")
    assert_sound(answer)
    found = {(item.passage.name, item.passage.section[-1].split(" - ")[0]) for item in answer.citations}
    assert found & {
        ("refugee-convention-1951.md", "Article 33"),
        ("cat-1984.md", "Article 3"),
        ("icpped-2006.md", "Article 16"),
    }
    assert treaties.answer(ETHANOL[language]).state == "not_found"


def test_where_the_named_article_is_cited_nothing_else_is(library: Answerer) -> None:
    answer = library.answer("ICRMW art 25")
    assert answer.state == "answered"
    assert all("Article 25" in item.passage.text for item in answer.citations)
    assert re.search(r"Article 25\(\d\)", answer.citations[0].quote)


@pytest.mark.encoder
def test_what_is_asked_of_a_named_instrument_is_found(library: Answerer) -> None:
    """In two places, either of which may stand first."""
    answer = library.answer("what does the GCM say about detention")
    assert answer.state != "not_found"
    assert all("Compact" in item.passage.text for item in answer.citations[:2])


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("Что такое невыдворение?", "недопустимость принудительного возвращения"),
        ("невыдворение", "недопустимость принудительного возвращения"),
        ("什么是不遣返", "不推回"),
        ("什麼是強制失蹤", "强迫失踪"),
        ("ما هو النزوح الداخلي؟", "شخص نازح داخليا"),
        ("qu'est-ce que la traite humaine ?", "traite des personnes"),
        ("¿qué es el tráfico de personas?", "trata de personas"),
    ],
)
def test_a_term_is_known_by_what_people_call_it(library: Answerer, question: str, term: str) -> None:
    answer = library.answer(question)
    assert (answer.state, answer.citations[0].passage.section_path) == ("answered", term)


ADOPTED = {
    "ar": "متى اعتمدت اتفاقية اللاجئين؟",
    "en": "when was the refugee convention adopted",
    "es": "¿cuándo se adoptó la convención de refugiados?",
    "fr": "quand la convention sur les réfugiés a-t-elle été adoptée ?",
    "ru": "когда была принята конвенция о беженцах",
    "zh": "难民公约是什么时候通过的",
}
BINDING = {
    "ar": "هل إعلان قرطاجنة ملزم قانونا؟",
    "en": "is the cartagena declaration legally binding",
    "es": "¿es vinculante la declaración de cartagena?",
    "fr": "la déclaration de carthagène est-elle contraignante ?",
    "ru": "обязательна ли картахенская декларация?",
    "zh": "卡塔赫纳宣言有约束力吗",
}


@pytest.mark.encoder
@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_and_force_of_an_instrument_are_answered_from_the_table(library: Answerer, language: str) -> None:
    for question, identity, year in ((ADOPTED, "refugee-convention-1951", "1951"), (BINDING, "cartagena-1984", "1984")):
        answer = library.answer(question[language])
        first = answer.citations[0]
        assert (answer.state, answer.language) == ("answered", language)
        assert first.passage.section == (Instruments.load().short_name(identity, language),)
        assert year in first.quote
        assert first.label == LABELS["instruments"][language].format(first.passage.section[-1])
        assert_sound(answer)


@pytest.mark.encoder
def test_what_the_table_does_not_say_is_not_answered_from_it(library: Answerer) -> None:
    for question in (
        "when was the 1951 convention signed by switzerland",
        "is the refugee convention binding on norway",
    ):
        assert library.answer(question).state != "answered"
    asked = library.answer("when can a refugee be expelled under the 1951 convention")
    assert not [item for item in asked.citations if item.passage.collection == "instruments"]


@pytest.mark.encoder
@pytest.mark.parametrize(
    "question",
    [
        "how much does the course cost",
        "¿cuánto cuesta el curso?",
        "combien coûte le cours ?",
        "сколько стоит курс",
        "课程怎么收费",
    ],
)
def test_a_frequent_question_in_its_own_words_is_answered(library: Answerer, question: str) -> None:
    """That no sum stands there is no flaw of an answer to this very question."""
    answer = library.answer(question)
    assert (answer.state, answer.lacking) == ("answered", False)
    assert answer.citations[0].passage.collection == "faq"
