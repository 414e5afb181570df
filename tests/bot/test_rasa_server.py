"""The launcher of Rasa's server. (At work: tests/conversations.)"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile

import pytest

from bot.rasa_server import validate_with_one_validator
from bot.supervisor.endpoints import environment, write
from bot.supervisor.ports import free
from settings import PROJECT, Settings


@pytest.mark.loopback
def test_a_model_that_cannot_be_loaded_ends_it_with_a_sentence(tmp_path):
    settings = Settings(home=tmp_path, rasa_port=free("127.0.0.1"))
    model = tmp_path / "attache.tar.gz"
    with tarfile.open(model, "w:gz") as archive:
        about = tarfile.TarInfo("metadata.json")
        about.size = 2
        archive.addfile(about, io.BytesIO(b"{}"))
    endpoints, credentials = write(settings, tmp_path / "run")
    files = ["--model", str(model), "--endpoints", str(endpoints), "--credentials", str(credentials)]
    result = subprocess.run(
        [sys.executable, "-m", "bot.rasa_server", *files],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=environment(settings),
        timeout=120,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.strip().splitlines()[-1] == (
        f"The model {model} cannot be loaded; the lines before this say why. Train it again: attache train."
    )


@pytest.mark.parametrize("missing", ["--model", "--endpoints", "--credentials"])
def test_it_wants_three_files(missing):
    files = {"--model": "m", "--endpoints": "e", "--credentials": "c"}
    del files[missing]
    result = subprocess.run(
        [sys.executable, "-m", "bot.rasa_server", *(part for pair in files.items() for part in pair)],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=dict(os.environ),
        check=False,
    )
    assert result.returncode == 2
    assert missing in result.stderr.splitlines()[-1]


def test_what_an_action_sends_back_is_checked_as_rasa_checks_it(monkeypatch):
    from jsonschema import ValidationError
    from rasa.core.actions.action import RemoteAction

    action, theirs = RemoteAction("action_answer", None), RemoteAction._validate_action_result
    monkeypatch.setattr(RemoteAction, "_validate_action_result", theirs)  # put back afterwards
    slot = {"event": "slot", "timestamp": None, "name": "question", "value": "?"}
    results = (
        {"events": [slot], "responses": [{"text": "an answer"}]},
        {"events": [{"event": "no such"}]},
        {"events": 1},
    )

    def verdict(result):
        try:
            return action._validate_action_result(result)
        except ValidationError as error:
            return error.validator

    before = [verdict(result) for result in results]
    validate_with_one_validator()
    assert RemoteAction._validate_action_result is not theirs
    assert before[0] is True
    assert [verdict(result) for result in results] == before
