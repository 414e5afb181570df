"""What the table of instruments says of one, where a question wants that and nothing else.

A record says little and resembles every other, so that records are no passages to find for any question: only those
of the instruments that it names, and only when it asks for a date, for force, or for what such a name stands for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from knowledge.search.folding import folded
from knowledge.search.record_wishes import RECORD_WISHES
from knowledge.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.index import Index
    from knowledge.instruments import Instruments, Reference

__all__ = ["BINDING", "DATE", "NAME", "Records"]

_HAN = re.compile("[\u3400-\u9fff]")

#: What may be wanted of an instrument.
DATE = "date"
BINDING = "binding"
NAME = "name"

#: Words of the question, beside the wish and the instrument's name, with which it still asks for the record, by what is
#: wanted; in Chinese, characters. Whom it binds is a question of law.
_MORE = {DATE: 2, BINDING: 1}


class Records:
    """The records of one index. Safe to share between threads: what is made lazily is made the same twice."""

    def __init__(self, index: Index, instruments: Instruments, rows: Mapping[str, NDArray[np.int64]]) -> None:
        """Args:
        index: that holds them.
        instruments: the table.
        rows: of the records, by language.
        """
        self._index = index
        self._instruments = instruments
        self._rows = rows
        self._of: dict[str, dict[str, int]] = {}
        self._beside: dict[str, frozenset[str]] = {}

    def wanted(self, question: str, language: str, references: Sequence[Reference]) -> str:
        """`DATE`, `BINDING` or `NAME` where the question wants that of the instruments it names; else empty.

        Args:
            question: as asked now.
            language: of the question.
            references: that it makes, itself or by the question before.
        """
        wishes = RECORD_WISHES.get(language)
        if wishes is None or not references or any(each.article or not each.instrument for each in references):
            return ""
        text = folded(question)
        # "When was it adopted, and is it binding" asks for both, which one record says.
        wish = DATE if wishes.dated.search(text) else BINDING if wishes.binding.search(text) else ""
        if wish:
            more = wishes.unless.search(text) or len(self._left(question, language)) > _MORE[wish]
            return "" if more else wish
        # "And why is that?" after a question that named one asks for no name.
        named = any(each.instrument for each in self._instruments.recognise(question))
        return NAME if named and not self._left(question, language) else ""

    def rows(self, identities: Collection[str], language: str) -> list[int]:
        """Rows of the records of some instruments in a language, ascending."""
        of = self._known(language)
        return sorted(of[identity] for identity in identities if identity in of)

    def _left(self, question: str, language: str) -> Collection[str]:
        """What the question says beside the wish, the names, and figures."""
        subject, beside = self._instruments.subject(question), RECORD_WISHES[language].beside
        if language == "zh":  # tokens overlap there
            for word in sorted(beside.split(), key=len, reverse=True):
                subject = subject.replace(word, "")
            return _HAN.findall(subject)
        if language not in self._beside:
            self._beside[language] = frozenset(tokenise(beside, language))
        return {token for token in tokenise(subject, language) if not token.isdigit()} - self._beside[language]

    def _known(self, language: str) -> Mapping[str, int]:
        if language not in self._of:
            rows = self._rows.get(language, np.empty(0, np.int64))
            named = {instrument.names[language]: instrument.id for instrument in self._instruments} if len(rows) else {}
            self._of[language] = {
                named[passage.section[-1]]: int(row)
                for row, passage in zip(rows, self._index.passages(rows), strict=True)
                if passage.section and passage.section[-1] in named
            }
        return self._of[language]
