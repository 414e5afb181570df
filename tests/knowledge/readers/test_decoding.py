from __future__ import annotations

import pytest

from knowledge.errors import EmptyFile, WrongFormat
from knowledge.readers.decoding import decode

TEXTS = {
    "ar": "لا يجوز لأية دولة متعاقدة أن تطرد لاجئاً أو ترده بأية صورة من الصور إلى حدود الأقاليم",
    "en": "No Contracting State shall expel or return a refugee in any manner whatsoever",
    "es": "Ningún Estado Contratante podrá, por expulsión o devolución, poner en modo alguno a un refugiado",
    "fr": "Aucun des États contractants n’expulsera ou ne refoulera, de quelque manière que ce soit, un réfugié",
    "ru": "Договаривающиеся государства не будут никоим образом высылать или возвращать беженцев",
    "zh": "任何缔约国不得以任何方式将难民驱逐或送回其生命或自由受威胁的领土边界",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("language", TEXTS)
def test_unicode_with_and_without_a_mark(language: str, encoding: str) -> None:
    assert decode(TEXTS[language].encode(encoding), "a.txt") == TEXTS[language]


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("ar", "cp1256"), ("es", "cp1252"), ("fr", "cp1252"), ("ru", "cp1251"), ("zh", "gb18030")],
)
def test_older_encodings(language: str, encoding: str) -> None:
    text = "\n".join([TEXTS[language]] * 4)
    assert decode(text.encode(encoding), "a.txt") == text


def test_a_few_broken_bytes_cost_only_themselves() -> None:
    data = TEXTS["ru"].encode() + b"\xff\xfe!" + TEXTS["ar"].encode()
    assert decode(data, "a.txt") == TEXTS["ru"] + "\ufffd\ufffd!" + TEXTS["ar"]


def test_the_encoding_that_a_page_declares_is_believed() -> None:
    assert decode("Ёж".encode("koi8_r"), "a.html", declared="koi8-r") == "Ёж"


def test_an_encoding_that_does_not_exist_is_not() -> None:
    assert decode("Refoulé, déjà".encode("cp1252"), "a.html", declared="x-none") == "Refoulé, déjà"


def test_line_ends() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\nb\nc\n"


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", "\ufeff\n".encode()])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile, match=r"a\.txt"):
        decode(data, "a.txt")


def test_control_codes_are_no_text() -> None:
    with pytest.raises(WrongFormat, match="not text"):
        decode(bytes(range(1, 32)) * 40, "a.txt")
