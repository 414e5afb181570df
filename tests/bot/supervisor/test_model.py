"""The trained model as a file."""

from __future__ import annotations

import io
import os
import tarfile

import pytest

from bot.supervisor.model import is_whole, newest_model


@pytest.fixture
def model(tmp_path):
    """An archive with the one file that every Rasa model has, and some weights."""
    path = tmp_path / "attache.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, content in (("components/weights.npy", os.urandom(50_000)), ("metadata.json", b"{}")):
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
    return path


def test_no_folder_no_model(tmp_path):
    assert newest_model(tmp_path / "models") is None
    assert newest_model(tmp_path) is None


def test_the_newest_is_used(tmp_path):
    for age, name in enumerate(["b.tar.gz", "a.tar.gz", "attache.json"]):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    assert newest_model(tmp_path) == tmp_path / "b.tar.gz"


def test_a_whole_model(model):
    assert is_whole(model)


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.95])
def test_a_model_that_is_cut_off(model, kept):
    content = model.read_bytes()
    model.write_bytes(content[: int(len(content) * kept)])
    assert not is_whole(model)


def test_another_archive_is_no_model(tmp_path):
    path = tmp_path / "other.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("notes.txt"))
    assert not is_whole(path)


def test_no_archive_at_all(tmp_path):
    path = tmp_path / "other.tar.gz"
    path.write_text("moved")
    assert not is_whole(path)
    assert not is_whole(tmp_path / "nothing.tar.gz")
