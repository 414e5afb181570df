"""Builds the encoder's folder once: weights, tokenizer, ONNX graph, stamp."""

from __future__ import annotations

import errno
import fcntl
import glob
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from knowledge.encoder import folder as layout
from knowledge.encoder import joined, packed
from knowledge.encoder.adapter import Adapter
from knowledge.encoder.configuration import Configuration
from knowledge.encoder.export import export
from knowledge.encoder.stamp import STAMP, Stamp, digest
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["build"]

Progress = Callable[[str, float], None]

#: What a build needs on the disk, in bytes: weights 471 MB, two graphs of 86 MB (one of them twice for a moment),
#: tokenizer 9 MB; of the second encoder the archive of its parts and the weights out of it, then the weights and two
#: graphs, 343 MB, one of them twice.
ROOM = 800_000_000
ROOM_JOINED = 1_600_000_000

#: Longest time a download from a hub may take, in seconds.
HUB_LIMIT = 3600

_FETCH = """
import sys
from sentence_transformers import SentenceTransformer
SentenceTransformer(sys.argv[1], device="cpu").save(sys.argv[2])
"""


@dataclass(frozen=True, slots=True)
class _Source:
    """What an encoder is made of.

    Attributes:
        name: as in the stamp.
        hub: a model's name there; empty for what comes from elsewhere.
        tuned: what is added to the weights.
        questions: folder of what is added for questions alone.
        asked: what is in it.
    """

    name: str
    hub: str = ""
    tuned: Adapter | None = None
    questions: Path | None = None
    asked: Adapter | None = None

    @property
    def adapter(self) -> str:
        """Digest of what is added to the weights; empty for nothing."""
        return self.tuned.digest if self.tuned else ""

    @property
    def weights(self) -> str:
        """What the stamp says of the weights of a package, with or without an adapter; nothing of others."""
        known = {packed.PACKAGE: packed.SHA256, joined.PACKAGE: joined.SHA256}.get(self.name, "")
        return known + (f"+{self.adapter}" if known and self.tuned else "")


def build(
    folder: Path,
    *,
    hub: str = "",
    adapter: Path | None = None,
    questions: Path | None = None,
    package: str = packed.PACKAGE,
    progress: Progress | None = None,
) -> None:
    """Make ``folder`` a complete encoder: a sentence-transformers folder with an ONNX graph and a stamp.

    A folder with a model that somebody else put there only gets the graph and the stamp. Otherwise the weights come
    from the hub if ``hub`` names a model there, else from an installed package. Does nothing when all is there already.
    What is built is built beside the folder and renamed: killed at any moment, there is the old encoder, the new one,
    or none, and the next call begins anew.

    Args:
        folder: where the encoder goes; its name becomes the encoder's.
        hub: a model's name on a hub, e.g. ``"intfloat/multilingual-e5-small"``; nothing is fetched when empty.
        adapter: folder of what tuning adds to the weights; a model that somebody else put there, or another model from
            a hub than it was made for, is left as it is.
        questions: folder of what tuning adds where questions are embedded, and passages not; the same models are left
            as they are.
        package: what carries the weights: ``packed.PACKAGE`` or ``joined.PACKAGE``.
        progress: called with a step in words and how much is done, 0 to 1.

    Raises:
        EncoderError: weights missing, cut off or not those that were asked for; no room on the disk; a folder that
            holds something else.
    """
    tell = progress or (lambda step, done: None)
    folder = folder.absolute()
    name = "folder" if _theirs(folder) else f"hub:{hub}" if hub else package
    source = _Source(name, hub)
    if name != "folder":
        tuned = Adapter.read(adapter) if adapter is not None else None
        if tuned is not None and hub and tuned.model != hub:
            tuned = None
        asked = Adapter.read(questions) if questions is not None else None
        if asked is not None and hub and asked.model != hub:
            questions = asked = None
        source = _Source(name, hub, tuned, questions, asked)
    if folder.exists() and name != "folder" and not (folder / STAMP).exists() and any(folder.iterdir()):
        raise EncoderError(f"{folder} holds something else than an encoder: name an empty or a new folder instead.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone(folder):
            if not _complete(folder, source):
                _build(folder, source, tell)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise EncoderError(_full(folder, name)) from None
        raise EncoderError(f"The encoder cannot be built in {folder}: {error.strerror or error}.") from None
    tell("encoder ready", 1.0)


def _build(folder: Path, source: _Source, tell: Progress) -> None:
    if shutil.disk_usage(folder.parent).free < _room(source.name):
        raise EncoderError(_full(folder, source.name))
    if source.name == "folder":
        _finish(folder, source, tell)
        return
    _clear(folder)
    # A name of its own each time: the export of a builder that was killed may still be writing into the last one.
    new = folder.with_name(f".{folder.name}.new-{uuid.uuid4().hex}")
    new.mkdir()
    try:
        if source.name == packed.PACKAGE:
            tell("checking the packed weights", 0.0)
            path = packed.locate()
            packed.check(path)
            tell("unpacking the weights", 0.05)
            layout.write(packed.read(path), new)
        elif source.name == joined.PACKAGE:
            tell("unpacking the weights", 0.0)
            joined.unpack(joined.locate(), new)
        else:
            tell(f"fetching {source.hub}", 0.0)
            _fetch(source.hub, new)
        if source.tuned is not None:
            tell("adding what it was taught", 0.15)
            source.tuned.apply(new / "model.safetensors")
        _finish(new, source, tell)
        if folder.exists():
            folder.rename(new.with_name(new.name.replace(".new-", ".old-")))
        new.rename(folder)
    finally:
        _clear(folder)


def _clear(folder: Path) -> None:
    """Remove what this build, or one that was killed, left beside the folder."""
    for kind in ("new", "old"):
        for left in folder.parent.glob(f".{glob.escape(folder.name)}.{kind}-*"):
            shutil.rmtree(left, ignore_errors=True)


def _finish(folder: Path, source: _Source, tell: Progress) -> None:
    Configuration.read(folder)
    if not (folder / "model.safetensors").is_file():
        raise EncoderError(f"{folder} has no model.safetensors: save the model with safe_serialization=True.")
    tell("exporting to ONNX", 0.2)
    export(folder, questions=source.questions)
    tell("writing the stamp", 0.95)
    # The tokenizer decides the vectors as much as the weights do.
    weights = source.weights or digest(folder / "model.safetensors") + digest(folder / "tokenizer.json")
    stamp = Stamp.of(folder, source=source.name, weights=weights, adapter=source.adapter)
    if source.asked is not None:
        stamp = replace(stamp, questions=source.asked.digest, asked_in=source.asked.languages)
    stamp.write(folder)


def _theirs(folder: Path) -> bool:
    """Whether somebody else put a model there."""
    if not (folder / STAMP).exists():
        return (folder / "modules.json").is_file()
    stamp = Stamp.read(folder)
    return stamp is not None and stamp.source == "folder"


def _complete(folder: Path, source: _Source) -> bool:
    stamp = Stamp.read(folder)
    asked = source.asked.digest if source.asked else ""
    if stamp is None or (stamp.source, stamp.adapter, stamp.questions) != (source.name, source.adapter, asked):
        return False
    if asked and not stamp.has_questions:
        return False
    if source.weights and stamp.weights != source.weights:
        return False
    try:
        stamp.check(folder, deep=True)
    except EncoderError:
        return False
    return True


def _fetch(hub: str, folder: Path) -> None:
    command = [sys.executable, "-c", _FETCH, hub, str(folder)]
    environment = {**os.environ, "USE_TF": "0", "USE_FLAX": "0"}
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=HUB_LIMIT, check=False)
    except subprocess.TimeoutExpired:
        raise EncoderError(
            f"Fetching {hub} took longer than {HUB_LIMIT} s. Unset ATTACHE_ENCODER_HUB to build offline."
        ) from None
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise EncoderError(
            f"{hub} cannot be fetched ({reason}). "
            "Unset ATTACHE_ENCODER_HUB to build offline, then run `make ready` again."
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One builder at a time; a second one waits, then finds the work done."""
    with folder.with_name(f".{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _room(source: str) -> int:
    return ROOM_JOINED if source == joined.PACKAGE else ROOM


def _full(folder: Path, source: str) -> str:
    free = shutil.disk_usage(folder.parent).free
    return (
        f"The encoder needs {_room(source) // 10**6} MB in {folder.parent}, {free // 10**6} MB are free: "
        "make room, then run `make ready` again."
    )
