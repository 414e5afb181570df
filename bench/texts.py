"""New texts out of the shipped library: its sentences, put together anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from knowledge import readers
from knowledge.document import SegmentKind
from knowledge.sentences import count_words, split

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["library_sentences", "write_documents"]

_KINDS = frozenset({SegmentKind.PARAGRAPH, SegmentKind.TURN})
_SECTIONS = 20


def library_sentences(library: Path) -> list[str]:
    """Every sentence of 8 words or more in the library's modules and seminars, in order, each once.

    Args:
        library: the library's folder.
    """
    found: dict[str, None] = {}
    for path in sorted(path for path in library.rglob("*") if path.suffix in (".md", ".vtt")):
        document = readers.read(path)
        for segment in document.segments:
            if segment.kind in _KINDS:
                text = document.text[segment.start : segment.end]
                sentences = (text[start:end] for start, end in split(text, document.language))
                found |= dict.fromkeys(sentence for sentence in sentences if count_words(sentence) >= 8)
    return list(found)


def write_documents(
    folder: Path, library: Path, sections: int, words: tuple[int, int] = (112, 132), seed: int = 0
) -> int:
    """Write Markdown files whose sections are new passages, one each; the same ones for one seed.

    Args:
        folder: for the files; made here.
        library: where the sentences come from.
        sections: how many passages there shall be.
        words: fewest and most words of a section.
        seed: of the drawing.

    Returns:
        How many words the sections have together.
    """
    sentences = library_sentences(library)
    lengths = [count_words(sentence) for sentence in sentences]
    generator = np.random.default_rng(seed)
    folder.mkdir(parents=True)
    total = 0
    for first in range(0, sections, _SECTIONS):
        lines = [f"# Recombined text {first // _SECTIONS + 1}"]
        for number in range(first, min(first + _SECTIONS, sections)):
            text, count = _section(sentences, lengths, words, generator)
            lines += [f"## Section {number + 1}", text]
            total += count
        (folder / f"text-{first:05}.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return total


def _section(
    sentences: list[str], lengths: list[int], words: tuple[int, int], generator: np.random.Generator
) -> tuple[str, int]:
    """Sentences drawn without putting back until there are enough words, and their number."""
    least, most = words
    chosen, count = [], 0
    for at in generator.permutation(len(sentences)):
        if count + lengths[at] <= most:
            chosen.append(sentences[at])
            count += lengths[at]
        if count >= least:
            break
    return " ".join(chosen), count
