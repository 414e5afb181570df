from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.language import LANGUAGES, identify

TEXTS = {
    "ar": [
        "مرحبا",
        "شكرا",
        "لماذا",
        "المزيد",
        "وماذا عن الأطفال؟",
        "وفي البحر؟",
        "ما هي ICRMW",
        "ماذا تقول International Convention on the Protection of the Rights of All Migrant Workers ؟",
        "المادة 33",
        "هل يجوز للدولة إعادة لاجئ إلى بلد يتعرض فيه للخطر؟",
        "اشرح مبدأ non-refoulement",
        "ﻣﺮﺣﺒﺎ",  # presentation forms, as old PDFs have them
        "آیا کشور می‌تواند پناهنده را بازگرداند؟",  # Persian
        "کیا کوئی ملک پناہ گزین کو واپس بھیج سکتا ہے؟",  # Urdu
    ],
    "en": [
        "hello",
        "hi there",
        "thanks",
        "yes please",
        "show the source",
        "why?",
        "and for children?",
        "what about at sea?",
        "can a country send a refugee back to where he is in danger?",
        "WHAT DOES ARTICLE 33 SAY",
        "which article is that?",
        "tell me about non-refoulement",
        "who is a migrant worker under ICRMW?",
        "duty to rescue persons in distress",
        "What does 不推回 mean in international law?",
        'what does "عدم الإعادة القسرية" mean',
        "I don't understand",
        "Refugee Convention",
    ],
    "es": [
        "hola",
        "gracias",
        "más",
        "cuéntame más",
        "¿y los niños?",
        "y en el mar",
        "¿por qué?",
        "sí",
        "la fuente por favor",
        "quien eres",
        "¿puede un país devolver a un refugiado a donde corre peligro?",
        "¿qué dice el artículo 13 de la ICRMW?",
        "derechos de los trabajadores migrantes",
        "Convención sobre los Refugiados",
        "expulsión colectiva de extranjeros",
        "ni\u0303os refugiados",  # decomposed, as some keyboards send it
    ],
    "fr": [
        "bonjour",
        "merci",
        "oui",
        "pourquoi ?",
        "et en mer ?",
        "et les enfants ?",
        "montre la source",
        "qui es-tu",
        "un pays peut-il renvoyer un réfugié là où il est en danger ?",
        "l'article 13 de la DUDH",
        "l’article 33",
        "que dit la Convention on the Rights of the Child sur la détention ?",
        "droits des travailleurs migrants",
        "sauvetage en mer",
        "Convention relative aux droits de l'enfant",
        "c'est quoi le non-refoulement",
    ],
    "ru": [
        "привет",
        "спасибо",
        "ещё",
        "почему?",
        "а для детей?",
        "а в море?",
        "покажи источник",
        "статья 33",
        "что такое non-refoulement",
        "что такое safe third country?",
        "может ли государство выслать беженца туда, где ему грозит опасность?",
        "Что говорит UNCLOS о спасании на море?",
        "Чи може держава вислати біженця?",  # Ukrainian
    ],
    "zh": [
        "你好",
        "谢谢",
        "为什么？",
        "更多",
        "那儿童呢？",
        "在海上呢？",
        "第33条",
        "什么是ICRMW",
        "UNCLOS Article 98 怎么说？",
        "SAR convention 的第2章讲什么",
        "国家可以把难民送回有危险的地方吗？",
        "難民公約第三十三條",
        "難民を送り返すことはできますか",  # Japanese
    ],
}

DOUBTFUL = [
    "ok",
    "OK",
    "ICRMW",
    "ICRMW art 13",
    "art 33",
    "UDHR",
    "lol",
    "visa",
    "non-refoulement",
    "no",
    "Los Angeles Declaration",
    "Ελλάδα",
]
WITHOUT_LETTERS = ["", "   ", "33", "١٣", "33(1)", "👍", "???", "؟", "…", "_", "\ud800"]


@pytest.mark.parametrize(("expected", "text"), [(code, text) for code, texts in TEXTS.items() for text in texts])
def test_text_gives_its_language_whatever_was_expected(expected: str, text: str) -> None:
    assert [identify(text, hint) for hint in (None, *LANGUAGES)] == [expected] * (1 + len(LANGUAGES))


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubtful_text_keeps_the_hint_and_is_english_without(text: str) -> None:
    assert [identify(text, hint) for hint in (*LANGUAGES, None)] == [*LANGUAGES, "en"]


@pytest.mark.parametrize("text", WITHOUT_LETTERS)
def test_text_without_letters_keeps_the_hint_and_is_undetermined_without(text: str) -> None:
    assert [identify(text, hint) for hint in (*LANGUAGES, None)] == [*LANGUAGES, "und"]


@pytest.mark.parametrize(
    ("hint", "expected"),
    [("fr-CA", "fr"), ("zh_Hans", "zh"), ("ES", "es"), (" ru ", "ru"), ("pt-br", "en"), ("und", "en"), ("", "en")],
)
def test_hint_is_read_as_clients_write_it(hint: str, expected: str) -> None:
    assert identify("ok", hint) == expected


def test_long_text_is_judged_by_its_bulk() -> None:
    french = "Les États contractants accordent aux réfugiés le même traitement. " * 2_000
    assert identify("Title page in English. " + french) == "fr"
    assert identify("مرحبا " * 20_000) == "ar"


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from([None, *LANGUAGES]))
def test_every_text_gets_an_answer(text: str, hint: str | None) -> None:
    answer = identify(text, hint)
    assert answer in LANGUAGES or (answer == "und" and hint is None)


def test_import_loads_no_models() -> None:
    code = "import sys, knowledge.language; print('lingua' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"
