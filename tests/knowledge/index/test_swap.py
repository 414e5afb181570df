from __future__ import annotations

import os
from pathlib import Path

import pytest

from knowledge.index.swap import CURRENT, current, new_build, swap_in, sweep


def make(folder, content):
    build = new_build(folder)
    (build / "part").mkdir()
    (build / "part" / "file").write_text(content, encoding="utf-8")
    return build


def test_the_newest_build_that_was_swapped_in_is_the_current_one(tmp_path):
    assert current(tmp_path) is None
    first = make(tmp_path, "1")
    assert current(tmp_path) is None
    swap_in(tmp_path, first)
    assert current(tmp_path) == first
    second = make(tmp_path, "2")
    assert current(tmp_path) == first
    swap_in(tmp_path, second)
    assert current(tmp_path) == second
    assert (first / "part" / "file").read_text() == "1"


def test_sweeping_leaves_the_current_build_only(tmp_path):
    old, kept, unfinished = (make(tmp_path, str(number)) for number in range(3))
    swap_in(tmp_path, old)
    swap_in(tmp_path, kept)
    (tmp_path / f"{CURRENT}.{unfinished.name}").write_text("half", encoding="utf-8")
    sweep(tmp_path)
    assert list((tmp_path / "builds").iterdir()) == [kept]
    assert sorted(path.name for path in tmp_path.iterdir()) == [CURRENT, "builds"]
    sweep(tmp_path)
    assert (kept / "part" / "file").read_text() == "1"


def test_sweeping_nothing(tmp_path):
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="Only Linux tells what a descriptor is of.")
def test_everything_is_on_disk_before_it_is_named(tmp_path, monkeypatch):
    build = make(tmp_path, "1")
    synced, replaced = [], []
    fsync, replace = os.fsync, os.replace

    def watch_fsync(descriptor):
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    def watch_replace(source, target):
        replaced.append(set(synced))
        replace(source, target)

    monkeypatch.setattr(os, "fsync", watch_fsync)
    monkeypatch.setattr(os, "replace", watch_replace)
    swap_in(tmp_path, build)
    (before,) = replaced
    assert {str(path) for path in (build, build / "part", build / "part" / "file", tmp_path / "builds")} <= before
    assert str(tmp_path / f"{CURRENT}.{build.name}") in before
    assert synced[-1] == str(tmp_path)


@pytest.mark.parametrize("content", ["", "\n", "../../etc", "a/b", ".."])
def test_a_damaged_pointer_never_leads_out_of_the_folder(tmp_path, content):
    (tmp_path / CURRENT).write_text(content, encoding="utf-8")
    assert current(tmp_path) is None
