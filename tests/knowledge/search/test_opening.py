"""An index is opened for the encoders that there are."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from knowledge.encoder import Encoder, EnglishEncoder
from knowledge.index import update
from knowledge.search import open_index

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "# Returns\n\n## The rule\n\nNobody may be sent back to a country where life would be in danger.\n"


@pytest.mark.encoder
def test_with_the_second_encoder_and_without(encoder: Encoder, second_encoder_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "returns.md").write_text(TEXT)
    second = EnglishEncoder.load(second_encoder_folder)
    for name, encoders in (("both", [encoder, second]), ("one", [encoder])):
        update([tmp_path / "texts"], tmp_path / name, encoders=encoders, cache_dir=tmp_path / "cache")

    index, voice = open_index(tmp_path / "both", encoder, second_encoder_folder)
    assert voice is not None
    assert (voice.checksum, index.has_vectors(voice.name)) == (second.checksum, True)
    cosines = index.passage_vectors(voice.name, range(len(index))) @ voice.embed_question("may we return him")
    assert cosines.max() > 0.3
    # Loaded once, however often the index is opened anew.
    assert open_index(tmp_path / "both", encoder, second_encoder_folder)[1] is voice

    for folder, second_folder in (
        (tmp_path / "one", second_encoder_folder),  # an index from before
        (tmp_path / "both", None),  # not wished
        (tmp_path / "both", tmp_path / "encoders" / "all-mpnet-base-v2"),  # not built
    ):
        index, nobody = open_index(folder, encoder, second_folder)
        assert nobody is None
        assert not index.has_vectors(voice.name)


@pytest.mark.encoder
def test_an_encoder_of_another_name_has_other_vectors(
    encoder: Encoder, second_encoder_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "returns.md").write_text(TEXT)
    second = EnglishEncoder.load(second_encoder_folder)
    update([tmp_path / "texts"], tmp_path / "index", encoders=[encoder, second], cache_dir=tmp_path / "cache")
    other = tmp_path / "another-name"
    other.mkdir()
    shutil.copy(second_encoder_folder / "attache.json", other)
    assert open_index(tmp_path / "index", encoder, other)[1] is None
