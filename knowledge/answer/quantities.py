"""Quantities in texts of six languages: spans of time, distances, shares, sums of money, plain numbers."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge.language import LANGUAGES
from knowledge.search.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Quantity", "missing_figures", "quantities"]


class Quantity(Enum):
    """What a number counts."""

    TIME = "time"
    DISTANCE = "distance"
    SHARE = "share"
    MONEY = "money"
    NUMBER = "number"


#: Number words as `folded` leaves them, some with their endings left open. Ordinals are among them, since treaties
#: write "the ninetieth day".
_NUMBERS = {
    "ar": r"واحد\w*|اثن[اي]\w*|ثلاث\w*|اربع\w*|خمس\w*|ست|سته|ستين|ستون|سبع\w*|ثمان\w*|تسع\w*|عشر\w*|مائ\w*|مئ\w*|الف"
    r"|مليون|نصف|ثلث\w*|ربع",
    "en": r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million"
    r"|billion|dozen|half|third|quarter|twice|\w+(?:ieth|teenth)|fifth|sixth|seventh|eighth|ninth|tenth|twelfth",
    "es": r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\w+|veint\w+"
    r"|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|doscient\w+|mil|millon\w*|mitad"
    r"|tercios?|cuartos?|nonagesimo|trigesimo",
    "fr": r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente"
    r"|quarante|cinquante|soixante|cents?|mille|millions?|moitie|tiers|quarts?|\w+ieme",
    "ru": r"од(?:ин|ного|ной|на|ним)|дв(?:а|ух|е|умя)|тр(?:и|ех|емя)|четыр\w+|пят\w+|шест\w+|сем(?:ь|и|ью)|вос\w+"
    r"|девят\w+|девян\w+|десят\w+|\w+надцат\w+|двадцат\w+|тридцат\w+|сорок\w*|сот|сто|ста|тысяч\w*|миллион\w*"
    r"|половин\w+|трет\w+|четверт\w+",
    "zh": "[一二三四五六七八九十百千万两半]+",
}
#: "Within a month" gives a time; "a state" gives no number.
_A = {"en": "|an?", "es": "|una?", "fr": "|une?"}
_SPANS = {
    "ar": r"ساع\w+|يوم\w*|ايام|اسبوع\w*|اسابيع|شهر\w*|اشهر|شهور",
    "en": r"minutes?|hours?|days?|weeks?|months?",
    "es": r"minutos?|horas?|dias?|semanas?|mes(?:es)?",
    "fr": r"minutes?|heures?|jours?|semaines?|mois",
    "ru": r"минут\w*|час\w*|дн\w{1,3}|день|сут\w+|недел\w+|месяц\w*",
    "zh": "分钟|个?小时|[天日周]|个?星期|个?月",
}
_YEARS = {
    "ar": r"سن[هةوي]\w*|عام\w*|اعوام",
    "en": r"years?",
    "es": r"anos?",
    "fr": r"ans?|annees?",
    "ru": r"год\w{0,2}|лет",
    "zh": "[年岁]",
}
#: Answers to "how long" and "by when" that have no number, or hide it.
_TIME_WORDS = {
    "ar": r"شهرين|يومين|سنتين|عامين|اسبوعين|سنويا?|شهريا?|فورا|دون (?:تاخير|ابطاء)|في اقرب وقت|باسرع",
    "en": r"annual\w*|yearly|monthly|weekly|daily|immediately|without (?:\w+ )?delay|promptly|forthwith"
    r"|as soon as (?:possible|practicable|reasonably)|at any time|indefinite\w*|for life",
    "es": r"anual\w*|mensual\w*|inmediat\w+|sin (?:demora|dilacion|tardanza)|lo antes posible|a la mayor brevedad"
    r"|en cualquier momento|indefinid\w+",
    "fr": r"annuel\w*|mensuel\w*|immediat\w*|sans (?:retard|delai)|des que possible|dans les plus brefs delais"
    r"|a tout moment|indetermin\w+",
    "ru": r"ежегодн\w+|ежемесячн\w+|немедленн\w*|незамедлительн\w*|безотлагательн\w*|как можно скорее|в любое время"
    r"|бессрочн\w*",
    "zh": "每年|每月|立即|立刻|毫不拖延|不得延误|尽快|尽速|随时|无限期|终身",
}
_DISTANCE = {
    "ar": r"ميل\w*|اميال|كيلومتر\w*|متر\w*",
    "en": r"(?:nautical )?miles?|km|kilomet\w+|met(?:er|re)s?",
    "es": r"millas?|km|kilometros?|metros?",
    "fr": r"milles?|km|kilometres?|metres?",
    "ru": r"мил\w+|км|километр\w*|метр\w*",
    "zh": "海里|英里|公里|千米|米",
}
_SHARE = {
    "ar": r"في (?:الميه|المائه|المئه)|بالمائه|بالمئه|اغلبيه|ثلثي|نصف",
    "en": r"per ?cent\w*|percentage|majority|two[ -]thirds|half|quarter|unanim\w+|consensus",
    "es": r"por ciento|porcentaje|mayoria|dos tercios|mitad|cuarto|unanimidad|consenso",
    "fr": r"pour ?cent\w*|majorite|deux tiers|moitie|quart|unanimite|consensus",
    "ru": r"процент\w*|большинств\w+|две трети|двумя третями|половин\w+|четверт\w+|единоглас\w+|консенсус\w*",
    "zh": "百分之|多数|三分之|半数|一致",
}
_MONEY = {
    "ar": r"دولار\w*|يورو|فرنك\w*|جنيه\w*|ريال\w*|درهم\w*|دينار\w*",
    "en": r"dollars?|usd|us\$|euros?|eur|francs?|pounds?|cents?",
    "es": r"dolares?|usd|euros?|eur|francos?|pesos?|libras?",
    "fr": r"dollars?|usd|euros?|eur|francs?|livres?",
    "ru": r"доллар\w*|евро|руб\w*|франк\w*|фунт\w*",
    "zh": "美元|欧元|法郎|英镑|元",
}
_UNITS = {
    Quantity.TIME: {language: f"{_SPANS[language]}|{_YEARS[language]}" for language in LANGUAGES},
    Quantity.DISTANCE: _DISTANCE,
    Quantity.MONEY: _MONEY,
}

#: What has a number and gives no quantity: provisions and their own numbers, dates, numbers of lists.
_PROVISIONS = {
    "ar": r"(?:ال)?(?:ماد\w+|فقر\w+|بند|هدف|فصل)",
    "en": r"articles?|art|paragraphs?|paras?|chapters?|annex|part|sections?|regulations?|resolution|objective|no|nos",
    "es": r"articulos?|art|parrafos?|capitulo|anexo|parte|seccion|regla|resolucion|objetivo|num|no",
    "fr": r"articles?|art|paragraphes?|chapitre|annexe|partie|section|regle|resolution|objectif|no",
    "ru": r"стат\w+|ст|пункт\w*|глав\w+|приложени\w+|част\w+|раздел\w*|правил\w+|резолюци\w+|цел\w+",
    "zh": r"目标|附件|规则|决议",
}
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|janvier|fevrier|mars|avril"
    "|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre|январ\w+|феврал\w+|марта?|апрел\w+|мая|июн\w+|июл\w+|август\w*"
    r"|сентябр\w+|октябр\w+|ноябр\w+|декабр\w+|يناير|فبراير|مارس|ابريل|نيسان|مايو|ايار|يونيه|يونيو|حزيران|يوليه"
    r"|يوليو|تموز|اغسطس|اب|سبتمبر|ايلول|اكتوبر|نوفمبر|ديسمبر"
)
_NO_QUANTITY = (
    rf"\d{{1,2}} (?:de )?(?:{_MONTHS})|\d{{4}}年|\d{{1,2}}月(?:\d{{1,2}}日)?"
    r"|第\s*[\d一二三四五六七八九十百]+\s*[条款项章号]"
    r"|\(\d{1,3}\)|^\W*\d+(?:\.\d+)*\.?\s|(?<=\n)\d+(?:\.\d+)*\.?\s|(?<!\d)(?:1[89]|20)\d\d(?!\d)"
)
#: The same as digits, for what a question states.
_WRITTEN = {
    number: re.compile(rf"(?<!\w)(?:{words})(?!\w)|{chinese}")
    for number, words, chinese in (
        (1, r"one|une?|una?|од(?:ин|ного|ной|на)|واحد\w*", "一"),
        (2, r"two|deux|dos|дв(?:а|ух|е)|اثن[اي]\w*|شهرين|يومين|سنتين|عامين|اسبوعين", "两|二"),
        (3, r"three|third|trois|tres|тр(?:и|ех)|ثلاث\w*", "三"),
        (4, r"four|quatre|cuatro|четыр\w+|اربع\w*", "四"),
        (5, r"five|cinq|cinco|пят[ьи]|خمس\w?", "五"),
        (6, r"six|seis|шест[ьи]|ست\w?", "六"),
        (7, r"seven|sept|siete|сем[ьи]|سبع\w?", "七"),
        (8, r"eight|huit|ocho|вос\w+|ثمان\w*", "八"),
        (9, r"nine|neuf|nueve|девят[ьи]|تسع\w?", "九"),
        (10, r"ten|dix|diez|десят[ьи]|عشر\w?", "十"),
        (12, r"twelve|twelfth|douze|doce|двенадцат\w+|اثن\w+ عشر\w?", "十二"),
        (14, r"fourteen|quatorze|catorce|четырнадцат\w+|اربع\w* عشر\w?", "十四"),
        (15, r"fifteen|quinze|quince|пятнадцат\w+|خمس\w* عشر\w?", "十五"),
        (16, r"sixteen|seize|dieciseis|шестнадцат\w+|ست\w* عشر\w?", "十六"),
        (18, r"eighteen|dix-huit|dieciocho|восемнадцат\w+|ثمان\w* عشر\w?", "十八"),
        (20, r"twenty|vingt|veinte|двадцат\w+|عشرين|عشرون", "二十"),
        (21, r"twenty-one|vingt et un|veintiun\w*", "二十一"),
        (24, r"twenty-four|vingt-quatre|veinticuatro", "二十四"),
        (30, r"thirty|thirtieth|trente|treinta|тридцат\w+|ثلاثين|ثلاثون", "三十"),
        (48, r"forty-eight|quarante-huit|cuarenta y ocho", "四十八"),
        (60, r"sixty|sixtieth|soixante|sesenta|шестидесят\w+|шестьдесят|ستين|ستون", "六十"),
        (72, r"seventy-two|soixante-douze|setenta y dos", "七十二"),
        (90, r"ninety|ninetieth|quatre-vingt-dix\w*|noventa|nonagesimo|девяност\w+|تسعين|تسعون", "九十"),
    )
}


def _of_all(*units: Mapping[str, str]) -> str:
    """Units in the languages that write a space before them."""
    return "|".join(f"(?:{unit[language]})" for unit in units for language in LANGUAGES if language != "zh")


#: Figures that a question states: a number and its unit. Years count where a span of time is meant and nobody's age: a
#: boy of 14 is the case of a rule on those under fifteen.
_STATED = re.compile(
    rf"(?<![\w.,/])(?P<number>\d{{1,3}})[\s-]?(?:{_of_all(_SPANS, _DISTANCE, _MONEY)}"
    r"|hrs?|%|per ?cent|por ciento|процент\w*)(?!\w)"
    r"|(?<!\w)(?:after|within|every|lasting|tras|despues de|dentro de|durante|cada|apres|pendant|tous les|au bout de"
    rf"|через|после|в течение|каждые|بعد|خلال|كل|لمده) (?P<span>\d{{1,3}})[\s-](?:{_of_all(_YEARS)}|yrs?)(?!\w)"
    r"|(?<!\d)(?P<chinese>\d{1,3})(?:个?(?:小时|天|日|周|星期|月|海里|公里|美元|%|％)|年(?:之?[后内]|以[内上]))"
)


@lru_cache(maxsize=4_096)
def quantities(text: str, language: str) -> frozenset[Quantity]:
    """The kinds of quantities that a text gives; a language that is not one of the six is read as English.

    Numbers of provisions, of lists and in dates are none.
    """
    language = language if language in LANGUAGES else "en"
    bare = _without(language).sub(" ", folded(text))
    return frozenset(kind for kind in Quantity if _pattern(kind, language).search(bare))


def missing_figures(question: str, texts: Sequence[str]) -> frozenset[int]:
    """The figures with a unit that a question states ("within 72 hours"), and that no text has.

    In the texts they may be digits or, as far as treaties have them, words of any of the six languages.
    """
    stated = frozenset(
        int(match["number"] or match["span"] or match["chinese"]) for match in _STATED.finditer(folded(question))
    )
    if not stated:
        return stated
    there = "\n".join(map(folded, texts))
    return frozenset(number for number in stated if not _has(there, number))


def _has(text: str, number: int) -> bool:
    if re.search(rf"(?<![\d.,]){number}(?![\d])", text):
        return True
    return number in _WRITTEN and _WRITTEN[number].search(text) is not None


@lru_cache(maxsize=len(LANGUAGES))
def _without(language: str) -> re.Pattern[str]:
    joined = r"(?:\s*(?:,|and|to|or|et|ou|a|y|o|и|или|و|او)\s*\d+)*"
    provisions = rf"(?<!\w)(?:{_PROVISIONS[language]})[\s.°]*\d+(?:\s?\(\w+\))*{joined}"
    return re.compile(f"{provisions}|{_NO_QUANTITY}", re.MULTILINE)


@lru_cache(maxsize=len(LANGUAGES) * len(Quantity))
def _pattern(kind: Quantity, language: str) -> re.Pattern[str]:
    digits = r"\d+(?:[.,]\d+)*"
    if language == "zh":
        return re.compile(_chinese(kind, digits))
    number = rf"(?<!\w)(?:{digits}|{_NUMBERS[language]})(?!\w)"
    if kind is Quantity.NUMBER:
        return re.compile(number)
    if kind is Quantity.SHARE:
        return re.compile(rf"(?<!\w)(?:{_SHARE[language]})(?!\w)|\d\s?[%٪]")
    # "a maximum of two (2) further years", "three consecutive months"
    counted = rf"(?<!\w)(?:{digits}|{_NUMBERS[language]}{_A.get(language, '')})[\s-]+(?:\(?\d+\)?[\s-]+)?"
    pattern = rf"{counted}(?:\w+[\s-]+){{0,2}}?(?:{_UNITS[kind][language]})(?!\w)"
    if kind is Quantity.TIME:
        pattern += rf"|(?<!\w)(?:{_TIME_WORDS[language]})(?!\w)"
    if kind is Quantity.MONEY:
        pattern += r"|[$€£]\s?\d"
    return re.compile(pattern)


def _chinese(kind: Quantity, digits: str) -> str:
    number = f"(?:{digits}|{_NUMBERS['zh']})"
    if kind is Quantity.NUMBER:
        return rf"\d|{_NUMBERS['zh']}(?=[个名人国票次份])"
    if kind is Quantity.SHARE:
        return rf"{_SHARE['zh']}|\d\s?[%％]"
    pattern = f"{number}(?:{_UNITS[kind]['zh']})"
    return f"{pattern}|{_TIME_WORDS['zh']}" if kind is Quantity.TIME else pattern
