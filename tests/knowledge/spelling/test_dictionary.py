from __future__ import annotations

import pytest

from knowledge.spelling.dictionary import known
from knowledge.tokens import normalise

REAL = {
    "ar": "الناس يسافرون القانون",
    "en": "people whose embassies smuggled don couldnt",
    "es": "murió nació ayudaría cualquier despues numero",
    "fr": "trafiquants expulsée renvoyer déjà deja etaient",
    "ru": "нанимать заменяет похищают торговал",
}
WRONG = {
    "ar": "القنونو الااجئين",
    "en": "wemen goverment recieve alowed",
    "es": "contarto gaurdias refuigados",
    "fr": "victme jugemnt infirmeirs",
    "ru": "бженцев ответственноси можт",
}


def answers(words: str, language: str) -> list[bool]:
    return [known(word, normalise(word), language) for word in words.split()]


@pytest.mark.parametrize("language", sorted(REAL))
def test_words_are_known_and_errors_are_not(language):
    assert answers(REAL[language], language) == [True] * len(REAL[language].split())
    assert answers(WRONG[language], language) == [False] * len(WRONG[language].split())


def test_large_letters_are_no_matter():
    assert known("НАНИМАТЬ", normalise("НАНИМАТЬ"), "ru")
