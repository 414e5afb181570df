"""How near words come in training; in a process of its own: PyTorch would stay in every test that follows."""

from __future__ import annotations

import json
import subprocess
import sys

WORDS = """
import json, sys, torch
from torch.nn import functional
from knowledge.encoder.tuning.words import Words, first_projection
torch.manual_seed(3)
texts = [torch.randn(length, 16) for length in (5, 1, 7, 3)]
words = Words.of([each.half() for each in texts])
projection = first_projection(words, 6)
asked, inner = torch.randn(2, 4, 16), torch.tensor([[0, 1, 1, 0], [0, 1, 1, 1]]).bool()
some = torch.tensor([0, 2, 3])
scores = words.scores(asked, inner, projection, some)
def unit(states): return functional.normalize(projection(states.float()), dim=-1)
def near(q, t): return float((unit(asked[q][inner[q]]) @ unit(texts[t].half()).T).max(dim=1).values.mean())
plain = [[near(q, t) for t in some] for q in (0, 1)]
places = torch.tensor([0, 1, 2, 2])
answers = torch.tensor([0, 2])
loss = words.loss((asked, inner), projection, some, answers, places, 10.0)
masked = 10 * scores.clone()
masked[1, 2] = -10.0  # the text of the same place is no wrong answer
wanted = functional.cross_entropy(masked, torch.tensor([0, 1]))
loss.backward()
directions = projection.weight.detach()
json.dump({
    "scores": scores.tolist(), "plain": plain, "loss": float(loss), "wanted": float(wanted),
    "learns": bool(projection.weight.grad.abs().sum() > 0),
    "orthogonal": float((directions @ directions.T - torch.eye(6)).abs().max()),
    "only": [len(each) for each in (words.states, words.only(some).states)],
}, sys.stdout)
"""


def test_each_word_of_a_question_looks_for_the_nearest() -> None:
    done = subprocess.run([sys.executable, "-c", WORDS], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    for row, plain in zip(found["scores"], found["plain"], strict=True):
        assert all(abs(one - other) < 1e-4 for one, other in zip(row, plain, strict=True))
    assert abs(found["loss"] - found["wanted"]) < 1e-4
    assert found["learns"]
    assert found["orthogonal"] < 1e-4
    assert found["only"] == [16, 15]
