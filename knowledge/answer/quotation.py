"""One to three sentences of a passage that answer a question, word for word."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from knowledge.citation import provision_of
from knowledge.provisions import fold, paragraph_key
from knowledge.sentences import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from knowledge.document import Place
    from knowledge.passage import Passage, Sentence

__all__ = ["MOST_SENTENCES", "MOST_WORDS", "NotVerbatimError", "Quotation", "choose", "verify", "whole"]

#: Sentences of a quotation at most.
MOST_SENTENCES = 3
#: Words of a quotation at most, unless its one sentence alone has more.
MOST_WORDS = 80
#: A sentence with fewer words says too little to be chosen, and with fewer than this too little to stand alone.
_LEAST_WORDS = 6
_LEAST_ALONE = 14

#: What the words in common count beside the cosine of the vectors, whose differences within a passage are small.
_OVERLAP = 0.06
#: What a sentence without content of its own, or longer than a quotation, loses.
_TOO_SHORT = 0.05
_TOO_LONG = 0.02
#: What a sentence loses that asks instead of answering, as moderators do.
_ASKING = 0.06
_REFERENCED = 0.1
#: What a sentence gains in a text about the law when it names its article.
_NAMES_ARTICLE = 0.01

#: Sentences that begin so lean on the one before.
_LEANS = re.compile(
    r"\W*(?:(?:it|they|this|these|those|such|he|she|that|however|but|and|nor|therefore|thus|consequently|nevertheless"
    r"|furthermore|moreover|otherwise|accordingly|in (?:that|this|such) (?:case|event)|the same"
    r"|il|elle|ils|elles|cela|ceci|ce|cette|ces|toutefois|cependant|mais|donc|ainsi|en outre|dans ce cas"
    r"|esto|eso|este|esta|estos|estas|ello|ellos|sin embargo|pero|asimismo|ademas|no obstante|en (?:tal|ese) caso"
    r"|это|этот|эта|эти|он|она|они|однако|но|кроме того|поэтому|таким образом|в этом случае|такой|такая|такие)\b"
    r"|(?:و?(?:هذا|هذه|ذلك|تلك|هؤلاء|غير أن|لكن|ومع ذلك|كما))\b|(?:但是?|然而|这|那|此|该|上述|其|因此|同样))",
    re.IGNORECASE,
)
#: In a text about the law, what points to a sentence before ("draws this rule from Articles 6 and 37"). In the law
#: itself "this Convention" and "the present article" point to the whole, which the label names.
_POINTS = re.compile(
    r"\b(?:this|these|the same|cette|la même|le même|esta|la misma|el mismo|это|этот|эту|эта|этой)\s+"
    r"(?:annex|article|convention|duty|exception|instrument|obligation|paragraph|principle|prohibition|protection"
    r"|protocol|provisions?|regulation|right|rule|treaty|règle|obligation|interdiction|principe|disposition|norma|regla"
    r"|obligación|principio|норма|норму|правило|обязанность|принцип)\b|这[一项条](?:规则|义务|原则|规定)"
    r"|هذه (?:القاعدة|الاتفاقية|المادة)|هذا (?:المبدأ|الحظر|الالتزام)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:\b(?:articles?|art\.|art[íi]culos?|regulations?|objectives?|principles?|paragraphs?|стать\w+|ст\.|пункт\w*)"
    r"\s|(?:ال|لل)ماد(?:ة|تان|تين)\s|(?:المواد)\s)[^\W\d_]{0,7}\s?\d|第[\d一二三四五六七八九十百]+条",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？؟]\W*$")
_OPEN_END = re.compile(r"[:：—–]\W*$")


class NotVerbatimError(ValueError):
    """A quotation does not stand in its passage; it must not be shown."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters ``start`` to ``end`` of a passage's text.

    Attributes:
        text: exactly those characters.
        sentence: the one that answers; the label names its paragraph.
        place: where the quotation begins; its ``end`` is where the last sentence's cue ends.
        closeness: cosine of the question and the sentence that answers.
        fit: what it was chosen by; comparable between passages for one question.
    """

    text: str
    start: int
    end: int
    sentence: Sentence
    place: Place
    closeness: float
    fit: float


def choose(
    passage: Passage,
    closeness: NDArray[np.float32],
    overlap: NDArray[np.float32],
    paragraph: str | None = None,
) -> Quotation:
    """The quotation of a passage for a question.

    The sentence nearest to the question; before it what it leans on (a list item its lead-in, "However" the sentence
    before), behind it what it leads in, as far as both fit.

    Args:
        passage: with at least one sentence.
        closeness: cosine of the question with each sentence, from late chunking (arXiv 2409.04701).
        overlap: share of the question's words in each sentence, 0 to 1.
        paragraph: the paragraph that the question names, if any.

    Raises:
        ValueError: the passage has no sentence, or the numbers do not match.
    """
    sentences = passage.sentences
    if not sentences or len(sentences) != len(closeness) or len(sentences) != len(overlap):
        raise ValueError(f"{len(sentences)} sentences, {len(closeness)} cosines, {len(overlap)} overlaps.")
    sizes = [count_words(passage.text[sentence.start : sentence.end]) for sentence in sentences]
    scores = closeness + _OVERLAP * overlap
    scores = scores - _TOO_SHORT * np.array([size < _LEAST_WORDS for size in sizes])
    scores = scores - _TOO_LONG * np.array([size > MOST_WORDS for size in sizes])
    said = [passage.text[sentence.start : sentence.end] for sentence in sentences]
    asks = [_ASKS.search(each) is not None for each in said]
    scores = scores - _ASKING * np.array(asks)
    about = provision_of(passage.section) is None
    names = [about and _ARTICLE.search(passage.text, each.start, each.end) is not None for each in sentences]
    scores = scores + _NAMES_ARTICLE * np.array(names)
    wanted = paragraph_key(paragraph or "")
    if wanted:
        same = [paragraph_key(sentence.paragraph)[: len(wanted)] == wanted for sentence in sentences]
        scores = scores + _REFERENCED * np.array(same)
    best = int(np.argmax(scores))
    first, last = _around(passage, sizes, names, best, about=about)
    start, end = sentences[first].start, sentences[last].end
    place = sentences[first].place
    if sentences[last].place.end is not None:
        place = replace(place, end=sentences[last].place.end)
    fit = float(scores[best]) - _ASKING * (asks[last] and not asks[best])
    return Quotation(passage.text[start:end], start, end, sentences[best], place, float(closeness[best]), fit)


def whole(passage: Passage, end: int, closeness: float) -> Quotation:
    """A passage that is quoted whole, from its beginning to the sentence that ends at or before ``end``.

    Args:
        passage: an entry.
        end: characters of its text that answer.
        closeness: cosine of the question and it.

    Raises:
        ValueError: the passage has no sentence.
    """
    if not passage.sentences:
        raise ValueError(f"The passage {passage.id} has no sentence.")
    inside = [sentence for sentence in passage.sentences if sentence.end <= end] or passage.sentences
    first, start, last = inside[0], inside[0].start, inside[-1].end
    return Quotation(passage.text[start:last], start, last, first, first.place, closeness, closeness)


def verify(quotation: Quotation, passage: Passage) -> None:
    """See that the quotation is word for word what the passage says, from a sentence's first to a sentence's last.

    Raises:
        NotVerbatimError: it is not.
    """
    starts = {sentence.start for sentence in passage.sentences}
    ends = {sentence.end for sentence in passage.sentences}
    if (
        not quotation.text.strip()
        or passage.text[quotation.start : quotation.end] != quotation.text
        or quotation.start not in starts
        or quotation.end not in ends
    ):
        raise NotVerbatimError(f"The quotation {quotation.text[:60]!r} does not stand in its passage {passage.id}.")


def _around(
    passage: Passage, sizes: Sequence[int], names: Sequence[bool], best: int, *, about: bool
) -> tuple[int, int]:
    """First and last sentence of the quotation around the best one."""
    text, sentences = passage.text, passage.sentences

    def fits(first: int, last: int) -> bool:
        inside = first >= 0 and last < len(sentences) and last - first < MOST_SENTENCES
        return inside and sum(sizes[first : last + 1]) <= MOST_WORDS

    first = last = best
    start = _lead_in(passage, best)
    said = text[sentences[best].start : sentences[best].end]
    if start is None and (_LEANS.match(fold(said)) or (about and _POINTS.search(said))):
        start = best - 1
    if start is not None and fits(start, best):
        first = start
    while fits(first, last + 1) and _OPEN_END.search(text[sentences[last].start : sentences[last].end]):
        last += 1
    # A rule of law is of use with its source: the sentence behind or before often names it.
    if any(names) and not any(names[first : last + 1]):
        if fits(first, last + 1) and names[last + 1]:
            last += 1
        elif fits(first - 1, last) and names[first - 1]:
            first -= 1
    if sum(sizes[first : last + 1]) < _LEAST_ALONE and fits(first, last + 1):
        last += 1
    return first, last


def _lead_in(passage: Passage, item: int) -> int | None:
    """The sentence that an item of a list is the end of: above it in the numbering, and open at its end."""
    sentences = passage.sentences
    depth = len(paragraph_key(sentences[item].paragraph))
    for at in range(item - 1, -1, -1):
        above = sentences[at]
        if _OPEN_END.search(passage.text[above.start : above.end]):
            return at if len(paragraph_key(above.paragraph)) < depth or not depth else None
        if len(paragraph_key(above.paragraph)) < depth:
            return None
        if not depth:
            return None
    return None
