"""A tiny model in the packed layout, small enough to build in every run."""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.document import Place
from knowledge.encoder import Encoder, build, packed
from knowledge.passage import Passage, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HIDDEN, LAYERS, HEADS, WIDE, POSITIONS = 32, 1, 2, 64, 64
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
LETTERS = "abcdefghijklmnopqrstuvwxyz.:,1éкам法条لاجئ～~"
WORDS = ("▁", *LETTERS, "▁refugee", "▁state", "▁sea", "▁the", "▁law")
NORMALISATION = {"\x01": "", "\n": " ", "\u200b": " ", "\u00a0": " ", "ﬁ": "fi", "①": "1"}


def tiny_file(path: Path) -> Path:
    """Write a random model of one layer in the layout of the real file."""
    random = np.random.default_rng(7)
    pieces = [*SPECIALS, *WORDS]
    vocabulary = len(pieces) + 3  # the real model, too, has more rows than pieces
    text = [piece.encode() for piece in pieces]
    offsets = np.cumsum([0, *map(len, text)]).astype("<u4")
    scores = np.array([0.0] * 4 + [-8.0 if len(word) < 3 else -4.0 for word in WORDS], "<f4")

    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, LAYERS, HEADS, WIDE, vocabulary, POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, int(offsets[-1]))
    head += offsets.tobytes() + scores.tobytes() + b"".join(text)
    entries = b"".join(
        struct.pack(f"<IB{len(target)}I", ord(source), len(target), *map(ord, target))
        for source, target in sorted(NORMALISATION.items())
    )
    head += struct.pack("<iI", len(NORMALISATION), len(entries)) + entries

    four_bits = {"emb.word": vocabulary * HIDDEN}
    plain = {"emb.pos": POSITIONS * HIDDEN, "emb.type": 2 * HIDDEN, "emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for layer in range(LAYERS):
        four_bits |= {f"l{layer}.{name}.w": HIDDEN * HIDDEN for name in ("q", "k", "v", "ao")}
        four_bits |= {f"l{layer}.{name}.w": HIDDEN * WIDE for name in ("fi", "fo")}
        plain |= {f"l{layer}.{name}.b": HIDDEN for name in ("q", "k", "v", "ao", "fo")} | {f"l{layer}.fi.b": WIDE}
        plain |= {f"l{layer}.{name}.{part}": HIDDEN for name in ("aln", "oln") for part in "wb"}
    data = {}
    for name, count in four_bits.items():
        blocks = np.zeros(count // 32, [("scale", "<f2"), ("halves", "u1", (16,))])
        blocks["scale"] = random.uniform(0.02, 0.1, len(blocks))
        blocks["halves"] = random.integers(0, 256, (len(blocks), 16))
        data[name] = (1, count, blocks.tobytes())
    for name, count in plain.items():
        values = np.ones(count) if name.endswith("ln.w") else random.normal(0, 0.1, count)
        data[name] = (0, count, values.astype("<f4").tobytes())

    directory = sum(2 + len(name) + 21 for name in data)
    at = len(head) + 4 + directory
    head += struct.pack("<i", len(data))
    for name, (kind, count, content) in data.items():
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, at, len(content))
        at += len(content)
    path.write_bytes(head + b"".join(content for _, _, content in data.values()))
    return path


@pytest.fixture(scope="session")
def tiny_packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packed file with one layer and a vocabulary of letters."""
    return tiny_file(tmp_path_factory.mktemp("packed") / packed.FILE)


@pytest.fixture
def use_tiny(tiny_packed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """From here on the installed package seems to carry the tiny model."""
    take(tiny_packed, monkeypatch)
    return tiny_packed


def take(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = path.read_bytes()
    monkeypatch.setattr(packed, "locate", lambda: path)
    monkeypatch.setattr(packed, "SHA256", hashlib.sha256(content).hexdigest())
    monkeypatch.setattr(packed, "BYTES", len(content))


@pytest.fixture(scope="session")
def tiny_folder(tiny_packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole encoder folder of the tiny model. Not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("encoders") / "tiny"
    with pytest.MonkeyPatch.context() as monkeypatch:
        take(tiny_packed, monkeypatch)
        build(folder)
    return folder


@pytest.fixture(scope="session")
def tiny(tiny_folder: Path) -> Encoder:
    """The tiny model, loaded."""
    return Encoder.load(tiny_folder, threads=1)


@pytest.fixture(scope="session")
def passage() -> Callable[..., Passage]:
    """Makes a passage of the sentences that are given."""

    def make(*sentences: str, title: str = "A title", section: tuple[str, ...] = ("Article 1",)) -> Passage:
        text = " ".join(sentences)
        spans, at = [], 0
        for sentence in sentences:
            spans.append(Sentence(at, at + len(sentence), Place()))
            at += len(sentence) + 1
        return Passage(
            id="0" * 32,
            document="a.md",
            name="a.md",
            title=title,
            collection="course",
            language="en",
            section=section,
            start=0,
            end=len(text),
            text=text,
            sentences=tuple(spans),
        )

    return make
