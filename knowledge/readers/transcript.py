"""Transcripts written as running text: who speaks stands before what is said, perhaps with the time."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from knowledge.document import Place, SegmentKind
from knowledge.readers.builder import Block, Builder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["TIME", "Label", "Labels", "add", "label_at", "labels_of", "seconds_of"]

#: A time in a recording: ``14:32``, ``00:14:32``, ``1:02:03.250``.
TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"

_STAMP = re.compile(rf"[\[(（]\s*({TIME})\s*[\])）]\s*")
_BARE_STAMP = re.compile(r"(\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)\s+")
# Perhaps a time, then a colon that is not the one of a time ("END 5:42") or of an address.
_AFTER_NAME = rf"(?:\s*[\[(](?P<time>{TIME})[\])])?\s?(?:(?<!\d)[:：]|[:：](?!\d))(?!//)\s*"
# SENIOR ADMINISTRATION OFFICIAL, THE PRESIDENT, MR. PRICE, DR. O'NEIL (ICRC): capitals of any script that has them.
_CAPITALS = re.compile(rf"(?P<name>(?=[^\W\d_])[^\W\d_a-z][^:：\na-zа-яё]{{1,58}}?){_AFTER_NAME}")
# Expert, Jane Smith, Г-жа Иванова, الخبير, 专家: at most five words.
_NAME = re.compile(rf"(?P<name>[^\W\d_][\w.’'\-]*(?:[ \u00a0][\w.’'\-()]+){{0,4}}?){_AFTER_NAME}")
# A clause of Chinese, which has no spaces to count words by.
_UNSPACED = re.compile(r"[\u3400-\u9fff]{9}")
# The question of a journalist who is not named: the letter and a gap.
_QUESTION = re.compile(r"Q[\s\u00a0]{2,}(?=\S)")
_INLINE_QUESTION = re.compile(r"(?:(?<=\s)|^)Q[ \u00a0]{3,}(?=\S)")
_END = re.compile(r"(?:END|###|\* \* \*)(?:\s{2,}.*)?$|END\s+\d{1,2}:\d{2}")

# Labels that many texts repeat without anybody speaking.
_NO_SPEAKERS = frozenset(
    """
    a answer article comment definition example exercise http https important key lesson module n.b. nb note object q
    question re source summary table tip topic warning exemple objet remarque réponse résumé ejemplo nota
    pregunta respuesta
    вопрос важно источник ответ пример примечание سؤال جواب ملاحظة مثال مصدر 问 答 注 例 例如 来源 问题 答案
    """.split()  # noqa: SIM905 - a list of words reads better as one
)
_WORD_START = re.compile(r"(?<=\s)(?=[^\W\d_a-z])")
_GAPS = ("  ", " \u00a0", "\u00a0 ", "\u00a0\u00a0")
_LONGEST_LABEL = 80

_LEAST_TURNS = 4
_LEAST_SHARE_OF_NAMES = 0.5


@dataclass(slots=True)
class Label:
    """A speaker's label at the start of a stretch of text.

    Attributes:
        start: the time beside it, in seconds, ``None`` where there is none.
        length: characters up to the first word that is said.
        capitals: whether it is written in capitals (or is the "Q" of a question).
    """

    speaker: str
    start: float | None
    length: int
    capitals: bool


def seconds_of(time: str) -> float:
    """Seconds of a time as ``TIME`` writes it."""
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def label_at(text: str) -> Label | None:
    """The label that a text begins with: ``[00:14:32] EXPERT: ``, ``Jane Smith: ``, ``Q    ``."""
    start, at = _time_at(text, 0)
    match = _QUESTION.match(text, at)
    if match:
        return Label("Q", start, match.end(), True)
    match = _CAPITALS.match(text, at)
    capitals = match is not None and match["name"].upper() == match["name"] != match["name"].lower()
    if not capitals:
        match = _NAME.match(text, at)
    if match is None:
        return None
    speaker = " ".join(match["name"].split())
    if speaker.lower() in _NO_SPEAKERS or _UNSPACED.search(speaker):
        return None
    return Label(speaker, seconds_of(match["time"]) if match["time"] else start, match.end(), capitals)


def _time_at(text: str, at: int) -> tuple[float | None, int]:
    match = _STAMP.match(text, at) or _BARE_STAMP.match(text, at)
    return (seconds_of(match.group(1)), match.end()) if match else (None, at)


class Labels(str, Enum):
    """How a transcript writes its speakers."""

    CAPITALS = "capitals"  # MODERATOR: …, with ordinary words before other colons
    NAMES = "names"  # Expert: …, Jane Smith: …


def labels_of(texts: Sequence[str]) -> Labels | None:
    """How speakers are written before these paragraphs; ``None`` where the text is no transcript.

    Labels in capitals are sure. Names in ordinary letters are taken for labels only where they begin at least half of
    all paragraphs or go with times, since any text may say "Note: …". In both cases labels must come again.
    """
    found = [label_at(text.strip()) for text in texts]
    for style in Labels:
        labels = [label for label in found if label and (label.capitals or style is Labels.NAMES)]
        counts = Counter(label.speaker for label in labels)
        again = sum(count for count in counts.values() if count > 1)
        if len(labels) < _LEAST_TURNS or again < len(labels) / 2:
            continue
        stamped = sum(label.start is not None for label in labels)
        many = len(labels) >= _LEAST_SHARE_OF_NAMES * len(found) and len(counts) > 1
        if style is Labels.CAPITALS or stamped >= _LEAST_TURNS or many:
            return style
    return None


def _is_running(block: Block) -> bool:
    return block.kind in (SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM)


def add(blocks: Sequence[Block], builder: Builder) -> None:
    """Add blocks to a document: as turns where they are a transcript, as they are where not."""
    style = labels_of([block.text for block in blocks if _is_running(block)])
    if style is None:
        builder.add_blocks(blocks)
    else:
        _Turns(blocks, builder, style).add()


class _Turns:
    """Walks over the blocks of a transcript and gathers what each speaker says without a break."""

    def __init__(self, blocks: Sequence[Block], builder: Builder, style: Labels) -> None:
        self._blocks = blocks
        self._builder = builder
        self._style = style
        found = (label_at(block.text.strip()) for block in blocks if _is_running(block))
        self._known = {label.speaker for label in found if label and label.capitals}
        self._speaker: str | None = None
        self._runs: list[tuple[float | None, str]] = []
        self._said: list[tuple[str, list[tuple[float | None, str]]] | Block] = []

    def add(self) -> None:
        for block in self._blocks:
            if not _is_running(block):
                self._close()
                self._said.append(block)
                continue
            for piece in self._pieces(block.text.strip()):
                self._take(block.kind, piece)
        self._close()
        self._emit()

    def _label(self, text: str) -> Label | None:
        label = label_at(text)
        return label if label and (label.capitals or self._style is Labels.NAMES) else None

    def _pieces(self, text: str) -> Iterable[str]:
        """A paragraph, cut before labels that stand inside it."""
        cuts = {match.start() for match in _INLINE_QUESTION.finditer(text)}
        first = self._label(text)
        done = first.length if first else 0
        for match in _WORD_START.finditer(text, done):
            label = label_at(text[match.start() : match.start() + _LONGEST_LABEL])
            if label is None or match.start() < done or label.speaker not in self._known:
                continue
            done = match.start() + label.length
            # In the middle of a line only with the gap that typists leave after a label.
            if text[match.start() - 1] == "\n" or text[:done].endswith(_GAPS):
                cuts.add(match.start())
        return [text[start:end] for start, end in pairwise([0, *sorted(cut for cut in cuts if cut), len(text)])]

    def _take(self, kind: SegmentKind, text: str) -> None:
        label = self._label(text)
        if label is not None:
            self._close()
            self._speaker = label.speaker
            self._say(text[label.length :], label.start)
            return
        if self._speaker is None or _END.match(text):
            self._close()
            self._said.append(Block(kind, text))
            return
        start, at = _time_at(text, 0)
        self._say(text[at:], start)

    def _say(self, text: str, start: float | None) -> None:
        """What follows a label: cut at the times that stand inside it."""
        at = 0
        for stamp in _STAMP.finditer(text):
            self._runs.append((start, text[at : stamp.start()]))
            start, at = seconds_of(stamp.group(1)), stamp.end()
        self._runs.append((start, text[at:] + "\n"))

    def _close(self) -> None:
        if self._speaker is not None and self._runs:
            self._said.append((self._speaker, self._runs))
        self._speaker, self._runs = None, []

    def _emit(self) -> None:
        """Add everything; a stretch of a recording ends where the next one starts."""
        starts = [start for said in self._said if isinstance(said, tuple) for start, _ in said[1] if start is not None]
        following = iter([*starts[1:], None])
        start: float | None = None
        end: float | None = None
        for said in self._said:
            if isinstance(said, Block):
                self._builder.add(said.kind, said.text, level=said.level, place=Place())
                continue
            runs: list[tuple[Place | None, str]] = []
            for given, text in said[1]:
                if given is not None:
                    start, end = given, next(following)
                    if end is not None and end < start:
                        end = None
                runs.append((Place(start=start, end=end, speaker=said[0]), text))
            self._builder.add_runs(SegmentKind.TURN, runs)
