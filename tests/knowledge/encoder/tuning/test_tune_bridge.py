"""The training of the bridge on a tiny model: it leads from questions to the passages that answer them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from knowledge.encoder.bridge import Bridge
from knowledge.encoder.english import checksum_of

if TYPE_CHECKING:
    from pathlib import Path

#: In a process of its own: PyTorch would stay in every test that follows.
TRAINING = """
import json, pathlib, sys
import numpy as np
from knowledge.encoder import Encoder
from knowledge.encoder.bridge import Bridge
from knowledge.encoder.tuning.choices import Choices
from knowledge.encoder.tuning.examples import Question, Text
from knowledge.encoder.tuning.material import Material
from knowledge.encoder.tuning.student import Student
from knowledge.encoder.tuning.tune_bridge import BridgeRecipe, tune_bridge
base, out = map(pathlib.Path, sys.argv[1:3])
words = ["refugee", "state", "sea", "law", "bed", "face", "decade", "cab"]
texts = [Text(("a.md", word), f"Title\\nthe {word} the {word}.", ((6, 6 + 2 * len(word) + 10),)) for word in words]
french = Text(("a.md", "cab"), "Titre\\nfiacre.", ((6, 13),), "fr")
alone = Text(("a.md", "seul"), "Titre\\nseul.", ((6, 11),), "fr")
held = Text(("held.md", "bee"), "Title\\nbee.", ((6, 10),))
asked = [Question(f"{n}", "en", f"{w[::-1]} {k}", n) for n, w in enumerate(words) for k in ("a", "b", "c")]
asked += [Question("f", "fr", "fiacre", 8), Question("g", "fr", "seul", 9)]
material = Material((*texts, french, alone), tuple(asked), (Question("h", "fr", "eeb", 10),),
                    (*texts, french, alone, held), ())
first = Encoder.load(base)
recipe = BridgeRecipe(epochs=200, rate=3e-2, batch=8)
steps = []
record = tune_bridge(first, base, material, out, recipe, model="m", second="5" * 16,
                     progress=lambda step, done: steps.append(done))
student = Student(base)
known = Choices.of(student, texts, lambda step, done: None).known(len(texts))
bridge = Bridge.read(out)
asked = [first.embed_question(f"{word[::-1]} a") for word in words]
right = [int(sum(np.argmax(known @ v) == n for n, v in enumerate(vs)))
         for vs in (asked, [bridge.carry(vector) for vector in asked])]
json.dump({"record": record, "steps": steps, "right": right, "checksum": first.checksum}, sys.stdout)
"""


@pytest.mark.usefixtures("use_tiny")
def test_learns_and_ships_what_it_learned(tmp_path: Path, tiny_folder: Path) -> None:
    out = tmp_path / "bridge"
    done = subprocess.run(
        [sys.executable, "-c", TRAINING, str(tiny_folder), str(out)],
        env={**os.environ, "USE_TF": "0", "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    bridge = Bridge.read(out)
    assert (bridge.first, bridge.second) == (said["checksum"], checksum_of("5" * 16))
    # What an entry says in French is learned as it says that in English; what stands in French alone is passed over.
    assert said["record"]["data"] == {"texts": 8, "questions": 25, "held_out_questions": 1}
    assert set(said["record"]["held_out"]["after"]) == {"others"}
    assert all(0 <= each <= 1 for each in said["steps"])
    plain, carried = said["right"]
    assert carried > plain
    assert carried >= 6
