"""What tuning adds to the encoder: small matrices that ship with Attaché and are added to the weights once."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from knowledge.errors import EncoderError
from knowledge.language import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

__all__ = ["OTHERS", "QUESTIONS", "RECORD", "SHIPPED", "WEIGHTS", "Adapter"]

#: The adapter that ships; ``attache train-encoder`` makes it.
SHIPPED = Path(__file__).with_name("adapter")
#: What ships for the second encoder, for questions alone; ``attache train-encoder --english`` makes it.
QUESTIONS = Path(__file__).with_name("adapter_questions")
#: What ships for the first encoder, for questions in other languages; ``attache train-encoder --bridge`` makes it.
OTHERS = Path(__file__).with_name("adapter_others")
WEIGHTS = "adapter.safetensors"
#: What it was made for and of, and how well it did, as JSON.
RECORD = "adapter.json"


@dataclass(frozen=True, slots=True)
class Adapter:
    """Low-rank changes of some weights (Hu et al. 2022, arXiv:2106.09685).

    Attributes:
        model: name on a hub of the model that it changes.
        sha256: of its file.
        strength: what the changes are multiplied with, 0 to 1: less keeps more of what the model knew
            (weights interpolated as by Wortsman et al. 2022, arXiv:2109.01903).
        tensors: ``<weight>.down`` ``[rank, inputs]`` and ``<weight>.up`` ``[outputs, rank]`` for each changed weight.
        languages: of the questions that it is for, where it is for questions alone.
    """

    model: str
    sha256: str
    strength: float
    tensors: Mapping[str, NDArray[Any]]
    languages: tuple[str, ...] = LANGUAGES

    @classmethod
    def read(cls, folder: Path) -> Adapter:
        """The adapter in a folder.

        Raises:
            EncoderError: it is missing, or not what its record says.
        """
        from safetensors.numpy import load

        try:
            record: dict[str, Any] = json.loads((folder / RECORD).read_bytes())
            content = (folder / WEIGHTS).read_bytes()
            found = hashlib.sha256(content).hexdigest()
            if found != record["sha256"]:
                raise EncoderError(f"{folder / WEIGHTS} is not the file that {RECORD} names: get both anew.")
            languages = tuple(record.get("languages", LANGUAGES))
            return cls(str(record["model"]), found, float(record["strength"]), load(content), languages)
        except EncoderError:
            raise
        except Exception as error:  # safetensors raises an Exception of its own
            raise EncoderError(f"There is no usable adapter in {folder} ({type(error).__name__}: {error}).") from error

    @property
    def digest(self) -> str:
        """Decides, with the model's weights, the vectors that come out."""
        return f"{self.sha256}*{self.strength:g}"

    def changed(self) -> list[str]:
        """Names of the weights that change."""
        return sorted({name.rpartition(".")[0] for name in self.tensors})

    def apply(self, path: Path) -> None:
        """Add the changes to the weights in a safetensors file, which is replaced.

        Raises:
            EncoderError: the file has not the weights that the adapter changes, or not in its shapes.
        """
        from safetensors.numpy import load_file, save_file

        weights = load_file(path)
        prefix = "" if "embeddings.word_embeddings.weight" in weights else "bert."
        for name in self.changed():
            down, up = (self.tensors[f"{name}.{part}"].astype(np.float32) for part in ("down", "up"))
            weight = weights.get(prefix + name)
            if weight is None or weight.shape != (up.shape[0], down.shape[1]):
                raise EncoderError(
                    f"The adapter for {self.model} does not fit this model ({name}): set ATTACHE_ENCODER_ADAPTER=none, "
                    "or to the folder of its own adapter."
                )
            weights[prefix + name] = (weight + self.strength * (up @ down)).astype(weight.dtype)
        beside = path.with_name(path.name + ".new")
        save_file(weights, beside, metadata={"format": "pt"})
        beside.replace(path)

    @staticmethod
    def write(folder: Path, tensors: Mapping[str, NDArray[Any]], record: Mapping[str, Any]) -> None:
        """Write an adapter and its record, each whole or not at all.

        Args:
            folder: made where it is missing.
            tensors: as in the attribute.
            record: at least ``model`` and ``strength``; ``sha256`` and ``bytes`` are added.
        """
        from safetensors.numpy import save

        folder.mkdir(parents=True, exist_ok=True)
        content = save(dict(tensors))
        sha256 = hashlib.sha256(content).hexdigest()
        text = json.dumps({**record, "sha256": sha256, "bytes": len(content)}, indent=1, ensure_ascii=False) + "\n"
        for name, data in ((WEIGHTS, content), (RECORD, text.encode())):
            beside = folder / f"{name}.{os.getpid()}"
            beside.write_bytes(data)
            beside.replace(folder / name)
