from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.encoder.texts import SEPARATOR
from knowledge.language import LANGUAGES
from knowledge.search.follow_up import complete, is_follow_up
from tests.knowledge.search.follow_ups import EARLIER, LEANING, NEW


def pairs(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(language, question) for language, questions in table.items() for question in questions]


def test_the_table_is_balanced() -> None:
    assert sorted(LEANING) == sorted(NEW) == sorted(EARLIER) == sorted(LANGUAGES)
    for language in LANGUAGES:
        assert len(LEANING[language]) >= 20
        assert len(NEW[language]) == 20


@pytest.mark.parametrize(("language", "question"), pairs(LEANING))
def test_what_leans_is_completed(language: str, question: str) -> None:
    earlier = EARLIER[language]
    understood = complete(question, [earlier], language)
    assert understood in (earlier, f"{earlier}{SEPARATOR}{question}")


@pytest.mark.parametrize(("language", "question"), pairs(NEW))
def test_a_new_subject_stays_as_it_is(language: str, question: str) -> None:
    assert complete(question, [EARLIER[language]], language) == question


@pytest.mark.parametrize(("language", "question"), pairs(LEANING) + pairs(NEW))
def test_nothing_leans_on_nothing(language: str, question: str) -> None:
    assert complete(question, [], language) == question
    assert not is_follow_up(question, ["", "  "], language)


def test_what_only_points_back_asks_the_same_again() -> None:
    assert complete("which article is that?", [EARLIER["en"]], "en") == EARLIER["en"]


def test_the_newest_additions_are_carried_along() -> None:
    history = [EARLIER["en"], "and for children?", "what about at sea?"]
    understood = complete("even in wartime?", history, "en")
    assert understood == f"{EARLIER['en']} — what about at sea? — even in wartime?"


def test_a_new_subject_in_between_is_what_later_ones_lean_on() -> None:
    history = [EARLIER["en"], "and for children?", "can an employer keep a worker's passport?"]
    assert complete("and if he has no papers?", history, "en") == f"{history[-1]} — and if he has no papers?"


def test_a_completed_question_can_be_completed_again() -> None:
    first = complete("and for children?", [EARLIER["en"]], "en")
    assert complete("what about at sea?", [first], "en") == f"{first} — what about at sea?"


@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=3), st.sampled_from((*LANGUAGES, "und")))
def test_any_text_is_completed_without_an_error(question: str, history: list[str], language: str) -> None:
    understood = complete(question, history, language)
    assert understood == question or understood in history or any(understood.startswith(e.strip()) for e in history)
