from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.errors import KnowledgeError
from knowledge.language import LANGUAGES
from knowledge.search import is_follow_up
from knowledge.search.leaning import Leaning, signs

if TYPE_CHECKING:
    from knowledge.encoder import Encoder

EARLIER = {
    "en": "how is the committee against torture elected",
    "fr": "comment sont élus les membres du comité contre la torture",
    "es": "cómo se eligen los miembros del comité contra la tortura",
    "ru": "как избирают комитет против пыток",
    "ar": "كيف ينتخب أعضاء لجنة مناهضة التعذيب",
    "zh": "禁止酷刑委员会怎么选举产生",
}
LEANING = {
    "en": ("how often do they meet", "and when somebody dies in office"),
    "fr": ("ils se réunissent tous les combien", "et si l'un d'eux meurt"),
    "es": ("¿cada cuánto se reúnen?", "¿y si uno se muere?"),
    "ru": ("как часто они собираются", "а если кто-то умрёт"),
    "ar": ("كم مرة يجتمعون", "وإذا مات أحدهم؟"),
    "zh": ("他们多久开一次会", "中途去世怎么办"),
}
WHOLE = {
    "en": "can a refugee be deported to a country at war",
    "fr": "un apatride peut-il obtenir un document de voyage",
    "es": "¿puede el empleador quedarse con el pasaporte de un trabajador migrante?",
    "ru": "может ли капитан не брать на борт людей, терпящих бедствие в море",
    "ar": "هل يحق للطفل اللاجئ أن يذهب إلى المدرسة الابتدائية",
    "zh": "贩运人口议定书对未成年人的同意怎么规定",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_says_little_leans_and_what_says_all_does_not(encoder: Encoder, language: str) -> None:
    model = Leaning.load()
    assert model.encoder == encoder.checksum
    history = (EARLIER[language],)
    for question, expected in (*((each, True) for each in LEANING[language]), (WHOLE[language], False)):
        vector = encoder.embed_question(question)
        assert model.leans(question, history, language, vector, encoder.checksum) is expected, question


def test_nothing_leans_on_nothing(encoder: Encoder) -> None:
    vector = encoder.embed_question("and for children?")
    for history in ((), ("",), (" ",)):
        assert not Leaning.load().leans("and for children?", history, "en", vector, encoder.checksum)


def test_for_another_encoder_the_rules_decide() -> None:
    model = Leaning.load()
    vector = np.zeros(8, np.float32)
    for question in ("and for children?", "who is a refugee under the convention"):
        expected = is_follow_up(question, ("x",), "en")
        assert model.leans(question, ("x",), "en", vector, "another") is expected


def test_signs_are_numbers_for_whatever_is_typed() -> None:
    sizes = {
        len(signs(question, language)) for question in ("", "???", "a" * 900, "多久") for language in ("zh", "und")
    }
    assert sizes == {len(Leaning.load().signs)}


def test_a_broken_file_says_how_to_make_it_anew(tmp_path) -> None:
    path = tmp_path / "leaning.json"
    path.write_text(json.dumps({"encoder": "x"}), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="fit_leaning"):
        Leaning.load(path)
