"""The beginning of a passage as a citation: word for word, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.answer.citing import Citation
from knowledge.citation import label
from knowledge.document import Place
from knowledge.entries.kinds import kind_of
from knowledge.entries.texts import address_of, answer_end
from knowledge.passage import Sentence

if TYPE_CHECKING:
    from knowledge.passage import Passage

__all__ = ["cite"]


def cite(passage: Passage, language: str, *, sentences: int, characters: int) -> Citation:
    """The first sentences of a passage; of an entry all that it answers.

    Args:
        passage: to be quoted.
        language: of the label.
        sentences: at most this many, from 1.
        characters: no sentence is added that leads beyond this length; the first always stands.
    """
    first = passage.sentences[0] if passage.sentences else Sentence(0, len(passage.text), Place())
    start, end = first.start, first.end
    if kind_of(passage):
        start, end = 0, answer_end(passage)
    else:
        for sentence in passage.sentences[1:sentences]:
            if sentence.end - start > characters:
                break
            end = sentence.end
    last = max((each for each in passage.sentences if each.end <= end), key=lambda each: each.end, default=first)
    place = Place(first.place.page, first.place.page_label, first.place.start, last.place.end, first.place.speaker)
    return Citation(
        passage, passage.text[start:end], label(passage, first, language), place, 1.0, address=address_of(passage)
    )
