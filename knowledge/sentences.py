"""Where sentences begin and end, in legal text of the six languages.

sentencex (rules of the Wikimedia language team) proposes the boundaries. Ours is what law needs beyond that: references
("art. 33", "ст. 33", "n° 97") and numbering ("1.", "A.") do not end a sentence, and a sentence of treaty length comes
in parts. When in doubt two sentences stay one, since a quotation that is too long is still right, while one that lost
its second half may say the contrary.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from sentencex import get_sentence_boundaries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["count_words", "split"]

#: A sentence of more words comes in parts, at semicolons and the like. Treaties have sentences of 400 words: whole
#: they could not be quoted in a message nor cited to the right sub-paragraph, and a vector of it all is near nothing.
_LONG = 90
#: Beyond this many words a part ends at a comma, or at any space if there is none.
_LONGEST = 160
#: No part is made shorter than this, so that no "; or" stands alone.
_SHORTEST_PART = 10
#: Text without a blank line is looked at in stretches of about so many characters (sentencex takes quadratic time
#: over quotation marks that never close).
_STRETCH = 20_000

_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
#: A word has at most 30 characters: longer runs without a space are tables, addresses, or Thai.
_SPACED_WORD = re.compile(rf"[^\s{_HAN}]{{1,30}}")
#: Words a Chinese character, about: 1.7 characters carry what an English word does in the United Nations' own texts.
_CHARACTERS_A_WORD = 1.7


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Before a number: "art. 33", "No. 97", "п. 2", "ст. XII".
_REFERENCES = _set(
    "ann app art arts cap ch chap cl cls doc ed ex exh fig figs id lit n no nos p par para paras pp pt "
    "pts rec reg regs res rev sec sect secs ser sess ss sub subpara suppl tab tit ver vol vols "
    "al alin annexe chapt éd fasc i.e ibid livr préc sect sér suiv t titre "
    "anexo apdo aptdo arts cap caps cfr fracc inc lib núm núms nro nros num pág págs párr párrs secc tít "
    "ст стст п пп пар абз ч гл разд с стр т тт рис табл прил вып г гг № см ср "
    "م ص ف ج"
)
# Before a word, whatever its capitals: "Mr. Smith", "cf. Convention", "p. ex. Paris", "т. е. Россия".
_BEFORE_WORDS = _set(
    "a.m adm amb capt cf col dr e.g esp excl gen gov hon i.e jr lt messrs mr mrs ms mt p.m prof rep rev sen sgt st "
    "v viz vs mm mgr mlle mme mmes p.ex c.-à-d me vgr p.ej sr sra sras sres srta dra d.ª ee gral lic prof ud uds "
    "т.е т.н т.к т.о напр им см ср тов проф акад ген"
)
_NUMBERING = re.compile(
    r"""[\s"'«“„(\[*•\-–—]*(?:
        (?:\.?\d{1,3}(?:[.-]\d{1,3})*|[^\W\d_]|[ivxlcdm]{1,6}|[IVXLCDM]{1,6})(?:\s?(?:bis|ter|quater))?\s?[.)．、]{0,2}
      | (?:art(?:icle|[íi]culo|\.)?|rule|regulation|principle|r[èe]gle|principe|regla|principio|статья|правило|принцип
          |المادة|القاعدة|المبدأ)\s[\dIVXivx]{1,4}\.?
      )[)\s"'»”\]]*""",
    re.IGNORECASE | re.VERBOSE,
)
#: ".1 ‘Search’." and then what it is: neither can be quoted without the other.
_DEFINED = re.compile(r"\s*[\d.(][\w.()]{0,8}\s*[‘“\"«][^‘’“”\"«»]{1,60}[’”\"»]\.\s*")
_LAST_WORD = re.compile(r"([^\s()\[\]«»“”\"'‘’]+?)\.[\s)\]»”\"'’]*\Z")
_REFERRED = re.compile(r"[\s(\[]*(?:\d|[IVXLC]+\b|[ivxlc]+\b|[A-Z]\b|№|n°|nº)")
_LIST_MARK = re.compile(r"\s*[^\W\d_]{1,4}[)）]")
_MARK = re.compile(r"(?<!\S)[(（]\w{1,5}[)）](?=\s)")
_BLANKS = re.compile(r"\s*")
_NEXT_LETTER = re.compile(r"[^\w(]*(\w)?")
_CAPITAL = re.compile("[A-ZÀ-ÞА-Я]")

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENCLOSING = str.maketrans(dict.fromkeys("\"'«»“”„‟‘’()[]《》「」『』", " "))

# Where a long sentence may be divided, best first.
_SEMICOLON = re.compile(r"[;؛]\s+(?:(?:and|or|et|ou|y|o|и|или|و|أو)\s+(?=\())?|；|[:：—-]\s*(?=[(（]\w{1,4}[)）])")
_RECITAL = re.compile(r"[,،]\s+(?=[A-ZÀ-ÞА-Я]\w+(?:ing|ed|ant|és?|ndo|do|ив|ав|ая|яя|уя|я|сь)\b)")
_COMMA = re.compile(r"[,،:–—]\s+|[，、：]")
_SPACE = re.compile(r"\s+")


def count_words(text: str) -> int:
    """Words between spaces; in Chinese, characters divided by 1.7."""
    han = len(_HAN_CHARACTER.findall(text))
    return len(_SPACED_WORD.findall(text)) + round(han / _CHARACTERS_A_WORD)


def split(text: str, language: str) -> list[tuple[int, int]]:
    """The sentences of ``text``.

    A blank line always ends one. One of more than 90 words comes in parts, at semicolons, recitals of a preamble
    or, beyond 160 words, commas.

    Args:
        text: any text; takes time linear in its length.
        language: ISO 639-1 code; one that is not of the six is read by the rules of English.

    Returns:
        Start and end of each, sorted, not overlapping, without white space at either end. Together they cover every
        character but white space.
    """
    sentences: list[tuple[int, int]] = []
    for start, end in _stretches(_SURROGATE.sub("\ufffd", text)):
        for sentence in _sentences(text, start, end, language):
            sentences.extend(_parts(text, *sentence, language))
    return sentences


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, and of very long ones stretches that end at a full stop where there is one."""
    edges = [0, *(blank.end() for blank in _BLANK_LINE.finditer(text)), len(text)]
    for start, end in pairwise(edges):
        at = start
        while end - at > _STRETCH:
            stop = max(text.rfind(mark, at, at + _STRETCH) for mark in (". ", "。", "؟ ", "? ", "! "))
            stop = stop + 1 if stop > at else at + _STRETCH
            yield at, stop
            at = stop
        yield at, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    start, end = _stripped(text, start, end)
    capitals = _CAPITAL.search(text, start, end) is not None
    at = start
    for edge in _proposed(text[start:end], language):
        if _ends_sentence(text, at, start + edge, end, capitals=capitals):
            yield _stripped(text, at, start + edge)
            at = start + edge
    if at < end:
        yield _stripped(text, at, end)


def _proposed(text: str, language: str) -> Iterator[int]:
    known = language if language in ("ar", "en", "es", "fr", "ru", "zh") else "en"
    # sentencex finds no ends behind list marks ("(a) (i) ..."), so it is shown blanks in their place.
    shown = _MARK.sub(lambda mark: " " * len(mark[0]), _SURROGATE.sub("\ufffd", text))
    for boundary in get_sentence_boundaries(known, shown):
        start, end = boundary["start_index"], boundary["end_index"]
        edge = start + len(shown[start:end].rstrip())
        if start < edge < len(text):
            yield edge + len(_BLANKS.match(text, edge)[0])  # type: ignore[index]


def _ends_sentence(text: str, start: int, edge: int, end: int, *, capitals: bool) -> bool:
    """Whether the boundary that sentencex proposes at ``edge`` is one in law.

    Subtitles made by a machine may have no ``capitals`` at all; a small letter behind a full stop tells nothing there.
    """
    before, after = text[start:edge], text[edge : min(end, edge + 12)]
    mark = before.rstrip()[-1:]
    if before == before.rstrip() and mark and after[:1].isalnum() and mark not in "。！？｡”」』）":
        return False  # "O.I.T.", "33.1"
    if not before.strip() or _NUMBERING.fullmatch(before) or _DEFINED.fullmatch(before):
        return False
    following = _NEXT_LETTER.match(after)
    if capitals and following and (following[1] or "").islower() and not _LIST_MARK.match(after):
        return False
    last = _LAST_WORD.search(before[-40:])
    if not last:
        return True
    word = last[1]
    if len(word) == 1 and word.isupper():
        return False  # an initial: "J. Smith", "U. N."
    abbreviation = _joined(before, last.start(1), word).lower()
    if abbreviation in _BEFORE_WORDS or word.lower() in _BEFORE_WORDS:
        return False
    return not (word.lower() in _REFERENCES and _REFERRED.match(after))


def _joined(before: str, at: int, word: str) -> str:
    """``"p.ex"`` for the "ex" of "p. ex.": abbreviations of two words are looked up without their space."""
    offset = max(0, len(before) - 40) + at
    earlier = re.search(r"(\w{1,3})\.\s?\Z", before[max(0, offset - 6) : offset])
    return f"{earlier[1]}.{word}" if earlier else word


def _parts(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """The sentence, in as few and as equal parts of at most ``_LONG`` words as its punctuation gives."""
    sentence = text[start:end]
    if count_words(sentence) <= _LONG:
        yield start, end
        return
    ends = _word_ends(sentence)
    tiers = [
        list(_inner_ends(sentence, language)),
        [cut.end() for cut in _SEMICOLON.finditer(sentence)],
        [cut.end() for cut in _RECITAL.finditer(sentence)],
    ]
    edges = _divided(0, len(sentence), tiers, ends, _LONG)
    last = [[cut.end() for cut in _COMMA.finditer(sentence)], [cut.end() for cut in _SPACE.finditer(sentence)], ends]
    final: list[int] = []
    for one, other in pairwise([0, *edges, len(sentence)]):
        final.extend([*_divided(one, other, last, ends, _LONGEST), other])
    for one, other in pairwise([0, *final]):
        stripped = _stripped(text, start + one, start + other)
        if stripped[0] < stripped[1]:
            yield stripped


def _inner_ends(sentence: str, language: str) -> Iterator[int]:
    """Sentence ends inside quotation marks and brackets, which sentencex keeps whole."""
    opened = sentence.translate(_ENCLOSING)
    for edge in _proposed(opened, language):
        if _ends_sentence(opened, 0, edge, len(opened), capitals=True):
            yield edge


def _word_ends(text: str) -> list[int]:
    """Where words end; characters of Chinese count as words only every so many."""
    ends = [word.end() for word in _SPACED_WORD.finditer(text)]
    han = [character.end() for character in _HAN_CHARACTER.finditer(text)]
    ends.extend(han[int(at * _CHARACTERS_A_WORD)] for at in range(int(len(han) / _CHARACTERS_A_WORD)))
    return sorted(ends)


def _divided(start: int, end: int, tiers: Iterable[list[int]], ends: list[int], limit: int) -> list[int]:
    """Edges between ``start`` and ``end`` that leave at most ``limit`` words a part, from the best tier that can."""

    def words(one: int, other: int) -> int:
        return bisect_right(ends, other) - bisect_right(ends, one)

    parts, done = [(start, end)], [end]
    for edges in tiers:
        waiting, parts = parts, []
        while waiting:
            one, other = waiting.pop()
            if words(one, other) <= limit:
                continue
            edge = _nearest_middle(one, other, edges, ends)
            if edge is None:
                parts.append((one, other))  # for the next tier
            else:
                done.append(edge)
                waiting += [(one, edge), (edge, other)]
    return sorted(done)[:-1]


def _nearest_middle(one: int, other: int, edges: list[int], ends: list[int]) -> int | None:
    """The edge that divides the words between ``one`` and ``other`` most evenly; ``None`` if none is far enough in."""
    first, last = bisect_right(ends, one), bisect_right(ends, other)
    lowest, highest = ends[first + _SHORTEST_PART - 1], ends[last - _SHORTEST_PART - 1]
    middle = ends[(first + last) // 2]
    at = bisect_left(edges, middle)
    near = [edge for edge in edges[max(0, at - 1) : at + 1] if lowest <= edge <= max(lowest, highest + 1)]
    return min(near, key=lambda edge: abs(edge - middle), default=None)
