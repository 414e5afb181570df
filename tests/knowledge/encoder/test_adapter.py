"""Adapters: read, checked, added to the weights."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from knowledge.encoder import Encoder, build, packed
from knowledge.encoder.adapter import RECORD, SHIPPED, WEIGHTS, Adapter
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path

NAME = "encoder.layer.0.attention.self.query.weight"


def written(folder: Path, *, strength: float = 1.0, inputs: int = 32) -> Path:
    """An adapter of rank two for one weight of the tiny model."""
    random = np.random.default_rng(1)
    tensors = {
        f"{NAME}.down": random.normal(size=(2, inputs)).astype(np.float16),
        f"{NAME}.up": random.normal(size=(32, 2)).astype(np.float16),
    }
    Adapter.write(folder, tensors, {"model": "some/model", "strength": strength})
    return folder


def test_is_read_as_it_was_written(tmp_path: Path) -> None:
    adapter = Adapter.read(written(tmp_path / "adapter", strength=0.5))
    assert adapter.model == "some/model"
    assert adapter.changed() == [NAME]
    assert adapter.digest == f"{adapter.sha256}*0.5"
    assert (
        json.loads((tmp_path / "adapter" / RECORD).read_text())["bytes"]
        == (tmp_path / "adapter" / WEIGHTS).stat().st_size
    )


def test_adds_its_product_to_the_weight(tmp_path: Path) -> None:
    adapter = Adapter.read(written(tmp_path / "adapter", strength=0.5))
    path = tmp_path / "model.safetensors"
    before = np.ones((32, 32), np.float32)
    save_file({NAME: before, "embeddings.word_embeddings.weight": before, "other": before}, path)
    adapter.apply(path)
    after = load_file(path)
    down, up = (adapter.tensors[f"{NAME}.{part}"].astype(np.float32) for part in ("down", "up"))
    np.testing.assert_allclose(after[NAME], before + 0.5 * up @ down, rtol=1e-6)
    assert np.array_equal(after["other"], before)


def test_one_for_another_model_is_refused(tmp_path: Path) -> None:
    adapter = Adapter.read(written(tmp_path / "adapter", inputs=16))
    path = tmp_path / "model.safetensors"
    save_file({NAME: np.ones((32, 32), np.float32)}, path)
    with pytest.raises(EncoderError, match=r"does not fit this model.*ATTACHE_ENCODER_ADAPTER=none"):
        adapter.apply(path)


def test_one_that_was_changed_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "adapter")
    content = bytearray((folder / WEIGHTS).read_bytes())
    content[-1] ^= 1
    (folder / WEIGHTS).write_bytes(content)
    with pytest.raises(EncoderError, match="is not the file that"):
        Adapter.read(folder)


def test_a_folder_without_one_is_said(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="There is no usable adapter in"):
        Adapter.read(tmp_path)


@pytest.mark.usefixtures("use_tiny")
def test_the_build_adds_it_and_knows_it_is_there(tmp_path: Path) -> None:
    plain, tuned = tmp_path / "plain", tmp_path / "tuned"
    adapter = written(tmp_path / "adapter")
    build(plain)
    build(tuned, adapter=adapter)
    one, other = Encoder.load(plain), Encoder.load(tuned)
    assert one.checksum != other.checksum
    assert not np.allclose(one.embed_question("law of the sea"), other.embed_question("law of the sea"))
    steps: list[str] = []
    build(tuned, adapter=adapter, progress=lambda step, _: steps.append(step))
    assert steps == ["encoder ready"]  # nothing was built again
    build(tuned)
    assert Encoder.load(tuned).checksum == one.checksum


def test_the_one_that_ships_is_small_and_says_what_it_was_made_of() -> None:
    adapter = Adapter.read(SHIPPED)
    record = json.loads((SHIPPED / RECORD).read_text())
    assert (SHIPPED / WEIGHTS).stat().st_size < 20_000_000
    assert adapter.model == "intfloat/multilingual-e5-small"
    assert set(record) >= {"recipe", "data", "data_sha256", "held_out", "strength", "minutes"}
    assert record["data"]["questions"] >= 3_000
    assert packed.SHA256 not in adapter.digest
