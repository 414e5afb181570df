"""Which of the six languages a text is written in; made for chat, where three words are a long message."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

__all__ = ["LANGUAGES", "identify"]

#: The languages of Attaché, the six official ones of the United Nations (ISO 639-1).
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")

#: Longer texts are judged by three samples of this many characters: beginning, middle and end.
_SAMPLE = 1_000
#: lingua's confidence from which it is believed, and the same for a single word, where it is often wrong
#: (it takes "rescue" for Spanish with 0.72).
_SURE = 0.7
_SURE_OF_ONE_WORD = 0.85
#: A Chinese character says about as much as this many letters of an alphabet.
_HAN_WEIGHT = 2.5

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*['’]?")
_SCRIPTS = {
    "ar": re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]"),
    "ru": re.compile("[\u0400-\u052f]"),
    # Kana as well: whoever writes Japanese reads the Chinese answer best of the six.
    "zh": re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
}
_LATIN = re.compile("[a-zA-Z\u00c0-\u024f]")
#: What is quoted is spoken about, not spoken; likewise addresses and commands of a chat.
_MENTIONED = re.compile(
    r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|《[^《》]*》|„[^„“]*“|\bhttps?://\S+|\bwww\.\S+|\S+@\S+|(?<!\S)[/@]\w+"
)
#: Titles of instruments keep their language in a question of another: "Que dit la Convention on the Rights of
#: the Child ?". Terms of art and places that all three write alike say nothing at all.
_NAME = re.compile(
    r"\b[A-ZÀ-Þ]\w+(?:[ ](?:(?:and|against|at|de|del|des|du|el|et|for|in|la|las|les|los|of|on|para|relating|sur|the|to"
    r"|y)[ ]){0,4}[A-ZÀ-Þ]\w+)+"
)
_TERM = re.compile(r"\b(?:non-)?refoulement\b|\blos angeles\b", re.IGNORECASE)
_ACRONYM = re.compile(r"\b[A-Z]{2,}s?\b")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that only one of English, French and Spanish has and that no question of any length goes without.
_ONLY_IN = {
    "en": _set(
        "about am and any anyone are at be because been between but by can cannot child children could did do does for "
        "from give good goodbye happens has have hello help hey hi how if in into is it its law mean means more "
        "must my not of off one rights say says sea should show states tell thank thanks that the their them there "
        "these they this those to under was what when where whether which who whom whose why will with without would "
        "yes you your explain please"
    ),
    "fr": _set(
        "ai alors après aucun aussi aux avec bonjour bonsoir ce cela ces cet cette chez ceux comment dans depuis des "
        "dit dois doit doivent donc du elle elles enfants entre est et état états être eux explique-moi fait faut il "
        "ils je leur leurs mais mer merci moi même ne nos notre nous oui ou où par pas peut peut-on peuvent plus pour "
        "pourquoi quand quel quelle quelles quels qui quoi qu'est-ce rien sa salut sans selon ses sont sur toi tu "
        "une unes va veut vos votre vous à"
    ),
    "es": _set(
        "adiós al algún alguna ante aquí buenas bueno buenos como con contra cuando cuándo cuál cuáles cuéntame "
        "cómo del desde dice dicen dime donde dónde el ella ellas ellos eres eso esta estado estados estas este esto "
        "estos está están estoy favor gracias hace hacer hasta hay hola las lo los mar muy más mí ni nosotros otra "
        "otro para pero por porque pueda puede pueden puedo qué quién quiénes quiero quien según ser sin sobre su "
        "sus sí también tiene tienen todo una unos usted y ya yo"
    ),
}
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu|lorsqu|jusqu|puisqu)['’]\w{2}", re.IGNORECASE)
_CONTRACTED = re.compile(r"(?:\w(?:n['’]t|['’](?:re|ve|ll|s))|i['’]m)$", re.IGNORECASE)


def identify(text: str, hint: str | None = None) -> str:
    """The language of ``text``, the nearest of the six: Persian gives ``"ar"``, Ukrainian ``"ru"``.

    Script decides between Arabic, Chinese, Russian and the Latin three; between those decide the words that only one
    of them has, and character statistics where there are none (lingua, n-grams of 1 to 5 letters).

    Args:
        text: of any length; from 3,000 characters on only samples are looked at.
        hint: the language expected (of the person's profile, of the conversation), as ``"fr"`` or ``"fr-CA"``. It
            decides only where the text does not: ``"ok"``, ``"ICRMW"``, ``"art 33"``, a number. A language that is not
            one of the six is no hint.

    Returns:
        One of `LANGUAGES`; without a hint ``"en"`` for doubtful text and ``"und"`` for text without letters.
    """
    expected = _supported(hint)
    sample = unicodedata.normalize("NFKC", _sampled(text))
    if not _WORD.search(sample):
        return expected or "und"
    spoken = _MENTIONED.sub(" ", sample)
    if not _WORD.search(spoken):
        spoken = sample
    spoken = _TERM.sub(" ", spoken)
    plain = _NAME.sub(" ", spoken)
    other = _other_script(spoken, plain)
    if other:
        return other
    # Nothing but a title is what the person wrote, after all.
    return _among_latin(plain if _LATIN.search(plain) else spoken) or expected or "en"


def _supported(hint: str | None) -> str | None:
    code = re.split("[-_]", hint.strip().lower(), maxsplit=1)[0] if hint else ""
    return code if code in LANGUAGES else None


def _sampled(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = (len(text) - _SAMPLE) // 2
    return " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _other_script(spoken: str, plain: str) -> str | None:
    """The language of the strongest script but Latin, unless the Latin words make the sentence.

    Names and terms of art come in Latin letters in every language, so many of them beside a few words of Arabic are
    still an Arabic question; "What does 不推回 mean?" is an English one, seen by its small words.
    """
    letters = {code: float(len(script.findall(spoken))) for code, script in _SCRIPTS.items()}
    letters["zh"] *= _HAN_WEIGHT
    code = max(letters, key=lambda each: letters[each])
    if not letters[code]:
        return None
    latin = len(_LATIN.findall(_ACRONYM.sub(" ", plain)))
    return None if latin > letters[code] and any(_small_words(plain).values()) else code


def _among_latin(plain: str) -> str | None:
    """``en``, ``es`` or ``fr``; ``None`` where the text is too short or too mixed to tell."""
    # All capitals: somebody shouts, or names one instrument; else capitals are acronyms.
    plain = plain.lower() if plain.isupper() else _ACRONYM.sub(" ", plain)
    found = _small_words(plain)
    first, second, _ = sorted(found, key=lambda code: -found[code])
    if found[first] >= 2 * found[second] and found[first]:
        return first
    words = [word for word in _WORD.findall(plain) if len(word) > 1 and _LATIN.match(word)]
    if not words:
        return None
    best = _detector().compute_language_confidence_values(" ".join(words))[0]
    sure = best.value >= (_SURE if len(words) > 1 else _SURE_OF_ONE_WORD)
    return str(best.language.iso_code_639_1.name).lower() if sure else None


def _small_words(text: str) -> dict[str, int]:
    counts = dict.fromkeys(_ONLY_IN, 0)
    for word in _WORD.findall(text):
        lower = word.lower()
        for code, only in _ONLY_IN.items():
            counts[code] += lower in only
        counts["fr"] += _ELIDED.match(lower) is not None and lower not in _ONLY_IN["fr"]
        counts["en"] += _CONTRACTED.search(lower) is not None
    counts["es"] += text.count("¿") + text.count("¡")
    return counts


@lru_cache(maxsize=1)
def _detector() -> LanguageDetector:
    """Built at the first doubtful Latin text: 0.2 s and 20 MB, then some 0.06 ms a question."""
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(Language.ENGLISH, Language.FRENCH, Language.SPANISH).build()
