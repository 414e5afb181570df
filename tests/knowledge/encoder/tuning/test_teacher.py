"""What a teacher says counts where it knows the language, and nowhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys

#: In a process of its own: PyTorch would stay in every test that follows.
LOSSES = """
import json, sys
import numpy as np, torch
from knowledge.encoder.tuning.batches import Batch
from knowledge.encoder.tuning.teacher import Judgement
asked = np.eye(3, 4, dtype=np.float32)
known = np.eye(3, 4, dtype=np.float32)
asked[2] = known[2] = 0  # another language
judgement = Judgement(asked, known)
def loss(scores, questions=(0, 1, 2), texts=(0, 1, 2)):
    given = torch.tensor(scores, dtype=torch.float32, requires_grad=True)
    found = judgement.loss(given, Batch(questions, texts))
    if found.requires_grad:
        found.backward()
    return float(found), given.grad.tolist() if given.grad is not None else None
agreeing = 20 * np.eye(3)
json.dump({
    "same": loss(agreeing)[0],
    "opposite": loss(20 - agreeing)[0],
    "gradient": loss(20 - agreeing)[1],
    "unknown": loss(agreeing, questions=(2, 2, 2))[0],
    "one": loss(agreeing[:, :1], texts=(0,))[0],
}, sys.stdout)
"""


def test_the_student_is_told_where_it_judges_otherwise() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOSSES],
        env={**os.environ, "USE_TF": "0"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    losses = json.loads(done.stdout)
    assert losses["same"] < 1e-6
    assert losses["opposite"] > 10
    gradient = losses["gradient"]
    assert gradient[0][0] < 0 < gradient[0][1]  # towards the teacher's choice
    assert not any(gradient[2]), "a question that the teacher does not understand"
    assert not any(row[2] for row in gradient), "a text that the teacher does not understand"
    assert losses["unknown"] == losses["one"] == 0
