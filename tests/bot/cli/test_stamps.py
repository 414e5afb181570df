"""Stamps: nothing changed, or something did."""

from __future__ import annotations

import os

import pytest

from bot.cli import stamps
from bot.cli.stamps import Stamp
from settings import Settings


@pytest.fixture
def folder(tmp_path):
    """Something that goes in, something that comes out."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text("a")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index").write_text("1")
    return tmp_path


@pytest.fixture
def stamp(folder):
    def make(*values: str) -> Stamp:
        out = folder / "out"
        return Stamp(
            folder / "stamps" / "index",
            values,
            (folder / "in", folder / "missing.yml"),
            lambda: (out,) if out.exists() else None,
        )

    return make


def test_before_anything_was_built_nothing_is_current(stamp):
    assert not stamp().current()


def test_once_written_it_is_current_until_something_changes(stamp):
    stamp("a").write()
    assert stamp("a").current()
    assert not stamp("b").current()


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "in" / "b.md").write_text("b"),
        lambda folder: (folder / "in" / "a.md").write_text("longer"),
        lambda folder: os.utime(folder / "in" / "a.md", ns=(1, 1)),
        lambda folder: (folder / "in" / "a.md").unlink(),
        lambda folder: (folder / "missing.yml").touch(),
        lambda folder: (folder / "out" / "index").write_text("cut"),
        lambda folder: (folder / "out" / "index").unlink(),
    ],
)
def test_what_changes_is_noticed(stamp, folder, change):
    stamp().write()
    change(folder)
    assert not stamp().current()


def test_bytecode_and_locks_do_not_count(stamp, folder):
    stamp().write()
    (folder / "in" / "__pycache__").mkdir()
    (folder / "in" / "__pycache__" / "a.pyc").touch()
    (folder / "out" / ".lock").touch()
    assert stamp().current()


def test_what_was_built_and_is_gone_is_not_current(stamp, folder):
    stamp().write()
    (folder / "out" / "index").unlink()
    (folder / "out").rmdir()
    assert not stamp().current()
    stamp().write()
    assert not stamp().current()


def test_a_damaged_stamp_is_none(stamp):
    stamp().write()
    stamp().path.write_bytes(b"\xff")
    assert not stamp().current()


def test_names_that_are_no_text_are_names(stamp, folder):
    (folder / "in" / os.fsdecode(b"caf\xe9.md")).touch()
    stamp().write()
    assert stamp().current()


def test_an_index_is_stamped_with_what_it_is_made_of(tmp_path):
    settings = Settings(home=tmp_path, library_path=tmp_path / "library", encoder_path=tmp_path / "encoder")
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "CURRENT").write_text("1")
    stamps.index(settings).write()
    assert stamps.index(settings).current()
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "new.md").touch()
    assert not stamps.index(settings).current()


def test_the_second_encoder_is_a_part_of_what_is_built(tmp_path):
    for name in ("encoder", "second"):
        (tmp_path / name).mkdir()
    with_both = Settings(home=tmp_path, encoder_path=tmp_path / "encoder", second_encoder=str(tmp_path / "second"))
    alone = Settings(home=tmp_path, encoder_path=tmp_path / "encoder")
    stamps.encoder(alone).write()
    assert stamps.encoder(alone).current()
    assert not stamps.encoder(with_both).current()
    stamps.encoder(with_both).write()
    assert stamps.encoder(with_both).current()
    (tmp_path / "second" / "onnx").touch()
    assert not stamps.encoder(with_both).current()
