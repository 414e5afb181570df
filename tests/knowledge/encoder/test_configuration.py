"""What the folder says about its model, as sentence-transformers 5 writes it and as earlier versions did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from knowledge.encoder.configuration import Configuration
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, **files: dict[str, Any]) -> Path:
    (folder / "1_Pooling").mkdir()
    names = {"pooling": "1_Pooling/config.json", "config": "config.json"}
    names |= {"sentences": "sentence_bert_config.json", "tokenizer": "tokenizer_config.json"}
    names |= {"prompts": "config_sentence_transformers.json"}
    for name, content in files.items():
        (folder / names[name]).write_text(json.dumps(content))
    return folder


def test_before_version_5(tmp_path: Path) -> None:
    write(
        tmp_path,
        pooling={"pooling_mode_mean_tokens": True},
        config={"max_position_embeddings": 514},
        sentences={"max_seq_length": 384},
        tokenizer={"model_max_length": 512},
    )
    assert Configuration.read(tmp_path) == Configuration(window=384, query="", passage="")


def test_version_5(tmp_path: Path) -> None:
    write(
        tmp_path,
        pooling={"pooling_mode": "mean", "embedding_dimension": 384},
        config={"max_position_embeddings": 512},
        sentences={"transformer_task": "feature-extraction"},
        tokenizer={"model_max_length": 256},
        prompts={"prompts": {"query": "query: ", "document": "passage: "}},
    )
    assert Configuration.read(tmp_path) == Configuration(window=256, query="query: ", passage="passage: ")


def test_another_pooling_is_refused(tmp_path: Path) -> None:
    write(tmp_path, pooling={"pooling_mode": "cls"}, config={"max_position_embeddings": 512})
    with pytest.raises(EncoderError, match="does not pool by the mean"):
        Configuration.read(tmp_path)


def test_a_missing_or_broken_file_is_a_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="is not a whole sentence-transformers folder"):
        Configuration.read(tmp_path)
    write(tmp_path, pooling={"pooling_mode": "mean"}, config={})
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(EncoderError, match="is not a whole sentence-transformers folder"):
        Configuration.read(tmp_path)
