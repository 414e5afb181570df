"""The training of the questions' side and the bridge on a tiny model: both lead to the passages that answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.encoder import Encoder, build
from knowledge.encoder.bridge import Bridge
from knowledge.encoder.english import checksum_of

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ["refugee", "state", "sea", "law", "bed", "face", "decade", "cab"]

#: In a process of its own: PyTorch would stay in every test that follows.
TRAINING = """
import json, pathlib, sys
import numpy as np
from knowledge.encoder.stamp import Stamp
from knowledge.encoder.tuning.choices import Choices
from knowledge.encoder.tuning.examples import Question, Text
from knowledge.encoder.tuning.material import Material
from knowledge.encoder.tuning.student import Student
from knowledge.encoder.tuning.tune_bridge import BridgeRecipe, tune_bridge
base, out = map(pathlib.Path, sys.argv[1:3])
words = json.loads(sys.argv[3])
texts = [Text(("a.md", word), f"Title\\nthe {word} the {word}.", ((6, 6 + 2 * len(word) + 10),)) for word in words]
french = Text(("a.md", "cab"), "Titre\\nfiacre.", ((6, 13),), "fr")
alone = Text(("a.md", "seul"), "Titre\\nseul.", ((6, 11),), "fr")
held = Text(("held.md", "bee"), "Title\\nbee.", ((6, 10),))
asked = [Question(f"{n}", "en", f"{w[::-1]} {k}", n) for n, w in enumerate(words) for k in ("a", "b", "c")]
asked += [Question("f", "fr", "fiacre", 8), Question("g", "fr", "seul", 9)]
material = Material((*texts, french, alone), tuple(asked), (Question("h", "fr", "eeb", 10),),
                    (*texts, french, alone, held), ())
steps = []
record = tune_bridge(base, base, material, out / "adapter", out / "bridge",
                     BridgeRecipe(epochs=40, rate=1e-2, bridge_rate=2e-2, batch=8, mistyped=0.0), model="m",
                     stamps=(Stamp.read(base), Stamp.read(base)), projection=np.eye(8, 32, dtype=np.float32),
                     progress=lambda step, done: steps.append(done))
known = Choices.of(Student(base), texts, lambda step, done: None).known(len(texts))
json.dump({"record": record, "steps": steps, "known": known.tolist()}, sys.stdout)
"""


@pytest.mark.usefixtures("use_tiny")
def test_learns_and_ships_what_it_learned(tmp_path: Path, tiny_folder: Path, tiny: Encoder) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TRAINING, str(tiny_folder), str(tmp_path), json.dumps(WORDS)],
        env={**os.environ, "USE_TF": "0", "HF_HUB_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    # What an entry says in French is learned as it says that in English; what stands in French alone is passed over.
    assert said["record"]["data"] == {"texts": 10, "questions": 25, "held_out_questions": 1}
    assert set(said["record"]["held_out"]["after"]) == {"others"}
    assert said["record"]["languages"] == ["ar", "es", "fr", "ru", "zh"]
    assert all(0 <= each <= 1 for each in said["steps"])

    build(tmp_path / "tiny", questions=tmp_path / "adapter")
    tuned, bridge, known = Encoder.load(tmp_path / "tiny"), Bridge.read(tmp_path / "bridge"), np.array(said["known"])
    assert (bridge.first, bridge.second) == (tuned.questions_checksum, checksum_of(tiny.checksum))
    assert bridge.words.shape == (8, 32)

    def right(*, carried: bool, encoder: Encoder) -> int:
        asked = [encoder.read_question(f"{word[::-1]} a", "fr").vector for word in WORDS]
        vectors = [bridge.carry(vector) for vector in asked] if carried else asked
        return sum(int(np.argmax(known @ vector) == number) for number, vector in enumerate(vectors))

    assert right(carried=False, encoder=tuned) > right(carried=False, encoder=tiny)
    assert right(carried=False, encoder=tuned) >= 6
    assert right(carried=True, encoder=tuned) >= 6
