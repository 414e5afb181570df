"""Signs that a question is not one of law, in six languages."""

from __future__ import annotations

import pytest

from knowledge.answer.signs import amount, countries, foreign_country, own_case, present, status
from knowledge.document import Place
from knowledge.passage import Passage, Sentence


@pytest.mark.parametrize(
    ("question", "language", "code"),
    [
        ("رسوم التأشيرة في فرنسا", "ar", "FR"),
        ("points for immigration to australia", "en", "AU"),
        ("¿cuántos venezolanos hay en perú?", "es", "PE"),
        ("un visa pour le canada", "fr", "CA"),
        ("виза в Германию", "ru", "DE"),
        ("去美国的签证", "zh", "US"),
        ("a uk visa", "en", "GB"),
        ("كم عامل في البحرين", "ar", "BH"),
        ("وليبيا؟", "ar", "LY"),
        ("виза в Данию", "ru", "DK"),
        ("на Кубе", "ru", "CU"),
        ("в Мали", "ru", "ML"),
        ("l'italie", "fr", "IT"),
    ],
)
def test_countries_are_known_by_their_names(question: str, language: str, code: str) -> None:
    assert countries(question, language) == {code}


@pytest.mark.parametrize("text", ["tell us what the law says", "can they arrest our consul", "the turkey was cold"])
def test_other_words_are_no_countries(text: str) -> None:
    assert countries(text, "en") - {"TR"} == frozenset()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("هل يجب على السفينة إنقاذ الأشخاص المعرضين للخطر في البحر؟", "ar"),  # the sea is not Bahrain
        ("أرقام التحويلات المالية", "ar"),
        ("зачем столько данных для визы", "ru"),
        ("малые острова", "ru"),
        ("las competencias de la gran sala", "es"),
        ("où a eu lieu la première réunion", "fr"),
        ("list the 9 core human rights treaties", "en"),
        ("una banda usa niños", "es"),
        ("это само по себе преступление", "ru"),
    ],
)
def test_words_like_a_country_are_no_countries(text: str, language: str) -> None:
    assert countries(text, language) == frozenset()


def test_a_country_that_the_passage_names_is_not_foreign() -> None:
    text = "The treaty between Canada and Mexico says so."
    passage = Passage("0" * 32, "a", "a", "Title", "", "en", (), 0, len(text), text, (Sentence(0, len(text), Place()),))
    assert not foreign_country("et le canada ?", "fr", [passage])
    assert foreign_country("et la france ?", "fr", [passage])
    assert not foreign_country("who is a refugee", "en", [passage])


@pytest.mark.parametrize(
    "question",
    [
        "my boss took my passport",
        "mon patron a pris mon passeport",
        "mi jefe",
        "как мне быть",
        "جواز سفري عندي",
        "老板扣了我的护照",
    ],
)
def test_ones_own_case(question: str) -> None:
    assert own_case(question)


@pytest.mark.parametrize(
    "question", ["can they arrest our consul", "我们国家要批准", "who is a refugee", "qui est réfugié"]
)
def test_nobodys_own_case(question: str) -> None:
    assert not own_case(question)


@pytest.mark.parametrize(
    "question",
    [
        "who is the high commissioner right now",
        "combien coûte le visa",
        "¿cuánto cuesta?",
        "сколько стоит виза",
        "كم سعر",
        "签证多少钱",
    ],
)
def test_the_present_day_and_prices(question: str) -> None:
    assert present(question)


@pytest.mark.parametrize(
    "question", ["who pays the recruitment fees", "the cost of sending money home", "who pays for the flight"]
)
def test_costs_that_the_law_divides_are_not_prices(question: str) -> None:
    assert not present(question)


@pytest.mark.parametrize(
    "question",
    [
        "how many refugees must each state take",
        "what minimum prison term does the protocol prescribe",
        "كم لاجئا يجب أن تستقبل الدولة",
        "¿cuántos días de vacaciones?",
        "combien de réfugiés par habitant",
        "сколько беженцев должна принять страна",
        "公约规定每年带薪休假几天",
    ],
)
def test_a_question_for_a_number_is_known(question: str) -> None:
    assert amount(question)


@pytest.mark.parametrize(
    "question",
    [
        "how does the committee decide",
        "what is a long-term migrant",
        "كمبالا",
        "¿cuándo termina la protección?",
        "quel État est responsable",
        "какое государство отвечает",
        "几内亚的难民",
    ],
)
def test_other_questions_ask_for_no_number(question: str) -> None:
    assert not amount(question)


@pytest.mark.parametrize(
    "question",
    [
        "which countries have ratified the 1990 convention",
        "how many states voted against it",
        "who signed the declaration",
        "quels pays ont ratifié la convention",
        "¿cuántos países han ratificado el convenio 189?",
        "какие страны ратифицировали конвенцию",
        "كم دولة صادقت على البروتوكول",
        "哪些国家批准了公约",
    ],
)
def test_who_has_ratified_is_no_text_of_a_treaty(question: str) -> None:
    assert status(question)


@pytest.mark.parametrize(
    "question",
    [
        "how many states must ratify before it enters into force",
        "can a state that has not ratified send an observer",
        "combien de ratifications faut-il",
        "كم دولة يجب أن تصادق ليبدأ العمل بها",
        "要几个国家批准才生效",
        "сколько ратификаций нужно",
    ],
)
def test_what_ratification_needs_is(question: str) -> None:
    assert not status(question)
