"""``attache ready`` when everything is: nothing heavy, nothing said."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.encoder

CODE = """
import json, sys
from bot.cli import cli
try: cli.main(["ready"])
except SystemExit as end: status = end.code
print(json.dumps([status, sorted(sys.modules)]))
"""


def test_when_nothing_changed_nothing_happens_and_nothing_heavy_is_loaded(built):
    result = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    status, loaded = json.loads(result.stdout)
    assert (status, result.stderr) == (0, "")
    heavy = {"faiss", "onnxruntime", "rasa", "rich", "sentence_transformers", "spacy", "tensorflow", "torch"}
    assert sorted(heavy & set(loaded)) == []


def test_a_model_that_is_cut_off_is_not_taken_for_ready(built):
    from bot.cli.ready import model_is_current

    assert model_is_current(built)
    model = built.models_dir / "attache.tar.gz"
    model.write_bytes(model.read_bytes()[:20])
    assert not model_is_current(built)
    assert not model.exists()
