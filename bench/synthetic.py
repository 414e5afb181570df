"""A library that nobody wrote, as large as wanted: passages and vectors drawn by a fixed seed.

It is input of the bench and nothing else. Words follow the Zipf-Mandelbrot law (Mandelbrot 1953) over the words of the
shipped library and of the training messages, in their order of frequency, with a tail of words spliced from their
halves, so that common and rare words lie in the lexical index as they do in real ones. Vectors lie in clusters, as
those of texts on the same subjects do.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import yaml

from knowledge.document import Place
from knowledge.encoder.reading import Reading
from knowledge.index import IndexedDocument
from knowledge.index.build import Entry
from knowledge.language import LANGUAGES
from knowledge.passage import Passage, Sentence
from settings import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["DrawnEncoder", "DrawnVectors", "Vocabulary", "entries"]

#: Passages of one document, and documents of one collection; what a long treaty or a handbook has.
_DOCUMENT = 100
_SECTION = 4
#: Language of one document in ten after the other: half of them English.
_LANGUAGES = ("en", "fr", "en", "es", "en", "ru", "en", "ar", "en", "zh")
#: Words of a passage, as ``knowledge.cutting`` makes them.
_WORDS = (60, 150)
_SENTENCE = (10, 36)
#: Zipf-Mandelbrot: frequency is proportional to (rank + shift) ** -exponent.
_SHIFT, _EXPONENT = 2.7, 1.05


@dataclass(frozen=True, slots=True)
class DrawnVectors:
    """What ``DrawnEncoder.embed_passages`` returns."""

    vectors: NDArray[np.float32]
    sentences: list[NDArray[np.float32]]


class DrawnEncoder:
    """Stands where an encoder stands (``knowledge.index.encoders.IndexEncoder``) and draws vectors by the text's hash.

    Args:
        dimensions: of a vector, as the real encoder has.
        clusters: subjects that the vectors gather around.
        spread: length of what a vector has of its own, beside a subject of length 1.
    """

    name = "drawn"

    def __init__(self, dimensions: int = 384, clusters: int = 2_000, spread: float = 0.7) -> None:
        self.dimensions = dimensions
        self.checksum = hashlib.sha256(f"{self.name} {dimensions} {clusters} {spread}".encode()).hexdigest()[:16]
        self._centres = _unit(np.random.default_rng(1).standard_normal((clusters, dimensions), np.float32))
        self._spread = spread / dimensions**0.5

    def embed_question(self, text: str) -> NDArray[np.float32]:
        """Vector ``[d]``."""
        vector: NDArray[np.float32] = self._draw(text, 1)[0]
        return vector

    def tuned_for(self, language: str) -> bool:
        """For none."""
        return False

    def read_question(self, text: str, language: str) -> Reading:
        """As ``knowledge.encoder.Encoder.read_question``, in any language."""
        return Reading(self.embed_question(text))

    def embed_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors ``[n, d]``."""
        return np.stack([self.embed_question(text) for text in texts])

    def embed_passages(self, passages: Sequence[Passage]) -> DrawnVectors:
        """Vectors of passages and of their sentences, which lie in the cluster of their passage."""
        drawn = [self._draw(passage.id, 1 + len(passage.sentences)) for passage in passages]
        return DrawnVectors(np.stack([block[0] for block in drawn]), [block[1:] for block in drawn])

    def _draw(self, text: str, count: int) -> NDArray[np.float32]:
        generator = np.random.default_rng(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big"))
        centre = self._centres[generator.integers(len(self._centres))]
        return _unit(centre + self._spread * generator.standard_normal((count, self.dimensions), np.float32))


class Vocabulary:
    """Words of one language, frequent ones first.

    Args:
        language: ISO 639-1 code, one of six.
        size: number of different words.
    """

    def __init__(self, language: str, size: int = 30_000) -> None:
        counted = Counter(_words(_texts(language), language))
        known = sorted(counted, key=lambda word: (-counted[word], word))
        generator = np.random.default_rng(LANGUAGES.index(language))
        words = dict.fromkeys(known)
        while len(words) < size:
            first, second = generator.integers(len(known), size=2)
            words[_splice(known[first], known[second])] = None
            if len(words) < size and language == "zh":
                words[known[first] + known[second]] = None
        self.words = np.array(list(words)[:size], dtype=object)
        weights = (np.arange(1, size + 1) + _SHIFT) ** -_EXPONENT
        self._upto = np.cumsum(weights / weights.sum())

    def draw(self, generator: np.random.Generator, count: int) -> list[str]:
        """``count`` words."""
        ranks = np.searchsorted(self._upto, generator.random(count)).clip(max=len(self.words) - 1)
        return [str(word) for word in self.words[ranks]]


class _Writer:
    """Writes the passages of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._space, self._stop = ("", "。") if language == "zh" else (" ", ".")

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.language)

    def text(self, generator: np.random.Generator) -> tuple[str, tuple[Sentence, ...]]:
        """One passage: its text and its sentences."""
        left = int(generator.integers(*_WORDS, endpoint=True))
        words = self._vocabulary.draw(generator, left)
        text, sentences = "", []
        while words:
            length = int(generator.integers(*_SENTENCE, endpoint=True))
            some, words = words[:length], words[length:]
            start = len(text) + (len(self._space) if text else 0)
            text += (self._space if text else "") + self._space.join(some).capitalize() + self._stop
            sentences.append(Sentence(start, len(text), Place()))
        return text, tuple(sentences)

    def heading(self, generator: np.random.Generator, number: int) -> str:
        """A heading."""
        return f"Article {number} - {self._space.join(self._vocabulary.draw(generator, 4))}"


def entries(count: int, seed: int = 0) -> Iterator[Entry]:
    """Documents of together ``count`` passages in six languages, half of them English; the same ones for one seed."""
    generator = np.random.default_rng(seed)
    writers = {language: _Writer(language) for language in LANGUAGES}
    for number, first in enumerate(range(0, count, _DOCUMENT)):
        writer = writers[_LANGUAGES[number % len(_LANGUAGES)]]
        yield _entry(writer, generator, number, first, min(_DOCUMENT, count - first))


def _entry(writer: _Writer, generator: np.random.Generator, number: int, first: int, count: int) -> Entry:
    name = f"document-{number:04}.md"
    title = f"{number} {writer.heading(generator, number)}"
    passages, end, heading = [], 0, ""
    for row in range(count):
        if row % _SECTION == 0:
            heading = writer.heading(generator, row // _SECTION + 1)
        text, sentences = writer.text(generator)
        passages.append(
            Passage(
                id=f"{first + row:032x}",
                document=f"bench/{name}",
                name=name,
                title=title,
                collection="bench",
                language=writer.language,
                section=(heading,),
                start=end,
                end=end + len(text),
                text=text,
                sentences=sentences,
            )
        )
        end += len(text) + 2
    record = IndexedDocument(
        key=f"bench/{name}",
        path=f"/bench/{name}",
        source="/bench",
        name=name,
        title=title,
        language=writer.language,
        collection="bench",
        media_type="text/markdown",
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        pages=None,
        first=first,
        passages=count,
    )
    return Entry(record, passages)


def _texts(language: str) -> str:
    """Everything in the repository that is written in a language."""
    found = []
    if language == "en":
        library = PROJECT / "knowledge" / "library"
        found = [path.read_text(encoding="utf-8") for path in sorted(library.glob("course/*.md"))]
    data = yaml.safe_load((PROJECT / "nlu" / "data" / f"{language}.yml").read_text(encoding="utf-8"))
    return "\n".join(found + [entry["examples"] for entry in data["nlu"] if "examples" in entry])


def _words(text: str, language: str) -> list[str]:
    if language == "zh":
        runs = re.findall(r"[\u4e00-\u9fff]+", text)
        return [run[at : at + 2] for run in runs for at in range(0, len(run), 2)]
    return [word.lower() for word in re.findall(r"[^\W\d_]+", text)]


def _splice(first: str, second: str) -> str:
    return first[: (len(first) + 1) // 2] + second[len(second) // 2 :]


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    unit: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit
