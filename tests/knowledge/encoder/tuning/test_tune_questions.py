"""The training of the questions' side on a tiny model: questions learn, passages stay, what is held out stays out."""

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
from knowledge.encoder.words import PROJECTION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from knowledge.passage import Passage

WORDS = ["refugee", "state", "sea", "law", "bed", "face", "decade", "cab"]

#: In a process of its own: PyTorch would stay in every test that follows.
TRAINING = """
import json, pathlib, sys
from knowledge.encoder.tuning.examples import Question, Text
from knowledge.encoder.tuning.material import Material
from knowledge.encoder.tuning.tune_questions import QuestionRecipe, tune_questions
base, out = map(pathlib.Path, sys.argv[1:3])
words = json.loads(sys.argv[3])
texts = [Text(("a.md", word), f"Title\\nthe {word} the {word}.", ((6, 6 + 2 * len(word) + 10),)) for word in words]
french = Text(("a.md", "vache"), "Title\\nvache.", ((6, 12),), "fr")
held = Text(("held.md", "bee"), "Title\\nbee.", ((6, 10),))
asked = [Question(f"{n}", "en", f"{w[::-1]} {k}", n) for n, w in enumerate(words) for k in ("a", "b", "c")]
asked += [Question("f", "fr", "ehcav", len(words)), Question("t", "en", "ehcav", len(words))]
material = Material((*texts, french), tuple(asked), (Question("h", "en", "eeb", len(words) + 1),),
                    (*texts, french, held), ())
recipe = QuestionRecipe(epochs=60, rank=8, rate=1e-2, batch=8, dimensions=16)
steps = []
tell = lambda step, done: steps.append(done)
record = tune_questions(base, material, out, recipe, words=out / "words", model="some/model", progress=tell)
json.dump({"record": record, "steps": steps}, sys.stdout)
"""


@pytest.mark.usefixtures("use_tiny")
def test_learns_and_ships_what_it_learned(tmp_path: Path, place: Callable[..., Passage]) -> None:
    base, out = tmp_path / "base", tmp_path / "adapter"
    build(base)
    done = subprocess.run(
        [sys.executable, "-c", TRAINING, str(base), str(out), json.dumps(WORDS)],
        env={**os.environ, "USE_TF": "0", "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    record = json.loads((out / RECORD).read_text())
    assert all(0 <= each <= 1 for each in said["steps"])
    assert record["side"] == "questions"
    assert record["data"] == {"texts": 8, "questions": 24, "held_out_questions": 1}  # what is French is passed over
    assert record["held_out"]["documents"] == ["held.md"]
    assert set(record["held_out"]["after"]) == {"en"}
    assert (
        set(said["record"]["words"])
        == set(json.loads((out / "words" / RECORD).read_text())["held_out"]["after"])
        == {"en"}
    )
    assert Adapter.read(out / "words").tensors[PROJECTION].shape == (16, 32)
    assert Adapter.read(out).tensors["encoder.layer.0.attention.self.query.weight.up"].shape == (32, 8)

    passages = [place("a.md", word, f"the {word} the {word}.") for word in WORDS]
    right, known = [], []
    build(tmp_path / "tuned", questions=out)
    for folder in (base, tmp_path / "tuned"):
        encoder = Encoder.load(folder)
        known.append(encoder.embed_passages(passages).vectors)
        asked = np.stack([encoder.read_question(f"{word[::-1]} a", "en").vector for word in WORDS])
        right.append(int((np.argmax(asked @ known[-1].T, axis=1) == np.arange(len(WORDS))).sum()))
    np.testing.assert_allclose(known[0], known[1], atol=1e-5)
    assert right[1] > right[0]
    assert right[1] >= 6
