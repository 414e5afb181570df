"""Rasa's own end-to-end test: each message of `stories/` is understood and followed by the right action."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from knowledge.language import LANGUAGES
from settings.settings import PROJECT

STORIES = Path(__file__).parent / "stories"


def test_every_language_has_a_story_of_ten_messages() -> None:
    for language in LANGUAGES:
        steps = yaml.safe_load((STORIES / f"test_{language}.yml").read_text("utf-8"))["stories"][0]["steps"]
        assert sum("user" in step for step in steps) >= 10, language


@pytest.mark.encoder
def test_rasa_predicts_every_story(trained_model: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rasa", "test", "core", "--e2e", "--fail-on-prediction-errors"]
    command += ["--stories", str(STORIES), "--model", str(trained_model), "--out", str(tmp_path)]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "CUDA_VISIBLE_DEVICES": "-1"}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    failed = tmp_path / "failed_test_stories.yml"
    report = failed.read_text("utf-8") if failed.exists() else "no report"
    assert done.returncode == 0, f"{report}\n{done.stderr[-2000:]}"
    assert "None of the test stories failed" in report
