"""The command line, called in this process or as the program it is."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cli, stamps
from bot.cli.output import prepare
from bot.supervisor.state import Running, StateFile
from knowledge.encoder import Encoder
from nlu.training import fingerprint
from settings import Settings, load

PROGRAM = Path(sys.executable).with_name("attache")


@dataclass(frozen=True)
class Outcome:
    """What a call printed, and its exit status."""

    status: int
    out: str
    errors: str


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder of its own, no settings from this machine, nothing remembered."""
    for field in Settings.__fields__:
        monkeypatch.delenv(f"ATTACHE_{field.upper()}", raising=False)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    monkeypatch.setenv("ATTACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)  # or the first call would move the bytecode of this process
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    load.cache_clear()
    yield tmp_path / "home"
    load.cache_clear()


@pytest.fixture
def attache(home):
    """Call a command in this process."""

    def call(*arguments: str, typed: str | bytes | None = None) -> Outcome:
        load.cache_clear()
        result = CliRunner().invoke(cli, list(arguments), input=typed, prog_name="attache")
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return call


@pytest.fixture
def program(home):
    """Call the installed program."""

    def call(*arguments: str | bytes, typed: bytes = b"", **environment: str) -> Outcome:
        result = subprocess.run(
            [str(PROGRAM), *arguments],
            input=typed,
            capture_output=True,
            env={**os.environ, **environment},
            timeout=120,
            check=False,
        )
        return Outcome(result.returncode, result.stdout.decode(), result.stderr.decode())

    return call


@pytest.fixture
def engine(home, server):
    """An engine that runs on the home folder, as other commands see it: a held state file and an address."""
    state = StateFile(home)
    state.hold()
    state.publish(Running(pid=4711, url=server.url, actions_url=server.url, started="2026-11-24T11:00:00+00:00"))
    yield server
    state.release()


@pytest.fixture
def real_encoder(encoder_folder, encoder, monkeypatch, home):
    """The checkout's encoder, for a home folder of its own; in this process the one that is loaded already."""
    load_another = Encoder.load

    def load(folder: Path, *, threads: int = 2) -> Encoder:
        return encoder if folder == encoder_folder else load_another(folder, threads=threads)

    monkeypatch.setattr(Encoder, "load", load)
    monkeypatch.setenv("ATTACHE_ENCODER_PATH", str(encoder_folder))
    return encoder_folder


@pytest.fixture
def built(real_encoder, home):
    """A home folder that says that everything was built from what is there."""
    settings = prepare()
    settings.index_dir.mkdir()
    (settings.index_dir / "CURRENT").write_text("1")
    settings.models_dir.mkdir()
    with tarfile.open(settings.models_dir / "attache.tar.gz", "w:gz") as archive:
        about = tarfile.TarInfo("metadata.json")
        about.size = 2
        archive.addfile(about, io.BytesIO(b"{}"))
    (settings.models_dir / "attache.json").write_text(json.dumps({"fingerprint": fingerprint(settings)}))
    stamps.encoder(settings).write()
    stamps.index(settings).write()
    return settings
