from __future__ import annotations

import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language import LANGUAGES
from knowledge.stop_words import STOP_WORDS
from knowledge.tokens import tokenise


def one(word, language):
    (token,) = tokenise(word, language)
    return token


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "الاتفاقية اتفاقية الاتفاقيه والاتفاقية للاتفاقية بالاتفاقية اِتِّفَاقِيَّة"),
        ("ar", "اللاجئين اللاجئون لاجئ لاجئين للاجئين وللاجئين اللاجيين"),
        ("ar", "المادة مادة الماده والمادة بالمادة المـــادة"),
        ("ar", "الأطفال الاطفال أطفال للأطفال"),
        ("en", "refugee refugees Refugee REFUGEES"),
        ("en", "persecution persecuted persecute"),
        ("es", "migración migracion Migraciones MIGRACION"),
        ("es", "niño niños niña nino ninos"),
        ("fr", "réfugié réfugiés réfugiée réfugiées refugie refugies refugiee refugiees RÉFUGIÉS"),
        ("fr", "persécuté persécutée persécutées persecute persecutee persecuter"),
        ("fr", "œuvre oeuvre œuvres"),
        ("ru", "беженцы беженцев беженцам БЕЖЕНЦЫ"),
        ("ru", "ребёнок ребенок РЕБЁНОК ребёнок"),
        ("ru", "статья статьи статье"),
    ],
)
def test_forms_and_hurried_spellings_of_a_word_are_one_token(language, words):
    assert {word: one(word, language) for word in words.split()} == dict.fromkeys(
        words.split(), one(words.split()[0], language)
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "مهاجر لاجئ دولة طفل والد قانون"),
        ("en", "refugee refusal state statute"),
        ("es", "derecho deber mar madre"),
        ("fr", "mer droit devoir étranger"),
        ("ru", "йод иод право ребёнок"),
        ("zh", "难民 移民 公约"),
    ],
)
def test_different_words_stay_apart(language, words):
    assert len({one(word, language) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize(
    ("language", "question", "passage"),
    [
        ("ar", "ماذا تقول المادة ٣٣ من الاتفاقية؟", "المادة 33"),
        ("en", "What does art. 33 say?", "Article 33 - Prohibition of expulsion"),
        ("es", "¿Qué dice el art. 33?", "Artículo 33"),
        ("fr", "Que dit l’art. 33 ?", "Article 33"),
        ("ru", "Что говорит ст. 33?", "Статья 33"),
        ("zh", "第33条说什么？", "第三十三条"),
    ],
)
def test_an_article_is_found_by_its_number(language, question, passage):
    assert "33" in tokenise(question, language)
    assert "33" in tokenise(passage, language)


@pytest.mark.parametrize("text", ["Article 33(1)(a)", "Art. 33 (1) (a)", "33(1)(A)"])
def test_a_paragraph_is_found_by_itself_and_by_its_article(text):
    assert tokenise(text, "en")[-3:] == ["33", "33(1)", "33(1)(a)"]


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("一", "1"),
        ("十", "10"),
        ("十四", "14"),
        ("二十", "20"),
        ("三十三", "33"),
        ("一百", "100"),
        ("一百零三", "103"),
        ("二〇", "20"),
        ("98", "98"),
    ],
)
def test_chinese_articles_are_numbers(numeral, number):
    assert tokenise(f"第{numeral}条", "zh")[0] == number


def test_chinese_is_pairs_of_characters_without_function_words():
    assert tokenise("禁止驱逐难民", "zh") == ["禁止", "止驱", "驱逐", "逐难", "难民"]
    assert tokenise("如何", "zh") == []
    assert tokenise("海", "zh") == ["海"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_run_of_letters_is_treated_by_its_own_script(language):
    mixed = "ICRMW, 1990: اللاجئين беженцев 难民"
    tokens = tokenise(mixed, language)
    assert tokens == ["icrmw", "1990", one("اللاجئين", "ar"), one("беженцев", "ru"), "难民"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_stop_words_give_no_token(language):
    assert len(STOP_WORDS[language]) > 60
    for word in STOP_WORDS[language]:
        if not (language == "zh" and len(word) > 2):
            assert tokenise(word, language) == [], word


@pytest.mark.parametrize(
    ("language", "text", "tokens"),
    [
        ("en", "the State's duties; U.N. and e.g. non-refoulement", ["state", "duti", "un", "eg", "non", "refoul"]),
        ("fr", "l'enfant, qu’il n'a pas; aujourd'hui", ["enfant", "aujourd", "hui"]),
        ("es", "¿Qué es la devolución?", ["devolu"]),
        ("en", "ﬁshing ﬂeet", ["fish", "fleet"]),
        ("en", "No. 97, 1,000.5 kg", ["97", "1,000.5", "kg"]),
        ("en", "  \n\t…—“”👍 ", []),
        ("en", "", []),
        ("en", "US law and the U.S. coast guard", ["us", "law", "us", "coast", "guard"]),
        ("und", "refugees", ["refuge"]),
    ],
)
def test_words_as_people_and_files_write_them(language, text, tokens):
    assert tokenise(text, language) == tokens


@given(st.text(max_size=200), st.sampled_from([*LANGUAGES, "und"]))
def test_any_text_gives_tokens_that_do_not_depend_on_case_or_form(text, language):
    tokens = tokenise(text, language)
    assert all(token and not re.search(r"\s", token) for token in tokens)
    assert tokenise(unicodedata.normalize("NFC", text), language) == tokenise(
        unicodedata.normalize("NFD", text), language
    )


@given(st.text(st.sampled_from("éèàçñóáíôü aeistn"), max_size=60), st.sampled_from(["en", "es", "fr"]))
def test_accents_may_be_left_out(text, language):
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    assert tokenise(bare, language) == tokenise(text, language)


def test_threads_do_not_disturb_each_other():
    texts = [f"refugees protected in article {number}" for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: tokenise(text, "en"), texts)) == [tokenise(text, "en") for text in texts]
