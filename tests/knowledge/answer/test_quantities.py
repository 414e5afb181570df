"""Quantities in texts of six languages."""

from __future__ import annotations

import pytest

from knowledge.answer.quantities import Quantity, missing_figures, quantities


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("not later than ninety days after that date", "en"),
        ("within a period of at least 30 days", "en"),
        ("on the ninetieth day following the deposit", "en"),
        ("for a maximum of two (2) further years", "en"),
        ("The State shall inform the consular post without delay.", "en"),
        ("dans un délai de trois mois", "fr"),
        ("dentro de los treinta días", "es"),
        ("не позднее чем через шесть месяцев", "ru"),
        ("خلال ثلاثة أشهر من تاريخه", "ar"),
        ("第九十天起生效", "zh"),
        ("为期四年", "zh"),
    ],
)
def test_a_time_is_a_number_with_its_unit_or_a_word_for_it(text: str, language: str) -> None:
    assert Quantity.TIME in quantities(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Article 30, paragraph 2, shall apply to these days of rest.", "en"),
        ("done on 28 July 1951", "en"),
        ("2. The Parties shall co-operate.", "en"),
        ("L'article 12 s'applique aux jours fériés.", "fr"),
        ("la fecha del 18 de diciembre de 1990", "es"),
        ("согласно статье 5 настоящей Конвенции", "ru"),
        ("المادة 14 من هذه الاتفاقية", "ar"),
        ("第三十三条适用于难民", "zh"),
        ("1951年7月28日订于日内瓦", "zh"),
    ],
)
def test_numbers_of_provisions_and_dates_are_no_times(text: str, language: str) -> None:
    assert Quantity.TIME not in quantities(text, language)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("at a distance of 12 nautical miles", "en", Quantity.DISTANCE),
        ("à douze milles marins de la côte", "fr", Quantity.DISTANCE),
        ("不超过二十四海里", "zh", Quantity.DISTANCE),
        ("by a two-thirds majority", "en", Quantity.SHARE),
        ("less than 3 per cent", "en", Quantity.SHARE),
        ("por mayoría de dos tercios", "es", Quantity.SHARE),
        ("большинством в две трети", "ru", Quantity.SHARE),
        ("三分之二多数", "zh", Quantity.SHARE),
        ("a fine of $500", "en", Quantity.MONEY),
        ("cien mil dólares", "es", Quantity.MONEY),
        ("The Committee shall consist of eighteen experts.", "en", Quantity.NUMBER),
        ("委员会由十八名专家组成", "zh", Quantity.NUMBER),
        ("تتألف اللجنة من عشرة خبراء", "ar", Quantity.NUMBER),
    ],
)
def test_kinds(text: str, language: str, kind: Quantity) -> None:
    assert kind in quantities(text, language)


def test_an_article_before_a_noun_is_no_number() -> None:
    assert Quantity.NUMBER not in quantities("A State may expel an alien.", "en")
    assert Quantity.NUMBER not in quantities("Un État peut expulser une personne.", "fr")


def test_another_language_is_read_as_english() -> None:
    assert Quantity.TIME in quantities("within 30 days", "de")


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("the 72 hour deadline to notify the consul", "without delay", {72}),
        ("within 30 days", "within thirty days", set()),
        ("retention max 30 jours", "trente jours au plus", set()),
        ("через 48 часов", "не позднее 24 часов", {48}),
        ("不受欢迎的人要在48小时内离境", "合理期间内", {48}),
        ("a fee of 200 usd", "200 dollars", set()),
        ("article 33 of the 1951 convention", "nothing", set()),
        ("who is a refugee", "nothing", set()),
        ("gamin de 14 ans envoyé au front", "under fifteen", set()),
        ("a 17 years old alone at the border", "nothing", set()),
        ("citizenship after 5 years", "nothing", {5}),
        ("ciudadanía tras 5 años", "nothing", {5}),
        ("5年后入籍", "nothing", {5}),
        ("منذ 12 شهرا", "ثلاثة أشهر", {12}),
    ],
)
def test_figures_of_a_question_that_no_text_has(question: str, text: str, missing: set[int]) -> None:
    assert missing_figures(question, [text]) == missing


def test_a_longer_number_is_another() -> None:
    assert missing_figures("after 30 days", ["after 300 days", "article 130"]) == {30}
