"""Captions (WebVTT, SubRip): what each speaker says without a break, with the times of its cues."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from knowledge.document import Place, SegmentKind
from knowledge.errors import BrokenFile
from knowledge.readers.builder import Builder, clean
from knowledge.readers.decoding import decode
from knowledge.readers.textual import language_code
from knowledge.readers.transcript import Labels, label_at, labels_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from webvtt import WebVTT

__all__ = ["read"]

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]*>|\{\\[^}]*\}")
_DASH = re.compile(r"^\s*[-–—]\s*(?=\S)", re.MULTILINE)
_FIELD = re.compile(r"\s*(title|language|kind)\s*:\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """What one speaker says in one cue; ``None`` where the cue names nobody."""

    speaker: str | None
    text: str
    start: float
    end: float
    anew: bool = False  # another speaker than before, without a name


def read(data: bytes, builder: Builder) -> None:
    """Add captions to the builder: one turn a speaker, one mark a cue."""
    text = decode(data, builder.name).lstrip("\ufeff")
    captions = _parse(text, builder.name)
    _header(captions, builder)
    cues = [(cue, str(cue.raw_text)) for cue in captions]
    said = list(_said(_without_repeats(cues)))
    _add_turns(said, builder)


def _parse(text: str, name: str) -> WebVTT:
    """The cues; which of the two formats it is shows in the first line, whatever the suffix says."""
    from webvtt import WebVTT
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    form = "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        captions = WebVTT.from_buffer(StringIO(text), format=form)
    except (MalformedCaptionError, MalformedFileError, ValueError) as error:
        raise BrokenFile(f"{name} cannot be read as captions ({error}). Export it anew as WebVTT.") from None
    if not len(captions):
        raise BrokenFile(f"{name} has no caption with a time; one is needed. Export it anew as WebVTT.")
    return captions


def _header(captions: WebVTT, builder: Builder) -> None:
    """Title and language, from beside the signature, the lines under it, or a note before the first cue."""
    notes = [*captions.metadata, *captions.header_comments, *(captions[0].comments or ())]
    fields = {
        match.group(1).lower(): match.group(2).strip()
        for note in notes
        for line in str(note).splitlines()
        if (match := _FIELD.match(line))
    }
    builder.title = fields.get("title", "") or str(captions.header_text).strip().lstrip("-–— ")
    builder.language = language_code(fields.get("language"))


def _without_repeats(cues: list[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
    """Cues without the line that roll-up captions repeat from the cue before.

    Only where most cues do so: a speaker may well say the same thing twice.
    """
    lines = [[line for line in text.splitlines() if line.strip()] for _, text in cues]
    repeats = [bool(before and now) and _plain(before[-1]) == _plain(now[0]) for before, now in pairwise(lines)]
    rolling = len(repeats) > 4 and sum(repeats) > len(repeats) / 2
    for number, (cue, text) in enumerate(cues):
        repeated = rolling and number > 0 and repeats[number - 1]
        yield cue, "\n".join(lines[number][1:]) if repeated else text


def _plain(text: str) -> str:
    return clean(html.unescape(_TAG.sub("", text)))


def _said(cues: Iterable[tuple[Any, str]]) -> Iterator[_Said]:
    """What is said, cue by cue, by whom."""
    cues = list(cues)
    voiced = any(_VOICE.search(text) for _, text in cues)
    style = None if voiced else labels_of([line for _, text in cues for line in _plain_lines(text)])
    labelled = not voiced and (style is not None or _few_labels([text for _, text in cues]))
    speaker: str | None = None
    for cue, text in cues:
        start = cue.start_time.in_milliseconds() / 1000
        end = max(cue.end_time.in_milliseconds() / 1000, start)
        for named, words, anew in _voices(text) if voiced else _labelled(text, style, labelled):
            if voiced or named is not None or anew:
                speaker = named
            if clean(words):
                yield _Said(speaker, words, start, end, anew)


def _plain_lines(text: str) -> list[str]:
    return [line for line in html.unescape(_TAG.sub("", text)).splitlines() if line.strip()]


def _few_labels(texts: list[str]) -> bool:
    """Whether a recording of few turns has labels in capitals; cues are so short that two are proof enough."""
    labels = [label_at(line.strip()) for text in texts for line in _plain_lines(text)]
    return sum(label is not None and label.capitals for label in labels) >= 2


def _voices(text: str) -> Iterator[tuple[str | None, str, bool]]:
    """Speaker and words of each ``<v Speaker>`` span of a cue."""
    pieces = _VOICE.split(text)
    yield None, html.unescape(_TAG.sub("", pieces[0])), False
    for named, words in zip(pieces[1::2], pieces[2::2], strict=True):
        yield clean(html.unescape(named)), html.unescape(_TAG.sub("", words)), False


def _labelled(text: str, style: Labels | None, labelled: bool) -> Iterator[tuple[str | None, str, bool]]:
    """Speaker and words of each line of a cue that begins with a label, or with the dash of a change of speaker."""
    plain = html.unescape(_TAG.sub("", text))
    dashes = len(_DASH.findall(plain)) > 1
    words: list[str] = []
    named: str | None = None
    anew = False
    for line in plain.splitlines():
        dash = _DASH.match(line)
        stripped = line[dash.end() :] if dash else line.strip()
        label = label_at(stripped) if labelled else None
        if label is not None and (label.capitals or style is Labels.NAMES):
            yield named, "\n".join(words), anew
            named, words, anew = label.speaker, [stripped[label.length :]], False
        elif dash and dashes:
            yield named, "\n".join(words), anew
            named, words, anew = None, [stripped], True
        else:
            words.append(stripped)
    yield named, "\n".join(words), anew


def _add_turns(said: list[_Said], builder: Builder) -> None:
    """Cues of one speaker become one turn; a mark stands at the beginning of each cue."""
    runs: list[tuple[Place | None, str]] = []
    for number, part in enumerate(said):
        if runs and (part.anew or part.speaker != said[number - 1].speaker):
            builder.add_runs(SegmentKind.TURN, runs)
            runs = []
        runs.append((Place(start=part.start, end=part.end, speaker=part.speaker), part.text + "\n"))
    builder.add_runs(SegmentKind.TURN, runs)
