from __future__ import annotations

import pytest

from actions import knowledge_base
from actions.sessions.matching import about, naming

TITLES = ["Remittances and development", "Smuggling of migrants by sea", "Statelessness of children", "Detention"]


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("remittances", "en", [0]),
        ("remittance", "en", [0]),
        ("envois de fonds", "fr", [0]),
        ("remesas", "es", [0]),
        ("التحويلات المالية", "ar", [0]),
        ("汇款", "zh", [0]),
        ("безгражданство", "ru", [2]),
        ("apatridia", "es", [2]),
        ("cooking", "en", []),
        ("", "en", [0, 1, 2, 3]),
    ],
)
def test_the_same_concept_in_whatever_language(words, language, found):
    assert naming(words, language, TITLES) == found if words else found == [0, 1, 2, 3]


def test_by_who_holds_it_and_what_is_said_of_it(world):
    one = world.session("Seminar one", host="Dr A. Example")
    two = world.session("Seminar two", description="On visas for seafarers.")
    assert about("dr example", "en", [one, two]).sessions == (one,)
    assert about("seafarers", "en", [one, two]).sessions == (two,)
    assert about("", "en", [one, two]).sessions == (one, two)


def test_without_an_encoder_by_words_only(world):
    one = world.session("Remittances")
    found = about("sending cash home", "en", [one])
    assert (found.sessions in ((), (one,)), found.near or found.sessions == (one,)) == (True, True)


@pytest.mark.encoder
def test_what_no_word_finds_comes_near(world, knowledge, monkeypatch):
    sessions = [world.session(title, days=3 + at) for at, title in enumerate(TITLES)]
    found = about("people who have no passport from anywhere", "en", sessions)
    assert found.near
    assert sessions[2] in found.sessions
    assert knowledge_base.shared() is knowledge
