"""The rate of learning over a training; in a process of its own: PyTorch would stay in every test that follows."""

from __future__ import annotations

import json
import subprocess
import sys

RATES = """
import json, sys, torch
from knowledge.encoder.tuning.optimiser import optimiser
moving, schedule = optimiser([torch.nn.Parameter(torch.zeros(2))], rate=0.5, decay=0.1, steps=100)
rates = []
for _ in range(99):
    rates.append(moving.param_groups[0]["lr"])
    moving.step()
    schedule.step()
json.dump([rates, moving.param_groups[0]["weight_decay"]], sys.stdout)
"""


def test_it_rises_over_a_tenth_and_then_falls() -> None:
    done = subprocess.run([sys.executable, "-c", RATES], capture_output=True, text=True, timeout=120, check=True)
    rates, decay = json.loads(done.stdout)
    peak = rates.index(max(rates))
    assert 8 <= peak <= 10
    assert abs(rates[peak] - 0.5) < 1e-6
    assert rates[: peak + 1] == sorted(rates[: peak + 1])
    assert rates[peak:] == sorted(rates[peak:], reverse=True)
    assert rates[-1] < 0.01
    assert decay == 0.1
