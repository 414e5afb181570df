"""The whole of a run as one JSON document, written and read back."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from knowledge.errors import KnowledgeError
from knowledge.evaluation.figures import figures
from knowledge.evaluation.run import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.answer import Calibration
    from knowledge.evaluation.selection import Selection
    from knowledge.index import Index

__all__ = ["FORMAT", "outcomes_of", "read", "report", "write"]

#: Version of the document.
FORMAT = 1


def report(
    outcomes: Sequence[Outcome],
    selection: Selection,
    index: Index,
    calibration: Calibration,
    *,
    encoder: str,
    held_out: Sequence[str] = (),
    without: Sequence[str] = (),
) -> dict[str, Any]:
    """What was measured, on what, with what, and what came of each question.

    Args:
        outcomes: of the questions that were asked.
        selection: which these are.
        index: that they were asked of.
        calibration: of the confidence.
        encoder: name of the one in use.
        held_out: file names of documents that the encoder has not learned from.
        without: parts of the search that were left out.
    """
    manifest = index.manifest
    record = manifest.encoder(encoder)
    inside = {item.name for item in index.documents}
    return {
        "format": FORMAT,
        "questions": {
            "split": selection.split,
            "asked": len(outcomes),
            "left_out": selection.left_out,
            "without_section": selection.without_section,
            "typing_errors": selection.typing_errors,
            "sets": [asdict(each) for each in selection.sets],
        },
        "index": {
            "build": manifest.build,
            "documents": len(index.documents),
            "passages": len(index),
            "reader": manifest.reader,
            "cutting": manifest.cutting,
            "tokens": manifest.tokens,
            "words": list(manifest.words),
            "encoder": asdict(record) if record else None,
        },
        "calibration": {
            "encoder": calibration.encoder,
            "answered": calibration.answered,
            "closest": calibration.closest,
            "fits": record is not None and record.checksum == calibration.encoder,
        },
        "held_out": [name for name in held_out if name in inside],
        "without": list(without),
        "machine": {"processors": os.cpu_count(), "architecture": platform.machine()},
        "figures": figures(outcomes),
        "outcomes": [each.to_dict() for each in outcomes],
    }


def write(path: Path, data: dict[str, Any]) -> None:
    """Write it, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    beside.replace(path)


def read(path: Path) -> dict[str, Any]:
    """What ``write`` wrote.

    Raises:
        KnowledgeError: the file is no such document, or of another version.
        OSError: it cannot be read.
    """
    try:
        data = json.loads(path.read_bytes())
        version = data["format"]
        if version == FORMAT:
            outcomes_of(data)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KnowledgeError(f"{path} is no result of `attache eval`: give the eval.json that it wrote.") from None
    if version != FORMAT:
        raise KnowledgeError(
            f"{path} has format {version}; this version reads format {FORMAT}. Run `attache eval` again."
        )
    found: dict[str, Any] = data
    return found


def outcomes_of(data: dict[str, Any]) -> list[Outcome]:
    """The outcomes of a document."""
    return [Outcome.from_dict(each) for each in data["outcomes"]]
