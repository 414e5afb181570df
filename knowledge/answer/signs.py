"""Signs in a question that no treaty answers it: a country's own rules, one's own case, the present day, a number."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.language import LANGUAGES
from knowledge.search.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from knowledge.passage import Passage

__all__ = ["amount", "countries", "foreign_country", "own_case", "present", "status"]

#: Beside the names that CLDR has: what people call countries.
_ALSO = {
    "US": ("usa", "états-unis", "estados unidos", "eeuu", "сша", "美国"),
    "GB": ("uk", "britain", "england", "angleterre", "inglaterra", "англия", "بريطانيا", "英国"),
    "AE": ("uae", "emirates", "dubai", "dubái", "dubaï", "дубай", "دبي", "الإمارات", "迪拜"),
    "KR": ("korea", "corée", "corea", "корея", "كوريا", "韩国"),
}
#: Codes in CLDR that are no country's.
#: "Reunion" is what families want, and meetings are called so in three languages.
_NO_COUNTRIES = frozenset(("EU", "UN", "EZ", "ZZ", "XA", "XB", "QO", "RE"))
#: Names of countries that are also words: "tell us", "usa niños", "само по себе" (Samoa has that stem).
_ALSO_WORDS = {"en": ("us",), "es": ("us", "usa"), "ru": ("само-",)}
_HAN = re.compile("[\u3400-\u9fff]")
#: Words of the longest names that are looked for.
_LONGEST = 4
_WORD = re.compile(r"\w+")
#: Arabic conjunctions and prepositions that are written with the word behind them.
_BEFORE = re.compile("^[وف]?(?:لل|[بلك])?")
#: Russian endings of nouns: "Дания" is "Дании" and "Данией", and "данные" are no country.
_ENDINGS = frozenset(
    ("", *"аяыиеуюоё", "ой", "ей", "ою", "ею", "ом", "ем", "ью", "ии", "ию", "ия", "ией", "ов", "ах", "ам", "ами", "ях")
)
_ENDING = re.compile("[аяьйе]$")

_OWN_CASE = re.compile(
    r"(?<!\w)(?:i|i'm|im|am i|me|my|mine|je|j|moi|mon|ma|mes|m|yo|mi|mis|me|я|мне|меня|мой|моя|моего|мою|моей|мои"
    r"|моих|انا|لي|عندي|معي)(?!\w)|我(?!们|国)|(?:زوجت|ابن|ابنت|اخ|اخت|جواز|طلب|قضيت|والد|والدت)ي(?!\w)"
)
_PRESENT = re.compile(
    r"(?<!\w)(?:right now|at the moment|currently|current|this (?:year|month|week)|today|tonight|tomorrow|yesterday"
    r"|latest|newest|last (?:year|month|week)|actuellement|en ce moment|aujourd'hui|demain|hier"
    r"|cette annee|l'an dernier|ce mois|actualmente|ahora|hoy|manana|ayer|este ano|este mes|el ano pasado|сейчас"
    r"|сегодня|завтра|вчера|в этом году|в прошлом году|текущ\w*|нынешн\w*|الان|اليوم|غدا|امس|حاليا|هذا العام"
    r"|هذه السن[ةه]|العام الماضي)(?!\w)|现在|目前|今天|明天|昨天|今年|去年|最新|现任"
    r"|(?<!\w)(?:prices?|how much (?:is|does|do|are)|what does .{2,40} cost|prix d[eu]|combien (?:coute|ca coute)"
    r"|precio|cuanto (?:cuesta|vale)|цена|сколько стоит|كم (?:يكلف|تكلف|سعر)|سعر)(?!\w)|多少钱|价格"
)

_STATUS = re.compile(
    r"(?<!\w)(?:(?:which|wich|what|how many) (?:\w+ ){0,2}(?:(?:have |has )?(?:not )?(?:ratified|signed|joined|voted"
    r"|abstained)|did (?:not )?(?:ratify|sign|join|vote|abstain))"
    r"|who (?:has |have |all )?(?:ratified|signed|voted|abstained)"
    r"|(?:quels|combien de|quel) (?:\w+ ){0,2}(?:n')?(?:ont|a) (?:pas )?(?:ratifie|signe|vote)"
    r"|qui a (?:ratifie|signe|vote)"
    r"|(?:que|cuantos|cuales) (?:\w+ ){0,2}(?:han|ha) (?:ratificado|firmado|votado)"
    r"|quien(?:es)? (?:ha|han) (?:ratificado|firmado|votado)"
    r"|(?:какие|сколько) (?:\w+ ){0,2}(?:не )?(?:ратифицировал|подписал|проголосовал)\w*"
    r"|кто (?:не )?(?:ратифицировал|подписал|(?:про)?голосовал)"
    r"|(?:كم|اي|ما|من) (?:هي )?(?:ال)?(?:دول|بلد)\w* (?:التي |اللي )?(?:صادق|وقع|صوت|انضم)\w*"
    r"|من (?:صادق|وقع|صوت))(?!\w)"
    r"|(?:哪些|多少个?|几个|哪几个)(?:国家|成员国)?已?经?(?:批准|签署|加入|投票|投)(?:了|过)"
)

#: Law says who may and who must, seldom how many: most of these ask for what no instrument fixes.
_AMOUNT = re.compile(
    r"(?<!\w)(?:how (?:many|much|long|old|big|far|often)|maximum|minimum|percent\w*|number of"
    r"|(?:what|which|exact|max|min) (?:(?:exact|monthly|annual) )?(?:age|number|percentage|share|amount|term|salary"
    r"|wage|allowance|fine|quota|rate|period|limit|deadline|majority)"
    r"|combien|quel (?:age|nombre|pourcentage|delai|montant|salaire)|quelle (?:duree|majorite|amende|part)"
    r"|nombre (?:de|maximal|minimal)|cuant[oa]s?|que (?:edad|numero|porcentaje|plazo|cuota|monto)"
    r"|(?:plazo|numero) (?:maximo|minimo)|скольк\w+|с какого возраста"
    r"|как(?:ой|ое|ая|ого|ую|им|ом) (?:срок|возраст|процент|размер|числ|квот)\w*|كم)(?!\w)"
    r"|多少|几(?:天|年|个|岁|次|周|月)|多久|多长|百分之几"
)


def amount(question: str) -> bool:
    """Whether it asks for a number: how many, how long, from what age."""
    return _AMOUNT.search(folded(question)) is not None


def own_case(question: str) -> bool:
    """Whether somebody speaks of him- or herself."""
    return _OWN_CASE.search(folded(question)) is not None


def present(question: str) -> bool:
    """Whether it asks for what is true today, or for a price."""
    return _PRESENT.search(folded(question)) is not None


def status(question: str) -> bool:
    """Whether it asks which States have ratified, signed or voted: no treaty says so, its depositary does."""
    return _STATUS.search(folded(question)) is not None


def foreign_country(question: str, language: str, passages: Iterable[Passage]) -> bool:
    """Whether it names a country that none of the passages names."""
    named = countries(question, language)
    if not named:
        return False
    there: set[str] = set()
    for passage in passages:
        text = " ".join((passage.title, *passage.section, passage.text))
        there |= countries(text, passage.language)
    return not named & there


def countries(text: str, language: str) -> frozenset[str]:
    """ISO 3166 codes of the countries that a text in one of the six languages names; others are read as English."""
    language = language if language in LANGUAGES else "en"
    names = _names(language)
    if language == "zh":
        return frozenset(code for (name,), code in names.items() if name in text)
    words = _WORD.findall(folded(text))
    return frozenset(
        names[found]
        for start in range(len(words))
        for first in _forms(words[start], language)
        for size in range(1, _LONGEST + 1)
        if (found := (first, *words[start + 1 : start + size])) in names
    )


def _forms(word: str, language: str) -> set[str]:
    """What a word may be a form of: names are not stemmed, or the Arabic for sea would be Bahrain."""
    forms = {word}
    if language == "ar":
        match = _BEFORE.match(word)
        if match and match.end():
            forms |= {word[match.end() :], word[1:], f"ال{word[match.end() :]}"}
    elif language == "ru":
        forms |= {f"{word[:at]}-" for at in range(2, len(word) + 1) if word[at:] in _ENDINGS}
    return forms


@lru_cache(maxsize=len(LANGUAGES))
def _names(language: str) -> dict[tuple[str, ...], str]:
    """The code of each country by the words of its names.

    Chinese names are whole; Russian ones that have cases are what stands before the ending, with a hyphen.
    """
    from babel import Locale

    names = [
        (name, code)
        for code, name in Locale(language).territories.items()
        if len(code) == len("US") and code.isalpha() and code not in _NO_COUNTRIES
    ]
    names += [(name, code) for code, others in _ALSO.items() for name in others]
    if language == "zh":
        return {(name,): code for name, code in names if len(name) > 1 and _HAN.match(name)}
    found: dict[tuple[str, ...], str] = {}
    for name, code in names:
        words = tuple(_WORD.findall(folded(name)))
        if language == "ru" and len(words) == 1 and words[0][-1] not in "иуо":
            words = (_ENDING.sub("", words[0]) + "-",)
        if words and " ".join(words) not in _ALSO_WORDS.get(language, ("us",)):
            found.setdefault(words, code)
    return found
