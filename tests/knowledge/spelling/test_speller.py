from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.spelling import Correction, Speller
from knowledge.tokens import tokenise

#: How often documents have some words, for each language; the rest is the dictionary's.
OWN = {
    "ar": {"اللاجئين": 40, "الاتفاقية": 30},
    "en": {"refoulement": 40, "refugees": 90, "trafficking": 80, "disembarkation": 12, "allowed": 9, "women": 30},
    "es": {"refugiados": 80, "contrato": 12, "expulsión": 30},
    "fr": {"réfugiés": 80, "expulsion": 30, "infirmiers": 3, "torturer": 8},
    "ru": {"беженцев": 80, "ответственности": 12, "выслать": 9},
}


def speller(language: str) -> Speller:
    own = OWN.get(language, {})
    tokens = set(tokenise(" ".join(own), language))
    return Speller(language, own, tokens.__contains__)


@pytest.mark.parametrize(
    ("language", "written", "meant"),
    [
        ("en", "can they stop traficking of wemen", "can they stop trafficking of women"),
        ("en", "is refoulmeent alowed", "is refoulement allowed"),
        ("en", "dissembarcation of reugees", "disembarkation of refugees"),
        ("fr", "on apprend aux infirmeirs a ne pas tortruer", "on apprend aux infirmiers a ne pas torturer"),
        ("es", "necesita un contarto para los refuigados", "necesita un contrato para los refugiados"),
        ("ru", "кто несет ответственноси за бженцев", "кто несет ответственности за беженцев"),
        ("ar", "حقوق اللاجئين في الاتفااقيه", "حقوق اللاجئين في الاتفاقية"),
    ],
)
def test_errors_are_mended(language, written, meant):
    correction = speller(language).correct(written)
    assert correction.text == meant
    changed = [(one, other) for one, other in zip(written.split(), meant.split(), strict=True) if one != other]
    assert list(correction.changes) == changed


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "dont tell me they couldnt, what's the pm's view?"),  # apostrophes, short words
        ("en", "who may board a ship at sea"),
        ("en", "does Kowalczyk or the IOMX say so"),  # names and initials
        ("en", "ICEM and article 33(2) of 1951, c189"),
        ("en", "xqzvkrt"),  # like nothing
        ("fr", "les refugies et l'ete a l'etranger"),  # only accents are missing
        ("es", "¿a quien se queja el refugiado despues?"),
        ("ru", "можно ли выслать беженца, ещё нет"),
        ("ar", "هل يجوز طرد اللاجئ"),
        ("zh", "可以驱逐难民吗 refuge"),
        ("en", ""),
    ],
)
def test_what_is_no_error_stays(language, written):
    assert speller(language).correct(written) == Correction(written)


def test_shouting_is_no_name():
    assert speller("en").correct("TRAFICKING OF CHILDREN").text == "trafficking OF CHILDREN"


def test_the_documents_decide_between_two():
    one, other = (Speller("en", {word: 50}, {word}.__contains__) for word in ("detection", "detention"))
    assert one.correct("detetion of children").text == "detection of children"
    assert other.correct("detetion of children").text == "detention of children"


def test_two_errors_are_mended_in_long_words_only():
    speller = Speller("en", {"disembarkation": 9, "ports": 9}, lambda _: False)
    assert speller.correct("dissembarkasion at poorte").text == "disembarkation at poorte"


@pytest.mark.parametrize("written", ["the goverment of my contry", "a dissembarkasion"])
def test_nothing_becomes_a_word_that_the_documents_do_not_have(written):
    assert Speller("en", {"refugee": 9}, {"refuge"}.__contains__).correct(written) == Correction(written)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_anything_can_be_read_and_the_changes_are_all_there_is(text):
    correction = speller("en").correct(text)
    words = correction.text
    for _, meant in correction.changes:
        assert meant in words
    assert (correction.text == text) or correction.changes
