"""Turns questions and passages into vectors, with ONNX Runtime and nothing above it.

``sentence_transformers`` would do the same after 11 s of imports and with 600 MB more memory in each process (measured
on two cores); it is used to train, not to run.
"""

from __future__ import annotations

import json
import re
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from knowledge.encoder.configuration import Configuration
from knowledge.encoder.export import MODEL, QUESTIONS
from knowledge.encoder.graph import Graph
from knowledge.encoder.reading import Reading, projected
from knowledge.encoder.stamp import Stamp
from knowledge.encoder.texts import embedding_text
from knowledge.errors import EncoderError
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from knowledge.passage import Passage

__all__ = ["Encoder", "PassageVectors"]

Vectors = NDArray[np.float32]

#: Tokens that go through the network together: enough to keep two cores busy, few enough for their caches.
BATCH = 512

#: Tatweel and the vowel signs go, but for tanwin and shadda, which everyone writes; keheh and farsi yeh become kaf and
#: yeh.
_ARABIC = {0x640: None, 0x670: None, **dict.fromkeys([*range(0x64C, 0x651), 0x652]), 0x6A9: "\u0643", 0x6CC: "\u064a"}

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """What ``Encoder.embed_passages`` returns, in the order of the passages.

    Attributes:
        vectors: ``[n, d]``, L2-normalised.
        sentences: for each passage ``[number of its sentences, d]``, L2-normalised.
        beside: what the same pass found out for other encoders, by their checksums.
    """

    vectors: Vectors
    sentences: list[Vectors]
    beside: Mapping[str, PassageVectors] = field(default_factory=dict)


class Encoder:
    """A sentence encoder: mean of the token states, L2-normalised. Safe to share between threads.

    Attributes:
        name: the folder's name, e.g. ``"multilingual-e5-small"``.
        checksum: 16 hex digits over weights, tokenizer and precision; vectors of one checksum can be compared.
        dimensions: length of a vector.
        window: most tokens that are read of a text, the model's own marks included.
        questions_checksum: the same over how questions are read for the search.
    """

    def __init__(
        self,
        name: str,
        stamp: Stamp,
        configuration: Configuration,
        tokenizer: Any,
        words: NDArray[Any],
        graphs: tuple[Graph, Graph],
    ) -> None:
        self.name = name
        self.checksum = stamp.checksum
        self.questions_checksum = stamp.questions_checksum
        self.dimensions = int(words.shape[1])
        self.window = configuration.window
        self._asked_in = stamp.asked_in
        self._configuration = configuration
        self._tokenizer = tokenizer
        self._words = words
        self._graph, self._questions = graphs

    @classmethod
    def load(cls, folder: Path, *, threads: int = 2) -> Encoder:
        """Open what ``build`` made; a graph is loaded when it is needed first.

        Args:
            folder: the encoder's.
            threads: processor threads for one call, from 1.

        Raises:
            EncoderError: the folder is missing, incomplete, cut off, or pools in another way than by the mean.
        """
        stamp = Stamp.read(folder)
        if stamp is None:
            raise EncoderError(f"There is no complete encoder in {folder}: run `make ready`.")
        stamp.check(folder, deep=False)
        if stamp.questions and not stamp.has_questions:
            raise EncoderError(f"The encoder in {folder} was built by an earlier Attaché: run `make ready` again.")
        configuration = Configuration.read(folder)

        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            tokenizer.enable_truncation(max_length=configuration.window)
            tokenizer.no_padding()
            words = _word_embeddings(folder / "model.safetensors")
        except EncoderError:
            raise
        except Exception as error:
            # tokenizers raises bare Exceptions of its own kinds.
            raise EncoderError(
                f"The encoder in {folder} cannot be loaded ({error}): run `make ready` again."
            ) from error
        graphs = Graph(folder / MODEL, threads), Graph(folder / QUESTIONS, threads)
        return cls(folder.name, stamp, configuration, tokenizer, words, graphs)

    def warm_up(self) -> None:
        """Load now what questions need, which the first one would wait for.

        Raises:
            EncoderError: it cannot be loaded.
        """
        if self._asked_in:
            self._questions.load()
        if set(self._asked_in) != set(LANGUAGES):
            self._graph.load()

    def embed_question(self, text: str) -> Vectors:
        """Vector ``[d]`` of one question; what goes beyond the window is not read.

        Raises:
            ValueError: there is nothing but white space.
        """
        vector: Vectors = self.embed_questions([text])[0]
        return vector

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Vectors ``[n, d]``, in the order of the questions.

        Raises:
            ValueError: a question is nothing but white space.
        """
        for text in texts:
            if not text.strip():
                raise ValueError("An empty question has no vector: ask for one before embedding.")
        prompt = self._configuration.query
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        encodings = [self._tokenizer.encode(prompt + _spoken(_whole(text.strip()))) for text in texts]
        for rows in _batches([len(encoding.ids) for encoding in encodings]):
            states = self._states([encodings[row].ids for row in rows])
            for row, state in zip(rows, states, strict=True):
                vectors[row] = _unit(state[: len(encodings[row].ids)].mean(axis=0))
        return vectors

    def tuned_for(self, language: str) -> bool:
        """Whether questions in a language are read in a way of their own for the search."""
        return language in self._asked_in

    def read_question(self, text: str, language: str) -> Reading:
        """One question as the search compares it.

        Where the encoder has been tuned for questions in that language alone, this is another vector than that of
        ``embed_question``; passages are near to it all the same.

        Args:
            text: the question.
            language: that it is in.

        Raises:
            ValueError: there is nothing but white space.
        """
        if not text.strip():
            raise ValueError("An empty question has no vector: ask for one before embedding.")
        prompt = self._configuration.query
        encoding = self._tokenizer.encode(prompt + _spoken(_whole(text.strip())))
        (states,) = self._states([encoding.ids], self._questions if self.tuned_for(language) else self._graph)
        own = np.array([end > len(prompt) for _, end in encoding.offsets])
        return Reading(_unit(states.mean(axis=0)), states[own])

    def embed_passages(self, passages: Sequence[Passage]) -> PassageVectors:
        """Vectors of passages and, from the same pass, of each of their sentences.

        A sentence's vector is the mean of its tokens' states after the whole passage was read ("late chunking",
        Günther et al. 2024, arXiv 2409.04701). A sentence beyond the window gets the vector of its passage.
        """
        return self.read_passages(passages)[0]

    def read_passages(
        self, passages: Sequence[Passage], projection: Vectors | None = None
    ) -> tuple[PassageVectors, list[Vectors]]:
        """The same, and for each passage the vectors of its tokens ``[tokens, w]``; none without a projection.

        Args:
            passages: any number.
            projection: ``[w, d]``; what it makes of a token's state is L2-normalised.
        """
        prompt = self._configuration.passage
        texts = [embedding_text(passage) for passage in passages]
        encodings = [self._tokenizer.encode(prompt + _whole(text)) for text, _ in texts]
        vectors = np.empty((len(passages), self.dimensions), np.float32)
        sentences: list[Vectors] = [vectors[:0]] * len(passages)
        read: list[Vectors] = [vectors[:0]] * len(passages) if projection is not None else []
        for rows in _batches([len(encoding.ids) for encoding in encodings]):
            states = self._states([encodings[row].ids for row in rows])
            for row, padded in zip(rows, states, strict=True):
                state = padded[: len(encodings[row].ids)]
                vectors[row] = _unit(state.mean(axis=0))
                shift = len(prompt) + texts[row][1]
                spans = [(shift + sentence.start, shift + sentence.end) for sentence in passages[row].sentences]
                sentences[row] = _sentence_vectors(state, encodings[row].offsets, spans, vectors[row])
                if projection is not None:
                    read[row] = projected(state[1:-1], projection)  # without the model's own marks
        return PassageVectors(vectors, sentences), read

    def _states(self, ids: Sequence[Sequence[int]], graph: Graph | None = None) -> Vectors:
        """Token states ``[texts, longest, d]``."""
        longest = max(map(len, ids))
        words = np.zeros((len(ids), longest, self.dimensions), np.float32)
        mask = np.zeros((len(ids), longest), np.int64)
        for row, tokens in enumerate(ids):
            words[row, : len(tokens)] = self._words[tokens]
            mask[row, : len(tokens)] = 1
        return (graph or self._graph).states(words, mask)


def _whole(text: str) -> str:
    """The text with half characters (lone surrogates), which no tokenizer takes, replaced one for one."""
    return _SURROGATE.sub("\ufffd", text)


def _spoken(question: str) -> str:
    """A question in the letters that texts are written in, which are those that the model has read.

    Small ones for capitals (one word stays; it may be an acronym), Arabic ones for those of a Persian or Urdu keyboard;
    without vowel signs and stretched lines.
    """
    question = question.translate(_ARABIC)
    return question.lower() if question.isupper() and len(question.split()) > 1 else question


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Rows of similar length together, so that little is computed for padding."""
    batches: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if not batches or (len(batches[-1]) + 1) * lengths[row] > BATCH:
            batches.append([])
        batches[-1].append(row)
    return batches


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = vector / max(float(np.linalg.norm(vector)), 1e-12)
    return unit


def _sentence_vectors(
    states: Vectors, offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]], whole: Vectors
) -> Vectors:
    # A token belongs where its last character stands: the first token of a sentence may begin with the space before it.
    last = np.array([end - 1 if end > start else -1 for start, end in offsets])
    vectors = np.empty((len(spans), states.shape[1]), np.float32)
    for row, (start, end) in enumerate(spans):
        inside = (last >= start) & (last < end)
        vectors[row] = _unit(states[inside].mean(axis=0)) if inside.any() else whole
    return vectors


def _word_embeddings(path: Path) -> NDArray[Any]:
    """The table of word embeddings ``[vocabulary, d]``, mapped: processes share it and hold only the rows they read."""
    with path.open("rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
    name = next((name for name in header if name.endswith("word_embeddings.weight")), None)
    if name is None or header[name]["dtype"] not in ("F32", "F16"):
        raise EncoderError(f"{path} has no word embeddings in 32 or 16 bits, so Attaché cannot use this model.")
    entry = header[name]
    dtype = {"F32": "<f4", "F16": "<f2"}[entry["dtype"]]
    return np.memmap(path, dtype, "r", 8 + size + entry["data_offsets"][0], tuple(entry["shape"]))
