"""How often documents have each word, as it is written: what typing errors are mended with."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from knowledge.errors import BrokenIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from knowledge.passage import Passage

__all__ = ["LANGUAGES", "Counts"]

#: Languages that are written in letters. Chinese errors are of another kind: a wrong character is a word as well.
LANGUAGES = ("ar", "en", "es", "fr", "ru")
#: Shorter words are never mended.
_LETTERS = 3
#: What occurs once in the documents may be an error itself.
_LEAST = 2
_WORD = re.compile(r"[^\W\d_]+")


class Counts:
    """By language, how often each word occurs, in small letters and with its accents."""

    def __init__(self, counts: Mapping[str, Mapping[str, int]] | None = None) -> None:
        given = {language: (counts or {}).get(language, {}) for language in LANGUAGES}
        self._counts = {
            language: Counter({word: int(number) for word, number in words.items()})
            for language, words in given.items()
        }

    @classmethod
    def read(cls, written: bytes) -> Counts:
        """What ``write`` wrote.

        Raises:
            BrokenIndex: it is something else.
        """
        try:
            return cls(json.loads(written))
        except (ValueError, TypeError, AttributeError) as error:
            raise BrokenIndex(
                f"The index is not whole: its list of words cannot be read ({error}). Build it again with "
                "`make ready`, or with `attache index` and its sources."
            ) from error

    def add(self, passages: Iterable[Passage]) -> None:
        """Count the words of passages, titles and headings too, each passage under its language."""
        for passage in passages:
            counter = self._counts.get(passage.language)
            if counter is None:
                continue
            text = unicodedata.normalize("NFC", "\n".join((passage.title, *passage.section, passage.text))).casefold()
            counter.update(word for word in _WORD.findall(text) if len(word) >= _LETTERS)

    def of(self, language: str) -> Mapping[str, int]:
        """The words of one language that occur at least twice; none of a language that is not written in letters."""
        return {word: number for word, number in self._counts.get(language, {}).items() if number >= _LEAST}

    def write(self, file: Path) -> None:
        """Write them down as JSON, without the words that occur once.

        Raises:
            OSError: the disk is full.
        """
        counts = {language: self.of(language) for language in LANGUAGES}
        file.write_text(json.dumps(counts, ensure_ascii=False, sort_keys=True), encoding="utf-8")
