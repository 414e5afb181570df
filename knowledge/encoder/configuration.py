"""What a sentence-transformers folder says about how its model is to be used, in the words of version 5 and before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Configuration"]


@dataclass(frozen=True, slots=True)
class Configuration:
    """How texts go into the model.

    Attributes:
        window: most tokens of a text, the model's own marks included.
        query: what goes in front of a question; often empty.
        passage: what goes in front of a passage; often empty.
    """

    window: int
    query: str
    passage: str

    @classmethod
    def read(cls, folder: Path) -> Configuration:
        """Read it from the folder's own files.

        Raises:
            EncoderError: a file is missing or is no JSON, or the model does not pool by the mean.
        """
        try:
            pooling = _read(folder / "1_Pooling" / "config.json")
            positions = _read(folder / "config.json")["max_position_embeddings"]
            limits = [
                positions,
                _optional(folder / "sentence_bert_config.json").get("max_seq_length"),
                _optional(folder / "tokenizer_config.json").get("model_max_length"),
            ]
            prompts = _optional(folder / "config_sentence_transformers.json").get("prompts") or {}
        except (OSError, ValueError, KeyError) as error:
            raise EncoderError(f"{folder} is not a whole sentence-transformers folder ({error}).") from None
        if not (pooling.get("pooling_mode") == "mean" or pooling.get("pooling_mode_mean_tokens")):
            raise EncoderError(f"The model in {folder} does not pool by the mean of its tokens: use one that does.")
        return cls(
            window=int(min(limit for limit in limits if limit)),
            query=prompts.get("query") or "",
            passage=prompts.get("passage") or prompts.get("document") or "",
        )


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content


def _optional(path: Path) -> dict[str, Any]:
    return _read(path) if path.is_file() else {}
