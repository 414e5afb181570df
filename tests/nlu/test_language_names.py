from __future__ import annotations

import pytest

from nlu.language_names import STEMS, named_language
from nlu.turn import LANGUAGES

NAMES = {
    "ar": "Arabic arabe árabe арабский العربية 阿拉伯语 阿语",
    "en": "English anglais inglés английский الإنجليزية 英语 英文",
    "es": "Spanish espagnol español castellano испанский الإسبانية 西班牙语",
    "fr": "French français francés французский الفرنسية 法语 法文",
    "ru": "Russian russe ruso русский الروسية 俄语 俄文",
    "zh": "Chinese chinois chino mandarin китайский الصينية 中文 汉语 普通话",
}


def test_all_six_have_stems() -> None:
    assert sorted(STEMS) == sorted(LANGUAGES)


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in NAMES.items() for name in names.split()])
def test_each_name_in_each_language(code: str, name: str) -> None:
    assert [named_language(name), named_language(name.upper()), named_language(f"… {name}!")] == [code] * 3


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("говори по-французски", "fr"),
        ("je ne comprends pas l'anglais, parlez français", "fr"),
        ("PARLE FRANCAIS", "fr"),
        ("en espanol porfa", "es"),
        ("تكلم بالانجليزي", "en"),
        ("set this machine to French", "fr"),
        ("which machine is this", None),
        ("speak German", None),
        ("change the language", None),
        ("换语言", None),
        ("", None),
    ],
)
def test_wishes(text: str, code: str | None) -> None:
    assert named_language(text) == code
