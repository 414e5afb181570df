"""The folder: shapes and names that libraries expect, and a tokenizer that does what the packed map says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from knowledge.encoder import folder as layout
from knowledge.encoder import packed

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def written(tiny_packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("written")
    layout.write(packed.read(tiny_packed), target)
    return target


@pytest.fixture(scope="module")
def tokenizer(written: Path) -> Tokenizer:
    return Tokenizer.from_file(str(written / "tokenizer.json"))


def test_weights_have_the_names_and_shapes_of_bert(written: Path) -> None:
    weights = load_file(written / "model.safetensors")
    shapes = {name.removeprefix("encoder.layer.0."): array.shape for name, array in weights.items()}
    assert shapes["attention.self.query.weight"] == (32, 32)
    assert shapes["intermediate.dense.weight"] == (64, 32)
    assert shapes["output.dense.weight"] == (32, 64)
    assert shapes["intermediate.dense.bias"] == (64,)
    assert shapes["embeddings.position_embeddings.weight"] == (64, 32)
    assert len(weights) == 5 + 16 + 2
    assert {array.dtype for array in weights.values()} == {np.dtype(np.float32)}


def test_the_configuration_says_what_the_file_says(written: Path) -> None:
    config = json.loads((written / "config.json").read_text())
    assert config["layer_norm_eps"] == 1e-12
    assert (config["num_hidden_layers"], config["num_attention_heads"]) == (1, 2)
    prompts = json.loads((written / "config_sentence_transformers.json").read_text())["prompts"]
    assert prompts == {"query": "query: ", "document": "passage: ", "passage": "passage: "}
    modules = [module["type"].rsplit(".", 1)[1] for module in json.loads((written / "modules.json").read_text())]
    assert modules == ["Transformer", "Pooling", "Normalize"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("the refugee", ["▁the", "▁refugee"]),
        ("the\u200brefugee", ["▁the", "▁refugee"]),  # becomes a space
        ("the\n \u00a0refugee", ["▁the", "▁refugee"]),  # runs of spaces become one
        ("t\x01h\x01e", ["▁the"]),  # vanishes
        ("ﬁ", ["▁", "f", "i"]),
        ("①", ["▁", "1"]),
        ("e\u0301", ["▁", "é"]),  # letter and accent are joined
        ("～", ["▁", "～"]),  # the wide tilde stays wide
        ("法条", ["▁", "法", "条"]),
        ("w♥", ["▁", "w", "♥"]),
    ],
)
def test_tokens(tokenizer: Tokenizer, text: str, tokens: list[str]) -> None:
    encoding = tokenizer.encode(text)
    assert encoding.tokens == ["<s>", *tokens, "</s>"]


def test_an_unknown_character_is_unknown(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("w♥").ids[-2] == 3


def test_offsets_point_into_the_text_as_it_was(tokenizer: Tokenizer) -> None:
    text = "the ﬁ\x01 e\u0301  refugee 法条"
    encoding = tokenizer.encode(text)
    parts = {
        token: text[start:end].strip() for token, (start, end) in zip(encoding.tokens, encoding.offsets, strict=True)
    }
    assert parts["▁the"] == "the"
    assert parts["▁refugee"] == "refugee"
    assert parts["条"] == "条"
    assert parts["é"] in ("e", "e\u0301")
