"""The exported graph: what goes in and out, and what happens when it cannot be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import onnx
import pytest

from knowledge.encoder.export import MASK, MODEL, STATES, WORDS, export
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_graph_is_fused_and_holds_no_word_embeddings(tiny_folder: Path) -> None:
    graph = onnx.load(tiny_folder / MODEL).graph
    assert [value.name for value in graph.input] == [WORDS, MASK]
    assert [value.name for value in graph.output] == [STATES]
    kinds = {node.op_type for node in graph.node}
    assert {"Attention", "BiasGelu", "SkipLayerNormalization"} <= kinds
    assert "Softmax" not in kinds
    assert sorted(path.name for path in (tiny_folder / MODEL).parent.iterdir()) == ["model.onnx"]


def test_an_export_that_takes_too_long_is_stopped(tiny_folder: Path) -> None:
    with pytest.raises(EncoderError, match=r"took longer than 0\.1 s and was stopped"):
        export(tiny_folder, seconds=0.1)
