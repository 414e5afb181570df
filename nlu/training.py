"""Trains the dialogue model when, and only when, something it is made of has changed."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.metadata
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.encoder.stamp import Stamp
from knowledge.errors import KnowledgeError
from nlu.errors import TrainingFailed
from nlu.questions import questions, training_data
from settings.settings import PROJECT

if TYPE_CHECKING:
    from settings import Settings

__all__ = ["fingerprint", "is_current", "train"]

Progress = Callable[[str, float], None]

#: What a model is made of, as patterns under the checkout. The texts that are said are not among it.
SOURCES = (
    "config.yml",
    "domain.yml",
    "nlu/data/*.yml",
    "nlu/components/*.py",
    "nlu/commands.py",
    "nlu/language_names.py",
    "nlu/questions.py",
    "nlu/turn.py",
    "nlu/vectors.py",
    "knowledge/library/faq.yml",
    "knowledge/library/instruments.yml",
    "knowledge/library/resources.yml",
    "knowledge/library/terms.yml",
    "knowledge/encoder/tuning/questions/*.jsonl",
)

_MODEL = "attache.tar.gz"
_FINGERPRINT = "attache.json"
_LOG = "train.log"
#: What a training usually takes on two cores, in seconds; progress is a guess on it.
_USUAL = 170.0
#: How much of the log an error shows, in lines.
_LINES = 15


def fingerprint(settings: Settings) -> str:
    """SHA-256, in hex, over everything a model is made of: sources, encoder, version of Rasa.

    Raises:
        TrainingFailed: there is no encoder yet.
    """
    stamp = Stamp.read(settings.encoder_dir)
    if stamp is None:
        raise TrainingFailed(f"There is no encoder in {settings.encoder_dir}: run `make ready`, which builds it.")
    found = hashlib.sha256(f"{stamp.checksum} rasa {importlib.metadata.version('rasa')}".encode())
    for path in _sources():
        found.update(f"\0{path.relative_to(PROJECT).as_posix()}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def is_current(settings: Settings) -> bool:
    """Whether the model that lies there was made of what is there now.

    Raises:
        TrainingFailed: there is no encoder yet.
    """
    return (settings.models_dir / _MODEL).is_file() and _trained_of(settings.models_dir) == fingerprint(settings)


def train(settings: Settings, *, progress: Progress | None = None, seconds: int = 1800) -> Path:
    """The path of a model that is current, trained if need be.

    Rasa runs in a child process; its output goes to ``train.log`` in the log folder. The new model replaces the old
    one at once when it is whole, so a dialogue engine that starts meanwhile finds one or the other. Two trainings at
    a time wait for each other.

    Args:
        settings: where the encoder, the models and the logs lie.
        progress: called with a step in words and how much is done, 0 to 1.
        seconds: time limit of the training.

    Raises:
        TrainingFailed: there is no encoder, the library has a fault, Rasa refuses the data, or the time is up; for the
            last two the text ends with the last lines of the log.
    """
    tell = progress or (lambda step, done: None)
    model = settings.models_dir / _MODEL
    try:
        settings.models_dir.mkdir(parents=True, exist_ok=True)
        settings.logs_dir.mkdir(parents=True, exist_ok=True)
        with _alone(settings.models_dir):
            if not is_current(settings):
                made_of = fingerprint(settings)
                with tempfile.TemporaryDirectory(prefix=".training-", dir=settings.models_dir) as beside:
                    _run(settings, Path(beside), tell, seconds)
                    (Path(beside) / _MODEL).replace(model)
                    _remember(settings.models_dir, made_of)
    except OSError as error:
        raise TrainingFailed(
            f"The dialogue model cannot be written to {settings.models_dir}: {error.strerror or error}. "
            f"Make room or set ATTACHE_HOME to another folder."
        ) from None
    tell("dialogue model ready", 1.0)
    return model


def _sources() -> list[Path]:
    return sorted(path for pattern in SOURCES for path in PROJECT.glob(pattern))


def _trained_of(folder: Path) -> str | None:
    try:
        return str(json.loads((folder / _FINGERPRINT).read_text(encoding="utf-8"))["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(folder: Path, made_of: str) -> None:
    beside = folder / f"{_FINGERPRINT}.new"
    beside.write_text(json.dumps({"fingerprint": made_of}) + "\n", encoding="utf-8")
    beside.replace(folder / _FINGERPRINT)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One training at a time; the lock goes with the process, however that ends."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _run(settings: Settings, into: Path, tell: Progress, seconds: int) -> None:
    command = [sys.executable, "-m", "rasa", "train", "--force", "--fixed-model-name", _MODEL.removesuffix(".tar.gz")]
    asked = _write_questions(into / "questions.yml")
    command += [
        "--config",
        "config.yml",
        "--domain",
        "domain.yml",
        "--data",
        "nlu/data",
        str(asked),
        "--out",
        str(into),
    ]
    command.append("--skip-validation")  # half a minute; `make lint` validates what ships
    log = settings.logs_dir / _LOG
    started = time.monotonic()
    with log.open("wb") as output:
        child = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=_environment(settings, into),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while child.poll() is None:
                passed = time.monotonic() - started
                if passed > seconds:
                    raise TrainingFailed(_failure(f"took more than {seconds} s and was stopped", log))
                tell("training the dialogue model", min(passed / _USUAL, 0.95))
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(timeout=0.5)
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
    if child.returncode != 0 or not (into / _MODEL).is_file():
        raise TrainingFailed(_failure(f"ended with exit code {child.returncode}", log))


def _write_questions(path: Path) -> Path:
    knowledge = PROJECT / "knowledge"
    try:
        asked = questions(knowledge / "library", knowledge / "encoder" / "tuning" / "questions")
    except KnowledgeError as error:
        raise TrainingFailed(f"The dialogue model learns from the library, which has a fault. {error}") from None
    path.write_text(training_data(asked), encoding="utf-8")
    return path


def _environment(settings: Settings, into: Path) -> dict[str, str]:
    """Rasa without telemetry, without its cache in the checkout, without the noise of TensorFlow."""
    return {
        **os.environ,
        "ATTACHE_HOME": str(settings.home),
        "ATTACHE_ENCODER_PATH": str(settings.encoder_dir),
        "CUDA_VISIBLE_DEVICES": "-1",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH")))),
        "PYTHONWARNINGS": "ignore",
        "RASA_CACHE_DIRECTORY": str(into / "cache"),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


def _failure(what: str, log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").replace("\r", "\n").splitlines()
    last = "\n".join(line for line in lines if line.strip() and "it/s" not in line).splitlines()[-_LINES:]
    return f"Training the dialogue model {what}. The whole log is {log}; its last lines:\n" + "\n".join(last)
