from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import yaml

from knowledge.entries.terms import load_terms
from knowledge.errors import KnowledgeError
from knowledge.instruments import Instruments
from nlu.questions import questions, training_data
from nlu.turn import LANGUAGES
from settings.settings import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = PROJECT / "knowledge/library"
LEARNT = PROJECT / "knowledge/encoder/tuning/questions"


@pytest.fixture(scope="module")
def asked() -> dict[str, list[str]]:
    return questions(LIBRARY, LEARNT)


def test_every_name_of_a_term_is_a_question_in_six_languages(asked: dict[str, list[str]]) -> None:
    assert sorted(asked) == sorted(LANGUAGES)
    for term in load_terms(LIBRARY / "terms.yml"):
        for language, wording in term.wordings.items():
            assert {wording.term, *wording.synonyms} <= set(asked[language])
            assert any(wording.term in question != wording.term for question in asked[language])


def test_so_is_every_resource_by_its_name(asked: dict[str, list[str]]) -> None:
    assert {"Refworld, base de datos jurídica del ACNUR", "Proceso de Colombo"} <= set(asked["es"])
    assert any("Proceso de Colombo" in question != "Proceso de Colombo" for question in asked["es"])


def test_so_is_every_instrument_by_its_short_name(asked: dict[str, list[str]]) -> None:
    for instrument in Instruments.load():
        for language, name in instrument.names.items():
            assert name in asked[language]


def test_frequent_questions_are_among_them_but_for_what_a_command_answers(asked: dict[str, list[str]]) -> None:
    assert "¿Cuánto cuesta el curso? ¿Es gratuito?" in asked["es"]
    assert "怎么查看引文的完整出处？" not in asked["zh"]


def test_so_are_questions_that_the_encoder_learns_from_but_for_those_about_resources(
    asked: dict[str, list[str]], tmp_path: Path
) -> None:
    (tmp_path / "library-1.jsonl").write_text(
        '{"language": "fr", "document": "faq.yml", "question": "c\'est payant le cours"}\n'
        '{"language": "fr", "document": "resources.yml", "question": "qui aide les maires"}\n',
        encoding="utf-8",
    )
    found = questions(LIBRARY, tmp_path)
    assert "c'est payant le cours" in found["fr"]
    assert "qui aide les maires" not in found["fr"]
    assert len(asked["fr"]) > len(found["fr"]) + 500


def test_each_stands_once(asked: dict[str, list[str]]) -> None:
    assert {language: len(each) - len(set(each)) for language, each in asked.items()} == dict.fromkeys(asked, 0)


def test_they_are_training_data_of_rasa() -> None:
    data = yaml.safe_load(training_data({"en": ["what is [asylum]", "papers: which?"], "zh": ["什么是{庇护}"]}))
    assert data["version"] == "3.1"
    assert data["nlu"] == [{"intent": "ask", "examples": "- what is (asylum)\n- papers: which?\n- 什么是(庇护)\n"}]


def test_a_fault_in_the_library_is_told(tmp_path: Path) -> None:
    library = tmp_path / "library"
    library.mkdir()
    for name in ("resources.yml", "terms.yml"):
        shutil.copy(LIBRARY / name, library)
    (library / "faq.yml").write_text("- id: fee\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"faq\.yml"):
        questions(library, LEARNT)
