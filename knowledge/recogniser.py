"""Finds instruments and provisions in what people write: "ICRMW", "l'art. 13 de la DUDH", "难民公约第33条"."""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from knowledge.provisions import ARABIC_ORDINALS, FIRST, UNITS, figures, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Mention", "Recogniser", "words"]

#: Joins numbers of one list: "articles 9 and 10", "articles 2 à 34".
_AND = (
    "and",
    "or",
    "et",
    "ou",
    "y",
    "e",
    "o",
    "и",
    "или",
    "و",
    "أو",
    "和",
    "与",
    "及",
    "to",
    "a",
    "по",
    "до",
    "至",
    "إلى",
)
#: May stand between a provision and its instrument: "of the", "de la", "من", "的".
_LINKS = (
    *("of", "the", "in", "from", "under", "to", "un", "s", "its", "on"),
    *("de", "la", "le", "les", "l", "du", "des", "d", "dans", "à", "en", "del", "el", "los", "las"),
    *("в", "из", "к", "по", "согласно", "من", "في", "ضمن", "的", "之", "中", "里"),
)
_MOST_LINKS = 4

_HAN = "\u3400-\u9fff"
#: Vowel signs and stress marks: inside a word, and no part of it.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d"
_TOKEN = re.compile(
    rf"""
      第\s?[\d〇零一二三四五六七八九十百]+\s?[条條款项項]                         # 第三十三条, 第1款
    | (?:[IVX]{{1,5}}/)?                                                        # SOLAS V/33
      \d+(?:-\d{{1,2}}(?!\d))?(?:\s?(?:bis|ter|quater)\b)?
      (?:[A-Ha-h](?![^\W\d_])|\s[A-H](?=\s?\())?                                # 1A(2), 1 A (2)
      (?:\s?\(\s?\w{{1,4}}\s?\))*(?:\.\d{{1,2}}(?!\d))*                         # 33(1)(a), 33.1
    | [{_HAN}]
    | (?:[^\W\d_{_HAN}][{_MARKS}]*)+
    """,
    re.VERBOSE,
)
_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0301]")
_ARABIC_LETTERS = str.maketrans("أإآٱىیئؤکة", "اااايييوكه")
#: "and in the ...", "for the ...".
_ARABIC_PREFIX = re.compile("^[وف]?(?:[بكل]?ال|لل)(?=..)")
#: "of the convention" and the like without an article of its own: only before words that name instruments.
_ARABIC_LETTER = re.compile("^[وف]?[بلو](?=(?:اتفاق|عهد|بروتوكول|اعلان|ميثاق|ماد|دستور|مبادي))")
# Characters of names of instruments, from the traditional script to the simplified one.
_SIMPLIFIED = str.maketrans(
    "難約條議書權國際聯無籍兒種視婦殘強遷勞動檢關係納領運販憲歐區護務綱項標規則紐華維廣東島馬縣賓飛羅聖薩爾瓦約協聲歧險圖準與對於開發續減災風險衝應組織補環點選減銷懲預貫處罰貶",
    "难约条议书权国际联无籍儿种视妇残强迁劳动检关系纳领运贩宪欧区护务纲项标规则纽华维广东岛马县宾飞罗圣萨尔瓦约协声歧险图准与对于开发续减灾风险冲应组织补环点选减销惩预贯处罚贬",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """What was found, before it is known what belongs together.

    Attributes:
        instrument: id of the instrument, or ``None`` for a provision.
        provisions: kind, number and paragraph of each provision.
        start: first character in the text.
        end: one past the last character.
        first: number of its first token.
        last: one past the number of its last token.
    """

    instrument: str | None
    provisions: tuple[tuple[str, str, str], ...]
    start: int
    end: int
    first: int
    last: int


def words(text: str) -> list[tuple[str, int, int]]:
    """The words, numbers and Chinese characters of ``text`` as they are compared, with their offsets.

    Case, accents, Arabic vowel signs, articles and particles, and Russian endings are taken away.
    """
    return [(_word(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]


@lru_cache(maxsize=16_384)
def _word(word: str) -> str:
    word = figures(unicodedata.normalize("NFKC", _SIGNS.sub("", word)).casefold())
    first = word[:1]
    if "\u0600" <= first <= "\u06ff":
        word = word.translate(_ARABIC_LETTERS)
        return _ARABIC_LETTER.sub("", _ARABIC_PREFIX.sub("", word))
    if "\u0400" <= first <= "\u04ff":
        return _russian(word.replace("ё", "е"))
    if first >= "\u3400":
        return word.translate(_SIMPLIFIED).replace(" ", "")
    decomposed = unicodedata.normalize("NFD", word.replace("œ", "oe"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _russian(word: str) -> str:
    import Stemmer

    # Short ones are acronyms and abbreviations ("ст", "ЕКПЧ"): nothing to take off.
    return str(Stemmer.Stemmer("russian").stemWord(word)) if len(word) > 4 else word


def _spacy() -> Any:
    """SpaCy without the deep learning frameworks that its machine learning library looks for.

    thinc imports torch and TensorFlow wherever they are installed, for models that are not used here: `import spacy`
    takes 5.7 s and 560 MB with them, 3.9 s and 100 MB without (measured on two busy cores). A module that is ``None``
    in ``sys.modules`` counts as not installed; what a process has already imported is left alone.
    """
    absent = [name for name in ("cupy", "mxnet", "tensorflow", "torch") if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    try:
        import spacy
    finally:
        for name in absent:
            del sys.modules[name]
    return spacy


class _Tokenizer:
    """Only what is compared, so that "art. 33", "art 33" and "Art.33" are one thing; offsets go along."""

    def __init__(self, vocab: Any) -> None:
        from spacy.tokens import Doc

        self._vocab = vocab
        self._doc = Doc

    def __call__(self, text: str) -> Any:
        found = words(text)
        doc = self._doc(self._vocab, words=[word for word, _, _ in found])
        doc.user_data["offsets"] = [(start, end) for _, start, end in found]
        return doc


class Recogniser:
    """Spellings in a dictionary by their first word, provisions by spaCy's matcher. Safe to share between threads once
    built.

    Thousands of spellings as patterns of an ``EntityRuler`` take more than a second to build in every process.

    Args:
        aliases: what people write, and the id of the instrument they mean.
    """

    def __init__(self, aliases: Mapping[str, str]) -> None:
        spacy = _spacy()
        vocab = spacy.blank("xx").vocab
        self._tokenize = _Tokenizer(vocab)
        self._provisions = spacy.matcher.Matcher(vocab)
        self._provisions.add("PROVISION", _patterns())
        self._by_first: dict[str, dict[tuple[str, ...], str]] = {}
        for alias, identity in aliases.items():
            spelling = tuple(word for word, _, _ in words(alias))
            if spelling:
                self._by_first.setdefault(spelling[0], {})[spelling] = identity

    def find(self, text: str) -> list[Mention]:
        """All mentions in reading order; none overlaps another: the longer wins, then the earlier."""
        doc = self._tokenize(text)
        offsets = doc.user_data["offsets"]
        tokens = [token.text for token in doc]
        found = [(start, end, "") for _, start, end in self._provisions(doc)] + list(self._named(tokens))
        found.sort(key=lambda each: (each[0] - each[1], each[0]))
        taken: set[int] = set()
        chosen = []
        for start, end, identity in found:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                chosen.append((start, end, identity))
        named = {at for start, end, identity in chosen if identity for at in range(start, end)}
        mentions = []
        for first, last, identity in sorted(chosen):
            start, end = offsets[first][0], offsets[last - 1][1]
            if identity:
                mentions.append(Mention(identity, (), start, end, first, last))
                continue
            if tokens[last - 1] == "i" and not self._closes(tokens, last, named):
                continue  # "the articles I read"
            raw = [text[one:other] for one, other in offsets[first:last]]
            provisions = tuple(_provisions(tokens[first:last], raw))
            if provisions:
                mentions.append(Mention(None, provisions, start, end, first, last))
        return mentions

    def _named(self, tokens: list[str]) -> Iterator[tuple[int, int, str]]:
        """Every place where a spelling stands: first token, one past its last, id of the instrument."""
        for start, token in enumerate(tokens):
            for spelling, identity in self._by_first.get(token, {}).items():
                if tuple(tokens[start : start + len(spelling)]) == spelling:
                    yield start, start + len(spelling), identity

    @staticmethod
    def _closes(tokens: list[str], at: int, named: set[int]) -> bool:
        """Whether a number may end before token ``at``: the text does, or an instrument or a link to one follows."""
        return at == len(tokens) or tokens[at] in _folded(_LINKS) or at in named

    @staticmethod
    def linked(between: Iterable[str]) -> bool:
        """Whether these words may stand between a provision and its instrument."""
        found = list(between)
        return len(found) <= _MOST_LINKS and set(found) <= _folded(_LINKS)


@lru_cache(maxsize=16)
def _folded(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_word(word) for word in listed)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Folded word -> kind. Chinese words are two tokens and are found by their last."""
    return {_word(word) if word[0] < "\u3400" else word[-1]: kind for kind, listed in UNITS.items() for word in listed}


@lru_cache(maxsize=1)
def _ordinals() -> dict[tuple[str, ...], int]:
    return {tuple(_word(part) for part in phrase.split()): value for phrase, value in ARABIC_ORDINALS.items()}


def _patterns() -> list[list[dict[str, Any]]]:
    number: dict[str, Any] = {"ORTH": {"REGEX": r"^(?:[ivx]{1,5}/)?\d{1,3}(?!\d)"}}
    short = {"ORTH": {"REGEX": r"^\d{1,2}(?!\d)"}}
    roman: dict[str, Any] = {"ORTH": {"REGEX": r"^(?=.)(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})$"}}
    latin = sorted(word for word in _kinds() if word < "\u3400")
    unit: dict[str, Any] = {"ORTH": {"IN": [word for word in latin if _kinds()[word] != "paragraph"]}}
    paragraph = {"ORTH": {"IN": [word for word in latin if _kinds()[word] == "paragraph"]}}
    joined: dict[str, Any] = {"ORTH": {"IN": sorted(_folded(_AND))}}
    link = {"ORTH": {"IN": sorted(_folded(_LINKS))}, "OP": "?"}
    ordinal = {"ORTH": {"IN": sorted({part for parts in _ordinals() for part in parts})}}
    article: dict[str, Any]
    article, clause = {"ORTH": {"REGEX": "^第.+条$"}}, {"ORTH": {"REGEX": "^第.+[款项]$"}}
    patterns: list[list[dict[str, Any]]] = []
    for one in (number, roman):
        patterns += [
            [unit, one],
            [unit, one, paragraph, short],
            [paragraph, short, link, link, link, unit, one],
            *([unit, one, *[joined, one] * more] for more in (1, 2)),
            *([unit, *[one] * more, joined, one] for more in (2, 3, 4)),
        ]
    patterns += [
        [unit, {"ORTH": {"IN": sorted(FIRST)}}],
        [paragraph, number],
        [{"ORTH": {"IN": sorted(_folded(("المادة", "مادة", "المبدأ", "الهدف")))}}, ordinal, {**ordinal, "OP": "?"}],
        [article],
        [article, clause],
        [article, {**joined, "OP": "?"}, article],
        *([{"ORTH": first}, {"ORTH": second}, number] for first, second in ("目标", "原则", "规则")),
    ]
    return patterns


def _provisions(tokens: list[str], raw: list[str]) -> list[tuple[str, str, str]]:
    """Kind, number and paragraph of each provision in the tokens of one match."""
    found: list[tuple[str, str, str]] = []
    kind, paragraph, waiting = "article", "", False
    for at, token in enumerate(tokens):
        if token in _kinds() and not (token[0].isdigit()):
            kind = _kinds()[token]
            waiting = kind == "paragraph"
            continue
        if token in _folded(_LINKS) or token in _folded(_AND):
            continue
        if token[0] == "第" and token[-1] != "条":
            if found:
                found[-1] = (*found[-1][:2], f"({_parsed(raw[at].replace(token[-1], '条'))[0]})")
            continue
        number, own = _parsed(raw[at]) if tuple(tokens[at : at + 1]) not in _ordinals() else ("", "")
        for length in (2, 1):
            if tuple(tokens[at : at + length]) in _ordinals() and not number:
                number, own = str(_ordinals()[tuple(tokens[at : at + length])]), ""
        if not number or (at and tokens[at - 1] in {part for parts in _ordinals() for part in parts}):
            continue
        if waiting and found:
            found[-1] = (*found[-1][:2], found[-1][2] or f"({number}){own}")
        elif waiting:
            paragraph = f"({number}){own}"
        else:
            found.append((kind, number, own or paragraph))
        waiting = False
    return found or ([("paragraph", paragraph.strip("()"), "")] if paragraph else [])


def _parsed(raw: str) -> tuple[str, str]:
    """Number and paragraph, empty where it is none: "and", a roman letter that is a word."""
    return parse_number(raw.translate(_SIMPLIFIED).rpartition("/")[2]) or ("", "")
