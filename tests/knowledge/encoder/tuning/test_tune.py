"""The whole training on a tiny model: what comes out fits the encoder, and the encoder then does what was learned."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder import Encoder, build
from knowledge.encoder.adapter import RECORD, Adapter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.passage import Passage

#: In a process of its own: PyTorch would stay in every test that follows.
TRAINING = """
import json, pathlib, sys
from dataclasses import replace
from knowledge.errors import EncoderError
from knowledge.encoder.tuning.examples import Question, Text
from knowledge.encoder.tuning.material import Material
from knowledge.encoder.tuning.student import Student
from knowledge.encoder.tuning.train import Recipe, embed
from knowledge.encoder.tuning.tune import tune
base, out = map(pathlib.Path, sys.argv[1:3])
words = ["refugee", "state", "sea", "law", "bed", "face", "decade", "cab"]
texts = tuple(Text(("a.md", word), f"Title\\nthe {word} the {word}.", ((6, 6 + 2 * len(word) + 10),)) for word in words)
held = Text(("held.md", "bee"), "Title\\nbee.", ((6, 10),))
questions = tuple(Question(f"{n}", "en", f"{w[::-1]} {k}", n) for n, w in enumerate(words) for k in ("a", "b", "c"))
material = Material(texts, questions, (Question("h", "fr", "eeb", len(texts)),), (*texts, held), (("a law", "b law"),))
recipe = Recipe(epochs=40, frozen=0, rank=8, rate=1e-2, answers=8, extra=0)
record = tune(base, material, out, recipe, model="some/model")
again = tune(base, material, out.with_name("again"), replace(recipe, epochs=1, rate=1e-9), model="m", start=out)
try:
    tune(base, material, out, replace(recipe, rank=4), model="m", start=out)
except EncoderError as error:
    refused = str(error)
json.dump({"first": record, "again": again, "refused": refused}, sys.stdout)
"""


@pytest.mark.usefixtures("use_tiny")
def test_learns_and_ships_what_it_learned(tmp_path: Path, place: Callable[..., Passage]) -> None:
    base, out = tmp_path / "base", tmp_path / "adapter"
    build(base)
    environment = {**os.environ, "USE_TF": "0", "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", TRAINING, str(base), str(out)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    record = json.loads((out / RECORD).read_text())
    said = json.loads(done.stdout)
    assert said["again"]["start"] == record["sha256"]
    assert said["again"]["held_out"]["before"] == said["again"]["held_out"]["after"] == record["held_out"]["after"]
    assert "of another recipe" in said["refused"]
    assert record["data"]["questions"] == 24
    assert record["held_out"]["documents"] == ["held.md"]
    assert set(record["held_out"]["after"]) == {"others"}
    adapter = Adapter.read(out)
    assert adapter.tensors["encoder.layer.0.attention.self.query.weight.up"].shape == (32, 8)

    words = ["refugee", "state", "sea", "law", "bed", "face", "decade", "cab"]
    passages = [place("a.md", word, f"the {word} the {word}.") for word in words]
    right = []
    for name, used in (("plain", None), ("tuned", out)):
        build(tmp_path / name, adapter=used)
        encoder = Encoder.load(tmp_path / name)
        asked = encoder.embed_questions([f"{word[::-1]} a" for word in words])
        nearest = np.argmax(asked @ encoder.embed_passages(passages).vectors.T, axis=1)
        right.append(int((nearest == np.arange(len(words))).sum()))
    assert right[1] > right[0]
    assert right[1] >= 6
