"""Texts as tokens for the lexical search (BM25), the same way for passages and for questions.

People write in a hurry: without accents, without hamza or ta marbuta, "Art 33 (1)" for "Article 33(1)". Whatever may be
left out is taken away here on both sides, so that both spellings give the same token by construction. A run of letters
is treated by its own script: the ICRMW in an Arabic question is a Latin word.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache, lru_cache

import Stemmer

from knowledge.simplified import simplified
from knowledge.stop_words import STOP_WORDS

__all__ = ["TOKENS_VERSION", "normalise", "stem", "tokenise"]

#: To be raised whenever the same text gives other tokens: indexes made before are then rebuilt.
TOKENS_VERSION = 3

#: Snowball algorithms by language (Porter 2001, http://snowball.tartarus.org).
_ALGORITHMS = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_PATTERN = re.compile(
    rf"""
      (?P<law>\u7b2c[0-9\u3007\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u767e]+(?=[\u6761\u6b3e\u9879\u7ae0\u8282\u53f7\u6b21]))
    | (?P<number>[0-9]+(?:[.,][0-9]+)*(?:\ ?\((?:[0-9]{{1,2}}|[ivx]{{1,4}}|[a-z])\))*)
    | (?P<initials>\b(?:[a-z]\.){{2,}})
    | (?P<han>[{_HAN}]+)
    | (?P<cyrillic>[\u0400-\u052f]+)
    | (?P<arabic>[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\u08a0-\u08b4]+)
    | (?P<latin>[a-z]+)
    | (?P<other>[^\W\d_]+)
    """,
    re.VERBOSE,
)
_WRITTEN = {"〇": 0, **{character: digit for digit, character in enumerate("零一二三四五六七八九")}}

# Latin letters that are no base letter with an accent, as people type them on a plain keyboard.
_LATIN_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ñ": "n"})
_RUSSIAN_LETTERS = str.maketrans({"ё": "е"})
# Tatweel, vowel signs and the signs of Qur'anic writing carry no meaning here; alef, ya and kaf have one form each.
_ARABIC_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_ARABIC_LETTERS = str.maketrans("أإآٱىیئؤکە", "اااايييوكه")
# "to the" swallows an alef (للدول = ل + الدول), and before the lam of "refugee" a lam as well.
_ARABIC_TO_REFUGEES = re.compile("^[وف]?للا(?=جي)")
_ARABIC_TO_THE = re.compile("^[وف]?لل(?=...)")
# "and the ...", but not the words for parents, which only look like it.
_ARABIC_AND_THE = re.compile("^[وف](?=ال...)(?!الد(?:ه|ة|ي|ا|ين|ان|يه|تي)?$)")

_local = threading.local()


def _stemmer(language: str) -> Stemmer.Stemmer:
    """One stemmer a thread, since they must not be shared."""
    stemmers: dict[str, Stemmer.Stemmer] = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(_ALGORITHMS[language])
    return stemmers[language]


def _fold_latin(text: str) -> str:
    """Latin letters without their accents; letters of other scripts as they are (й is not и)."""
    if text.isascii():
        return text
    kept: list[str] = []
    for character in unicodedata.normalize("NFD", text.translate(_LATIN_LETTERS)):
        if unicodedata.combining(character) and kept and kept[-1].isascii():
            continue
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _arabic(word: str) -> str:
    word = _ARABIC_AND_THE.sub("", word)
    to_refugees = _ARABIC_TO_REFUGEES.sub("اللا", word)
    word = to_refugees if to_refugees != word else _ARABIC_TO_THE.sub("ال", word)
    if word.endswith(("ين", "ون")) and not word.startswith("ال"):
        # Of words with the article the stemmer takes every plural ending, of short ones without it none.
        word = "ال" + word
    # The final ha of hurried writing is a ta marbuta; the stemmer takes either off only when it sees the latter.
    return word[:-1] + "ة" if word.endswith("ه") and len(word) > 3 else word


def normalise(text: str) -> str:
    """The text as tokens are read from it: compatibility forms unified, small letters, no accents or vowel signs."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text
    text = simplified(text)
    text = _ARABIC_SIGNS.sub("", text).translate(_ARABIC_LETTERS).translate(_RUSSIAN_LETTERS)
    text = "".join(
        str(unicodedata.digit(character)) if character.isdigit() and not character.isascii() else character
        for character in text
    )
    # A stress mark on a Russian vowel (за́мок) is for the reader's voice only.
    return _fold_latin(text).replace("\u0301", "")


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(normalise(word) for word in STOP_WORDS.get(language, ()))


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """The token of one normalised word, ``""`` for a stop word."""
    if word in _stop_words(language):
        return ""
    if language == "ar":
        word = _arabic(word)
        if word in _stop_words("ar"):
            return ""
    elif language == "fr" and word.endswith(("ee", "ees")):
        # "persécutée" without its accent: a feminine participle, not the English ending.
        word = word.rstrip("s")[:-1]
    return str(_stemmer(language).stemWord(word))


def _value(numeral: str) -> str:
    """A Chinese numeral below a thousand in digits: 三十三 is 33, 一百零三 is 103; digits stay."""
    if numeral.isascii():
        return numeral
    if not set(numeral) & set("十百"):  # digit by digit: 一九五一
        return "".join(character if character.isascii() else str(_WRITTEN[character]) for character in numeral)
    total, digit = 0, 0
    for character in numeral:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _WRITTEN.get(character, 0)
    return str(total + digit)


def _number(text: str) -> list[str]:
    """The number and what it narrows: "33(1)(a)" is found by "33", "33(1)" and "33(1)(a)"."""
    whole = text.replace(" ", "")
    ends = [at for at, character in enumerate(whole) if character == "("] + [len(whole)]
    return [whole[:end] for end in ends]


def _han(run: str) -> list[str]:
    if len(run) == 1:
        return [] if run in _stop_words("zh") else [run]
    pairs = (run[at : at + 2] for at in range(len(run) - 1))
    return [pair for pair in pairs if pair not in _stop_words("zh")]


def tokenise(text: str, language: str) -> list[str]:
    """The tokens of ``text`` in reading order, repetitions included.

    Compatibility forms are unified (NFKC), case and accents folded, stop words left out and words reduced to their
    Snowball stems; Chinese becomes overlapping pairs of simplified characters, which needs no segmentation and serves
    retrieval as well as one (Nie, Gao, Zhang and Zhou 2000). Numbers stay as they are, in Western digits, and the
    article of a Chinese treaty (第三十三条) is a number too.

    Args:
        text: any text; may be empty.
        language: ISO 639-1 code. It decides how words of the Latin script are stemmed (English unless ``"es"`` or
            ``"fr"``); words in other scripts are treated by their script.
    """
    latin = language if language in ("es", "fr") else "en"
    tokens: list[str] = []
    for match in _PATTERN.finditer(normalise(text)):
        kind, word = match.lastgroup, match.group()
        if kind == "latin":
            token = stem(word, latin)
        elif kind == "cyrillic":
            token = stem(word, "ru")
        elif kind == "arabic":
            token = stem(word, "ar")
        elif kind == "han":
            tokens += _han(word)
            continue
        elif kind == "number":
            tokens += _number(word)
            continue
        elif kind == "law":
            token = _value(word[1:])
        elif kind == "initials":
            token = word.replace(".", "")
        else:
            token = word
        if token:
            tokens.append(token)
    return tokens
