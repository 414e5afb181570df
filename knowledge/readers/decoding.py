"""Bytes of a text file to characters, in the encodings that the six languages come in."""

from __future__ import annotations

import codecs
import re

from knowledge.errors import EmptyFile, WrongFormat

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What text without UTF-8 is written in, in our languages; charset-normalizer chooses among them.
_LEGACY = ["cp1252", "cp1251", "cp1256", "gb18030", "koi8_r", "iso8859_6", "big5", "utf_16_le", "utf_16_be"]

#: How much of a long file decides about its encoding, in bytes.
_SAMPLE_BYTES = 64 * 1024

_TWO_ALPHABETS = re.compile("[A-Za-z][\u0370-\u06ff\u3400-\u9fff]|[\u0370-\u06ff\u3400-\u9fff][A-Za-z]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, name: str, *, declared: str | None = None) -> str:
    """The characters of a text file, its lines ended by newlines. A few broken bytes become U+FFFD and never fail it.

    Args:
        data: the whole file.
        name: the file's name, for errors.
        declared: the encoding that the file itself names, tried after UTF-8.

    Raises:
        EmptyFile: there is nothing but white space.
        WrongFormat: it is not text.
    """
    text = _characters(data, declared)
    controls = len(_CONTROLS.findall(text))
    if controls > max(8, len(text) // 100) or "\x00" in text[:4096]:
        raise WrongFormat(f"{name} is not text: {controls} of its {len(text)} characters are control codes. Rename it.")
    if not text.strip("\ufeff \t\r\n\f\v\x00"):
        raise EmptyFile(f"{name} holds no text: {len(data)} bytes, at least one letter is needed. Check the file.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _characters(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    whole = sum(character > "\x7f" for character in lenient) - broken
    if whole > 2 * broken:
        return lenient
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    return _legacy(data) or lenient


def _legacy(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data[:_SAMPLE_BYTES], cp_isolation=_LEGACY, preemptive_behaviour=False))
    # "dйjа": a word in two alphabets shows the wrong code page, above all in short texts.
    best = min(matches, key=lambda match: len(_TWO_ALPHABETS.findall(str(match))), default=None)
    return data.decode(best.encoding, errors="replace") if best else None
